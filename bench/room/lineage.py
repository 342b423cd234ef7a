"""Which clauses are which between two states, through parting and joining."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from room.model import Bracket, Clause, Draft, brackets_in, words_in
from room.sides import Unclear

_WORDS: dict[int, tuple[Clause, frozenset[int], tuple[Bracket, ...]]] = {}


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


def lineage(base: Draft, new: Draft) -> Lineage:
    """Tell which clauses are which.

    Raises:
        Unclear: a clause shares some words with another, but not most.
    """
    found = Lineage()
    before = {clause.uid: clause for clause in base.clauses}
    after = {clause.uid: clause for clause in new.clauses}
    changed = [c for c in new.clauses if before.get(c.uid) is not c]
    came = [clause for clause in changed if clause.uid not in before]
    gone = [clause for clause in base.clauses if clause.uid not in after]
    partners: dict[int, int] = {}
    for clause in came:
        home = _home(clause, [c for c in base.clauses if after.get(c.uid) is not c])
        found.added += [clause] if home is None else []
        if home is not None:
            refuse_unless(home in after, "a clause that was parted is gone")
            found.split.append((home, clause.uid))
            partners[clause.uid] = home
    for clause in gone:
        home = _home(clause, changed)
        found.removed += [clause] if home is None else []
        if home is not None:
            refuse_unless(home in before, "two clauses joined in a new one")
            found.merged.append((home, clause.uid))
            partners[clause.uid] = home
    for clause in changed:
        if clause.uid in before:
            mine = {clause.uid} | {uid for uid, home in partners.items() if home == clause.uid}
            olds = [c for c in base.clauses if c.uid in mine] if len(mine) > 1 else []
            news = [c for c in new.clauses if c.uid in mine] if len(mine) > 1 else []
            found.groups.append((olds or [before[clause.uid]], news or [clause]))
    refuse_unless(all(home not in partners for home in partners.values()), "parted and joined")
    return found


def _home(clause: Clause, among: Sequence[Clause]) -> int | None:
    """The clause that most of a clause's words stand in on the other side."""
    mine = _words_of(clause)
    shares = Counter[int]()
    for other in among:
        shared = len(mine & _words_of(other))
        if shared:
            shares[other.uid] = shared
    if not shares:
        return None
    home, share = shares.most_common(1)[0]
    refuse_unless(len(shares) == 1 and 2 * share > len(mine), "some words of another clause")
    return home


def refuse_unless(fine: bool, why: str) -> None:
    """Raise `Unclear` with the reason unless all is fine."""
    if not fine:
        raise Unclear(why)


def _known(clause: Clause) -> tuple[Clause, frozenset[int], tuple[Bracket, ...]]:
    """What a clause holds; a clause does not change once it is compared."""
    known = _WORDS.get(id(clause))
    if known is None or known[0] is not clause:
        if len(_WORDS) > 5_000:
            _WORDS.clear()
        words = frozenset(word.uid for word in words_in(clause.items) if word.is_word)
        known = _WORDS[id(clause)] = (clause, words, tuple(brackets_in(clause.items)))
    return known


def _words_of(clause: Clause) -> frozenset[int]:
    return _known(clause)[1]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A bracket that left one clause and stands in another."""

    before: Bracket
    left: int
    after: Bracket
    clause: int


def brackets_elsewhere(kin: Lineage) -> dict[int, Elsewhere]:
    """The brackets that left one clause and stand in another.

    Raises:
        Unclear: such a bracket was changed too.
    """
    homes: list[dict[int, tuple[Bracket, int, int]]] = [{}, {}]
    for number, sides in enumerate(kin.groups):
        for home, clauses in zip(homes, sides, strict=True):
            for clause in clauses:
                for bracket in _known(clause)[2]:
                    home[bracket.uid] = (bracket, clause.uid, number)
    found: dict[int, Elsewhere] = {}
    for uid, (bracket, left, number) in homes[0].items():
        other = homes[1].get(uid)
        if other is None or other[2] == number:
            continue
        same = list(words_in(bracket.items)) == list(words_in(other[0].items))
        refuse_unless(same and not bracket.fault, "a bracket that moved was changed")
        refuse_unless(not list(brackets_in(bracket.items)), "nested brackets moved")
        found[uid] = Elsewhere(bracket, left, other[0], other[1])
    return found
