"""Events that touch what was agreed: none of them can wait, whatever its kind.

A bracket drawn into an agreed paragraph opens it again as much as another word does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.model import Event
from draftvc.diff.renumbering import Placed
from draftvc.diff.sides import Sides
from draftvc.notation.stamps import find_stamp

_OF_WORDS = ("bracket.", "placeholder.")
"""Kinds, by their beginning, that say that words or brackets of a clause changed."""
_OF_CLAUSES = ("clause.removed", "clause.split", "clause.merged", "residual")
_OF_PARTIES = ("position.added", "position.changed")
"""What speaks against agreed words, or for them, leaves the words as they stood."""


def mark_agreed(placed: Sequence[Placed], sides: Sides) -> None:
    """Set `agreed` on the events that change a clause that was agreed, or take a stand on it.

    A new mark on words that changed has it too: the clause is agreed anew, not its mark corrected.
    """
    if not any(find_stamp(clause.text) for clause in sides.old.clauses):
        return
    changed: set[int] = set()
    for each in placed:
        agreed = _agreed_before(each, sides)
        if agreed and _touches(each.found.event):
            each.found.event = each.found.event._replace(agreed=True)
            if _changes_words(each.found.event):
                changed |= agreed
    for each in placed:
        if each.kind == "clause.agreed" and changed & _agreed_before(each, sides):
            each.found.event = each.found.event._replace(agreed=True)


def _touches(event: Event) -> bool:
    kinds = (*_OF_CLAUSES, *_OF_PARTIES)
    return event.agreed or event.kind in kinds or event.kind.startswith(_OF_WORDS)


def _changes_words(event: Event) -> bool:
    return event.kind not in _OF_PARTIES and event.class_ != "editorial"


def _agreed_before(each: Placed, sides: Sides) -> set[int]:
    """Return the agreed clauses of the old draft that an event is about."""
    return {
        index
        for index in _about(each, sides)
        if find_stamp(sides.old.clauses[index].text) is not None
    }


def _about(each: Placed, sides: Sides) -> Iterator[int]:
    """Yield the old clauses that an event is about, by index."""
    event = each.found.event
    if each.kind == "clause.removed":
        yield sides.old.by_label[event.clause]
        return
    if event.clause_old is not None:
        yield sides.old.by_label[event.clause_old]
    new = sides.new.by_label[event.clause]
    if new in sides.to_old:
        yield sides.to_old[new]
    if each.kind == "clause.merged":
        was = event.was or ()
        yield from (index for index, name in enumerate(sides.names_old) if name in was)
