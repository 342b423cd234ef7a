"""Findings to read: what, where, the line with a caret, what to do, and both readings."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.diagnostics import Diagnostic, Severity
from draftvc.report.look import Look
from draftvc.report.model import CheckReport
from draftvc.report.page.caret import caret_lines
from draftvc.report.page.lines import EMPTY, Line, Piece, Role, wrap
from draftvc.report.say.findings import SEVERITY_WORDS, closing_words, place_words
from draftvc.report.say.words import number, one_line

_ROLES: dict[Severity, Role] = {"error": "error", "warning": "warning", "info": "info"}


def check_page(report: CheckReport, look: Look) -> Iterator[Line]:
    """Yield findings as lines in document order, and last how many there are."""
    width = look.columns
    for found in report.diagnostics:
        yield from _finding(found, width)
        yield EMPTY
    yield from wrap([closing_words(report)], width)


def _finding(found: Diagnostic, width: int) -> Iterator[Line]:
    role = _ROLES[found.severity]
    head = [Piece(f"{SEVERITY_WORDS[found.severity]} {found.code}", role)]
    place = place_words(found)
    if place:
        head.append(Piece(f" {place}", "label"))
    yield from wrap([*head, Piece(":")], width, 0, 2)
    yield from wrap([one_line(found.message)], width, 2)
    yield from _line(found, width)
    if found.hint:
        yield from wrap(["→ ", one_line(found.hint)], width, 2, 4)
    if found.readings:
        yield from wrap([f"It can be read in {number(len(found.readings))} ways:"], width, 2)
        for index, reading in enumerate(found.readings, start=1):
            yield from wrap([f"{index}. ", one_line(reading)], width, 4, 7)


def _line(found: Diagnostic, width: int) -> Iterator[Line]:
    """Yield the line as written and a caret under the place, where there is one."""
    if found.source_line is None or found.line is None:
        return
    gutter = f"{found.line:>6} | "
    text, caret = caret_lines(found.source_line, found.column or 1, width - len(gutter))
    yield (Piece(gutter, "faint"), Piece(text))
    yield (Piece(f"{' ' * (len(gutter) - 2)}| ", "faint"), Piece(caret, _ROLES[found.severity]))
