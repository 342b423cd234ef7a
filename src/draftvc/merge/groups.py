"""Merge the groups behind one item: entries unite as a set.

Base order comes first, then additions from A to Z. What one side withdrew is gone, unless the
other side changed that very entry.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from draftvc.merge.items import Item, Member


class MergedGroup(NamedTuple):
    """The members that stand, and those of each side that clash."""

    members: tuple[Member, ...]
    clash: bool


def merge_members(
    base: Sequence[Member], ours: Sequence[Member], theirs: Sequence[Member]
) -> MergedGroup:
    """Return the united members; `clash` where both sides changed one party's stance."""
    if _keys(ours) == _keys(theirs) or _keys(theirs) == _keys(base):
        return MergedGroup(tuple(ours), False)
    if _keys(ours) == _keys(base):
        return MergedGroup(tuple(theirs), False)
    stand: set[Hashable] = set()
    clash = False
    sides = [_by_party(side) for side in (base, ours, theirs)]
    for party in {party for side in sides for party in side}:
        kept, sound = _of_party(party, *(side.get(party, set()) for side in sides))
        stand |= kept
        clash |= not sound
    return MergedGroup(_in_order(stand, base, [*ours, *theirs]), clash)


def united_items(ours: Sequence[Item], theirs: Sequence[Item]) -> tuple[Item, ...] | None:
    """Return what both sides put alike, with who speaks behind its brackets on either side.

    None where the words or brackets differ, what one party says, or what is noted behind words.
    """
    if not is_same_text(ours, theirs) or is_contradicted(ours, theirs):
        return None
    pairs = list(zip(ours, theirs, strict=True))
    if any(a.kind != "close" and _keys(a.members) != _keys(b.members) for a, b in pairs):
        return None
    return tuple(a._replace(members=merge_members((), a.members, b.members)[0]) for a, b in pairs)


def is_contradicted(ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Tell whether both sides put the same, and one party takes two stances on it."""
    return is_same_text(ours, theirs) and any(
        merge_members((), a.members, b.members).clash for a, b in zip(ours, theirs, strict=True)
    )


def is_same_text(ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Tell whether two runs of items have the same words and brackets, whoever speaks behind."""
    return [(x.kind, x.text) for x in ours] == [(x.kind, x.text) for x in theirs]


def _of_party(
    party: str | None, base: set[Hashable], ours: set[Hashable], theirs: set[Hashable]
) -> tuple[set[Hashable], bool]:
    if party is None:
        return (ours & theirs) | (ours - base) | (theirs - base), True
    if ours in (base, theirs):
        return theirs, True
    return ours, theirs == base


def _in_order(
    stand: set[Hashable], base: Sequence[Member], added: Sequence[Member]
) -> tuple[Member, ...]:
    known = _keys(base)
    kept = [member for member in base if member.key in stand]
    new = {m.key: m for m in added if m.key in stand and m.key not in known}
    return (*kept, *sorted(new.values(), key=lambda m: (m.party is None, m.raw)))


def _keys(members: Sequence[Member]) -> set[Hashable]:
    return {member.key for member in members}


def _by_party(members: Sequence[Member]) -> dict[str | None, set[Hashable]]:
    found: dict[str | None, set[Hashable]] = {}
    for member in members:
        found.setdefault(member.party, set()).add(member.key)
    return found
