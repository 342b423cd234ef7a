"""Whether all is told: computed from the events and the two drafts alone.

Nothing of the search for events is used here, so that a differ that is wrong is found out.
"""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.diff.model import Edit, Event
from draftvc.diff.sides import Sides
from draftvc.diff.window import are_equal


def is_complete(sides: Sides, events: Sequence[Event]) -> bool:
    """Tell whether the edits of the events, each in one event, turn the old draft into the new.

    Every clause is looked at: one that no event is about must be equal on both sides.
    """
    edits: dict[str, list[Edit]] = {}
    for event in events:
        for edit in event.edits:
            edits.setdefault(edit.clause_id, []).append(edit)
    return all(
        _is_told(sides, pair.old, pair.new, edits.pop(sides.names_new[pair.new], []))
        for pair in sides.pairs
    ) and _alone_are_told(sides, edits)


def _is_told(sides: Sides, old: int, new: int, edits: Sequence[Edit]) -> bool:
    a, b = sides.old.clauses[old], sides.new.clauses[new]
    headings = [edit for edit in edits if edit.old is None and edit.new is None]
    if [(a.heading or "", b.heading or "")] * bool((a.heading or "") != (b.heading or "")) != [
        (edit.before, edit.after) for edit in headings
    ]:
        return False
    inside = [edit for edit in edits if edit.old is not None or edit.new is not None]
    if not inside and (a.raw == b.raw or a.key == b.key):
        return True
    return _leads(a.text, b.text, inside)


def _leads(before: str, after: str, edits: Sequence[Edit]) -> bool:
    """Tell whether edits are true, apart from each other, and lead from one text to the other."""
    for edit in edits:
        if edit.old is None or edit.new is None:
            return False
        if before[slice(*edit.old)] != edit.before or after[slice(*edit.new)] != edit.after:
            return False
    return (
        _are_apart([edit.old for edit in edits if edit.old])
        and _are_apart([edit.new for edit in edits if edit.new])
        and are_equal(splice(before, edits), after)
    )


def _are_apart(spans: Sequence[tuple[int, int]]) -> bool:
    at = 0
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if start < at:
            return False
        at = end
    return True


def _alone_are_told(sides: Sides, edits: dict[str, list[Edit]]) -> bool:
    """Tell whether each clause that stands on one side only came or went as a whole."""
    for index, clause in enumerate(sides.new.clauses):
        if index not in sides.to_old:
            told = edits.pop(sides.names_new[index], [])
            if any(edit.old is not None for edit in told) or whole_text(told) != clause.text:
                return False
    for index, clause in enumerate(sides.old.clauses):
        if index not in sides.to_new:
            told = edits.pop(sides.names_old[index], [])
            if any(edit.new is not None for edit in told) or whole_text(told) != clause.text:
                return False
    return not edits


def splice(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with each edited span replaced by what stands in its place.

    Edits at one place are taken in the order of the new text.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda each: (each.old or (0, 0), each.new or (0, 0))):
        start, end = edit.old or (0, 0)
        if start > at:
            pieces.append(text[at:start])
        pieces.append(edit.after)
        at = max(at, end)
    pieces.append(text[at:])
    return "".join(pieces)


def whole_text(edits: Sequence[Edit]) -> str:
    """Return the text of a clause that stands on one side only, put together from its edits."""
    pieces = [
        (edit.new or edit.old, edit.after or edit.before) for edit in edits if edit.new or edit.old
    ]
    return "".join(text for _, text in sorted(pieces, key=lambda each: each[0] or (0, 0)))
