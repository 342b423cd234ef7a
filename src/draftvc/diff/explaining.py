"""Why a clause is held to be another one: what it was paired with, how alike, and the runner-up.

The pairs are those of the comparison; likeness is the measure that pairing uses, the share of
words in common, computed anew for one clause against all of the other draft.
"""

from __future__ import annotations

from dataclasses import dataclass

from draftvc.diff.model import Comparison, Event, Pair
from draftvc.diff.rules import rule_of
from draftvc.diff.similarity import similarity_of, weight, words_of
from draftvc.draft.model import Draft


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The clause that was most like one, beside the one it was paired with."""

    label: str
    likeness: float
    """Share of words in common, 0 to 1."""
    paired_with: str | None
    """Label of what it was paired with itself; None: with nothing."""


@dataclass(frozen=True, slots=True)
class Reasoned:
    """An event, and the rule that named it."""

    event: Event
    rule: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The pairing of one clause."""

    old: str | None
    new: str | None
    """Labels; None where the clause does not stand on that side."""
    pair: Pair | None
    """With the reason and the score of the judgement; None where it was paired with nothing."""
    likeness: float | None
    """Share of words in common of the two, whatever they were paired by."""
    rival_old: RunnerUp | None
    """Of the old draft, the one most like the new clause."""
    rival_new: RunnerUp | None
    """Of the new draft, the one most like the old clause."""
    events: tuple[Reasoned, ...]


def explain(
    old: Draft, new: Draft, comparison: Comparison, labels: frozenset[str]
) -> tuple[Explained, ...]:
    """Return why clauses with these labels, in either draft, were paired as they are.

    In the order of the new draft, then what is gone in the order of the old one.
    """
    desk = _Desk(old, new, comparison)
    by_new = {pair.new: pair for pair in comparison.pairs}
    kept = {pair.old for pair in comparison.pairs}
    found = [
        desk.explained(by_new[j].old if j in by_new else None, j)
        for j, clause in enumerate(new.clauses)
        if clause.label in labels
    ]
    found += [
        desk.explained(i, None)
        for i, clause in enumerate(old.clauses)
        if i not in kept and clause.label in labels
    ]
    return tuple(found)


class _Desk:
    """Two drafts and what was found of them."""

    def __init__(self, old: Draft, new: Draft, comparison: Comparison) -> None:
        self.old, self.new, self.comparison = old, new, comparison
        self.to_new = {pair.old: pair.new for pair in comparison.pairs}
        self.to_old = {pair.new: pair.old for pair in comparison.pairs}

    def explained(self, i: int | None, j: int | None) -> Explained:
        """Return the pairing of an old and a new clause, by index; None where it does not stand."""
        pair = next((p for p in self.comparison.pairs if (p.old, p.new) == (i, j)), None)
        both = _likeness(self.old, i, self.new, j) if i is not None and j is not None else None
        names = {self.comparison.names_new[j]} if j is not None else set()
        names |= {self.comparison.names_old[i]} if i is not None else set()
        return Explained(
            old=self.old.clauses[i].label if i is not None else None,
            new=self.new.clauses[j].label if j is not None else None,
            pair=pair,
            likeness=both,
            rival_old=self._rival(self.new, j, self.old, i, self.to_new),
            rival_new=self._rival(self.old, i, self.new, j, self.to_old),
            events=tuple(
                Reasoned(event, rule_of(event))
                for event in self.comparison.events
                if event.clause_id in names
            ),
        )

    def _rival(
        self, one: Draft, at: int | None, other: Draft, chosen: int | None, mates: dict[int, int]
    ) -> RunnerUp | None:
        """Return what of the other draft is most like a clause, the chosen one aside."""
        if at is None:
            return None
        scored = [
            (_likeness(one, at, other, k), -k) for k in range(len(other.clauses)) if k != chosen
        ]
        best, place = max(scored, default=(0.0, 0))
        if best <= 0:
            return None
        mate = mates.get(-place)
        label = one.clauses[mate].label if mate is not None else None
        return RunnerUp(other.clauses[-place].label, best, label)


def _likeness(one: Draft, i: int, other: Draft, j: int) -> float:
    a, b = words_of(one.clauses[i]), words_of(other.clauses[j])
    return similarity_of(a, weight(a), b, weight(b))
