"""A revision or some of its clauses, to read."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.draft.model import Clause
from draftvc.notation.model import Kind, Reading
from draftvc.report.look import Look
from draftvc.report.model import ShowReport
from draftvc.report.page.lines import EMPTY, Line, Piece, Role, wrap
from draftvc.report.say.counts import counts_words
from draftvc.report.say.words import day, one_line
from draftvc.report.shown import clean_words, shown_draft
from draftvc.report.width import cells

_ROLES: dict[Kind, Role] = {
    Kind.OPEN: "bracket",
    Kind.CLOSE: "bracket",
    Kind.STRAY: "error",
    Kind.BRACE: "group",
    Kind.STAMP: "agreed",
    Kind.MARKER: "faint",
}
_STEP = 2
"""Columns that a clause stands further in than its parent."""

_HANG = 14
"""Columns that the lines of a clause stand further in than its label, at most."""


def show_page(report: ShowReport, look: Look) -> Iterator[Line]:
    """Yield the chosen clauses as lines: labels before them, each as deep as it hangs."""
    width = look.columns
    draft = shown_draft(report)
    clauses = [draft.clauses[index] for index in report.chosen]
    whole = len(clauses) == len(draft.clauses)
    if whole or report.revision is not None:
        yield from _title(report, whole, width)
    for number, clause in enumerate(clauses):
        if number:
            yield EMPTY
        yield from _clause(clause, report, width)
    if whole and not report.clean:
        yield EMPTY
        yield from wrap([Piece(counts_words(report.counts), "faint")], width, 0, 4)


def _title(report: ShowReport, whole: bool, width: int) -> Iterator[Line]:
    side = report.revision
    if whole and report.draft.title:
        yield from wrap([Piece(one_line(report.draft.title), "title")], width, 0, 4)
    parts = [
        one_line(report.draft.organ) if whole and report.draft.organ else "",
        one_line(side.name) if side else "",
        day((side.date if side else None) or report.draft.date),
    ]
    said = " · ".join(part for part in parts if part)
    if said:
        yield from wrap([Piece(said, "faint")], width, 0, 4)
        yield EMPTY


def _clause(clause: Clause, report: ShowReport, width: int) -> Iterator[Line]:
    if clause.heading:
        yield from wrap([Piece(one_line(clause.heading), "title")], width, _STEP * clause.depth)
    indent = min(_STEP * clause.depth, width // 4)
    label = [Piece(clause.label, "label"), Piece("  ")]
    hang = indent + min(sum(cells(piece.text) for piece in label), _HANG)
    words = [Piece(clean_words(clause))] if report.clean else text_pieces(clause.reading)
    yield from wrap([*label, *words], width, indent, hang)


def text_pieces(reading: Reading) -> list[Piece]:
    """Return a clause's canonical text as pieces, its marks by role."""
    out: list[Piece] = []
    for token in reading.tokens:
        role = _ROLES.get(token.kind, "")
        text = reading.text[token.start : token.end]
        if out and out[-1].role == role:
            out[-1] = Piece(out[-1].text + text, role)
        else:
            out.append(Piece(text, role))
    return out
