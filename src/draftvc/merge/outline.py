"""Merge the outline: which clauses stand, where, how deep, under which heading.

What one side changed is taken, what both changed alike too. A clause that one side deleted is
gone unless `kept` says that the other side changed its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from draftvc.draft.model import ClauseKind
from draftvc.merge.headings import Headed, headed, is_heading
from draftvc.merge.model import Conflict, MergedOutline, OutlineEntry, Triple, Why
from draftvc.merge.order import Key, merge_order, order_of
from draftvc.merge.picking import pick

Labels = Mapping[str, str]


MOVED_AND_GONE = "One side deleted the clause, the other moved it: it is deleted."
"""What is told of a clause that a merge lets go although the other side did something with it."""


EMPTIED = "No clause stands under a heading any more: it is left out."


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
    heads = headed(base, ours, theirs)
    texts = {name: _heading(name, heads) for name in {n for each in heads for n in each.texts}}
    trees = [order_of(each.placed) for each in heads]
    order = merge_order(
        trees[0],
        trees[1],
        trees[2],
        standing | {name for name, (text, _) in texts.items() if text is not None},
        _sorting(key, heads),
    )
    conflicts = [
        _conflict(name, "moved", _places(name, base, ours, theirs))
        for name in order.moved
        if not is_heading(name)
    ]
    entries: list[OutlineEntry] = []
    waiting = ""
    emptied: list[str] = []
    for name in order.ids:
        if is_heading(name):
            emptied += [waiting] if waiting else []
            waiting = texts[name][0] or ""
            continue
        entry, told = _merged(*(side.get(name) for side in sides))
        entries.append(entry._replace(heading=waiting or None))
        waiting = ""
        conflicts += told
    emptied += [waiting] if waiting else []
    disputed = [n for n, (_, combine) in texts.items() if not combine or n in order.moved]
    conflicts += _of_headings(disputed, heads, entries)
    gone = tuple(entry.id for entry in base if entry.id not in standing)
    return MergedOutline(tuple(entries), tuple(conflicts), gone, tuple(emptied))


def _heading(name: str, heads: tuple[Headed, Headed, Headed]) -> tuple[str | None, bool]:
    """Return a heading as one side changed it, or as ours has it, and whether the sides combine."""
    base, ours, theirs = (each.texts.get(name) for each in heads)
    if base is None:
        return (ours or theirs), ours is None or theirs in (None, ours)
    return pick(base, ours, theirs)


def _sorting(key: Key, heads: tuple[Headed, Headed, Headed]) -> Key:
    """Return what sorts headings as the clause behind them."""

    def sort(name: str) -> tuple[int, int, int, str]:
        if not is_heading(name):
            return key(name)
        return min(key(each.before[name]) for each in heads if name in each.before)

    return sort


def _of_headings(
    names: Iterable[str], heads: tuple[Headed, Headed, Headed], entries: Sequence[OutlineEntry]
) -> Iterator[Conflict]:
    """Yield the headings that both sides changed or moved, each with the clause behind it.

    `clause` of such a conflict has the clause that the heading stands before on each side.
    """
    there = {entry.id for entry in entries}
    for name in names:
        places = Triple(*(each.before.get(name) for each in heads))
        behind = [each or "" for each in (places.ours, places.theirs, places.base)]
        clause_id = next((each for each in behind if each in there), behind[-1])
        texts = Triple(*(each.texts.get(name) for each in heads))
        yield Conflict(clause_id, "", "heading", texts, places)


def _stands(
    name: str,
    base: Mapping[str, OutlineEntry],
    ours: Mapping[str, OutlineEntry],
    theirs: Mapping[str, OutlineEntry],
) -> bool:
    return (name in ours and name in theirs) if name in base else True


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
    return OutlineEntry(one.id, place[0], place[1]), conflicts


def _place(entry: OutlineEntry) -> tuple[int, ClauseKind]:
    return entry.depth, entry.kind


def _told(entry: OutlineEntry) -> str:
    return f"{entry.kind}, depth {entry.depth}"


def _conflict(name: str, why: Why, texts: Triple) -> Conflict:
    return Conflict(name, "", why, texts, texts)
