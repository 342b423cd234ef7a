"""Brackets that run on into a later clause, by the W104 rule.

Only where the unclosed `[` is the first thing of its clause (the marker apart) and a later clause
under the same parent has an unopened `]` with nothing after it but further unopened `]`, groups
and punctuation. Nothing else crosses a clause. Source: docs/diagnostics.md.
"""

from __future__ import annotations

from typing import NamedTuple

from draftvc.draft.model import Clause, Draft
from draftvc.notation.model import Brace, Bracket, Fault, Kind, Reading

_AFTER = (Kind.SPACE, Kind.PUNCT, Kind.BRACE)
_FIRST = (Kind.SPACE, Kind.MARKER)


class RunOn(NamedTuple):
    """A bracket that runs on: where it opens, and the `]` that closes it."""

    opens: int
    """Index of the clause that it opens in."""
    bracket: int
    """Index among the brackets of that clause."""
    closes: int
    """Index of the clause that it closes in."""
    token: int
    """Index of the `]` among the tokens of that clause."""
    groups: tuple[Brace, ...]
    """The groups behind that `]`: positions on the bracket, not on the clause they stand in."""


def find_run_ons(draft: Draft) -> tuple[RunOn, ...]:
    """Return the brackets that run on, in the order in which they close."""
    found: list[RunOn] = []
    waiting: dict[str, list[tuple[int, int]]] = {}
    for index, clause in enumerate(draft.clauses):
        if "[" not in clause.raw and "]" not in clause.raw:
            continue
        reading = clause.reading
        if not reading.faults:
            continue
        # What stands at the root hangs under preamble or operative part.
        before = waiting.setdefault(clause.parent or clause.kind, [])
        closing = closing_fault(reading)
        if closing is not None and before:
            opens, bracket = before.pop()
            groups = _groups_behind(reading, closing.token)
            found.append(RunOn(opens, bracket, index, closing.token, groups))
        first = begins_bracketed(clause)
        if first is not None and first.close is None:
            before.append((index, 0))
    return tuple(found)


def run_on_brackets(draft: Draft) -> dict[str, str]:
    """Return the address of each bracket that runs on, with the label of the clause it ends in."""
    clauses = draft.clauses
    return {
        f"{clauses[each.opens].label}#{each.bracket + 1}": clauses[each.closes].label
        for each in find_run_ons(draft)
    }


def closing_fault(reading: Reading) -> Fault | None:
    """Return the first unopened `]` with nothing but unopened `]`, groups and marks after it."""
    unopened = {f.token: f for f in reading.faults if f.code == "E102" and f.delimiter == "]"}
    found: Fault | None = None
    for index in range(len(reading.tokens) - 1, -1, -1):
        if index in unopened:
            found = unopened[index]
        elif reading.tokens[index].kind not in _AFTER:
            break
    return found


def begins_bracketed(clause: Clause) -> Bracket | None:
    """Return the bracket that is the first thing of a clause, the marker apart."""
    for token in clause.reading.tokens:
        if token.kind is Kind.OPEN:
            return clause.reading.brackets[0]
        if token.kind not in _FIRST:
            break
    return None


def _groups_behind(reading: Reading, token: int) -> tuple[Brace, ...]:
    groups: list[Brace] = []
    by_token = {brace.token: brace for brace in reading.braces}
    for index in range(token + 1, len(reading.tokens)):
        if index in by_token:
            groups.append(by_token[index])
        elif reading.tokens[index].kind is not Kind.SPACE:
            break
    return tuple(groups)
