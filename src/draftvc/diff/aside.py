"""Clauses that came or went as a whole, and through which a bracket runs that stands in others.

`a. [to keep a lamp,` with `b. to ring a bell,] {USA-}` that becomes `a. [to keep a lamp,] {USA-}`:
a clause went, and the bracket is drawn tighter. No delimiter was lost, and USA opposed all along.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import accumulate

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.pieces import Entry
from draftvc.diff.position_events import LeftOver
from draftvc.diff.view import View
from draftvc.notation.model import Position, Reading


def set_aside(view: View, parts: Set[int]) -> View:
    """Return a view in which nothing stands in some clauses but that brackets run through them.

    What stands there came or went with its clause.
    """
    if not parts:
        return view
    here = [view.part_at(word.start) not in parts for word in view.words]
    shift = [0, *accumulate(here)]
    spans = tuple(
        span._replace(
            first=shift[span.first],
            last=shift[span.last],
            marks=tuple(mark for mark in span.marks if view.part_at(mark[0]) not in parts),
        )
        for span in view.spans
    )
    braces = tuple(b for b in view.reading.braces if view.part_at(b.start) not in parts)
    return view._replace(
        reading=view.reading._replace(braces=braces),
        words=tuple(word for word, stays in zip(view.words, here, strict=True) if stays),
        spans=spans,
        entries=tuple(e for e in view.entries if view.part_at(e.span[0]) not in parts),
        markers={part: span for part, span in view.markers.items() if part not in parts},
        stamps={part: span for part, span in view.stamps.items() if part not in parts},
        strays=tuple(s for s in view.strays if view.part_at(s[0]) not in parts),
        with_aside=view,
    )


def faults_inside(reading: Reading, within: Sequence[tuple[int, int]]) -> Reading:
    """Return a reading with those faults alone that stand in given stretches of its text."""
    faults = tuple(f for f in reading.faults if any(a <= f.start <= b for a, b in within))
    return reading if len(faults) == len(reading.faults) else reading._replace(faults=faults)


def stay_on_brackets(ledger: Ledger, left_over: Sequence[LeftOver]) -> tuple[Position, ...]:
    """Let the bracket that was drawn anew explain the entries on it that stand elsewhere now.

    Returns the entries in clauses that went or came that so stayed: they are not told with those.
    """
    stayed: list[Position] = []
    for each in left_over:
        old, new = each.on
        if old is None or new is None:
            continue
        lost, found = ledger.old.entries_aside(old), ledger.new.entries_aside(new)
        stayed += _give(ledger, old, each.come, lost, come=True)
        stayed += _give(ledger, old, each.gone, found, come=False)
    return tuple(stayed)


def _give(
    ledger: Ledger, bracket: int, rest: list[Entry], aside: Sequence[Entry], *, come: bool
) -> list[Position]:
    address = ledger.old.address(bracket)
    drawn = next(
        (
            f
            for f in ledger.found
            if f.event.kind == "bracket.rescoped" and f.event.bracket_old == address
        ),
        None,
    )
    stayed: list[Position] = []
    for entry in list(rest) if drawn else []:
        mate = next((e for e in aside if e.key == entry.key), None)
        if mate is not None and drawn is not None:
            rest.remove(entry)
            stayed.append(mate.position)
            ledger.claim(drawn, [] if come else [entry.span], [entry.span] if come else [])
            (drawn.new if come else drawn.old).append(entry.span)
    return stayed


def without_positions(found: Found, stayed: Sequence[Position]) -> Found:
    """Return the event of a clause that came or went without those who stand on what stays."""
    told = tuple(p for p in found.event.positions or () if not any(p is each for each in stayed))
    return replace(found, event=found.event._replace(positions=told))
