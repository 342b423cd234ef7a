"""Apply the events of a comparison to a draft: the proof that nothing is left untold.

It works from what events carry alone: edits, places, markers. Law: `apply_events(a, diff(a, b))`
is equal to `b`, and `apply_events(b, invert(diff(a, b)))` is equal to `a`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from draftvc.diff.audit import splice, whole_text
from draftvc.diff.model import Comparison, Edit, Event
from draftvc.draft.model import Clause, ClauseKind, Draft, StoredClause
from draftvc.draft.read import draft_of_clauses
from draftvc.notation.markers import match_marker

_INVERSE = {
    "clause.added": "clause.removed",
    "clause.removed": "clause.added",
    "clause.split": "clause.merged",
    "clause.merged": "clause.split",
}
_KINDS: dict[str, ClauseKind] = {
    "FRONT": "front",
    "PP": "preambular",
    "OP": "operative",
    "P": "paragraph",
    "ART": "article",
    "ANNEX": "annex",
    "SEC": "section",
}
_STEP = re.compile(r"\d+|(?<=[\d.])[a-z]+")
_NOT_DEEPER = re.compile(r"\.(?:alt\d*|bis|ter|qua[a-z]+|qui[a-z]+|[a-z]+ies|decies)(?![a-z])|~\d+")


def apply_events(draft: Draft, comparison: Comparison) -> Draft:
    """Return the draft that the events of a comparison make of its old one.

    Raises:
        ValueError: an event speaks of a clause or a place that is not there.
    """
    edits: dict[str, list[Edit]] = {}
    for event in comparison.events:
        for edit in event.edits:
            edits.setdefault(edit.clause_id, []).append(edit)
    names = comparison.names_old
    if len(names) != len(draft.clauses):
        raise ValueError("the comparison is of another draft")
    clauses = dict(zip(names, draft.clauses, strict=True))
    labels = _labels(comparison.events)
    stored = [
        _clause(name, clauses.get(name), edits.get(name, []), labels.get(name))
        for name in _order(draft, comparison)
    ]
    made = draft_of_clauses(stored)
    ids = set(draft.by_id)
    return replace(
        made, clauses=tuple(c if c.id in ids or ids else replace(c, id=None) for c in made.clauses)
    )


def invert(comparison: Comparison) -> Comparison:
    """Return the comparison the other way: what leads from the new draft to the old one."""
    return replace(
        comparison,
        events=tuple(_inverted(event) for event in comparison.events),
        names_old=comparison.names_new,
        names_new=comparison.names_old,
    )


def _inverted(event: Event) -> Event:
    """Return an event with its sides changed; only what a replay reads is made true."""
    moved = event.kind == "clause.moved"
    return replace(
        event,
        kind=_INVERSE.get(event.kind, event.kind),
        clause=event.clause_old or event.clause,
        clause_old=event.clause if event.clause_old else None,
        place=(event.was or None) if moved else event.place,  # type: ignore[arg-type]
        was=(event.place or "") if moved else event.was,
        edits=tuple(
            replace(e, old=e.new, new=e.old, before=e.after, after=e.before) for e in event.edits
        ),
    )


def _labels(events: Sequence[Event]) -> dict[str, str]:
    """Return the new label of each clause that an event is about."""
    return {event.clause_id: event.clause for event in events if event.clause_id is not None}


# -------------------------------------------------------------------------------- the order


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Clauses that stand after another one, or before it."""

    block: tuple[str, ...]
    beside: str | None
    """None: at the start."""
    before: bool = False


def _order(draft: Draft, comparison: Comparison) -> list[str]:
    """Return the names of the clauses of the new draft, in order."""
    events = comparison.events
    gone = {e.clause_id or "" for e in events if e.kind == "clause.removed"}
    gone |= {
        edit.clause_id
        for e in events
        if e.kind == "clause.merged"
        for edit in e.edits
        if edit.old is not None and edit.new is None
    }
    moved = {e.clause_id: e.place for e in events if e.kind == "clause.moved" and e.clause_id}
    blocks = _blocks(draft, comparison.names_old, gone | moved.keys())
    waiting = [_Waiting(tuple(blocks[name]), place) for name, place in moved.items()]
    added = {e.clause_id: e.place for e in events if e.kind == "clause.added" and e.clause_id}
    waiting += [_Waiting((name,), place) for name, place in added.items()]
    waiting += [each for e in events if e.kind == "clause.split" for each in _split_off(e)]
    away = {name for each in waiting for name in each.block} | gone
    order = [name for name in comparison.names_old if name not in away]
    while waiting:
        ready = [each for each in waiting if each.beside is None or each.beside in order]
        if not ready:
            raise ValueError(f"no place for {waiting[0].block[0]}")
        for each in ready:
            at = 0 if each.beside is None else order.index(each.beside) + (not each.before)
            order[at:at] = each.block
        waiting = [each for each in waiting if each not in ready]
    return order


def _blocks(draft: Draft, names: Sequence[str], apart: Set[str]) -> dict[str, list[str]]:
    """Return what goes along with each clause: those under it that do not go elsewhere."""
    blocks: dict[str, list[str]] = {}
    head_of: dict[str, str] = {}
    for name, clause in zip(names, draft.clauses, strict=True):
        head = head_of.get(clause.parent or "") if name not in apart else name
        if head is not None:
            head_of[clause.label] = head
            blocks.setdefault(head, []).append(name)
    return blocks


def _split_off(event: Event) -> Iterator[_Waiting]:
    """Yield the parts of a split clause; its edits name the parts in order."""
    names = list(dict.fromkeys(edit.clause_id for edit in event.edits))
    keeps = names.index(event.clause_id or "")
    for name in names[:keeps]:
        yield _Waiting((name,), event.clause_id, before=True)
    for before, name in zip(names[keeps:], names[keeps + 1 :], strict=False):
        yield _Waiting((name,), before)


# ------------------------------------------------------------------------------ the clauses


def _clause(
    name: str, old: Clause | None, edits: Sequence[Edit], label: str | None
) -> StoredClause:
    inside = [edit for edit in edits if edit.old is not None or edit.new is not None]
    heading = old.heading if old else None
    for edit in edits:
        if edit.old is None and edit.new is None:
            heading = edit.after or None
    if old is None:
        text = whole_text(inside)
        kind, depth = _kind_and_depth(label or name)
        return StoredClause(name, depth, kind, heading, _marker(text, kind, ""), text)
    text = splice(old.text, inside) if inside else old.text
    kind, depth = old.kind, old.depth
    if label is not None and label != old.label:
        kind, depth = _kind_and_depth(label)
    return StoredClause(name, depth, kind, heading, _marker(text, kind, old.marker), text)


def _marker(text: str, kind: ClauseKind, before: str) -> str:
    if kind == "front" or (before and re.match(re.escape(before) + r"(?:\s|\Z)", text)):
        return before
    found = match_marker(text)
    marker = found[0].written if found else ""
    return marker if before or kind != "preambular" or marker[:1] in "[0123456789" else ""


def _kind_and_depth(label: str) -> tuple[ClauseKind, int]:
    """Return what a label says of its clause."""
    prefix = re.match(r"[A-Z]+", label)
    kind = _KINDS.get(prefix[0] if prefix else "", "operative")
    steps = _STEP.findall(_NOT_DEEPER.sub("", label))
    return ("alternative" if ".alt" in label else kind), max(len(steps) - 1, 0)
