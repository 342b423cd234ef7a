"""Reserves that outlive their brackets: they go on to what stands around them.

`[deep moorings] {RUS reserve}` that becomes `deep moorings`, with `{RUS reserve}` behind the
paragraph: the words were accepted, and the reserve did not fall away. It moved, and is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.pieces import Entry
from draftvc.diff.position_events import LeftOver, entered, moved, withdrawn


def carry_reserves(ledger: Ledger, left_over: Sequence[LeftOver]) -> None:
    """Add a `position.moved` for each reserve that left a lifted bracket for what stands.

    It is no longer among the positions that went with the bracket, nor among those left over.
    """
    for bracket, found in lifted_brackets(ledger):
        for entry in ledger.old.positions.get(bracket, ()):
            mates = (other for each in left_over for other in each.come)
            mate = next((other for other in mates if _is_same_reserve(entry, other)), None)
            place = next((each for each in left_over if mate in each.come), None)
            if mate is None or place is None or entry.span not in found.old:
                continue
            place.come.remove(mate)
            found.old.remove(entry.span)
            del ledger.claimed_old[entry.span]
            told = tuple(p for p in found.event.positions or () if p is not entry.position)
            found.event = found.event._replace(positions=told)
            gone = withdrawn(ledger, (bracket, None), [entry])
            ledger.add(moved(gone, entered(ledger, place.on, mate)))


def lifted_brackets(ledger: Ledger) -> Iterator[tuple[int, Found]]:
    """Yield the old brackets that were lifted, with their events."""
    lifted = {f.event.bracket_old: f for f in ledger.found if f.event.kind == "bracket.lifted"}
    if not lifted:
        return
    for extent in ledger.old.spans:
        found = lifted.get(ledger.old.address(extent.number))
        if found is not None:
            yield extent.number, found


def _is_same_reserve(one: Entry, other: Entry) -> bool:
    a, b = one.position, other.position
    return a.stance == b.stance == "reserve" and a.who == b.who
