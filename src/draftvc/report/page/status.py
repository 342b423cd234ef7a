"""Where the draft stands, to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftvc.diagnostics import Diagnostic
from draftvc.report.look import Look
from draftvc.report.model import Side, StatusReport
from draftvc.report.page.lines import EMPTY, Line, Piece, Role, wrap
from draftvc.report.say.findings import code_words, found_words
from draftvc.report.say.words import counted, day, listed, one_line

_LEAD = 13
"""Columns of the words at the left."""


def status_page(report: StatusReport, look: Look) -> Iterator[Line]:
    """Yield where a draft stands as lines: what is agreed, open, at fault, not recorded."""
    width = look.columns
    if report.title:
        yield from wrap([Piece(one_line(report.title), "title")], width, 0, 4)
    side = report.revision
    if side is not None:
        date = f" · {day(side.date)}" if side.date else ""
        yield from wrap([Piece(f"{_revision(side)}{date}", "faint")], width, 0, 4)
    if report.title or side:
        yield EMPTY
    for lead, said, role in status_rows(report):
        gap = " " * (_LEAD - len(lead))
        lines = list(wrap([Piece(said, role)], width - _LEAD))
        for index, line in enumerate(lines):
            first = (Piece(lead, "label"), Piece(gap)) if index == 0 else (Piece(" " * _LEAD),)
            yield (*first, *line)


def _revision(side: Side) -> str:
    """Return what a revision is called; one without a name is a commit."""
    nameless = bool(side.commit) and (side.commit or "").startswith(side.name)
    return f"commit {side.name}, a revision without a name" if nameless else one_line(side.name)


def status_rows(report: StatusReport) -> Iterator[tuple[str, str, Role]]:
    """Yield what there is to say, each with the word before it and its role."""
    counts = report.counts
    yield "Agreed", _agreed(report), "agreed" if report.agreed else ""
    yield "Open", _open(report), ""
    if counts.words:
        share = f"{counts.contested_words * 100 // counts.words}%"
        yield (
            "Contested",
            f"{counts.contested_words:,} of {counted(counts.words, 'word')} ({share}); "
            f"{counted(counts.positions, 'position')}",
            "",
        )
    yield "Findings", _findings(report.diagnostics), "error" if _errors(report) else ""
    yield "Uncommitted", listed(report.uncommitted) or "nothing", ""


def _agreed(report: StatusReport) -> str:
    said = f"{len(report.agreed):,} of {counted(report.counts.clauses, 'clause')}"
    return f"{said}: {listed(report.agreed)}" if report.agreed else said


def _open(report: StatusReport) -> str:
    counts = report.counts
    if not counts.brackets:
        return "no brackets"
    said = f"{counted(counts.brackets, 'bracket')} in {counted(len(report.open), 'clause')}"
    if counts.max_depth > 1:
        said += f", {counts.outer_brackets:,} of them outer"
    return f"{said}: " + ", ".join(f"{label}\u00a0{number}" for label, number in report.open)


def _findings(diagnostics: Iterable[Diagnostic]) -> str:
    found = list(diagnostics)
    if not found:
        return "none"
    return f"{found_words(found)}: {code_words(found)}; draftvc check names the places"


def _errors(report: StatusReport) -> bool:
    return any(each.severity == "error" for each in report.diagnostics)
