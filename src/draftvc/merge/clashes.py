"""Where the edits of two sides do not combine, and what a rule settles between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from draftvc.merge.edits import BINS, Core, Edits, Uid
from draftvc.merge.groups import is_contradicted, is_same_text, merge_members, united_items
from draftvc.merge.items import Item, Member, Side
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
        self.behind: dict[Uid, tuple[Member, ...]] = {}
        """The members behind a bracket of base that stands on both sides, or behind a part of one
        that a side parted."""
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
        found.zones += _at_unclear(one, other)
        found.zones += _drawn_around_gone(base, one, other)
    _brackets(base, ours, theirs, found)
    _groups(base, ours, theirs, found)
    return found


def shared_items(core: Core, edits: Edits, other: Edits) -> tuple[Item, ...] | None:
    """Return what both sides put in this very place, who speaks behind it united; None if not."""
    twin = other.core_over.get((core.start, core.end))
    if twin is None:
        return None
    return united_items(edits.items(core), other.items(twin))


def is_shared(core: Core, edits: Edits, other: Edits) -> bool:
    """Tell whether both sides have this very edit."""
    return shared_items(core, edits, other) is not None


def _between_words(ours: Edits, theirs: Edits) -> Iterator[Zone]:
    """Yield where both sides changed words that overlap or touch, or may be the same beside."""
    first = 0
    for a in ours.cores:
        start, end = ours.hulls[a]
        while first < len(theirs.cores) and theirs.hulls[theirs.cores[first]][1] < start:
            first += 1
        for b in theirs.cores[first:]:
            if theirs.hulls[b][0] > end:
                break
            why = _quarrel(a, ours, b, theirs)
            if why:
                yield Zone(min(a.start, b.start), max(a.end, b.end), why)


def _quarrel(a: Core, ours: Edits, b: Core, theirs: Edits) -> Why | None:
    """Return why two edits do not combine; None where they do."""
    mine, other = ours.items(a), theirs.items(b)
    if (a.start, a.end) == (b.start, b.end) and is_shared(a, ours, theirs):
        return None
    if not mine and not other and a.start < b.end and b.start < a.end:
        return None  # both deleted words of one stretch: all of them go
    meets = a.start <= b.end and b.start <= a.end and not _parted(a, ours, b, theirs)
    if (a.start, a.end) == (b.start, b.end) and is_contradicted(mine, other):
        return "position"
    is_within = _is_within(a, theirs.hulls[b]) or _is_within(b, ours.hulls[a])
    if meets or is_within or _holds(mine, other) or _holds(other, mine):
        return "words" if bool(mine) == bool(other) else "deleted"
    return None


def _is_within(core: Core, hull: tuple[int, int]) -> bool:
    """Tell whether an edit lies in what the other side took out, marks and all."""
    return hull[0] < core.start and core.end < hull[1]


def _holds(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Tell whether a side put in one run what the other put alone: it may be the same.

    Whoever speaks behind it on either side.
    """
    return bool(other) and any(
        is_same_text(one[at : at + len(other)], other) for at in range(len(one) - len(other) + 1)
    )


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
    if any(item.is_mark for item in last + first):
        return True
    bins = BINS  # those that stand between: new words stand in the middle of their gap
    if before[0].start == gap:
        bins = BINS[2:]
    elif after[0].end == gap:
        bins = BINS[:2]
    return any((gap, where) in edits.marks for edits in (ours, theirs) for where in bins)


def _at_unclear(edits: Edits, other: Edits) -> Iterator[Zone]:
    """Yield where one side drew a mark at a stretch of which it is unclear what stands where."""
    marks = sorted((gap, m.item.kind) for (gap, _), found in other.marks.items() for m in found)
    alike = {hunk[:2]: other.items(hunk) for hunk in other.unclear}
    for hunk in edits.unclear:
        near = marks[bisect_left(marks, (hunk.start, "")) : bisect_right(marks, (hunk.end, "~"))]
        lone = {edits.side.items[at].kind for at in edits.lone(hunk)}
        if any(
            not (at == hunk.start and kind == "close" and kind not in lone)
            and not (at == hunk.end and kind == "open" and kind not in lone)
            for at, kind in near
        ):
            own, twin = edits.items(hunk), alike.get(hunk[:2])
            if twin is None:
                yield Zone(hunk.start, hunk.end, "deleted")
            elif united_items(own, twin) is None:
                yield Zone(hunk.start, hunk.end, _why_unclear(own, twin))


def _why_unclear(one: Sequence[Item], other: Sequence[Item]) -> Why:
    """Return why what both sides put in place of the same words does not combine."""
    if is_contradicted(one, other):
        return "position"
    words = [[item.text for item in items if not item.is_mark] for items in (one, other)]
    if not all(words):
        return "deleted"
    return "marks" if words[0] == words[1] else "words"


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


def _drawn_around_gone(base: Side, edits: Edits, other: Edits) -> Iterator[Zone]:
    """Yield where a side drew a bracket around words, and the other took all of them away."""
    for (owner, _), place in edits.places.items():
        if owner == "base" or place.keys() != {"open", "close"}:
            continue
        start, end = place["open"][1], place["close"][0]
        words = [at for at in range(start, end) if base.items[at].kind == "word"]
        stand = any(at not in edits.gone for at in words)
        if stand and all(at in other.gone for at in words):
            yield Zone(start, end, "deleted")


