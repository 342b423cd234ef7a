"""Stretches of a clause on which the sides do not combine: whole brackets on every side.

A zone is a stretch of base, with what both sides put in the gaps at its ends. It begins and ends
at items that both sides kept, so that each side has exactly one wording for it. All the words of a
bracket are disputed with the bracket: who speaks behind it speaks of a side's own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from draftvc.merge.edits import Edits
from draftvc.merge.items import Side, same_items
from draftvc.merge.model import Why


class Zone(NamedTuple):
    """Items `start` to `end` of base, half open, and why they are disputed."""

    start: int
    end: int
    why: Why


class Zones:
    """Makes zones whole, for one merge."""

    def __init__(self, base: Side, ours: Edits, theirs: Edits) -> None:
        """Keep what zones are measured by."""
        self.base, self.edits = base, (ours, theirs)
        self.size = len(base.items)
        self.stable = [i not in ours.gone and i not in theirs.gone for i in range(self.size)]

    def settled(self, zones: Iterable[Zone]) -> list[Zone]:
        """Return zones made whole, those that meet joined, in order."""
        found = sorted(self._whole(zone) for zone in zones)
        while True:
            joined: list[Zone] = []
            for zone in found:
                if joined and zone.start <= joined[-1].end:
                    before = joined.pop()
                    why = _graver(before, zone)
                    zone = Zone(before.start, max(before.end, zone.end), why)
                joined.append(zone)
            again = [self._whole(zone) for zone in joined]
            if again == found:
                return found
            found = again

    def both_changed(self, zones: Iterable[Zone]) -> list[Zone]:
        """Return those zones, made whole, in which both sides changed something."""
        return [
            zone
            for zone in self.settled(zones)
            if not any(self._is_unchanged(zone, number) for number in range(len(self.edits)))
        ]

    def _is_unchanged(self, zone: Zone, number: int) -> bool:
        first, last = self.slice_of(zone, number)
        was = self.base.items[zone.start : zone.end]
        return same_items(was, self.edits[number].side.items[first:last])

    def slice_of(self, zone: Zone, number: int) -> tuple[int, int]:
        """Return the items of ours (0) or theirs (1) that a zone holds, half open."""
        edits = self.edits[number]
        first = edits.mate[zone.start - 1] + 1 if zone.start else 0
        last = edits.mate[zone.end] if zone.end < self.size else len(edits.side.items)
        return first, last

    def whole_clause(self, why: Why) -> Zone:
        """Return the zone that holds the clause, without a marker that stands before it all."""
        return Zone(int(self.base.items[0].kind == "marker"), self.size, why)

    def _whole(self, zone: Zone) -> Zone:
        """Widen a zone until its ends are kept by both sides and its brackets are whole."""
        start, end, why = zone
        while True:
            while start > 0 and not self.stable[start - 1]:
                start -= 1
            while end < self.size and not self.stable[end]:
                end += 1
            wider = self._over_brackets(Zone(start, end, why))
            if wider == (start, end, why):
                if not self._fills_bracket(wider):
                    return wider
                wider = Zone(start - 1, end + 1, why)
            start, end, _ = wider

    def _fills_bracket(self, zone: Zone) -> bool:
        """Tell whether a zone is all the words of a bracket: who wants it speaks of these."""
        start, end, _ = zone
        return 0 < start < end < self.size and self.base.partner.get(start - 1) == end

    def _over_brackets(self, zone: Zone) -> Zone:
        start, end, why = zone
        for at in _cut(self.base, start, end):
            start, end = min(start, at), max(end, at + 1)
        for number, edits in enumerate(self.edits):
            first, last = self.slice_of(zone, number)
            for at in _cut(edits.side, first, last):
                while start > 0 and at <= edits.mate[start - 1]:
                    start -= 1
                while end < self.size and (edits.mate[end] < 0 or edits.mate[end] <= at):
                    end += 1
                while start > 0 and edits.mate[start - 1] < 0:
                    start -= 1
        return Zone(start, end, why)


def _graver(one: Zone, other: Zone) -> Why:
    """Return why two zones that meet are disputed: what is no conflict by itself yields."""
    if "guarded" in (one.why, other.why) and one.why != other.why:
        return other.why if one.why == "guarded" else one.why
    return one.why if one.end - one.start >= other.end - other.start else other.why


def _cut(side: Side, first: int, last: int) -> list[int]:
    """Return the marks outside a stretch whose partners stand in it."""
    partners = (side.partner[i] for i in range(first, last) if side.items[i].is_mark)
    return [at for at in partners if not first <= at < last]
