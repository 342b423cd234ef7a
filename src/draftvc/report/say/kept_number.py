"""A clause that is struck while its number is kept: `2. [Deleted]` stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftvc.diff.model import Event
from draftvc.notation.patterns import Pattern
from draftvc.report.say.words import noun, quoted

_STRUCK = Pattern(r"\W*(?:deleted|struck(?: out)?|removed|withdrawn)\W*\Z", re.IGNORECASE)


def pairs(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Yield each clause that is removed, with the one that says so under its number."""
    removed = {event.clause: event for event in events if event.kind == "clause.removed"}
    for event in events if removed else ():
        gone = removed.get(event.clause) if event.kind == "clause.added" else None
        if gone is not None and _STRUCK.compiled.match(event.text or ""):
            yield gone, event


def told(said: str, mark: Event) -> str:
    """`the paragraph is removed: “Invites all towns;”; its number stays, with “Deleted”`.

    `said` tells of the removal.
    """
    return f"{said}; the number of the {noun(mark.clause)} stays, with {quoted(mark.text)}"
