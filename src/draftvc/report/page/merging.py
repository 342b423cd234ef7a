"""What a merge did, to read."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.report.look import Look
from draftvc.report.merging import MergeReport
from draftvc.report.page.conflicts import conflicts_page
from draftvc.report.page.lines import EMPTY, Line, Piece, wrap
from draftvc.report.say.merging import merged_words
from draftvc.report.say.words import one_line


def merge_page(report: MergeReport, look: Look) -> Iterator[Line]:
    """Yield what a merge did: what came in, what was settled by rule, what is left to people."""
    width = look.columns
    yield from wrap([Piece(merged_words(report), "title")], width, 0, 2)
    for line in report.summary:
        yield from wrap([line], width, 2, 4)
    if report.decisions:
        yield EMPTY
        yield from wrap(["Settled by rule:"], width)
    for each in report.decisions:
        yield from wrap([Piece(each.label, "label"), f": {each.sentence}"], width, 2, 4)
        if each.lost:
            lost = " ".join(one_line(word) for word in each.lost)
            yield from wrap([Piece(f"not in the result: {lost}", "faint")], width, 4, 6)
    if report.next:
        yield EMPTY
    for sentence in report.next:
        yield from wrap([f"→ {sentence}"], width, 0, 2)
    if report.conflicts is not None:
        yield EMPTY
        yield from conflicts_page(report.conflicts, look)
