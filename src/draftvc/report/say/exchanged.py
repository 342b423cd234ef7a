"""Two brackets that have each other's words while their parties stay: one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.model import Event
from draftvc.report.say.context import Context
from draftvc.report.say.words import quoted


def pairs(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Yield the edits of two brackets of a clause of which each says what the other said.

    Only where no party went from one to the other.
    """
    moved = {event.bracket for event in events if event.kind == "position.moved"}
    edits = [e for e in events if e.kind == "bracket.edited" and e.bracket not in moved]
    known = {(event.clause, event.before, event.after): event for event in edits}
    for event in edits:
        other = known.get((event.clause, event.after, event.before))
        if other is not None and edits.index(event) < edits.index(other):
            yield event, other


def told(one: Event, other: Event, context: Context) -> str:
    """`“green” and “red” change places, and the parties stay where they stood`."""
    first, second = quoted(one.before), quoted(other.before)
    return f"{first} and {second} change places, and the parties stay where they stood"
