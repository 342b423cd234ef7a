"""Which paired clauses moved: the fewest that explain the new order."""

from __future__ import annotations

from itertools import pairwise

from draftvc.diff.model import Pair
from draftvc.draft.model import Draft

_Weight = tuple[int, int, int, int]
_NONE: _Weight = (0, 0, 0, 0)


def moved_pairs(old: Draft, new: Draft, pairs: tuple[Pair, ...]) -> frozenset[int]:
    """Return the new indexes of clauses that moved.

    Among equally few, those a note in the old text proposes to move, then those with fewer
    words, then the later in the old text (INTERFACES section 5).
    """
    olds = [pair.old for pair in pairs]
    if all(a < b for a, b in pairwise(olds)):
        return frozenset()
    size = len(old.clauses)
    best: list[_Weight] = []
    back: list[int] = []
    tree: list[tuple[_Weight, int]] = [(_NONE, -1)] * (size + 1)
    for number, pair in enumerate(pairs):
        weight, before = _prefix_best(tree, pair.old)
        clause = old.clauses[pair.old]
        own = (
            1,
            int("{" not in clause.raw or not _proposes_move(clause.raw)),
            len(clause.raw.split()),
            size - pair.old,
        )
        total = (weight[0] + own[0], weight[1] + own[1], weight[2] + own[2], weight[3] + own[3])
        best.append(total)
        back.append(before)
        _raise(tree, pair.old + 1, (total, number))
    _, at = _prefix_best(tree, size)
    kept: set[int] = set()
    while at >= 0:
        kept.add(pairs[at].new)
        at = back[at]
    return frozenset(pair.new for pair in pairs if pair.new not in kept)


def _proposes_move(raw: str) -> bool:
    return " move " in " ".join(raw.split()).casefold()


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
