"""What is in conflict, to read: clause by clause, what is disputed as each side has it, and why."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.report.look import Look
from draftvc.report.merging import ConflictShown, ConflictsReport
from draftvc.report.page.lines import EMPTY, Line, Piece, wrap
from draftvc.report.say.merging import combined_words, open_words, side_words

_LEAD = 8
"""Columns of the word before a side's text."""


def conflicts_page(report: ConflictsReport, look: Look) -> Iterator[Line]:
    """Yield what was settled, what is in conflict, and what to do next."""
    width = look.columns
    for said in report.settled:
        yield from wrap([said], width, 0, 2)
    if report.settled:
        yield EMPTY
    yield from wrap([Piece(open_words(report), "title")], width, 0, 2)
    label = ""
    for each in report.conflicts:
        if each.clause != label:
            yield EMPTY
            yield from wrap([Piece(each.clause, "label")], width)
        label = each.clause
        yield from _conflict(each, width)
    said = combined_words(report)
    if said:
        yield EMPTY
        yield from wrap([said], width, 0, 2)
    if report.next:
        yield EMPTY
    for sentence in report.next:
        yield from wrap(["→ ", sentence], width, 0, 2)


def _conflict(each: ConflictShown, width: int) -> Iterator[Line]:
    yield from wrap([each.message], width, 2)
    for name, text in (("base", each.base), ("ours", each.ours), ("theirs", each.theirs)):
        lead = f"{name:<{_LEAD}}"
        said = Piece(side_words(text), "" if text else "faint")
        for index, line in enumerate(wrap([said], width - _LEAD - 4)):
            first = Piece(lead if index == 0 else " " * _LEAD, "faint")
            yield (Piece("    "), first, *line)
