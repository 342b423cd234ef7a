"""W207: a group of positions that follows no bracket, so that it speaks of the whole clause."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.notation.model import Brace, Kind


def loose_group(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each group without a bracket, but for those whose bracket a fault took away."""
    for clause in draft.clauses:
        if "{" not in clause.raw:
            continue
        unopened = {fault.token for fault in clause.reading.faults if fault.code == "E102"}
        unclosed = (each.start for each in clause.reading.brackets if each.close is None)
        first = min(unclosed, default=len(clause.text))
        for brace in clause.reading.braces:
            if not brace.positions or brace.owner is not None:
                continue
            lost = _after(clause, brace, unopened) or first < brace.start
            if not lost:
                yield in_clause(
                    clause,
                    brace.start,
                    "W207",
                    f"{clause.text[brace.start : brace.end]} follows no bracket: "
                    "it is read as said of the whole clause.",
                    "If it is about some words, put them in square brackets before it.",
                )


def _after(clause: Clause, brace: Brace, tokens: set[int]) -> bool:
    """Tell whether a group follows one of the tokens, other groups between them allowed."""
    index = brace.token - 1
    while index >= 0 and clause.reading.tokens[index].kind in (Kind.SPACE, Kind.BRACE):
        index -= 1
    return index in tokens
