"""Apply the events of a comparison to a draft: the proof that nothing is left untold.

It works from what events carry alone: edits, places, markers. Law: `apply_events(a, diff(a, b))`
is equal to `b`, and `apply_events(b, invert(diff(a, b)))` is equal to `a`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from draftvc.diff.audit import splice, whole_text
from draftvc.diff.model import Comparison, Edit, Event
from draftvc.diff.placing import Steps, placed
from draftvc.draft.levels import OPTION
from draftvc.draft.model import Clause, ClauseKind, Draft, StoredClause
from draftvc.draft.recorded import draft_of_clauses
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
Shape = tuple[ClauseKind, int]
"""Kind and depth of a clause."""
_STEP = re.compile(r"\d+|(?<=[\d.])[a-z]+")
_NOT_DEEPER = re.compile(r"\.(?:alt\d*|bis|ter|qua[a-z]+|qui[a-z]+|[a-z]+ies|decies)(?![a-z])|~\d+")


def apply_events(draft: Draft, comparison: Comparison) -> Draft:
    """Return the draft that the events of a comparison make of its old one.

    Raises:
        ValueError: an event speaks of a clause or a place that is not there.
    """
    names = comparison.names_old
    if len(names) != len(draft.clauses):
        raise ValueError("the comparison is of another draft")
    made = draft_of_clauses(replayed(draft, names, comparison.events))
    ids = set(draft.by_id)
    return made._replace(
        clauses=tuple(c if c.id in ids or ids else c._replace(id=None) for c in made.clauses)
    )


def replayed(
    draft: Draft,
    names: Sequence[str],
    events: Sequence[Event],
    shapes: Mapping[str, Shape] | None = None,
) -> list[StoredClause]:
    """Return the clauses that events make of those of a draft, each with its name for an id.

    Args:
        draft: the one that the events begin with.
        names: by which the events speak of each of its clauses, in order.
        events: what happened; their edits are apart from each other.
        shapes: kind and depth of clauses by name, where more is known than labels say.

    Raises:
        ValueError: an event speaks of a clause or a place that is not there.
    """
    edits: dict[str, list[Edit]] = {}
    for event in events:
        for edit in event.edits:
            edits.setdefault(edit.clause_id, []).append(edit)
    clauses = dict(zip(names, draft.clauses, strict=True))
    labels = _labels(events)
    made = [
        _clause(name, clauses.get(name), edits.get(name, []), labels.get(name))
        for name in _order(draft, names, events)
    ]
    for number, clause in enumerate(made):
        kind, depth = (shapes or {}).get(clause.id, (clause.kind, clause.depth))
        if (kind, depth) != (clause.kind, clause.depth):
            made[number] = clause._replace(kind=kind, depth=depth)
    return made


def invert(comparison: Comparison) -> Comparison:
    """Return the comparison the other way: what leads from the new draft to the old one."""
    return comparison._replace(
        events=tuple(inverted(event) for event in comparison.events),
        names_old=comparison.names_new,
        names_new=comparison.names_old,
    )


def inverted(event: Event) -> Event:
    """Return an event with its sides changed; only what a replay reads is made true."""
    moved = event.kind == "clause.moved"
    return event._replace(
        kind=_INVERSE.get(event.kind, event.kind),
        clause=event.clause_old or event.clause,
        clause_old=event.clause if event.clause_old else None,
        place=(event.was or None) if moved else event.place,  # type: ignore[arg-type]
        was=(event.place or "") if moved else event.was,
        edits=tuple(
            e._replace(old=e.new, new=e.old, before=e.after, after=e.before) for e in event.edits
        ),
    )


def _labels(events: Sequence[Event]) -> dict[str, str]:
    """Return the new label of each clause that an event is about."""
    return {event.clause_id: event.clause for event in events if event.clause_id is not None}


# -------------------------------------------------------------------------------- the order


def _order(draft: Draft, names: Sequence[str], events: Sequence[Event]) -> list[str]:
    """Return the names of the clauses of the new draft, in order."""
    of_label = dict(zip((clause.label for clause in draft.clauses), names, strict=True))
    parents = [of_label.get(clause.parent or "") for clause in draft.clauses]
    return placed(names, parents, steps_of(events))


def steps_of(events: Sequence[Event]) -> Steps:
    """Return what events do to the order of clauses."""
    gone: set[str] = set()
    moved: dict[str, str | None] = {}
    added: dict[str, str | None] = {}
    before: dict[str, str] = {}
    for event in events:
        name = event.clause_id or ""
        if event.kind == "clause.removed":
            gone.add(name)
        elif event.kind == "clause.added":
            added[name] = event.place
        elif event.kind == "clause.moved":
            moved[name] = event.place
        elif event.kind == "clause.merged":
            gone |= {each.clause_id for each in event.edits if each.old and not each.new}
        elif event.kind == "clause.split":
            parts = list(dict.fromkeys(edit.clause_id for edit in event.edits))
            keeps = parts.index(name) if name in parts else 0
            before |= dict.fromkeys(parts[:keeps], name)
            added |= dict(zip(parts[keeps + 1 :], parts[keeps:], strict=False))
    return Steps(frozenset(gone), moved, added, before)


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
    """Return the marker that a text begins with; `before` is what it had, where it still has it."""
    if kind == "front":
        return before
    found = match_marker(text)
    if found is not None and kind == "preambular" and found[0].kind == OPTION:
        # The first words of a paragraph that is counted: `Option 1: Recalling …`.
        return ""
    if before and re.match(re.escape(before) + r"(?:\s|\Z)", text):
        return before
    return found[0].written if found else ""


def _kind_and_depth(label: str) -> tuple[ClauseKind, int]:
    """Return what a label says of its clause."""
    prefix = re.match(r"[A-Z]+", label)
    kind = _KINDS.get(prefix[0] if prefix else "", "operative")
    steps = _STEP.findall(_NOT_DEEPER.sub("", label))
    return ("alternative" if ".alt" in label else kind), max(len(steps) - 1, 0)
