"""Closing marks behind which, or before which, a clause came or went: they stood still.

An unopened `]` with its groups often stands in a line by itself, behind the last sub-paragraph. A
sub-paragraph put before that line takes it along as text is read: neither is the fault mended nor
the reserve behind it withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftvc.diff.ledger import Found
from draftvc.diff.model import Edit
from draftvc.diff.renumbering import Placed
from draftvc.diff.sides import Sides
from draftvc.draft.model import Clause
from draftvc.notation.patterns import Pattern

_TAIL = Pattern(r"\](?:\s|[].,;:]|\{[^{}]*\})*\Z")


class _Tail(NamedTuple):
    """Marks at the end of a clause, which stand at the end of its neighbour on the other side."""

    text: str
    lost: Clause
    """The clause that has them on one side."""
    owner: Clause
    """The clause on the other side alone, that has them there."""
    beside: int
    """New index of the clause that has them on one side."""
    comes: bool
    """Whether the owner is a clause of the new draft."""


def settle_tails(placed: Sequence[Placed], sides: Sides) -> list[Placed]:
    """Return the events without those of marks that stood still while a clause came or went.

    Their edits belong to the event of that clause.
    """
    told = list(placed)
    for each in placed:
        tail = _tail(each, sides)
        if tail is None:
            continue
        start = len(tail.lost.text) - len(tail.text)
        rest = [other for other in told if _is_of_tail(other, tail, start)]
        if not rest:
            continue
        edits = tuple(edit for other in rest for edit in other.found.edits)
        each.found = _with_tail(each.found, tail, edits)
        told = [other for other in told if not any(other is one for one in rest)]
    return told


def _tail(each: Placed, sides: Sides) -> _Tail | None:
    """Return the marks that a clause that came or went shares with the one before it."""
    if each.kind == "clause.added":
        new, last = sides.new.clauses, each.new
        first = next(i for i in range(last, -1, -1) if i == 0 or i - 1 in sides.to_old)
        if first == 0 or (last + 1 < len(new) and last + 1 not in sides.to_old):
            return None
        old = sides.old.clauses[sides.to_old[first - 1]]
        return _shared(old, new[first - 1], new[last], first - 1, comes=True)
    if each.kind == "clause.removed":
        olds, last = sides.old.clauses, each.order
        first = next(i for i in range(last, -1, -1) if i == 0 or i - 1 in sides.to_new)
        if first == 0 or (last + 1 < len(olds) and last + 1 not in sides.to_new):
            return None
        beside = sides.to_new[first - 1]
        return _shared(sides.new.clauses[beside], olds[first - 1], olds[last], beside, comes=False)
    return None


def _shared(lost: Clause, same: Clause, owner: Clause, beside: int, *, comes: bool) -> _Tail | None:
    """Return the marks that end one clause, and on the other side not it but its neighbour."""
    for text in _tails(lost):
        if owner.text.endswith(text) and not same.text.endswith(text):
            return _Tail(text, lost, owner, beside, comes)
    return None


def _tails(clause: Clause) -> Iterator[str]:
    """Yield what stands from an unopened `]` to the end, the longest first, if it has no word."""
    if "]" not in clause.text or _TAIL.compiled.search(clause.text) is None:
        return
    for fault in clause.reading.faults:
        text = clause.text[fault.start :]
        if fault.code == "E102" and _TAIL.compiled.match(text):
            yield text


def _is_of_tail(other: Placed, tail: _Tail, start: int) -> bool:
    """Tell whether an event is of nothing but the marks that stood still."""
    if other.new != tail.beside or other.gone or not other.found.edits:
        return False
    for edit in other.found.edits:
        here, there = (edit.old, edit.after) if tail.comes else (edit.new, edit.before)
        if here is None or there.strip() or here[0] < start - 1:
            return False
    return True


def _with_tail(found: Found, tail: _Tail, edits: tuple[Edit, ...]) -> Found:
    """Return the event of a clause without what is said in the marks that stood still."""
    start = len(tail.owner.text) - len(tail.text)
    inside = [
        position
        for brace in tail.owner.reading.braces
        if brace.start >= start
        for position in brace.positions
    ]
    positions = tuple(p for p in found.event.positions or () if not any(p is q for q in inside))
    event = found.event._replace(positions=positions)
    return Found(event, at=found.at, edits=(*found.edits, *edits))
