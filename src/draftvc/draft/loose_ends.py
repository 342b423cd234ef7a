"""Loose ends: an unclosed `[` or an unopened `]` that no rule joins to another clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Set
from typing import NamedTuple

from draftvc.draft.model import Draft
from draftvc.notation.model import Fault


class LooseEnd(NamedTuple):
    """The first loose `[` or the first loose `]` of a clause."""

    clause: int
    """Its index."""
    fault: Fault


class LooseEnds:
    """The loose ends of a draft, by the parent that their clauses hang under."""

    def __init__(self, draft: Draft, joined: Set[tuple[int, int]]) -> None:
        """Look through a draft; `joined`: clause and token of what the W104 rule joins."""
        self._closing: dict[str | None, list[LooseEnd]] = {}
        self._opening: dict[str | None, list[LooseEnd]] = {}
        self._parents = {clause.label: clause.parent for clause in draft.clauses}
        self._labels = [clause.label for clause in draft.clauses]
        self._opened: dict[str, LooseEnd] = {}
        """The loose `[` of a clause, by its label."""
        self._closed_below: dict[str, LooseEnd] = {}
        """The first loose `]` below a clause, by its label."""
        for index, clause in enumerate(draft.clauses):
            if "[" not in clause.raw and "]" not in clause.raw:
                continue
            loose = [each for each in clause.reading.faults if (index, each.token) not in joined]
            for code, mark, ends in (("E102", "]", self._closing), ("E101", "[", self._opening)):
                first = next((f for f in loose if f.code == code and f.delimiter == mark), None)
                if first is not None:
                    ends.setdefault(clause.parent, []).append(LooseEnd(index, first))
                    if code == "E101":
                        self._opened[clause.label] = LooseEnd(index, first)
                        continue
                    for above in self._above(clause.label):
                        self._closed_below.setdefault(above, LooseEnd(index, first))

    def closing_after(self, index: int, parent: str | None) -> LooseEnd | None:
        """Return the next clause's loose `]` that could close a bracket of the clause at `index`.

        None where a clause with a loose `[` alone comes before it.
        """
        closing = _next(self._closing.get(parent, []), index)
        opening = _next(self._opening.get(parent, []), index)
        nearer = closing and opening and opening.clause < closing.clause
        return None if nearer else closing

    def closing_below(self, index: int) -> LooseEnd | None:
        """Return the first loose `]` in what hangs under the clause at `index`."""
        return self._closed_below.get(self._labels[index])

    def opening_above(self, index: int) -> LooseEnd | None:
        """Return the loose `[` of the nearest clause with one that a clause hangs under."""
        above = self._above(self._labels[index])
        return next((self._opened[each] for each in above if each in self._opened), None)

    def _above(self, label: str) -> Iterator[str]:
        """Yield the labels of the clauses that one hangs under, the nearest first."""
        seen = {label}
        parent = self._parents.get(label)
        while parent is not None and parent not in seen:
            yield parent
            seen.add(parent)
            parent = self._parents.get(parent)

    def opening_before(self, index: int, parent: str | None) -> LooseEnd | None:
        """Return the nearest loose `[` that a `]` of the clause at `index` could close."""
        ends = self._opening.get(parent, [])
        at = bisect_left(ends, index, key=lambda each: each.clause)
        return ends[at - 1] if at else None


def _next(ends: list[LooseEnd], index: int) -> LooseEnd | None:
    at = bisect_right(ends, index, key=lambda each: each.clause)
    return ends[at] if at < len(ends) else None
