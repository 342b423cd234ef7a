"""W207: a group of positions that follows no bracket, so that it speaks of the whole clause."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.notation.model import Brace, Kind, Reading


def loose_group(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each group without a bracket, but for those whose bracket a fault took away."""
    for clause in draft.clauses:
        if "{" not in clause.raw:
            continue
        behind = _behind_unopened(clause.reading)
        unclosed = (each.start for each in clause.reading.brackets if each.close is None)
        marked = _start_of_mark(clause.reading)
        first = min(unclosed, default=len(clause.text))
        for brace in clause.reading.braces:
            if not brace.positions or brace.owner is not None:
                continue
            lost = brace.token in behind or first < brace.start
            if not lost:
                yield in_clause(
                    clause,
                    brace.start,
                    "W207",
                    *_told(clause, brace, is_marked=brace.start > marked),
                )


def _told(clause: Clause, brace: Brace, *, is_marked: bool) -> tuple[str, str]:
    """Return headline and remedy; `is_marked`: the group stands behind the agreed mark."""
    group = clause.text[brace.start : brace.end]
    if is_marked:
        return (
            f"{group} stands behind the agreed mark: it is read as said of the whole clause, "
            "which stays agreed.",
            "If the clause is not agreed, take the mark out. If the group is about some words, "
            "put it behind them, in square brackets.",
        )
    said = f"{group} follows no bracket: it is read as said of the whole clause."
    if any(each.start < brace.start < each.end for each in clause.reading.brackets):
        return said, "If it is about the bracket in which it stands, put it behind the ]."
    return said, "If it is about some words, put them in square brackets before it."


def _start_of_mark(reading: Reading) -> int:
    """Return where the agreed mark begins; the length of the text where there is none."""
    marks = (token.start for token in reading.tokens if token.kind is Kind.STAMP)
    return next(marks, len(reading.text)) if reading.stamp else len(reading.text)


def _behind_unopened(reading: Reading) -> set[int]:
    """Return the groups, by token, that follow a mark that closes nothing, or such a group."""
    unopened = {fault.token for fault in reading.faults if fault.code == "E102"}
    found: set[int] = set()
    follows = False
    for index, token in enumerate(reading.tokens if unopened else ()):
        if token.kind is Kind.BRACE and follows:
            found.add(index)
        elif token.kind not in (Kind.SPACE, Kind.BRACE):
            follows = index in unopened
    return found
