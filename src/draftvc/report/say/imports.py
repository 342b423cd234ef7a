"""What an import did with a file, in words."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence

from draftvc.diagnostics import Diagnostic
from draftvc.report.model import Imported
from draftvc.report.say.findings import found_words, place_words
from draftvc.report.say.words import day, listed, one_line, quoted

_EACH = 5
"""Findings said one by one; of more the rest is counted."""
_SET_ASIDE = frozenset({"W501", "W502", "W503"})
"""Lines that are not of the draft, which are named by themselves."""
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
    """Yield what was found and is new: errors one by one, then how much else there is.

    Behind a revision before it, new warnings are few and news: they are said one by one, too.
    """
    stood = set(each.standing)
    new = [found for found in each.diagnostics if found not in stood]
    if each.before is not None:
        new = [found for found in new if found.code not in _SET_ASIDE]
    told = [found for found in new if found.severity == "error"]
    if each.before is not None:
        told += [found for found in new if found.severity == "warning"]
    said = told[:_EACH]
    for found in said:
        place = place_words(found)
        yield f"{found.code}{f' {place}' if place else ''}: {one_line(found.message)}"
    rest = found_words(found for found in new if found not in said)
    if rest:
        yield f"{'also ' if told else ''}{rest}: {_check(each)} names the places"


def standing_words(each: Imported) -> str:
    """Return how much was found that the revision before had, too; empty where nothing was."""
    found = found_words(each.standing)
    if not found or each.before is None:
        return ""
    name = one_line(each.before.name)
    return f"{found} stood in {name} already: {_check(each)} lists {_them(each.standing)}"


def _them(found: Sequence[Diagnostic]) -> str:
    return "it" if len(found) == 1 else "them"


def _check(each: Imported) -> str:
    # What is recorded has fewer: its layout and the lines set aside are in the file alone.
    what = one_line(each.name or "") if each.file == "-" else shlex.quote(one_line(each.file))
    return f"draftvc check {what}"


def set_aside_words(each: Imported) -> str:
    """Return which lines of a file are not of the draft; empty where all are.

    A line that was set aside from the file before, too, is not said again.
    """
    stood = Counter((f.code, (f.source_line or "").strip()) for f in each.standing)
    lines = []
    for line in each.set_aside:
        key = (line.code, line.text.strip())
        if stood[key]:
            stood[key] -= 1
        else:
            lines.append(line)
    if not lines:
        return ""
    said = listed(f"{quoted(line.text, _QUOTE)} ({line.code})" for line in lines[:_EACH])
    more = f" and {len(lines) - _EACH} more" if len(lines) > _EACH else ""
    what = "one line is" if len(lines) == 1 else f"{len(lines)} lines are"
    return f"{what} not of the draft, and set aside: {said}{more}"
