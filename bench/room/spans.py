"""Brackets over several sub-paragraphs, as events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from room.lineage import refuse_unless
from room.model import Draft, words_in
from room.tell_positions import position_events
from room.told import Told, written


def span_events(base: Draft, new: Draft, told: Sequence[Told]) -> Iterator[Told]:
    """The events told so far, an edit in such a bracket once, and what became of it.

    Raises:
        Unclear: other clauses stand in it, or their words changed while it came or went.
    """
    spans = base.spans.keys() | new.spans.keys()
    edited: set[int] = set()
    for one in told:
        if one.bracket not in spans:
            yield one
        elif one.bracket not in edited:
            edited.add(one.bracket)
            # Its words are those of all its clauses: how they are run together is not settled.
            first = new.members(one.bracket)[0]
            yield replace(one, clause=first, fields={"class": one.fields["class"]})
    for uid in sorted(base.spans.keys() & new.spans.keys()):
        refuse_unless(base.members(uid) == new.members(uid), "other clauses in a bracket over some")
        first, entries = new.members(uid)[0], (base.spans[uid].entries(), new.spans[uid].entries())
        for one in position_events(first, uid, "", *entries):
            del one.fields["text"]
            yield one
    for drafts, kind in (((base, new), "bracket.lifted"), ((new, base), "bracket.added")):
        here, there = drafts
        for uid in sorted(here.spans.keys() - there.spans.keys()):
            yield _came_or_went(here, there, uid, kind)


def _came_or_went(here: Draft, there: Draft, uid: int, kind: str) -> Told:
    members = here.members(uid)
    for clause in here.clauses:
        if clause.uid in members:
            other = next((c for c in there.clauses if c.uid == clause.uid), None)
            same = other is not None and list(words_in(other.items)) == list(words_in(clause.items))
            refuse_unless(same, "words changed where a bracket over clauses came or went")
    told = Told(kind, members[0], uid, old=kind == "bracket.lifted")
    told.fields = {"positions": written(here.spans[uid].entries())}
    if kind == "bracket.added":
        told.fields["origin"] = "existing"
    return told
