"""Events of whole clauses: added, removed, moved, renumbered, split, merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from draftvc.diff.ledger import Found
from draftvc.diff.model import Edit, Event
from draftvc.diff.pairing import bag, similarity
from draftvc.diff.view import View, view_clause
from draftvc.draft.model import Clause, Draft
from draftvc.notation.model import Position

_SAME_PART = 0.6
"""Share of words from which a part that left a clause is held to be the one that came."""


@dataclass
class Placed:
    """A found event with the clause it is sorted by."""

    found: Found
    new: int
    """Index of the clause in the new draft; of one gone, of the clause it stood after."""
    gone: bool = False
    """Whether its clause is gone: sorted after what stands in the clause before."""
    order: int = 0


def added(draft: Draft, index: int) -> Found:
    """Return the event of a clause that came."""
    return _whole(draft, index, "clause.added")


def removed(draft: Draft, index: int) -> Found:
    """Return the event of a clause that went."""
    return _whole(draft, index, "clause.removed")


def identity(clause: Clause) -> str:
    """Return the permanent id of a clause; its label in a draft that was not recorded."""
    return clause.id or clause.label


def move_event(old: Draft, new: Draft, a: int, b: int, inside: list[Found]) -> Found:
    """Return the event of a moved clause; its new marker is part of it."""
    marker = next((f for f in inside if f.event.kind == "clause.renumbered"), None)
    if marker is not None:
        inside.remove(marker)
    clause = new.clauses[b]
    event = Event(
        kind="clause.moved",
        clause=clause.label,
        clause_old=old.clauses[a].label,
        was=_place(old, a) or "",
        place=_place(new, b),
        body=clause.text,
    )
    return Found(
        event,
        marker.old if marker else [],
        marker.new if marker else [],
        at=-2,
        edits=marker.edits if marker else (),
    )


def group_renumberings(placed: list[Placed], old: Draft, new: Draft) -> None:
    """Give each renumbering the group of the addition, removal or move that caused it."""
    causes: dict[str | None, list[tuple[int, int]]] = {}
    for number, each in enumerate(placed):
        kind = each.found.event.kind
        if kind in ("clause.added", "clause.removed", "clause.moved"):
            causes.setdefault(_parent(each.found.event, old, new), []).append((each.new, number))
    named: dict[int, str] = {}
    for each in placed:
        event = each.found.event
        if event.kind != "clause.renumbered":
            continue
        near = causes.get(_parent(event, old, new), [])
        if not near:
            continue
        before = [cause for cause in near if cause[0] <= each.new]
        _, number = max(before) if before else min(near)
        name = named.setdefault(number, f"order-{number}")
        each.found.event = replace(event, group=name)
    for number, name in named.items():
        cause = placed[number].found
        cause.event = replace(cause.event, group=name)


def join_splits(placed: list[Placed], old: Draft, new: Draft) -> list[Placed]:
    """Read a part that left one clause and came as another as a split, and the reverse."""
    placed = _join(placed, new, "clause.added", "clause.split")
    return _join(placed, old, "clause.removed", "clause.merged")


def _join(placed: list[Placed], draft: Draft, whole: str, kind: str) -> list[Placed]:
    wholes = [p for p in placed if p.found.event.kind == whole]
    if not wholes:
        return placed
    parts = [
        p for p in placed if p.found.event.kind == "text.edited" and _one_sided(p.found, whole)
    ]
    taken: set[int] = set()
    for part in parts:
        words = part.found.event.before if kind == "clause.split" else part.found.event.after
        counted = Counter((words or "").casefold().replace(",", "").split())
        if sum(counted.values()) < 4:
            continue
        for each in wholes:
            if id(each) in taken:
                continue
            clause = draft.clauses[draft.by_label[each.found.event.clause]]
            if similarity(counted, bag(clause)) < _SAME_PART:
                continue
            event = part.found.event
            mine = event.clause_old if kind == "clause.split" else event.clause
            was = (
                (mine or event.clause,)
                if kind == "clause.split"
                else (event.clause_old or event.clause, each.found.event.clause)
            )
            part.found.event = Event(
                kind=kind,
                clause=event.clause,
                clause_old=event.clause_old,
                clause_id=event.clause_id,
                was=was,
                text=words,
            )
            part.found.edits += each.found.edits
            taken.add(id(each))
            break
    return [p for p in placed if id(p) not in taken]


def _one_sided(found: Found, whole: str) -> bool:
    return not found.event.after if whole == "clause.added" else not found.event.before


def _parent(event: Event, old: Draft, new: Draft) -> str | None:
    draft = old if event.kind == "clause.removed" else new
    index = draft.by_label.get(event.clause)
    if index is None:
        return None
    clause = draft.clauses[index]
    return f"{clause.parent or clause.kind}"


def _place(draft: Draft, index: int) -> str | None:
    return identity(draft.clauses[index - 1]) if index else None


def _whole(draft: Draft, index: int, kind: str) -> Found:
    clause = draft.clauses[index]
    view = view_clause(clause)
    came = kind == "clause.added"
    span = (0, len(clause.text))
    edit = Edit(
        clause_id=identity(clause),
        old=None if came else span,
        new=span if came else None,
        before="" if came else clause.text,
        after=clause.text if came else "",
    )
    event = Event(
        kind=kind,
        clause=clause.label,
        clause_id=identity(clause),
        text=view.phrase(0, len(view.words)),
        body=clause.text,
        place=_place(draft, index),
        positions=_positions(view),
    )
    return Found(event, at=-3, edits=(edit,))


def _positions(view: View) -> tuple[Position, ...]:
    return tuple(entry.position for entry in view.positions.get(None, ()))
