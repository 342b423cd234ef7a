"""What an import did with a file, in words."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from draftvc.report.model import Imported
from draftvc.report.say.findings import found_words, place_words
from draftvc.report.say.words import day, listed, one_line, quoted

_EACH = 5
"""Errors said one by one; of more the rest is counted."""
_QUOTE = 40


def recorded_words(each: Imported, dry_run: bool) -> str:
    """Return what a file became: `v2 (5 March 2025) is recorded from wednesday.txt`."""
    file = one_line(each.file)
    if each.name is None:
        like = f"reads like {one_line(each.same_as.name)}" if each.same_as else "reads as before"
        return f"{file} {like}: nothing changed, and nothing is recorded"
    date = f" ({day(each.date)})" if each.date else ""
    verb = "would be recorded" if dry_run else "is recorded"
    return f"{one_line(each.name)}{date} {verb} from {file}"


def fault_lines(each: Imported) -> Iterator[str]:
    """Yield the errors of a text one by one, then how much else was found."""
    errors = [found for found in each.diagnostics if found.severity == "error"]
    for found in errors[:_EACH]:
        place = place_words(found)
        yield f"{found.code}{f' {place}' if place else ''}: {one_line(found.message)}"
    rest = found_words(f for f in each.diagnostics if f not in errors[:_EACH])
    if rest:
        also = "also " if errors else ""
        # What is recorded has fewer: its layout and the lines set aside are in the file alone.
        what = one_line(each.name or "") if each.file == "-" else shlex.quote(one_line(each.file))
        yield f"{also}{rest}: draftvc check {what} names the places"


def set_aside_words(each: Imported) -> str:
    """Return which lines of a file are not of the draft; empty where all are."""
    lines = each.set_aside
    if not lines:
        return ""
    said = listed(f"{quoted(line.text, _QUOTE)} ({line.code})" for line in lines[:_EACH])
    more = f" and {len(lines) - _EACH} more" if len(lines) > _EACH else ""
    what = "one line is" if len(lines) == 1 else f"{len(lines)} lines are"
    return f"{what} not of the draft, and set aside: {said}{more}"
