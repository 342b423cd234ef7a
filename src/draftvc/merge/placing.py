"""What sorts clauses that both sides put in one place.

The order of merging must not show, so nothing counts here that a merge changes. Numbers are such a
thing in a row that is counted through again, and where one was given twice: there what goes with
the clause before it (`7.bis` behind `7.`) comes first, then what is new, by id. In other rows the
lower number comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftvc.draft.model import Draft
from draftvc.merge.numbers import name_of, tree_of
from draftvc.merge.order import Key
from draftvc.merge.rows import Numbers, counted_from, numbers_of

Rank = tuple[int, int, int]


def sorted_by_number(*sides: Draft) -> Key:
    """Return the key of a clause by its name: its rank, the lowest of all sides, then its name."""
    numbers = [
        numbers_of({name_of(c): c.marker for c in side.clauses}, tree_of(side).children)
        for side in sides
    ]
    known = set.intersection(*(set(side.markers) for side in numbers))
    ranks: dict[str, Rank] = {}
    for side in numbers:
        for parent in side.rows:
            is_stable = counted_from(numbers, parent) is None and not _twice(numbers, parent, known)
            ranked = _by_number(side, parent) if is_stable else _attached(side, parent, known)
            for name, rank in ranked:
                ranks[name] = min(rank, ranks.get(name, rank))

    def key(name: str) -> tuple[int, int, int, str]:
        return (*ranks.get(name, (0, 0, 0)), name)

    return key


def _twice(sides: Iterable[Numbers], parent: str, known: set[str]) -> bool:
    """Tell whether a number was given to two new clauses of a row."""
    given: dict[Rank, str] = {}
    return any(
        given.setdefault(side.markers[name].order, name) != name
        for side in sides
        for name in side.rows.get(parent, ())
        if name in side.markers and name not in known
    )


def _by_number(side: Numbers, parent: str) -> Iterator[tuple[str, Rank]]:
    for name in side.rows[parent]:
        marker = side.markers.get(name)
        yield name, marker.order if marker else (0, 0, 0)


def _attached(side: Numbers, parent: str, known: set[str]) -> Iterator[tuple[str, Rank]]:
    """Yield what goes with a clause that all sides have before what is new."""
    new: set[int] = set()
    for name in side.rows[parent]:
        marker = side.markers.get(name)
        if marker is not None and not marker.suffix and name not in known:
            new.add(marker.value)
        goes_with = marker is not None and marker.suffix and marker.value not in new
        yield name, (0 if goes_with else 1, 0, 0)
