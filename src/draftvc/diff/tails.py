"""Closing marks behind which, or before which, a clause came or went: they stood still.

An unopened `]` with its groups often stands in a line by itself, behind the last sub-paragraph. A
sub-paragraph put before that line takes it along as text is read: neither is the fault mended nor
the reserve behind it withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftvc.diff.ledger import Found
from draftvc.diff.list_ends import find_list_ends, keep_standing, settle_list_end
from draftvc.diff.model import Edit
from draftvc.diff.renumbering import Placed
from draftvc.diff.sides import Sides
from draftvc.draft.model import Clause
from draftvc.notation.patterns import Pattern

_TAIL = Pattern(r"\](?:\s|[].,;:]|\{[^{}]*\})*\Z")


class _Beside(NamedTuple):
    """The clause before one that came or went, and the last of those that did so with it."""

    lost: Clause
    """The clause before them, on the side where they do not stand."""
    same: Clause
    """That clause on the other side."""
    owner: Clause
    """The last of the clauses that came or went."""
    at: int
    """New index of the clause before them."""
    comes: bool
    """Whether they are clauses of the new draft."""


class _Tail(NamedTuple):
    """Marks at the end of a clause, which stand at the end of its neighbour on the other side."""

    text: str
    beside: _Beside


def settle_tails(placed: Sequence[Placed], sides: Sides) -> list[Placed]:
    """Return the events without those of marks that stood still while a clause came or went.

    Their edits belong to the event of that clause.
    """
    told = list(placed)
    for each in placed:
        beside = _beside(each, sides)
        if beside is None:
            continue
        tail = _shared(beside)
        if tail is None:
            told = _settle_end(told, each, beside, sides)
            continue
        rest = _of_end(told, beside, len(beside.lost.text) - len(tail.text))
        if not rest:
            continue
        edits = tuple(edit for other in rest for edit in other.found.edits)
        each.found = _with_tail(each.found, tail, edits)
        told = _without(told, rest)
    _keep_standing(told, sides)
    for each in told:
        if each.kind == "residual":
            _name_stray(each)
    return told


def _keep_standing(told: Sequence[Placed], sides: Sides) -> None:
    """Let who stands at the end of a list stand where its last clause went and another came."""
    come = {each.found.event.place: each for each in told if each.kind == "clause.added"}
    for gone in told if come else ():
        each = come.get(gone.found.event.place) if gone.kind == "clause.removed" else None
        if each is not None:
            keep_standing(gone, each, sides.old.clauses[gone.order], sides.new.clauses[each.new])


def _name_stray(each: Placed) -> None:
    """Read a `]` that came or went after all, and stood still behind no clause, as a fault."""
    event, edits = each.found.event, each.found.edits
    gone = "".join(edit.before for edit in edits).strip()
    come = "".join(edit.after for edit in edits).strip()
    if (gone, come) in (("]", ""), ("", "]")):
        kind = "syntax.repaired" if gone else "syntax.broken"
        each.found.event = event._replace(kind=kind, before=None, after=None, code="E102")


def _settle_end(told: list[Placed], whole: Placed, beside: _Beside, sides: Sides) -> list[Placed]:
    """Return the events where the marks that end a list stood still, and their groups changed."""
    name = (beside.at, sides.names_new[beside.at])
    lost, same, owner = beside[:3]
    for end in find_list_ends(lost, same, owner, name, comes=beside.comes):
        rest = _of_end(told, beside, end.start)
        settled = settle_list_end(whole, end, rest) if rest else None
        if settled is not None:
            whole.found = settled[0].found
            return [*_without(told, rest), *settled[1]]
    return told


def _without(told: Sequence[Placed], events: Sequence[Placed]) -> list[Placed]:
    return [other for other in told if not any(other is one for one in events)]


def _of_end(told: Sequence[Placed], beside: _Beside, start: int) -> list[Placed]:
    """Return the events of nothing but the marks behind a place of the clause that stands."""
    return [other for other in told if _is_of_end(other, beside, start)]


def _beside(each: Placed, sides: Sides) -> _Beside | None:
    """Return what stands before a clause that came or went, if it is the last that did so."""
    if each.kind == "clause.added":
        new, last = sides.new.clauses, each.new
        first = next(i for i in range(last, -1, -1) if i == 0 or i - 1 in sides.to_old)
        if first == 0 or (last + 1 < len(new) and last + 1 not in sides.to_old):
            return None
        old = sides.old.clauses[sides.to_old[first - 1]]
        return _Beside(old, new[first - 1], new[last], first - 1, comes=True)
    if each.kind == "clause.removed":
        olds, last = sides.old.clauses, each.order
        first = next(i for i in range(last, -1, -1) if i == 0 or i - 1 in sides.to_new)
        if first == 0 or (last + 1 < len(olds) and last + 1 not in sides.to_new):
            return None
        index = sides.to_new[first - 1]
        return _Beside(sides.new.clauses[index], olds[first - 1], olds[last], index, comes=False)
    return None


def _shared(beside: _Beside) -> _Tail | None:
    """Return the marks that end one clause, and on the other side not it but its neighbour."""
    for text in _tails(beside.lost):
        if beside.owner.text.endswith(text) and not beside.same.text.endswith(text):
            return _Tail(text, beside)
    return None


def _tails(clause: Clause) -> Iterator[str]:
    """Yield what stands from an unopened `]` to the end, the longest first, if it has no word."""
    if "]" not in clause.text or _TAIL.compiled.search(clause.text) is None:
        return
    for fault in clause.reading.faults:
        text = clause.text[fault.start :]
        if fault.code == "E102" and _TAIL.compiled.match(text):
            yield text


def _is_of_end(other: Placed, beside: _Beside, start: int) -> bool:
    """Tell whether an event is of nothing but the marks behind a place."""
    if other.new != beside.at or other.gone or not other.found.edits:
        return False
    for edit in other.found.edits:
        here, there = (edit.old, edit.after) if beside.comes else (edit.new, edit.before)
        if here is None or there.strip() or here[0] < start - 1:
            return False
    return True


def _with_tail(found: Found, tail: _Tail, edits: tuple[Edit, ...]) -> Found:
    """Return the event of a clause without what is said in the marks that stood still."""
    start = len(tail.beside.owner.text) - len(tail.text)
    inside = [
        position
        for brace in tail.beside.owner.reading.braces
        if brace.start >= start
        for position in brace.positions
    ]
    positions = tuple(p for p in found.event.positions or () if not any(p is q for q in inside))
    event = found.event._replace(positions=positions)
    return Found(event, at=found.at, edits=(*found.edits, *edits))
