"""What an import recorded, to read: file by file, with the faults that went in."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.report.look import Look
from draftvc.report.model import Imported, ImportReport
from draftvc.report.page.lines import EMPTY, Line, Piece, wrap
from draftvc.report.say.imports import (
    fault_lines,
    recorded_words,
    set_aside_words,
    standing_words,
)


def import_page(report: ImportReport, look: Look) -> Iterator[Line]:
    """Yield the files of an import as lines, then what else there is to know."""
    width = look.columns
    for number, each in enumerate(report.imported):
        if number:
            yield EMPTY
        yield from _file(each, report.dry_run, width)
    if report.said or report.dry_run:
        yield EMPTY
    if report.dry_run:
        yield from wrap(["Nothing was recorded: this was a dry run."], width)
    for said in report.said:
        yield from wrap([said], width, 0, 2)


def _file(each: Imported, dry_run: bool, width: int) -> Iterator[Line]:
    yield from wrap([Piece(recorded_words(each, dry_run), "title")], width, 0, 4)
    for line in (each.subject, *each.summary) if each.name else ():
        yield from wrap([line], width, 2, 4)
    for fault in fault_lines(each):
        yield from wrap([Piece("! ", "error"), Piece(fault, "error")], width, 2, 4)
    # Where nothing was recorded, nothing of the file is news.
    notes = (standing_words(each), set_aside_words(each)) if each.name else ()
    for said in filter(None, notes):
        yield from wrap([Piece(said, "faint")], width, 2, 4)
