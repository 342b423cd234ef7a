"""Which paired clauses moved: the fewest that explain the new order.

What hangs under a clause goes with it: one move. Among equally few, those that a note in the old
text proposes to move or that are taken into or out of the preamble or a list, then those with fewer
words, then the later in the old text. Source: docs/events.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from draftvc.diff.placing import NoPlaceError, Steps, placed
from draftvc.diff.rising import longest_rising
from draftvc.diff.sides import Sides
from draftvc.diff.similarity import words_of
from draftvc.draft.model import Clause
from draftvc.notation.patterns import Pattern

_PROPOSED = Pattern(r"\{[^{}]*\bmove\b[^{}]*\}", re.IGNORECASE)
_Weight = tuple[int, int, int, int]
_NONE: _Weight = (0, 0, 0, 0)


def moved_clauses(sides: Sides) -> frozenset[int]:
    """Return the new indexes of clauses that moved, those that went with a parent left out."""
    olds = [pair.old for pair in sides.pairs]
    if all(a < b for a, b in pairwise(olds)):
        return frozenset()
    moved = set(_Order(sides).moved())
    back = Sides(sides.new, sides.old, tuple(p._replace(old=p.new, new=p.old) for p in sides.pairs))
    while True:
        there = {sides.to_old[new] for new in moved}
        more = _misplaced(sides, moved) | {sides.to_new[i] for i in _misplaced(back, there)}
        if more <= moved:
            return frozenset(moved)
        moved |= more


def _misplaced(sides: Sides, moved: Set[int]) -> set[int]:
    """Return the paired clauses that stand elsewhere when the moves are made, by new index.

    One that hung under a clause that moved may have stayed, or stand in its midst now.
    """
    names = [str(index) for index in range(len(sides.old.clauses))]
    new_names = [
        str(sides.to_old[index]) if index in sides.to_old else f"+{index}"
        for index in range(len(sides.new.clauses))
    ]
    index_of = {name: index for index, name in enumerate(new_names)}
    places = dict(zip(new_names, [None, *new_names], strict=False))
    steps = Steps(
        gone=frozenset(names[i] for i in range(len(names)) if i not in sides.to_new),
        moved={new_names[index]: places[new_names[index]] for index in moved},
        added={name: places[name] for name in new_names if name.startswith("+")},
    )
    by_label = sides.old.by_label
    parents = [
        names[by_label[clause.parent]] if clause.parent in by_label else None
        for clause in sides.old.clauses
    ]
    try:
        made = [index_of[name] for name in placed(names, parents, steps)]
    except NoPlaceError as stuck:
        return {index_of[name] for name in stuck.places} & sides.to_old.keys()
    if made == list(range(len(made))):
        return set()
    in_order = {made[number] for number in longest_rising(made)}
    return (set(made) - in_order - moved) & sides.to_old.keys()


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
            proposed = int(
                _PROPOSED.compiled.search(clause.raw) is not None
                or _crosses(clause, sides.new.clauses[pair.new])
            )
            words = words_of(clause).total() + sum(words for _, words in kept)
            self.weights[pair.new] = (proposed, words)

    def moved(self) -> frozenset[int]:
        found: set[int] = set()
        for siblings in self.children.values():
            found |= self._out_of_order(siblings)
        still = [pair.new for pair in self.sides.pairs if not self._goes_along(pair.new, found)]
        return frozenset(found | self._out_of_order(still))

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


def _crosses(old: Clause, new: Clause) -> bool:
    """Tell whether a clause came into or out of the preamble, or another level of a list."""
    kinds = {old.kind, new.kind}
    return old.depth != new.depth or (len(kinds) == 2 and "preambular" in kinds)


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
