"""Put the edits of two sides together: items in order, and the stretches that stay disputed.

Laws: brackets nest in the result where they nest on every side; no item that a side added is lost
but in a disputed stretch or by a rule that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from draftvc.diff.wording import plain_wording
from draftvc.draft.model import Clause
from draftvc.limits import DEFAULT, Limits
from draftvc.merge.aligning import Alignment
from draftvc.merge.clashes import Clashes, find_clashes, is_shared
from draftvc.merge.edits import Bin, Core, Edits, Mark, Places, Uid, edits_of
from draftvc.merge.items import Item, Member, Side, read_side, write_items
from draftvc.merge.model import Disputed, Triple, Why
from draftvc.merge.outline import pick
from draftvc.merge.zones import Zone, Zones

_ROUNDS = 12
"""Times that zones are widened before the whole clause is disputed."""


@dataclass(frozen=True)
class Combined:
    """A merged clause: items and disputed stretches in order."""

    pieces: tuple[Item | Disputed, ...]
    lost: tuple[Member, ...] = ()
    """Entries that joined a bracket which the other side lifted."""

    def texts(self) -> tuple[str | Disputed, ...]:
        """Return the pieces as texts, each with the white space before it."""
        found: list[str | Disputed] = []
        run: list[Item] = []
        for piece in self.pieces:
            if isinstance(piece, Item):
                run.append(piece)
                continue
            found += [write_items(run), piece]
            run = []
        found.append(write_items(run))
        return tuple(piece for piece in found if piece != "")


@dataclass(frozen=True)
class Rules:
    """What holds for a merge beside its three sides."""

    limits: Limits = DEFAULT
    guarded: tuple[bool, bool] = (False, False)
    """Of ours and theirs: whether their words are not taken but put beside those of base."""
    lifts: bool = True
    """Whether a bracket that one side lifted is lifted for those who joined it as well."""


def combine(base: Side, ours: Side, theirs: Side, rules: Rules) -> Combined:
    """Return what the items of three sides combine to."""
    mine = edits_of("ours", base, ours, Alignment(base, ours, rules.limits))
    other = edits_of("theirs", base, theirs, Alignment(base, theirs, rules.limits))
    clashes = find_clashes(base, mine, other)
    if not rules.lifts:
        clashes.refuse_lifts(base)
    zones = Zones(base, mine, other)
    found = clashes.zones + [
        zone
        for edits, is_guarded in ((mine, rules.guarded[0]), (other, rules.guarded[1]))
        if is_guarded
        for zone in _guarded(base, edits)
    ]
    for _ in range(_ROUNDS):
        settled = zones.settled(found)
        writing = _Writing(base, mine, other, clashes, zones)
        pieces = writing.write(settled)
        if not writing.problems:
            result = Combined(tuple(pieces), _lost(clashes, settled))
            if is_accounted(base, ours, theirs, result):
                return result
            break
        found = [*settled, *writing.problems]
    whole = zones.settled([zones.whole_clause("words")])
    return Combined(tuple(_Writing(base, mine, other, clashes, zones).write(whole)))


def _guarded(base: Side, edits: Edits) -> list[Zone]:
    """Return the stretches in which a side changed words, not only glyphs."""
    size = len(base.items)
    return [
        Zone(core.start, core.end, "guarded")
        for core in edits.cores
        if _plain(base.items[core.start : core.end], core.end == size)
        != _plain(edits.items(core), core.end == size)
    ]


def _plain(items: Sequence[Item], ends: bool) -> str:
    return plain_wording(" ".join(item.text for item in items), ends=ends)


def _lost(clashes: Clashes, zones: Sequence[Zone]) -> tuple[Member, ...]:
    return tuple(
        member
        for close, members in clashes.lost
        if not any(zone.start <= close < zone.end for zone in zones)
        for member in members
    )


@dataclass
class _Open:
    uid: Uid
    words: bool = False


@dataclass
class _Writing:
    """One pass over base, writing what stands."""

    base: Side
    ours: Edits
    theirs: Edits
    clashes: Clashes
    zones: Zones
    out: list[Item | Disputed] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    problems: list[Zone] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = self.ours.places(), self.theirs.places()
        self.twins = self._twins()
        self.cores: dict[int, list[tuple[Edits, Core]]] = {}
        for edits, there in ((self.ours, self.theirs), (self.theirs, self.ours)):
            for core in edits.cores:
                if edits is self.theirs and is_shared(core, edits, there):
                    continue
                self.cores.setdefault(core.start, []).append((edits, core))

    def write(self, zones: Sequence[Zone]) -> list[Item | Disputed]:
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
            items = list(edits.items(core))
            behind = self.clashes.groups.get(core.end - 1) if not inserted else None
            if items and behind is not None:
                items[-1] = replace(items[-1], members=behind)
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
                    item = replace(item, members=_united(before.item.members, item.members))
                found[name, item.kind] = Mark(name, item)
        return list(found.values())

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
            # Only markers are kept under another spelling.
            texts = Triple(f" {item.text}", f" {one.text}", f" {two.text}")
            self.out.append(Disputed(texts, "marker", (texts.ours or "",)))
            return
        spaced, _ = pick(item.spaced, one.spaced, two.spaced)
        members = self.clashes.groups.get(index, item.members)
        merged = replace(item, text=text, spaced=spaced, members=members)
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
            self.stack.append(_Open(uid))
        elif item.text:
            for each in self.stack:
                each.words = True

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
            if not top.words and not self._is_empty(top.uid):
                self._problem(top.uid, "deleted")
            self.out.append(self._with_group(left.pop(top.uid)))

    def _with_group(self, mark: Mark) -> Item:
        """Return a closing mark with what both sides say behind its bracket."""
        side, number = mark.uid
        behind = self.clashes.behind.get(number) if side == "base" else None
        return mark.item if behind is None else replace(mark.item, members=behind)

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
        texts = [
            write_items(side.items[first:last])
            for side, (first, last) in zip(sides, slices, strict=True)
        ]
        self.out.append(Disputed(Triple(*texts), zone.why))
        for each in self.stack:
            each.words = True


def _drawn(places: Places) -> dict[object, list[Uid]]:
    """Return the new brackets of a side by where they stand, the outer one first."""
    found: dict[object, list[Uid]] = {}
    for uid, place in places.items():
        if uid[0] != "base" and len(place) == 2 and all(a == b for a, b, _ in place.values()):
            found.setdefault((place["open"], place["close"]), []).append(uid)
    return found


def _united(one: Sequence[Member], other: Sequence[Member]) -> tuple[Member, ...]:
    both = {member.key: member for member in (*other, *one)}
    return tuple(sorted(both.values(), key=lambda m: (m.party is None, m.raw)))


# ------------------------------------------------------------------------------------- the audit


def is_accounted(base: Side, ours: Side, theirs: Side, result: Combined) -> bool:
    """Tell whether nothing vanished that a side added and no side took away.

    Counted by token: the result has at least what the larger side has, less what the other took.
    """
    before, mine, other = (_counts(side.items) for side in (base, ours, theirs))
    found = _counts(piece for piece in result.pieces if isinstance(piece, Item))
    for member in result.lost:
        found["group", member.key] += 1
    for piece in result.pieces:
        if isinstance(piece, Disputed):
            one, two = (_counts(_read(text)) for text in piece.texts[1:])
            found += one | two
    return all(found[key] >= _least(before[key], mine[key], other[key]) for key in mine | other)


def _read(text: str | None) -> Sequence[Item]:
    return read_side(Clause("", "paragraph", "", text or "")).items


def _least(base: int, ours: int, theirs: int) -> int:
    if ours >= base and theirs >= base:
        return max(ours, theirs)
    return max(0, ours + theirs - base)


def _counts(items: Iterable[Item]) -> Counter[tuple[str, Hashable]]:
    found: Counter[tuple[str, Hashable]] = Counter()
    for item in items:
        if item.text and item.kind not in ("break", "marker"):
            found["item", item.text] += 1
        for key in {member.key for member in item.members}:
            found["group", key] += 1
    return found
