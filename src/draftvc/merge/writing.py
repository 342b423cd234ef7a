"""Write what two sides combine to: one pass over base, in which brackets nest or are disputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from draftvc.merge.clashes import Clashes, is_shared, shared_items
from draftvc.merge.edits import Bin, Core, Edits, Mark, Places, Uid
from draftvc.merge.groups import merge_members
from draftvc.merge.items import Item, Side, same_items, write_items
from draftvc.merge.model import Disputed, Triple, Why
from draftvc.merge.picking import pick
from draftvc.merge.zones import Zone, Zones


class _Open(NamedTuple):
    uid: Uid
    before: int
    """Words written before it."""


class Writing:
    """One pass over base, writing what stands."""

    def __init__(
        self, base: Side, ours: Edits, theirs: Edits, clashes: Clashes, zones: Zones
    ) -> None:
        """Look up what both sides put where."""
        self.base, self.ours, self.theirs = base, ours, theirs
        self.clashes, self.zones = clashes, zones
        self.out: list[Item | Disputed] = []
        self.stack: list[_Open] = []
        self.problems: list[Zone] = []
        self.drawn: list[Uid | None] = []
        """The bracket of each opening mark that was written; None where both sides say the same,
        and may not mean the same bracket."""
        self.words = 0
        """Words and disputed stretches that were written."""
        self.places = self.ours.places, self.theirs.places
        self.twins = self._twins()
        self.cores: dict[int, list[tuple[Edits, Core]]] = {}
        for edits, there in ((self.ours, self.theirs), (self.theirs, self.ours)):
            for core in edits.cores:
                if edits is self.theirs and is_shared(core, edits, there):
                    continue
                self.cores.setdefault(core.start, []).append((edits, core))

    def write(self, zones: Sequence[Zone]) -> list[Item | Disputed]:
        """Return items and disputed stretches in order; `problems` are where brackets cross."""
        starts = {zone.start: zone for zone in zones}
        index, size = 0, len(self.base.items)
        while index <= size:
            zone = starts.get(index)
            if zone is not None:
                self._disputed(zone)
                index = zone.end
            else:
                self._gap(index)
            if index < size:
                self._kept(index)
            index += 1
        for each in self.stack:
            self._problem(each.uid, "marks")
        return self.out

    # --------------------------------------------------------------------------------- gaps

    def _gap(self, gap: int) -> None:
        self._close(self._marks(gap, "closing"))
        for mark in self._marks(gap, "before"):
            self._put(mark.item, mark.uid)
        self._cores(gap, inserted=True)
        self._close(self._marks(gap, "after"))
        opening = self._marks(gap, "opening")
        if all((gap, "opening") in edits.marks for edits in (self.ours, self.theirs)):
            opening.sort(key=lambda mark: self._reach(mark.uid))
        for mark in opening:
            self._put(mark.item, mark.uid)
        self._cores(gap, inserted=False)

    def _cores(self, gap: int, *, inserted: bool) -> None:
        """Write the words that a side put in a gap, or in place of those that begin there."""
        for edits, core in self.cores.get(gap, ()):
            if (core.start == core.end) is not inserted:
                continue
            there = self.theirs if edits is self.ours else self.ours
            items = list(shared_items(core, edits, there) or edits.items(core))
            behind = self.clashes.groups.get(core.end - 1) if not inserted else None
            if items and behind is not None:
                items[-1] = items[-1]._replace(members=behind)
            for item in items:
                self._put(item, self._uid(edits.uid(item)) if item.is_mark else None)

    def _marks(self, gap: int, where: Bin) -> list[Mark]:
        """Return the marks that both sides set in a place, those of twins joined."""
        found: dict[tuple[Uid, str], Mark] = {}
        for edits in (self.ours, self.theirs):
            for uid, item in edits.marks.get((gap, where), ()):
                name = self._uid(uid)
                before = found.get((name, item.kind))
                if before is not None:
                    item = self._united(name, before.item, item)
                found[name, item.kind] = Mark(name, item)
        return list(found.values())

    def _united(self, uid: Uid, one: Item, other: Item) -> Item:
        """Return a mark that both sides drew, with who speaks behind it on either side."""
        merged = merge_members((), one.members, other.members)
        if merged.clash:
            self._problem(uid, "position")
        return other._replace(members=merged.members)

    def _twins(self) -> dict[Uid, Uid]:
        """Return the brackets of theirs that ours drew around the very same words."""
        mine, other = _drawn(self.places[0]), _drawn(self.places[1])
        return {
            twin: uid
            for place, uids in mine.items()
            for uid, twin in zip(uids, other.get(place, ()), strict=False)
        }

    def _uid(self, uid: Uid) -> Uid:
        return self.twins.get(uid, uid)

    def _reach(self, uid: Uid) -> tuple[int, int, Uid]:
        """Return what opening marks in one gap are sorted by: the outer bracket first."""
        start, end = self._extent(uid) or (0, 0)
        return (-end, start, uid)

    def _extent(self, uid: Uid) -> tuple[int, int] | None:
        """Return from where to where a bracket can reach, in gaps of base."""
        ends: list[int] = []
        for places in self.places:
            for first, last, _ in places.get(uid, {}).values():
                ends += (first, last)
        if uid[0] == "base":
            for index, item in enumerate(self.base.items):
                if item.is_mark and item.bracket == uid[1]:
                    ends += (index, index + 1)
        return (min(ends), max(ends)) if ends else None

    # -------------------------------------------------------------------------------- items

    def _kept(self, index: int) -> None:
        """Write an item of base that both sides kept."""
        mine, other = self.ours.mate[index], self.theirs.mate[index]
        if mine < 0 or other < 0:
            return
        item = self.base.items[index]
        one, two = self.ours.side.items[mine], self.theirs.side.items[other]
        text, combine = pick(item.text, one.text, two.text)
        if not combine:
            if item.kind != "marker":
                self.problems.append(Zone(index, index + 1, "words"))
            texts = Triple(f" {item.text}", f" {one.text}", f" {two.text}")
            self.out.append(Disputed(texts, "marker", (texts.ours or "",)))
            return
        spaced, _ = pick(item.spaced, one.spaced, two.spaced)
        members = self.clashes.groups.get(index, item.members)
        merged = item._replace(text=text, spaced=spaced, members=members)
        if item.kind == "close":
            self._close([Mark(("base", item.bracket), merged)])
        else:
            self._put(merged, ("base", item.bracket) if item.is_mark else None)

    def _put(self, item: Item, uid: Uid | None) -> None:
        if item.kind == "close" and uid is not None:
            self._close([Mark(uid, item)])
            return
        self.out.append(item)
        if uid is not None:
            self.drawn.append(uid)
            self.stack.append(_Open(uid, self.words))
        elif item.text:
            self.words += 1

    def _close(self, marks: Sequence[Mark]) -> None:
        """Write closing marks, the inner bracket first."""
        left = {mark.uid: mark for mark in marks}
        while left:
            if not self.stack or self.stack[-1].uid not in left:
                uid = next(iter(left))
                self._problem(uid, "marks")
                if self.stack:
                    self._problem(self.stack[-1].uid, "marks")
                    self.stack = [each for each in self.stack if each.uid not in left]
                return
            top = self.stack.pop()
            if top.before == self.words and not self._is_empty(top.uid):
                self._problem(top.uid, "deleted")
            self.out.append(self._with_group(left.pop(top.uid)))

    def _with_group(self, mark: Mark) -> Item:
        """Return a closing mark with what both sides say behind its bracket."""
        behind = self.clashes.behind.get(mark.uid)
        return mark.item if behind is None else mark.item._replace(members=behind)

    def _is_empty(self, uid: Uid) -> bool:
        """Tell whether a side has the bracket without words."""
        for edits in (self.ours, self.theirs):
            for index, item in enumerate(edits.side.items):
                if item.kind == "open" and self._uid(edits.uid(item)) == uid:
                    inside = edits.side.items[index + 1 : edits.side.partner[index]]
                    if all(each.is_mark for each in inside):
                        return True
        return False

    def _problem(self, uid: Uid, why: Why) -> None:
        extent = self._extent(uid)
        if extent is None:
            self.problems.append(self.zones.whole_clause(why))
        else:
            self.problems.append(Zone(*extent, why))

    def _disputed(self, zone: Zone) -> None:
        slices = [
            (zone.start, zone.end),
            self.zones.slice_of(zone, 0),
            self.zones.slice_of(zone, 1),
        ]
        sides = (self.base, self.ours.side, self.theirs.side)
        items = [side.items[first:last] for side, (first, last) in zip(sides, slices, strict=True)]
        if zone.why != "guarded" and same_items(items[1], items[2]):
            self.out += items[1]  # both say the same
            self.drawn += [None for item in items[1] if item.kind == "open"]
        else:
            texts = Triple(*map(write_items, items))
            united = _with_positions(*items) if zone.why == "position" else ()
            self.out.append(Disputed(texts, zone.why, united))
        self.words += 1


def _drawn(places: Places) -> dict[object, list[Uid]]:
    """Return the new brackets of a side by where they stand, the outer one first."""
    found: dict[object, list[Uid]] = {}
    for uid, place in places.items():
        if uid[0] != "base" and len(place) == 2 and all(a == b for a, b, _ in place.values()):
            found.setdefault((place["open"], place["close"]), []).append(uid)
    return found


def _with_positions(
    base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item]
) -> tuple[str, ...]:
    """Return words on which only stances are disputed, once, with what ours says of these.

    Nothing where a side has other words.
    """
    written = [[(item.kind, item.text) for item in side] for side in (base, ours, theirs)]
    if written[0] != written[1] or written[1] != written[2]:
        return ()
    found = [
        two._replace(members=merge_members(one.members, two.members, three.members).members)
        for one, two, three in zip(base, ours, theirs, strict=True)
    ]
    return (write_items(found),)
