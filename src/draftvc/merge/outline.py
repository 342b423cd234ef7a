"""Merge the outline: which clauses stand, where, how deep, under which heading.

What one side changed is taken, what both changed alike too. A clause that one side deleted is
gone unless `kept` says that the other side changed its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from draftvc.draft.model import ClauseKind
from draftvc.merge.model import Conflict, MergedOutline, OutlineEntry, Triple, Why
from draftvc.merge.order import Key, Placed, merge_order, order_of
from draftvc.merge.picking import pick

Labels = Mapping[str, str]


MOVED_AND_GONE = "One side deleted the clause, the other moved it: it is deleted."
"""What is told of a clause that a merge lets go although the other side did something with it."""


def merge_outline(
    base: Sequence[OutlineEntry],
    ours: Sequence[OutlineEntry],
    theirs: Sequence[OutlineEntry],
    *,
    kept: Collection[str] = (),
    key: Key = lambda name: (0, 0, 0, name),
) -> MergedOutline:
    """Return the merged order, with what is disputed of each clause's place and heading.

    Args:
        base: the lines of each side, in document order; ids are unique.
        ours: the same of ours.
        theirs: the same of theirs.
        kept: ids of clauses that stand although one side deleted them.
        key: sorts clauses that both sides put in one place; by id where it is not given.
    """
    sides = [{entry.id: entry for entry in side} for side in (base, ours, theirs)]
    standing = frozenset(
        name
        for name in {name for side in sides for name in side}
        if name in kept or _stands(name, *sides)
    )
    trees = [order_of(map(placed, side)) for side in (base, ours, theirs)]
    order = merge_order(trees[0], trees[1], trees[2], standing, key)
    conflicts = [
        _conflict(name, "moved", _places(name, base, ours, theirs)) for name in order.moved
    ]
    entries: list[OutlineEntry] = []
    for name in order.ids:
        entry, told = _merged(*(side.get(name) for side in sides))
        entries.append(entry)
        conflicts += told
    gone = tuple(entry.id for entry in base if entry.id not in standing)
    return MergedOutline(tuple(entries), tuple(conflicts), gone)


def _stands(
    name: str,
    base: Mapping[str, OutlineEntry],
    ours: Mapping[str, OutlineEntry],
    theirs: Mapping[str, OutlineEntry],
) -> bool:
    return (name in ours and name in theirs) if name in base else True


def placed(entry: OutlineEntry) -> Placed:
    """Return a clause's place in the tree; an alternative hangs under what it stands for."""
    return Placed(entry.id, 2 * entry.depth + (entry.kind == "alternative"))


def _places(name: str, *sides: Iterable[OutlineEntry]) -> Triple:
    """Return what stands before a clause on each side, by id."""
    found: list[str | None] = []
    for side in sides:
        before = ""
        place: str | None = None
        for entry in side:
            if entry.id == name:
                place = before
            before = entry.id
        found.append(place)
    return Triple(*found)


def _merged(
    base: OutlineEntry | None, ours: OutlineEntry | None, theirs: OutlineEntry | None
) -> tuple[OutlineEntry, list[Conflict]]:
    one = ours or theirs or base
    assert one is not None, "a clause that stands stands on one side"
    if ours is None or theirs is None:
        return one, []
    conflicts: list[Conflict] = []
    place, combine = pick(_place(base) if base else None, _place(ours), _place(theirs))
    if not combine:
        places = Triple(_told(base) if base else None, _told(ours), _told(theirs))
        conflicts.append(_conflict(one.id, "place", places))
    heading, combine = pick(base.heading if base else None, ours.heading, theirs.heading)
    if not combine:
        headings = Triple(base.heading if base else None, ours.heading, theirs.heading)
        conflicts.append(_conflict(one.id, "heading", headings))
    return OutlineEntry(one.id, place[0], place[1], heading), conflicts


def _place(entry: OutlineEntry) -> tuple[int, ClauseKind]:
    return entry.depth, entry.kind


def _told(entry: OutlineEntry) -> str:
    return f"{entry.kind}, depth {entry.depth}"


def _conflict(name: str, why: Why, texts: Triple) -> Conflict:
    return Conflict(name, "", why, texts, texts)
