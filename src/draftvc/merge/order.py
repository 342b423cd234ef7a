"""Merge the order of clauses: who stands where, of three outlines.

The outline is a tree: what hangs under a clause goes with it. Among the clauses under one parent
a side's moves are the fewest that explain its order, and a clause that a side moved or inserted
stands behind the clause that it stands behind there, wherever that stands now. Where both sides
put something in one place, a key decides (`placing.py`): so the order of merging does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import accumulate, pairwise
from typing import NamedTuple

from draftvc.diff.rising import longest_rising
from draftvc.merge.model import OutlineEntry

Key = Callable[[str], tuple[int, int, int, str]]
"""What clauses are sorted by that both sides put in one place."""


_MOST = 500
"""Clauses under one parent of which the lightest moves are looked for; of more, the fewest."""


class Placed(NamedTuple):
    """A clause in an order: its id and how deep it stands; an alternative is half a step deeper."""

    id: str
    depth: int


def placed(entry: OutlineEntry) -> Placed:
    """Return a clause's place in the tree; an alternative hangs under what it stands for."""
    return Placed(entry.id, 2 * entry.depth + (entry.kind == "alternative"))


class Order(NamedTuple):
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
        base, ours, theirs = (
            _under(side, parent, mine) for side in (self.base, self.ours, self.theirs)
        )
        new = mine - set(base)
        moved_ours = moved(base, ours, self.base) | new
        moved_theirs = moved(base, theirs, self.base) | new
        after_ours, after_theirs = _after(ours, moved_ours), _after(theirs, moved_theirs)
        elsewhere = self._elsewhere(after_ours, after_theirs)
        found: dict[str, None] = {}
        stable = [x for x in base if x not in moved_ours and x not in moved_theirs]
        for anchor in ["", *stable]:
            waiting = [anchor]
            while waiting:
                each = waiting.pop()
                if each in found:
                    continue
                found[each] = None
                there = [x for x in after_theirs.get(each, []) if x not in elsewhere]
                waiting += reversed(self._woven(after_ours.get(each, []), there))
        found.pop("")
        return self._with_rest(list(found), base, mine)

    def _with_rest(self, found: list[str], base: Sequence[str], mine: set[str]) -> list[str]:
        """Put in what each side put behind the other, as it stood in base; that is disputed."""
        left = mine - set(found)
        self._tell(sorted(left, key=self.key))
        place = {name: number for number, name in enumerate(base)}
        for each in sorted(left, key=lambda name: (place.get(name, len(base)), self.key(name))):
            before = base[: place.get(each, 0)]
            at = next((found.index(x) + 1 for x in reversed(before) if x in found), 0)
            found.insert(at, each)
        return found

    def _elsewhere(
        self, ours: Mapping[str, list[str]], theirs: Mapping[str, list[str]]
    ) -> set[str]:
        """Return what both sides put in different places, and tell it: ours stands."""
        place = {x: anchor for anchor, group in theirs.items() for x in group}
        found = {
            each
            for anchor, group in ours.items()
            for each in group
            if place.get(each, anchor) != anchor
        }
        self._tell(sorted(found, key=self.key))
        return found

    def _tell(self, moved: Iterable[str]) -> None:
        self.result.moved += [each for each in moved if each not in self.result.moved]

    def _woven(self, ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
        """Return what both sides put in one place: what is in both once, the rest by its key.

        A clause sorts with the highest key before it on its side. So a side's own order is kept,
        and it does not matter which sides are woven first.
        """
        both = [x for x in ours if x in theirs]
        if both != [x for x in theirs if x in both]:
            self._tell(both)
            theirs = [x for x in theirs if x not in both]
            both = []
        keys = self._highest(ours), self._highest(theirs)
        found: list[str] = []
        i = j = 0
        for each in [*both, None]:
            x = len(ours) if each is None else ours.index(each)
            y = len(theirs) if each is None else theirs.index(each)
            rest = [(keys[0][n], ours[n]) for n in range(i, x)]
            rest = list(merge(rest, [(keys[1][n], theirs[n]) for n in range(j, y)], key=_first))
            found += [name for _, name in rest] + ([] if each is None else [each])
            i, j = x + 1, y + 1
        return found

    def _highest(self, names: Sequence[str]) -> list[tuple[int, int, int, str]]:
        return list(accumulate((self.key(name) for name in names), max))


def _first(pair: tuple[tuple[int, int, int, str], str]) -> tuple[int, int, int, str]:
    return pair[0]


def _under(side: Order, parent: str, mine: set[str]) -> list[str]:
    """Return those of some clauses that hang under a parent on one side, in order."""
    return [x for x in side.children.get(parent, ()) if x in mine]


def moved(base: Sequence[str], side: Sequence[str], tree: Order) -> set[str]:
    """Return the clauses of base that a side moved: the fewest that explain its order.

    What hangs under a clause counts with it; among equally few, the later in base moved.
    """
    place = {x: number for number, x in enumerate(side)}
    there = [x for x in base if x in place]
    values = [place[x] for x in there]
    if all(a < b for a, b in pairwise(values)):
        return set()
    if len(values) > _MOST:
        return set(there) - {there[index] for index in longest_rising(values)}
    weights = [_size(x, tree) for x in there]
    best: list[tuple[int, int]] = []
    for index, value in enumerate(values):
        before = max(((best[n][0], -n) for n in range(index) if values[n] < value), default=(0, 1))
        best.append((before[0] + weights[index], -before[1]))
    at = max(range(len(best)), key=lambda n: (best[n][0], -n))
    stay: set[str] = set()
    while at >= 0:
        stay.add(there[at])
        at = best[at][1]
    return set(there) - stay


def moved_anywhere(base: Order, side: Order) -> set[str]:
    """Return the clauses of base that a side moved, among those beside them or to others."""
    found = {name for name, up in side.parents.items() if base.parents.get(name, up) != up}
    for parent, row in base.children.items():
        there = [name for name in side.children.get(parent, ()) if name in base.parents]
        found |= moved([name for name in row if name in there], there, base)
    return found


def _size(name: str, tree: Order) -> int:
    """Return how many clauses a clause is, with what hangs under it."""
    return 1 + sum(_size(child, tree) for child in tree.children.get(name, ()))


def _after(side: Sequence[str], chosen: set[str]) -> dict[str, list[str]]:
    """Return the chosen clauses of a side by the one that they stand behind; nothing: first."""
    found: dict[str, list[str]] = {}
    anchor = ""
    for each in side:
        if each in chosen:
            found.setdefault(anchor, []).append(each)
        else:
            anchor = each
    return found