def _brackets(base: Side, ours: Edits, theirs: Edits, found: Clashes) -> None:
    for close, item in enumerate(base.items):
        if item.kind != "close":
            continue
        opening = base.partner[close]
        whys = list(_both_drew(base, ours, theirs, opening, close))
        for edits, other in ((ours, theirs), (theirs, ours)):
            if item.bracket in edits.alignment.parts:
                whys += _of_parts(base, edits, other, close, found)
                continue
            whys += _against(base, edits, other, opening, close)
            added = _added(base, other, close)
            if added and _is_only_lifted(base, edits, opening, close):
                found.lost.append((close, added))
        found.zones += [Zone(opening, close + 1, why) for why in whys]


def _of_parts(base: Side, edits: Edits, other: Edits, close: int, found: Clashes) -> Iterator[Why]:
    """Settle who stands on each part of a bracket that one side parted: who joined the whole.

    Yields why that cannot be.
    """
    item, number = base.items[close], base.items[close].bracket
    if number in other.alignment.parts:
        return
    if number not in other.closes:
        if _fate(base, other, base.partner[close], close) == "lifted":
            yield "marks"
        return
    whole = other.side.items[other.closes[number]].members
    if not {member.key for member in item.members} <= {member.key for member in whole}:
        yield "marks"
        return
    for part in edits.side.items:
        if part.kind == "close" and part.bracket in edits.alignment.parts[number]:
            merged = merge_members(item.members, part.members, whole)
            found.behind[edits.name, part.bracket] = merged.members
            if merged.clash:
                yield "position"


def _both_drew(base: Side, ours: Edits, theirs: Edits, opening: int, close: int) -> Iterator[Why]:
    """Yield why the sides cannot both have a bracket as they have it."""
    fates = [_fate(base, edits, opening, close) for edits in (ours, theirs)]
    if {"lifted", "dropped"} == set(fates):
        yield "dropped"
    elif "redrawn" in fates and "kept" not in fates:
        uid = "base", base.items[close].bracket
        if fates[0] != fates[1] or ours.places.get(uid) != theirs.places.get(uid):
            yield "marks"


def _against(base: Side, edits: Edits, other: Edits, opening: int, close: int) -> Iterator[Why]:
    """Yield why what a side did to a bracket does not go with what the other said of it."""
    fate = _fate(base, edits, opening, close)
    is_joined = bool(_added(base, other, close))
    if fate == "dropped" and is_joined:
        yield "words" if _both_reword(edits, other, opening, close) else "deleted"
    elif fate == "lifted" and is_joined and not _is_only_lifted(base, edits, opening, close):
        yield "marks"
    elif _is_reworded(base, edits, opening, close) and (
        _fate(base, other, opening, close) == "lifted" or _is_other_group(base, other, close)
    ):
        yield "words" if _puts_words(other, opening, close) else "deleted"


def _puts_words(edits: Edits, opening: int, close: int) -> bool:
    """Tell whether a side put words in a bracket, or in place of some of it."""
    return any(c.first < c.last and opening < c.start and c.end <= close for c in edits.cores)


def _is_only_lifted(base: Side, edits: Edits, opening: int, close: int) -> bool:
    """Tell whether a side took a bracket away and drew none there."""
    near = {opening, opening + 1, close, close + 1}
    lifted = _fate(base, edits, opening, close) == "lifted"
    return lifted and not any(gap in near for gap, _ in edits.marks)


def _fate(base: Side, edits: Edits, opening: int, close: int) -> Fate:
    if opening not in edits.gone and close not in edits.gone:
        return "kept"
    if base.items[close].bracket in edits.closes:
        return "redrawn"
    words = [i for i in range(opening + 1, close) if base.items[i].kind == "word"]
    return "lifted" if not words or any(i not in edits.gone for i in words) else "dropped"


def _is_reworded(base: Side, edits: Edits, opening: int, close: int) -> bool:
    """Tell whether a side kept a bracket and put other words in place of all its words."""
    if base.items[close].bracket not in edits.closes:
        return False
    words = [i for i in range(opening + 1, close) if base.items[i].kind == "word"]
    return bool(words) and all(i in edits.gone for i in words)


def _is_other_group(base: Side, edits: Edits, close: int) -> bool:
    """Tell whether a side kept a bracket and changed who stands on it."""
    item = base.items[close]
    mate = edits.closes.get(item.bracket, -1)
    if mate < 0:
        return False
    return {m.key for m in edits.side.items[mate].members} != {m.key for m in item.members}


def _both_reword(edits: Edits, other: Edits, opening: int, close: int) -> bool:
    """Tell whether a side put words in place of a bracket in which the other changed words, too."""
    put = any(c.start < close and opening < c.end and c.first < c.last for c in edits.cores)
    return put and any(opening < c.start and c.end <= close for c in other.cores)


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
            found.behind["base", item.bracket] = merged.members
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
