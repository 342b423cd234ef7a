"""Events of whole clauses: added, removed, moved, split, joined."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.diff.ledger import Found
from draftvc.diff.model import Edit, Event
from draftvc.diff.parts import Parting
from draftvc.diff.sides import Sides
from draftvc.diff.window import length_of_marker
from draftvc.draft.model import Clause
from draftvc.notation.model import Position
from draftvc.notation.patterns import Pattern
from draftvc.notation.stamps import find_stamp
from draftvc.notation.tokens import BRACE

_GROUPS = Pattern(rf" ?(?:{BRACE})")
_DELIMITERS = Pattern(r"[\[\]{}]")


def added(sides: Sides, index: int) -> Found:
    """Return the event of a clause that came; what it holds goes with it."""
    clause, name = sides.new.clauses[index], sides.names_new[index]
    edits = [Edit(name, None, (0, len(clause.text)), "", clause.text)]
    if clause.heading:
        edits.append(Edit(name, None, None, "", clause.heading))
    event = _whole(clause, "clause.added", name, sides.place_new(index))
    return Found(event, at=(-3, -3), edits=tuple(edits))


def removed(sides: Sides, index: int) -> Found:
    """Return the event of a clause that went; what it held goes with it."""
    clause, name = sides.old.clauses[index], sides.names_old[index]
    edits = [Edit(name, (0, len(clause.text)), None, clause.text, "")]
    if clause.heading:
        edits.append(Edit(name, None, None, clause.heading, ""))
    event = _whole(clause, "clause.removed", name, sides.place_old(index))
    return Found(event, at=(-3, -3), edits=tuple(edits))


def moved(sides: Sides, old: int, new: int, inside: list[Found]) -> Found:
    """Return the event of a clause that moved; its new marker is part of it."""
    clause = sides.new.clauses[new]
    label = sides.old.clauses[old].label
    marker = next(
        (
            found
            for found in inside
            if found.event.kind == "clause.renumbered" and found.event.clause == clause.label
        ),
        None,
    )
    if marker is not None:
        inside.remove(marker)
    event = Event(
        kind="clause.moved",
        clause=clause.label,
        clause_old=label,
        clause_id=sides.names_new[new],
        text=_words(clause),
        was=sides.place_old(old) or "",
        place=sides.place_new(new),
        body=clause.text,
    )
    return Found(event, at=(-3, -3), edits=marker.edits if marker else ())


def parted(sides: Sides, parting: Parting) -> Found:
    """Return the event of a clause that was split, or of clauses that were joined."""
    if parting.kind == "clause.split":
        old, new = parting.whole, sides.to_new[parting.whole]
        draft, other = sides.new, new
        was: tuple[str, ...] = (sides.names_old[old],)
    else:
        old, new = sides.to_old[parting.whole], parting.whole
        draft, other = sides.old, old
        was = tuple(sides.names_old[index] for index in parting.parts)
    parts = [draft.clauses[index] for index in parting.parts if index != other]
    event = Event(
        kind=parting.kind,
        clause=sides.new.clauses[new].label,
        clause_old=sides.old.clauses[old].label,
        clause_id=sides.names_new[new],
        text=" ".join(_words(clause) for clause in parts),
        was=was,
    )
    headings = tuple(_headings(sides, parting, other))
    return Found(event, edits=headings)


def _headings(sides: Sides, parting: Parting, keeps: int) -> Iterator[Edit]:
    split = parting.kind == "clause.split"
    draft, names = (sides.new, sides.names_new) if split else (sides.old, sides.names_old)
    for index in parting.parts:
        heading = draft.clauses[index].heading
        if index != keeps and heading:
            before, after = ("", heading) if split else (heading, "")
            yield Edit(names[index], None, None, before, after)


def _whole(clause: Clause, kind: str, name: str, place: str | None) -> Event:
    return Event(
        kind=kind,
        clause=clause.label,
        clause_id=name,
        text=_words(clause),
        body=clause.text,
        place=place,
        positions=_positions(clause),
    )


def _words(clause: Clause) -> str:
    """Return the words of a clause without marker, marks and groups."""
    stamp = find_stamp(clause.text)
    text = clause.text[max(length_of_marker(clause), 0) : stamp[0] if stamp else None]
    if length_of_marker(clause) < 0:
        text = text.replace(clause.marker.lstrip("[ "), "", 1)
    return " ".join(_DELIMITERS.compiled.sub("", _GROUPS.compiled.sub("", text)).split())


def _positions(clause: Clause) -> tuple[Position, ...]:
    """Return the positions on a clause itself."""
    if "{" not in clause.text:
        return ()
    return tuple(
        position
        for brace in clause.reading.braces
        if brace.owner is None
        for position in brace.positions
    )
