"""Clauses that came or went as a whole, and through which a bracket runs that stands in others.

`a. [to keep a lamp,` with `b. to ring a bell,] {USA-}` that becomes `a. [to keep a lamp,] {USA-}`:
a clause went, and the bracket is drawn tighter. No delimiter was lost, and USA opposed all along.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.pieces import Entry, Part, Span
from draftvc.diff.position_events import LeftOver
from draftvc.diff.together import read_together, tokens_of
from draftvc.diff.view import View
from draftvc.notation.model import Fault, Position, Reading, Token
from draftvc.notation.patterns import Pattern
from draftvc.notation.reader import read_tokens

_MARKS_ALONE = Pattern(r"(?:\s|[].,;:]|\{[^{}]*\})*")


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


class Side(NamedTuple):
    """The clauses of one side, and how their marks are read."""

    parts: tuple[Part, ...]
    aside: Set[int]
    """Parts that came or went as a whole: their faults are told with them."""
    stood: int = 0
    """Unopened `]` at the end of clauses that stand on the other side alone."""

    def reading(self) -> Reading:
        """Return the marks as they are written."""
        if len(self.parts) == 1:
            return self._told(self.parts[0].clause.reading)
        return self.read(tokens_of(self.parts))

    def read(self, tokens: Sequence[Token]) -> Reading:
        """Return the marks of tokens that may have been mended."""
        if len(self.parts) == 1:
            return self._told(read_tokens(self.parts[0].clause.text, list(tokens)))
        reading = read_together(self.parts, tokens)
        if not self.aside:
            return self._told(reading)
        stay = [(part.start, part.end) for part in self._parts(aside=False)]
        faults = (f for f in reading.faults if any(a <= f.start <= b for a, b in stay))
        return self._told(reading._replace(faults=tuple(faults)))

    def is_aside(self, span: Span) -> bool:
        """Tell whether a token stands in a clause that came or went as a whole."""
        return any(part.start <= span[0] < part.end for part in self._parts(aside=True))

    def strays(self, *, aside: bool) -> int:
        """Count the unopened `]` at the end of the clauses that came or went, or of the others."""
        reading = self._replace(aside=frozenset()).reading()
        return sum(len(_strays(reading, part)) for part in self._parts(aside=aside))

    def _told(self, reading: Reading) -> Reading:
        """Return a reading without the last faults that stood still while a clause came or went."""
        if not self.stood:
            return reading
        strays = [f for part in self._parts(aside=False) for f in _strays(reading, part)]
        stood = strays[-self.stood :]
        faults = (f for f in reading.faults if not any(f is each for each in stood))
        return reading._replace(faults=tuple(faults))

    def _parts(self, *, aside: bool) -> list[Part]:
        return [part for at, part in enumerate(self.parts) if (at in self.aside) is aside]


def with_strays_that_stood(old: Side, new: Side) -> tuple[Side, Side]:
    """Return both sides, each without the faults of `]` that stood still while a clause came.

    At the end of the clause before it they are as stray as they were at its own.
    """
    if not (old.aside or new.aside):
        return old, new
    more = new.strays(aside=False) - old.strays(aside=False)
    return (
        old._replace(stood=max(min(new.strays(aside=True), -more), 0)),
        new._replace(stood=max(min(old.strays(aside=True), more), 0)),
    )


def _strays(reading: Reading, part: Part) -> list[Fault]:
    """Return the unopened `]` of a clause behind which only marks and groups stand."""
    return [
        fault
        for fault in reading.faults
        if fault.code == "E102"
        and part.start <= fault.start < part.end
        and _MARKS_ALONE.compiled.fullmatch(reading.text, fault.start, part.end)
    ]


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
