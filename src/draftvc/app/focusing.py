"""Compare one clause of two drafts, and the whole of them only where that can say more.

A log of one clause looks at many revisions in which others changed too; where no clause moved,
those are left out, and nothing of them is read. Law: the events of the clause are those that a
comparison of the whole drafts gives, numbered anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from draftvc.app.clauses import ids_under
from draftvc.diff.compare import compare
from draftvc.diff.model import Event
from draftvc.draft.model import Clause, Draft
from draftvc.draft.run_on import begins_bracketed, closing_fault
from draftvc.limits import Limits

if TYPE_CHECKING:
    from draftvc.store.steps import Step

_DELIMITER = re.compile(r"[][{}]")

# What happens inside a clause whatever happens elsewhere. Other brackets and positions can have
# come from another clause or gone to it: then all that changed are compared.
_INSIDE = frozenset(
    {
        *("text.edited", "clause.agreed", "clause.reopened", "note.added", "note.removed"),
        *("placeholder.added", "placeholder.filled", "placeholder.removed"),
        *("bracket.edited", "bracket.lifted", "bracket.rescoped", "position.changed"),
    }
)


class Told(NamedTuple):
    """What a step did to a clause, and as much of both drafts as says it."""

    old: Draft
    new: Draft
    label: str
    """Of the clause, in both drafts."""
    events: tuple[Event, ...]


def events_of_clause(
    old: Draft, new: Draft, clause_id: str, own: bool, limits: Limits
) -> tuple[Event, ...]:
    """Return the events of a clause and, unless `own`, of what hangs under it, from `e1` on."""
    before, after = ids_under(old, clause_id, own), ids_under(new, clause_id, own)
    if before == after and _stands_as_it_stood(old, new, after):
        events = compare(_part(old, after), _part(new, after), limits).events
        if _reach_further(events):
            events = _with_all_changed(old, new, after, limits)
    else:
        events = compare(old, new, limits).events
    return _numbered([each for each in events if each.clause_id in before | after])


def events_of_step(step: Step, clause_id: str, own: bool, limits: Limits) -> Told | None:
    """Return the same of a step in a history; None where that needs the whole drafts."""
    ids = ids_under(step.like, clause_id, own)
    sides = step.part(ids) if ids else None
    if sides is None or any(_runs_on(each) for side in sides for each in side.clauses):
        return None
    events = compare(*sides, limits).events
    if _reach_further(events):
        sides = step.part(ids | step.changed)
        if sides is None:
            return None
        events = _with_all_changed(*sides, ids, limits)
    label = step.like.clauses[step.like.by_id[clause_id]].label
    return Told(*sides, label, _numbered([each for each in events if each.clause_id in ids]))


def _reach_further(events: Sequence[Event]) -> bool:
    """Tell whether an event may have its other half in another clause."""
    return any(each.kind not in _INSIDE for each in events)


def _with_all_changed(
    old: Draft, new: Draft, ids: frozenset[str], limits: Limits
) -> tuple[Event, ...]:
    ids |= _changed(old, new)
    return compare(_part(old, ids), _part(new, ids), limits).events


def _part(draft: Draft, ids: frozenset[str]) -> Draft:
    return Draft(tuple(each for each in draft.clauses if each.id in ids))


def _changed(old: Draft, new: Draft) -> frozenset[str]:
    """Return the ids of the clauses that are not the same in both drafts."""
    before = {each.id: each.raw for each in old.clauses}
    after = {each.id: each.raw for each in new.clauses}
    every = before.keys() | after.keys()
    return frozenset(i for i in every if i is not None and before.get(i) != after.get(i))


def _stands_as_it_stood(old: Draft, new: Draft, ids: frozenset[str]) -> bool:
    """Tell whether no clause moved, and these have their names and keep brackets to themselves."""
    before, after = (tuple(each.id for each in draft.clauses) for draft in (old, new))
    if before != after:
        common = {*before} & {*after}
        if [i for i in before if i in common] != [i for i in after if i in common]:
            return False
    pairs = ((old.clauses[old.by_id[i]], new.clauses[new.by_id[i]]) for i in ids)
    return all(_place(a) == _place(b) and not (_runs_on(a) or _runs_on(b)) for a, b in pairs)


def _place(clause: Clause) -> tuple[object, ...]:
    return (clause.label, clause.parent, clause.marker, clause.kind, clause.depth, clause.heading)


def _runs_on(clause: Clause) -> bool:
    """Tell whether a bracket may run on from this clause into another, or into it."""
    if _closes_what_it_opens(clause.raw):
        return False
    first = begins_bracketed(clause) if clause.reading.faults else None
    return (first is not None and first.close is None) or closing_fault(clause.reading) is not None


def _closes_what_it_opens(raw: str) -> bool:
    """Tell of a text, unread, that every bracket in it is closed; false also where in doubt."""
    depth = 0
    in_group = False
    for mark in _DELIMITER.findall(raw):
        if mark in "{}":
            if in_group is (mark == "{"):
                return False
            in_group = not in_group
        elif in_group:
            return False
        else:
            depth += 1 if mark == "[" else -1
            if depth < 0:
                return False
    return not depth and not in_group


def _numbered(events: Sequence[Event]) -> tuple[Event, ...]:
    groups: dict[str, str] = {}
    return tuple(
        each._replace(
            id=f"e{number}",
            group=each.group and groups.setdefault(each.group, f"g{len(groups) + 1}"),
        )
        for number, each in enumerate(events, start=1)
    )
