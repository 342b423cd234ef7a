"""A `[` that nothing closes, or a `]` that nothing opens, and who stands on it: one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.model import Event
from draftvc.report.say import faults
from draftvc.report.say.brackets import falling_away
from draftvc.report.say.context import Context
from draftvc.report.say.positions import standing

_CODES = ("E101", "E102")
_FAULTS = {"bracket.lifted": "syntax.repaired", "bracket.added": "syntax.broken"}


def pairs(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Yield a fault and the bracket without end that went or came with its mark."""
    rest = [event for event in events if event.code in _CODES]
    for event in events if rest else ():
        if event.kind not in _FAULTS or event.group or _has_marks(event):
            continue
        wanted = (_FAULTS[event.kind], event.clause)
        fault = next((each for each in rest if (each.kind, each.clause) == wanted), None)
        if fault is not None:
            rest.remove(fault)
            yield fault, event


def told(fault: Event, bracket: Event, context: Context) -> str:
    """`a fault is repaired: the [ before “to cut” is gone; …; the words behind it are accepted`."""
    if fault.kind == "syntax.broken":
        said = faults.broken([fault], context)
        where = "within" if fault.code == "E101" else "behind"
        return f"{said}; {where} it, {standing(bracket.positions)}"
    where = "behind" if fault.code == "E101" else "before"
    said = f"{faults.repaired([fault], context)}; the words {where} it are accepted"
    return said + falling_away(bracket.positions, ", and ")


def _has_marks(event: Event) -> bool:
    """Tell whether a bracket has marks of its own in the text: else they are a fault's."""
    return any(set("[]") & {*edit.before, *edit.after} for edit in event.edits)
