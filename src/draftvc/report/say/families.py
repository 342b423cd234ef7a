"""Clauses that come or go with what hangs under them: the room decided once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draftvc.diff.model import Event
from draftvc.draft.model import Draft
from draftvc.report.say.enclosed import enclosed
from draftvc.report.say.words import listed, noun, number

_WHOLE = ("clause.added", "clause.removed")
_NAMED = 4
"""Clauses of a list that are named; of more their number is said."""


def find_families(
    events: Sequence[Event], old: Draft | None, new: Draft | None
) -> dict[str, list[Event]]:
    """Return, by the id of its event, what came or went with a clause and is told with it.

    That is what hangs under it, as far as nobody stands on it: who does is said of it alone.
    """
    families: dict[str, list[Event]] = {}
    for kind, draft in zip(_WHOLE, (new, old), strict=True):
        whole = {event.clause: event for event in events if event.kind == kind and event.id}
        if draft is None or len(whole) == 1:
            continue
        heads = _heads(whole, draft)
        for label, event in whole.items():
            if heads[label] is not event:
                families.setdefault(heads[label].id, []).append(event)
    return families


def _heads(whole: Mapping[str, Event], draft: Draft) -> dict[str, Event]:
    """Return with which event each clause that came or went is told, itself where alone."""
    heads: dict[str, Event] = {}
    for label, event in whole.items():
        parent = _parent(label, draft)
        head = heads.get(parent or "")
        heads[label] = event
        if head is not None and _is_plain(event, draft) and _is_like(event, head, draft):
            heads[label] = head
    return heads


def _parent(label: str, draft: Draft) -> str | None:
    index = draft.by_label.get(label)
    return None if index is None else draft.clauses[index].parent


def _is_plain(event: Event, draft: Draft) -> bool:
    """Tell whether nothing is to be said of a clause but that it came or went."""
    clause = draft.clauses[draft.by_label[event.clause]]
    return not (
        clause.kind == "alternative" or event.positions or clause.heading or enclosed(clause)
    )


def _is_like(event: Event, head: Event, draft: Draft) -> bool:
    """Tell whether what is said of a clause is true of one under it."""
    if (event.agreed, event.reinstated) != (head.agreed, head.reinstated):
        return False
    return enclosed(draft.clauses[draft.by_label[head.clause]]) is None


def family_words(head: Event, family: Sequence[Event]) -> str:
    """Return what came or went with a clause: `sub-paragraphs a and b`, `seven articles`.

    Empty where it is of several sorts.
    """
    nouns = {noun(event.clause) for event in family}
    if len(nouns) > 1:
        return ""
    what = nouns.pop() + "s" * (len(family) > 1)
    if len(family) > _NAMED:
        return f"{number(len(family))} {what}"
    return f"{what} {listed(_short(event.clause, head.clause) for event in family)}"


def _short(label: str, above: str) -> str:
    """Return what a label says beyond that of the clause above it: `a` of `OP2a`."""
    return label.removeprefix(above).removeprefix(".") if label.startswith(above) else label
