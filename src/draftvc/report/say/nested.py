"""Brackets that go inside one that came around them: nothing was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.model import Event
from draftvc.report.say.context import Context
from draftvc.report.say.positions import belongings, standing
from draftvc.report.say.words import listed, quoted


def lifted_inside(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Yield the lifted brackets that stand in one that came around words that stood."""
    came = [e for e in events if e.kind == "bracket.added" and e.origin != "new"]
    lifted = [e for e in events if e.kind == "bracket.lifted" and not e.group]
    for outer in came if lifted else []:
        inside = [event for event in lifted if _is_inside(event, outer)]
        if inside:
            yield inside
            lifted = [event for event in lifted if not any(event is each for each in inside)]


def gone_inside(events: Sequence[Event], context: Context) -> str:
    """`the brackets around “harmful” go: the word stands in the new bracket around it`."""
    words = [quoted(context.words_of(event)) for event in events]
    if len(events) == 1:
        with_it = belongings(events[0].positions)
        gone = f"{words[0]} go{f', with {with_it}' if with_it else ''}"
    else:
        notes = [standing(event.positions) for event in events]
        pairs = zip(words, notes, strict=True)
        gone = f"{listed(f'{word} ({note})' if note else word for word, note in pairs)} go"
    several = len(events) > 1 or " " in (events[0].text or "")
    stand = "words stand" if several else "word stands"
    return f"the brackets around {gone}: the {stand} in the new bracket around {_them(events)}"


def _them(events: Sequence[Event]) -> str:
    several = len(events) > 1 or " " in (events[0].text or "")
    return "them" if several else "it"


def _is_inside(lifted: Event, outer: Event) -> bool:
    """Tell whether all that went with one bracket stood where another stands now."""
    names = {edit.clause_id for edit in (*lifted.edits, *outer.edits)}
    marks = [edit.new for edit in outer.edits if edit.new]
    places = [edit.new for edit in lifted.edits if edit.new]
    if len(names) > 1 or not marks or not places or len(places) < len(lifted.edits):
        return False
    start, end = min(marks)[0], max(mark[1] for mark in marks)
    return all(start <= place[0] and place[1] <= end for place in places)
