"""Merge the order of clauses: who stands where, of three outlines.

The outline is a tree: what hangs under a clause goes with it. Among the clauses under one parent
a side's moves are the fewest that explain its order, and a clause that a side moved or added
stands after what it stands behind there. Where both sides put something in one place, the lower
number comes first, then the lower id: so the order of merging does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from draftvc.diff.rising import longest_rising

Key = Callable[[str], tuple[int, int, int, str]]
"""What clauses are sorted by that both sides put in one place."""


class Placed(NamedTuple):
    """A clause in an order: its id and how deep it stands; an alternative is half a step deeper."""

    id: str
    depth: int


@dataclass(frozen=True)
class Order:
    """One side's order as a tree; the root is the empty id."""

    parents: Mapping[str, str]
    children: Mapping[str, Sequence[str]]


@dataclass
class MergedOrder:
    """The order of the result, and the clauses that both sides moved to different places."""

    ids: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


def order_of(placed: Iterable[Placed]) -> Order:
    """Return an order as a tree."""
    parents: dict[str, str] = {}
    children: dict[str, list[str]] = {"": []}
    above: list[Placed] = []
    for each in placed:
        while above and above[-1].depth >= each.depth:
            above.pop()
        parent = above[-1].id if above else ""
        parents[each.id] = parent
        children.setdefault(parent, []).append(each.id)
        above.append(each)
    return Order(parents, children)


def merge_order(
    base: Order, ours: Order, theirs: Order, standing: frozenset[str], key: Key
) -> MergedOrder:
    """Return the merged order of the clauses that stand.

    `key` sorts what both sides put in one place.
    """
    merging = _Merging(base, ours, theirs, standing, key)
    return merging.run()


class _Merging:
    def __init__(
        self,
        base: Order,
        ours: Order,
        theirs: Order,
        standing: frozenset[str],
        key: Key,
    ) -> None:
        self.base, self.ours, self.theirs, self.key = base, ours, theirs, key
        self.standing = standing
        self.result = MergedOrder()
        self.parents = {each: self._parent(each) for each in standing}

    def run(self) -> MergedOrder:
        under: dict[str, list[str]] = {}
        for each, parent in self.parents.items():
            under.setdefault(parent, []).append(each)
        done: set[str] = set()
        self._walk("", under, done)
        # What hangs under itself through moves of both sides is put at the end, and told.
        for each in sorted(self.standing - done, key=self.key):
            if each not in done:
                self.result.moved.append(each)
                self.result.ids.append(each)
                done.add(each)
                self._walk(each, under, done)
        return self.result

    def _walk(self, parent: str, under: Mapping[str, list[str]], done: set[str]) -> None:
        stack = list(reversed(self._siblings(parent, under.get(parent, []))))
        while stack:
            each = stack.pop()
            if each in done:
                continue
            done.add(each)
            self.result.ids.append(each)
            stack += reversed(self._siblings(each, under.get(each, [])))

    # ------------------------------------------------------------------------------- parents

    def _parent(self, each: str) -> str:
        base, ours, theirs = (
            self._standing_parent(side, each) for side in (self.base, self.ours, self.theirs)
        )
        if ours is None or (ours == base and theirs is not None):
            return theirs if theirs is not None else base or ""
        if theirs is not None and theirs != base and theirs != ours:
            self.result.moved.append(each)
        return ours

    def _standing_parent(self, side: Order, each: str) -> str | None:
        if each not in side.parents:
            return None
        parent = side.parents[each]
        while parent and parent not in self.standing:
            above = next((s.parents[parent] for s in (side, self.base) if parent in s.parents), "")
            parent = above
        return parent

    # ------------------------------------------------------------------------------ siblings

    def _siblings(self, parent: str, members: Sequence[str]) -> list[str]:
        if len(members) < 2:
            return list(members)
        mine = set(members)
        lists = [_under(side, parent, mine) for side in (self.base, self.ours, self.theirs)]
        base, ours, theirs = lists
        moved_ours, moved_theirs = _moved(base, ours), _moved(base, theirs)
        stable = [x for x in base if x not in moved_ours and x not in moved_theirs]
        after_ours = _after(ours, stable, moved_ours | (mine - set(base)))
        after_theirs = _after(theirs, stable, moved_theirs | (mine - set(base)))
        self._tell(after_ours, after_theirs)
        both = {x for group in after_ours.values() for x in group}
        found: list[str] = []
        for anchor in ["", *stable]:
            found += [anchor] * bool(anchor)
            there = [x for x in after_theirs.get(anchor, []) if x not in both]
            found += self._woven(after_ours.get(anchor, []), there)
        left = mine - set(found)
        return found + sorted(left, key=self.key)

    def _tell(self, ours: Mapping[str, list[str]], theirs: Mapping[str, list[str]]) -> None:
        place = {x: anchor for anchor, group in theirs.items() for x in group}
        for anchor, group in ours.items():
            for each in group:
                if place.get(each, anchor) != anchor and each not in self.result.moved:
                    self.result.moved.append(each)

    def _woven(self, ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
        found: list[str] = []
        a, b = list(ours), list(theirs)
        while a and b:
            found.append((a if self.key(a[0]) <= self.key(b[0]) else b).pop(0))
        return found + a + b


def _under(side: Order, parent: str, mine: set[str]) -> list[str]:
    """Return those of some clauses that hang under a parent on one side, in order."""
    return [x for x in side.children.get(parent, ()) if x in mine]


def _moved(base: Sequence[str], side: Sequence[str]) -> set[str]:
    """Return the clauses of base that a side moved: the fewest that explain its order."""
    place = {x: number for number, x in enumerate(side)}
    there = [x for x in base if x in place]
    if not there:
        return set()
    stay = {there[index] for index in longest_rising([place[x] for x in there])}
    return set(there) - stay


def _after(side: Sequence[str], stable: Sequence[str], chosen: set[str]) -> dict[str, list[str]]:
    """Return the chosen clauses of a side by the stable one that they stand behind."""
    known = set(stable)
    found: dict[str, list[str]] = {}
    anchor = ""
    for each in side:
        if each in known:
            anchor = each
        elif each in chosen:
            found.setdefault(anchor, []).append(each)
    return found
