"""What is compared together: a pair of clauses, or several.

Several where a bracket runs on from one clause into another, and where a clause was split or
clauses were joined: the words are then looked for in all of them. A clause through which a bracket
runs may have come or gone: it is there for the bracket alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from draftvc.diff.parts import Parting
from draftvc.diff.sides import Sides, is_unchanged
from draftvc.draft.model import Clause, Draft
from draftvc.draft.run_on import find_run_ons


class Unit(NamedTuple):
    """Clauses that are compared together, as indexes into their drafts, in order."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    clauses: tuple[tuple[int | None, int | None], ...]
    """Which part of `old` is which part of `new`."""
    parting: Parting | None = None
    """What was split or joined, where that is why they are compared together."""

    @property
    def is_pair(self) -> bool:
        """Whether it is one clause and its counterpart."""
        return len(self.clauses) == 1


def find_units(sides: Sides, partings: Sequence[Parting]) -> list[Unit]:
    """Return the units that have something to compare, in the order of the new draft."""
    units = [_parted(sides, parting) for parting in partings]
    taken = {index for unit in units for index in unit.new}
    taken_old = {index for unit in units for index in unit.old}
    for chain in _chains(sides):
        if taken.isdisjoint(chain.new) and taken_old.isdisjoint(chain.gone):
            units.append(_chained(sides, chain))
            taken.update(chain.new)
    for pair in sides.pairs:
        a, b = sides.old.clauses[pair.old], sides.new.clauses[pair.new]
        if pair.new not in taken and not is_unchanged(a, b):
            units.append(Unit((pair.old,), (pair.new,), ((0, 0),)))
    return sorted(units, key=lambda unit: unit.new)


def _parted(sides: Sides, parting: Parting) -> Unit:
    whole, parts = (parting.whole,), parting.parts
    if parting.kind == "clause.split":
        keeps = sides.to_new[parting.whole]
        split = tuple((0 if index == keeps else None, at) for at, index in enumerate(parts))
        return Unit(whole, parts, split, parting)
    keeps = sides.to_old[parting.whole]
    merged = tuple((at, 0 if index == keeps else None) for at, index in enumerate(parts))
    return Unit(parts, whole, merged, parting)


class _Chain(NamedTuple):
    """Clauses that a bracket of either side runs through."""

    new: set[int]
    """New indexes, also of clauses that came."""
    gone: set[int]
    """Old indexes of clauses that went."""


def _chained(sides: Sides, chain: _Chain) -> Unit:
    news = sorted(chain.new)
    olds = [sides.to_old.get(index) for index in news]
    order = sorted(chain.gone.union(old for old in olds if old is not None))
    clauses: list[tuple[int | None, int | None]] = [
        (None if old is None else order.index(old), at) for at, old in enumerate(olds)
    ]
    clauses += [(order.index(old), None) for old in sorted(chain.gone)]
    return Unit(tuple(order), tuple(news), tuple(clauses))


def _chains(sides: Sides) -> list[_Chain]:
    """Return the changed clauses that a bracket of either side runs through."""
    chains: list[_Chain] = []
    for draft, to_new in ((sides.old, sides.to_new), (sides.new, None)):
        for first, last in _run_ons(draft):
            chain = _Chain(set(range(first, last + 1)), set())
            if to_new is not None:
                gone = {index for index in chain.new if index not in to_new}
                chain = _Chain({to_new[index] for index in chain.new - gone}, gone)
            for other in [other for other in chains if not other.new.isdisjoint(chain.new)]:
                chains.remove(other)
                chain = _Chain(chain.new | other.new, chain.gone | other.gone)
            if len(chain.new) + len(chain.gone) > 1:
                chains.append(chain)
    return [chain for chain in chains if _has_change(sides, chain)]


def _has_change(sides: Sides, chain: _Chain) -> bool:
    stay = [index for index in chain.new if index in sides.to_old]
    return bool(stay) and any(
        not is_unchanged(sides.old.clauses[sides.to_old[index]], sides.new.clauses[index])
        for index in stay
    )


def _run_ons(draft: Draft) -> list[tuple[int, int]]:
    """Return the first and last clause of each bracket that runs on."""
    suspects = [i for i, clause in enumerate(draft.clauses) if _is_unbalanced(clause)]
    if len(suspects) < 2:
        return []
    found = find_run_ons(Draft(tuple(draft.clauses[i] for i in suspects)))
    return [(suspects[each.opens], suspects[each.closes]) for each in found]


def _is_unbalanced(clause: Clause) -> bool:
    """Tell whether a clause can have a bracket that it does not open and close itself."""
    raw = clause.raw
    opens, closes = raw.count("["), raw.count("]")
    if opens != closes:
        return True
    if opens == 0:
        return False
    depth = at = 0
    for _ in range(opens + closes):
        opening, closing = raw.find("[", at), raw.find("]", at)
        if opening < 0 or (0 <= closing < opening):
            depth, at = depth - 1, closing + 1
            if depth < 0:
                return True
        else:
            depth, at = depth + 1, opening + 1
    # As many of each: a bracket can still be left over where a brace closes one.
    return "}" in raw and raw.count("}") > raw.count("{")
