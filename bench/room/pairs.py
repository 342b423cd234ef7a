"""Both sides of one clause (or of clauses that were parted or joined), and what changed between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from room.changes import Step, steps
from room.fates import Fates, judge
from room.model import BracketFault, Clause
from room.sides import Side, Unclear, as_read, faults_of, lay_out, moved_brackets


@dataclass(slots=True)
class Pair:
    """Both sides of the clauses in question."""

    old: Side
    new: Side
    fates: Fates
    moved: set[int]
    row: list[Step]
    faults: dict[int, tuple[BracketFault, BracketFault]]
    """Faults that came or went, by the bracket: before and after."""

    def clause_of(self, uid: int) -> int:
        """The new clause for an old one: itself, or the one it was joined to."""
        return uid if uid in self.new.entries else self.new.clauses[0].uid


def pair_up(
    olds: Sequence[Clause], news: Sequence[Clause], elsewhere: frozenset[int] = frozenset()
) -> Pair:
    """Lay out both sides; brackets in `elsewhere` moved to or from another clause.

    Raises:
        Unclear: two readings could be defended.
    """
    before, after = faults_of(olds), faults_of(news)
    standing = {uid for uid in before if before[uid] == after.get(uid)}
    faults = {
        uid: (before.get(uid, ""), after.get(uid, ""))
        for uid in before.keys() | after.keys()
        if uid not in standing
    }
    if len(before) > 1 or len(after) > 1 or len(faults) > 1:
        raise Unclear("two faults in one clause")
    if standing and [clause.end for clause in olds] != [clause.end for clause in news]:
        raise Unclear("the last mark of a clause with a fault")
    olds = [as_read(clause, standing) for clause in olds]
    news = [as_read(clause, standing) for clause in news]
    spans = {clause.span for clause in olds} & {clause.span for clause in news} - {0}
    old, new = lay_out(olds, elsewhere, spans), lay_out(news, elsewhere, spans)
    moved = moved_brackets(old, new)
    if moved:
        absent = elsewhere | moved
        old, new = lay_out(olds, absent, spans), lay_out(news, absent, spans)
    fates = judge(old, new)
    return Pair(old, new, fates, moved, steps(old, new, fates), faults)
