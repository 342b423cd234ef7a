"""Where the edits of two sides do not combine, and what a rule settles between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal

from draftvc.merge.edits import BINS, Core, Edits
from draftvc.merge.groups import merge_members
from draftvc.merge.items import Member, Side, same_items
from draftvc.merge.model import Why
from draftvc.merge.twins import between_twins
from draftvc.merge.zones import Zone

Fate = Literal["kept", "redrawn", "lifted", "dropped"]


class Clashes:
    """What was found: zones, groups that were settled, entries that are lost by a rule."""

    def __init__(self) -> None:
        """Begin without any."""
        self.zones: list[Zone] = []
        self.groups: dict[int, tuple[Member, ...]] = {}
        """The members behind an item of base that stands, or behind the words in its place."""
        self.behind: dict[int, tuple[Member, ...]] = {}
        """The members behind a bracket of base that stands on both sides, by its number."""
        self.lost: list[tuple[int, tuple[Member, ...]]] = []
        """Entries that joined a bracket which the other side lifted, by its closing mark in
        base."""
        self.respelled: list[tuple[int, str]] = []
        """Words that one side only wrote with another case or glyph, and the other side took
        away, each with its place in base."""

    def refuse_lifts(self, base: Side) -> None:
        """Dispute each bracket that one side lifted and the other joined."""
        self.zones += [Zone(base.partner[close], close + 1, "marks") for close, _ in self.lost]
        self.lost = []


def find_clashes(base: Side, ours: Edits, theirs: Edits) -> Clashes:
    """Return where two sides do not combine."""
    found = Clashes()
    found.zones += _between_words(ours, theirs)
    found.zones += between_twins(base, ours, theirs)
    for one, other in ((ours, theirs), (theirs, ours)):
        found.zones += _across_marks(base, one, other)
    _brackets(base, ours, theirs, found)
    _groups(base, ours, theirs, found)
    return found


def is_shared(core: Core, edits: Edits, other: Edits) -> bool:
    """Tell whether both sides have this very edit."""
    twin = other.core_over.get((core.start, core.end))
    return twin is not None and same_items(edits.items(core), other.items(twin))


def _between_words(ours: Edits, theirs: Edits) -> Iterator[Zone]:
    """Yield where both sides changed words that overlap or touch."""
    first = 0
    for a in ours.cores:
        while first < len(theirs.cores) and theirs.cores[first].end < a.start:
            first += 1
        for b in theirs.cores[first:]:
            if b.start > a.end:
                break
            mine, other = ours.items(a), theirs.items(b)
            if (a.start, a.end) == (b.start, b.end) and same_items(mine, other):
                continue
            if not mine and not other and a.start < b.end and b.start < a.end:
                continue  # both deleted words of one stretch: all of them go
            if _parted(a, ours, b, theirs):
                continue
            why: Why = "words" if bool(mine) == bool(other) else "deleted"
            yield Zone(min(a.start, b.start), max(a.end, b.end), why)


def _parted(a: Core, ours: Edits, b: Core, theirs: Edits) -> bool:
    """Tell whether two edits that touch have a bracket mark between them."""
    if a.start < b.end and b.start < a.end:
        return False
    if (a.start, a.end) == (b.start, b.end):
        return False  # two insertions in one place
    swapped = (b.start, b.end) < (a.start, a.end)
    before, after = ((b, theirs), (a, ours)) if swapped else ((a, ours), (b, theirs))
    gap = before[0].end
    last, first = before[1].items(before[0])[-1:], after[1].items(after[0])[:1]
    return any(item.is_mark for item in last + first) or any(
        (gap, where) in edits.marks for edits in (ours, theirs) for where in BINS
    )


def _across_marks(base: Side, edits: Edits, other: Edits) -> Iterator[Zone]:
    """Yield where one side rewrote a stretch in which the other set or took a bracket mark."""
    gaps = sorted(gap for gap, _ in other.marks)
    for core in edits.cores:
        set_inside = bisect_right(gaps, core.start) < bisect_left(gaps, core.end)
        taken = core.first < core.last and any(
            base.items[i].is_mark and i in other.gone for i in range(core.start, core.end)
        )
        if (set_inside or taken) and not is_shared(core, edits, other):
            yield Zone(core.start, core.end, "deleted" if set_inside else "words")


# ------------------------------------------------------------------------------------- brackets


def _brackets(base: Side, ours: Edits, theirs: Edits, found: Clashes) -> None:
    places = ours.places, theirs.places
    for close, item in enumerate(base.items):
        if item.kind != "close":
            continue
        opening = base.partner[close]
        fates = [_fate(base, edits, opening, close) for edits in (ours, theirs)]
        if {"lifted", "dropped"} == set(fates):
            found.zones.append(Zone(opening, close + 1, "dropped"))
        elif "redrawn" in fates:
            uid = "base", item.bracket
            alike = fates[0] == fates[1] and places[0].get(uid) == places[1].get(uid)
            if not alike and "kept" not in fates:
                found.zones.append(Zone(opening, close + 1, "marks"))
        for fate, edits, other in ((fates[0], ours, theirs), (fates[1], theirs, ours)):
            added = _added(base, other, close)
            if fate in ("lifted", "dropped") and added:
                if fate == "lifted" and not _covered(edits, opening, close):
                    found.lost.append((close, added))
                else:
                    why: Why = "marks" if fate == "lifted" else "deleted"
                    if fate == "dropped" and _both_reword(edits, other, opening, close):
                        why = "words"
                    found.zones.append(Zone(opening, close + 1, why))


def _fate(base: Side, edits: Edits, opening: int, close: int) -> Fate:
    if opening not in edits.gone and close not in edits.gone:
        return "kept"
    if base.items[close].bracket in edits.closes:
        return "redrawn"
    words = [i for i in range(opening + 1, close) if base.items[i].kind == "word"]
    return "lifted" if not words or any(i not in edits.gone for i in words) else "dropped"


def _both_reword(edits: Edits, other: Edits, opening: int, close: int) -> bool:
    """Tell whether a side put words in place of a bracket in which the other changed words, too."""
    put = any(c.start < close and opening < c.end and c.first < c.last for c in edits.cores)
    return put and any(opening < c.start and c.end <= close for c in other.cores)


def _covered(edits: Edits, opening: int, close: int) -> bool:
    """Tell whether a side drew another bracket where it took one away."""
    near = {opening, opening + 1, close, close + 1}
    return any(gap in near for gap, _ in edits.marks)


def _added(base: Side, edits: Edits, index: int) -> tuple[Member, ...]:
    """Return the members that a side added behind an item of base."""
    item = base.items[index]
    mate = edits.closes.get(item.bracket, -1) if item.kind == "close" else edits.mate[index]
    if mate < 0:
        return ()
    known = {member.key for member in item.members}
    return tuple(m for m in edits.side.items[mate].members if m.key not in known)


# --------------------------------------------------------------------------------------- groups


def _groups(base: Side, ours: Edits, theirs: Edits, found: Clashes) -> None:
    closes = [edits.closes for edits in (ours, theirs)]
    for index, item in enumerate(base.items):
        mine, other = ours.mate[index], theirs.mate[index]
        if item.kind == "close":
            mine, other = (each.get(item.bracket, -1) for each in closes)
        if item.kind == "close" and mine >= 0 and other >= 0:
            merged = merge_members(
                item.members, ours.side.items[mine].members, theirs.side.items[other].members
            )
            found.behind[item.bracket] = merged.members
            if merged.clash:
                found.zones.append(Zone(base.partner[index], index + 1, "position"))
        elif item.kind == "close":
            continue
        elif mine >= 0 and other >= 0:
            merged = merge_members(
                item.members, ours.side.items[mine].members, theirs.side.items[other].members
            )
            found.groups[index] = merged.members
            if merged.clash:
                found.zones.append(Zone(index, index + 1, "position"))
        elif mine >= 0 or other >= 0:
            edits, there = (theirs, ours) if mine >= 0 else (ours, theirs)
            _behind_gone(base, index, edits, there, found)


def _behind_gone(base: Side, index: int, edits: Edits, there: Edits, found: Clashes) -> None:
    """Settle a group behind what one side took away and the other side kept."""
    item = base.items[index]
    other = there.side.items[there.mate[index]]
    kept = other.members
    if item.kind == "word" and other.text != item.text:
        found.respelled.append((index, other.text))
    core = edits.core_to.get(index + 1)
    if core is not None and core.first < core.last:
        merged = merge_members(item.members, edits.side.items[core.last - 1].members, kept)
        found.groups[index] = merged.members
        if merged.clash:
            found.zones.append(Zone(core.start, core.end, "position"))
    elif item.kind != "open" and _added(base, there, index):
        found.zones.append(Zone(index, index + 1, "deleted"))
