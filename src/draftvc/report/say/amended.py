"""Brackets that are lifted while some of their words change: those were not accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.model import Event


def pairs(events: Sequence[Event]) -> Iterator[tuple[Event, list[Event]]]:
    """Yield each lifted bracket with the edits in its words, of the innermost around them."""
    edits = [e for e in events if e.kind == "text.edited" and e.class_ != "editorial"]
    lifted = [e for e in events if e.kind == "bracket.lifted" and not (e.group or e.agreed)]
    of_clause: dict[str, list[int]] = {}
    for at, event in enumerate(lifted if edits else ()):
        of_clause.setdefault(event.clause, []).append(at)
    of_bracket: dict[int, list[Event]] = {}
    for event in edits:
        here = of_clause.get(event.clause, ())
        around = [(place, at) for at in here if (place := _around(lifted[at], event))]
        if around and not event.agreed:
            of_bracket.setdefault(min(around)[1], []).append(event)
    for at, members in of_bracket.items():
        yield lifted[at], members


def _around(lifted: Event, event: Event) -> int:
    """Return how wide a bracket of the old text is drawn around an edit; 0 where it is not."""
    name = {edit.clause_id for edit in (*lifted.edits, *event.edits)}
    marks = [edit.old for edit in lifted.edits if edit.old]
    places = [edit.old for edit in event.edits if edit.old]
    if len(name) > 1 or not marks or len(places) < len(event.edits):
        return 0
    start, end = min(marks)[0], max(mark[1] for mark in marks)
    # What came directly behind the opening mark stands beside the words as well as before them.
    first = min(marks)[1]
    inside = all(start < a and b < end and (a, b) != (first, first) for a, b in places)
    return end - start if inside else 0
