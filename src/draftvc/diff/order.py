"""Which paired clauses moved: the fewest that explain the new order.

What hangs under a clause goes with it: one move. Among equally few, those that a note in the old
text proposes to move, then those with fewer words, then the later in the old text. Source:
INTERFACES section 5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from draftvc.diff.sides import Sides
from draftvc.draft.model import Draft

_PROPOSED = re.compile(r"\{[^{}]*\bmove\b[^{}]*\}", re.IGNORECASE)
_Weight = tuple[int, int, int, int]
_NONE: _Weight = (0, 0, 0, 0)


def moved_clauses(sides: Sides) -> frozenset[int]:
    """Return the new indexes of clauses that moved, those that went with a parent left out."""
    olds = [pair.old for pair in sides.pairs]
    if all(a < b for a, b in pairwise(olds)):
        return frozenset()
    return _Order(sides).moved()


class _Order:
    """The clauses in both drafts, as trees: a child is under its parent on both sides."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.children: dict[int | None, list[int]] = {}
        self.parent: dict[int, int | None] = {}
        for pair in sides.pairs:
            parent = self._parent(pair.new)
            self.parent[pair.new] = parent
            self.children.setdefault(parent, []).append(pair.new)
        self.weights: dict[int, tuple[int, int]] = {}
        for pair in reversed(sides.pairs):
            clause = sides.old.clauses[pair.old]
            kept = [self.weights[child] for child in self.children.get(pair.new, ())]
            proposed = int(_PROPOSED.search(clause.raw) is not None)
            words = len(clause.raw.split()) + sum(words for _, words in kept)
            self.weights[pair.new] = (proposed, words)

    def moved(self) -> frozenset[int]:
        found: set[int] = set()
        for siblings in self.children.values():
            found |= self._out_of_order(siblings)
        still = [pair.new for pair in self.sides.pairs if not self._goes_along(pair.new, found)]
        found |= self._out_of_order(still)
        return frozenset(found | self._left_alone(found))

    def _parent(self, new: int) -> int | None:
        """Return the clause that one hangs under on both sides."""
        sides = self.sides
        label = sides.new.clauses[new].parent
        there = sides.old.clauses[sides.to_old[new]].parent
        if label is None or there is None:
            return None
        parent = sides.new.by_label.get(label)
        old = sides.old.by_label.get(there)
        return parent if parent is not None and sides.to_old.get(parent) == old else None

    def _goes_along(self, new: int, moved: set[int]) -> bool:
        at: int | None = new
        while at is not None and at not in moved:
            at = self.parent[at]
        return at is not None

    def _left_alone(self, moved: set[int]) -> set[int]:
        """Return clauses that hung under one that moved and stayed, or hang under it only now."""
        sides = self.sides
        olds = {sides.to_old[new] for new in moved}
        return {
            pair.new
            for pair in sides.pairs
            if not self._goes_along(pair.new, moved)
            and (_is_under(sides.old, pair.old, olds) or _is_under(sides.new, pair.new, moved))
        }

    def _out_of_order(self, chosen: Sequence[int]) -> set[int]:
        """Return the fewest of some clauses without which the others stand in order."""
        olds = [self.sides.to_old[new] for new in chosen]
        if all(a < b for a, b in pairwise(olds)):
            return set()
        size = len(self.sides.old.clauses)
        tree: list[tuple[_Weight, int]] = [(_NONE, -1)] * (size + 1)
        back: list[int] = []
        for number, (new, old) in enumerate(zip(chosen, olds, strict=True)):
            weight, before = _prefix_best(tree, old)
            proposed, words = self.weights[new]
            own = (1, 1 - proposed, words, size - old)
            total = (weight[0] + own[0], weight[1] + own[1], weight[2] + own[2], weight[3] + own[3])
            back.append(before)
            _raise(tree, old + 1, (total, number))
        _, at = _prefix_best(tree, size)
        kept: set[int] = set()
        while at >= 0:
            kept.add(chosen[at])
            at = back[at]
        return set(chosen) - kept


def _is_under(draft: Draft, index: int, above: Set[int]) -> bool:
    """Tell whether a clause hangs, near or far, under one of some others."""
    label = draft.clauses[index].parent
    while label is not None and label in draft.by_label:
        at = draft.by_label[label]
        if at in above:
            return True
        label = draft.clauses[at].parent
    return False


def _prefix_best(tree: list[tuple[_Weight, int]], end: int) -> tuple[_Weight, int]:
    """Return the best weight among old indexes below `end`."""
    found = (_NONE, -1)
    while end > 0:
        found = max(found, tree[end])
        end -= end & -end
    return found


def _raise(tree: list[tuple[_Weight, int]], at: int, value: tuple[_Weight, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at
