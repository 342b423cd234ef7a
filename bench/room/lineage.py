"""Which clauses are which between two states, through parting and joining."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from room.model import Bracket, Clause, Draft, brackets_in, words_in
from room.sides import Unclear


@dataclass(slots=True)
class Lineage:
    """Which clauses are which: those that stand in both, and what came of the others."""

    groups: list[tuple[list[Clause], list[Clause]]] = field(default_factory=list)
    """Clauses that changed, with those that were parted from them or joined to them."""
    added: list[Clause] = field(default_factory=list)
    removed: list[Clause] = field(default_factory=list)
    split: list[tuple[int, int]] = field(default_factory=list)
    """The clause that was parted, and the part that got an identity of its own."""
    merged: list[tuple[int, int]] = field(default_factory=list)
    """The clause that took the words in, and the one that is gone."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What a clause holds, by where it stood in the state that is compared with."""

    clause: Clause
    words: int
    homes: Counter[int]
    """How many of its words stood in which clause."""
    strangers: tuple[Bracket, ...]
    """Its brackets that stood in another clause."""


class Homes:
    """Where the words and brackets of one state stand."""

    def __init__(self, base: Draft) -> None:
        """Take down the state that others are compared with."""
        self.before = {clause.uid: clause for clause in base.clauses}
        self._order = base.clauses
        self._word = {w.uid: c.uid for c in base.clauses for w in words_in(c.items) if w.is_word}
        self.bracket = {b.uid: (b, c.uid) for c in base.clauses for b in brackets_in(c.items)}
        self._held: dict[int, _Held] = {}

    def held(self, clause: Clause) -> _Held:
        """What a clause holds; it does not change once it is compared."""
        known = self._held.get(id(clause))
        if known is None:
            words = [word.uid for word in words_in(clause.items) if word.is_word]
            homes = Counter(self._word[uid] for uid in words if uid in self._word)
            strangers = tuple(
                bracket
                for bracket in brackets_in(clause.items)
                if self.bracket.get(bracket.uid, (bracket, clause.uid))[1] != clause.uid
            )
            known = self._held[id(clause)] = _Held(clause, len(words), homes, strangers)
        return known

    def lineage(self, new: Draft) -> Lineage:
        """Tell which clauses are which.

        Raises:
            Unclear: a clause shares some words with another, but not most.
        """
        found = Lineage()
        before, after = self.before, {clause.uid for clause in new.clauses}
        changed = [c for c in new.clauses if before.get(c.uid) is not c]
        partners: dict[int, int] = {}
        for clause in changed:
            if clause.uid not in before:
                self._place_new(clause, after, found, partners)
        for clause in self._order:
            if clause.uid not in after:
                self._place_gone(clause, changed, found, partners)
        others = set(partners.values())
        refuse_unless(not others & partners.keys(), "parted and joined")
        for clause in changed:
            if clause.uid not in before:
                continue
            olds, news = [before[clause.uid]], [clause]
            if clause.uid in others:
                mine = {clause.uid} | {uid for uid, home in partners.items() if home == clause.uid}
                olds = [c for c in self._order if c.uid in mine]
                news = [c for c in new.clauses if c.uid in mine]
            found.groups.append((olds, news))
        return found

    def _place_new(
        self, clause: Clause, after: set[int], found: Lineage, partners: dict[int, int]
    ) -> None:
        held = self.held(clause)
        home = _home(held.homes, held.words)
        if home is None:
            found.added.append(clause)
            return
        refuse_unless(home in after, "a clause that was parted is gone")
        found.split.append((home, clause.uid))
        partners[clause.uid] = home

    def _place_gone(
        self, clause: Clause, changed: list[Clause], found: Lineage, partners: dict[int, int]
    ) -> None:
        shares = {c.uid: n for c in changed if (n := self.held(c).homes.get(clause.uid, 0))}
        home = _home(Counter(shares), self.held(clause).words)
        if home is None:
            found.removed.append(clause)
            return
        refuse_unless(home in self.before, "two clauses joined in a new one")
        found.merged.append((home, clause.uid))
        partners[clause.uid] = home


def _home(shares: Counter[int], words: int) -> int | None:
    """The clause that most of a clause's words stand in on the other side."""
    if not shares:
        return None
    home, share = shares.most_common(1)[0]
    refuse_unless(len(shares) == 1 and 2 * share > words, "some words of another clause")
    return home


def refuse_unless(fine: bool, why: str) -> None:
    """Raise `Unclear` with the reason unless all is fine."""
    if not fine:
        raise Unclear(why)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A bracket that left one clause and stands in another."""

    before: Bracket
    left: int
    after: Bracket
    clause: int


def brackets_elsewhere(kin: Lineage, homes: Homes) -> dict[int, Elsewhere]:
    """The brackets that left one clause and stand in another.

    Raises:
        Unclear: such a bracket was changed too.
    """
    group = {c.uid: n for n, sides in enumerate(kin.groups) for side in sides for c in side}
    found: dict[int, Elsewhere] = {}
    for _, news in kin.groups:
        for clause in news:
            for bracket in homes.held(clause).strangers:
                before, left = homes.bracket[bracket.uid]
                if left not in group or group[left] == group[clause.uid]:
                    continue
                same = list(words_in(before.items)) == list(words_in(bracket.items))
                refuse_unless(same and not before.fault, "a bracket that moved was changed")
                refuse_unless(not list(brackets_in(before.items)), "nested brackets moved")
                found[bracket.uid] = Elsewhere(before, left, bracket, clause.uid)
    return found
