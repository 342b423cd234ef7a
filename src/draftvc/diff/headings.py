"""Events of headings.

A heading stands before a clause and is no part of its text: its edit has no spans. Where a clause
comes, goes or moves, the heading stays where it stood, before another clause: that is no event of
its own, and the edits are those of the clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from draftvc.diff.ledger import Found
from draftvc.diff.model import Edit, Event
from draftvc.diff.renumbering import Placed
from draftvc.diff.sides import Sides
from draftvc.diff.wording import wording_class
from draftvc.draft.model import Clause


class _Change(NamedTuple):
    """The heading of a clause that stands in both drafts, before and after."""

    new: int
    name: str
    before: str
    after: str


def find_headings(sides: Sides, placed: Sequence[Placed]) -> list[Placed]:
    """Return the events of headings that came, changed or went; give the others to their cause."""
    causes = _causes(sides, placed)
    told: list[Placed] = []
    for change in _changes(sides):
        cause = causes.get(change.before or change.after)
        if cause is not None and not (change.before and change.after):
            cause.edits += (_edit(change),)
            continue
        a = sides.old.clauses[sides.to_old[change.new]]
        told.append(Placed(_event(a, sides.new.clauses[change.new], change), change.new))
    return told


def _changes(sides: Sides) -> list[_Change]:
    return [
        _Change(pair.new, sides.names_new[pair.new], a.heading or "", b.heading or "")
        for pair in sides.pairs
        if ((a := sides.old.clauses[pair.old]).heading or "")
        != ((b := sides.new.clauses[pair.new]).heading or "")
    ]


def _causes(sides: Sides, placed: Sequence[Placed]) -> dict[str, Found]:
    """Return, by heading, the event that explains that it stands before another clause now."""
    went: dict[str, Found | None] = {}
    came: dict[str, Found | None] = {}
    moves = {
        each.found.event.clause_id: each.found
        for each in placed
        if each.found.event.kind == "clause.moved"
    }
    for each in placed:
        if each.found.event.kind == "clause.removed":
            went.setdefault(sides.old.clauses[each.order].heading or "", each.found)
        elif each.found.event.kind == "clause.added":
            came.setdefault(sides.new.clauses[each.new].heading or "", each.found)
    for change in _changes(sides):
        if change.before:
            went.setdefault(change.before, moves.get(change.name))
        if change.after:
            came.setdefault(change.after, moves.get(change.name))
    both = (went.keys() & came.keys()) - {""}
    causes = {heading: went[heading] or came[heading] for heading in both}
    return {heading: cause for heading, cause in causes.items() if cause is not None}


def _edit(change: _Change) -> Edit:
    return Edit(change.name, None, None, change.before, change.after)


def _event(old: Clause, new: Clause, change: _Change) -> Found:
    gone, come = _without_ends(change.before.split(), change.after.split())
    event = Event(
        kind="text.edited",
        clause=new.label,
        clause_old=old.label,
        clause_id=change.name,
        before=gone,
        after=come,
        class_=wording_class(gone, come),
    )
    return Found(event, at=(-2, -2), edits=(_edit(change),))


def _without_ends(before: list[str], after: list[str]) -> tuple[str, str]:
    """Return both wordings without the words in which they begin and end alike."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return (
        " ".join(before[start : len(before) - end]),
        " ".join(after[start : len(after) - end]),
    )
