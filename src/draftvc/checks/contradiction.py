"""E202: one party asks for a bracket's words and against them."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.notation.model import Brace, Position, Stance

_FOR: frozenset[Stance] = frozenset({"support", "propose"})
_AGAINST: frozenset[Stance] = frozenset({"oppose", "delete"})


def contradiction(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each entry that contradicts an earlier one of its party on the same bracket."""
    for clause in draft.clauses:
        if "{" in clause.raw:
            yield from _in_clause(clause)


def _in_clause(clause: Clause) -> Iterator[Diagnostic]:
    said: dict[tuple[int | str, str, tuple[str, ...]], Position] = {}
    for number, brace in enumerate(clause.reading.braces):
        # A group that follows no bracket speaks of words that it does not name, so that
        # only entries of one and the same group can contradict each other there.
        about: int | str = brace.owner if brace.owner is not None else f"group {number}"
        for position in brace.positions:
            before = said.setdefault((about, position.who, position.scope), position)
            if _contradict(before.stance, position.stance):
                yield _finding(clause, brace, before, position)


def _contradict(first: Stance, second: Stance) -> bool:
    return (first in _FOR and second in _AGAINST) or (first in _AGAINST and second in _FOR)


def _finding(clause: Clause, brace: Brace, before: Position, position: Position) -> Diagnostic:
    return in_clause(
        clause,
        max(clause.text.rfind(position.raw, brace.start, brace.end), brace.start),
        "E202",
        f"{position.party} stands on both sides: “{before.raw}” and “{position.raw}” "
        f"on the same {'bracket' if brace.owner is not None else 'words'}.",
        "Ask the delegation, and keep one of the two.",
    )
