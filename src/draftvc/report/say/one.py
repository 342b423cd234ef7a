"""One event, one sentence: the table from kinds to the functions that say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from draftvc.diff.model import Event
from draftvc.report.safe import visible
from draftvc.report.say import brackets, clauses, faults, lineage, positions, redrawn, texts
from draftvc.report.say.context import Context

Says = Callable[[Event, Context], str]

SENTENCES: Mapping[str, Says] = {
    "clause.added": clauses.added,
    "clause.removed": clauses.removed,
    "clause.renumbered": clauses.renumbered,
    "clause.moved": clauses.moved,
    "clause.split": lineage.split,
    "clause.merged": lineage.merged,
    "clause.agreed": clauses.agreed,
    "clause.reopened": clauses.reopened,
    "bracket.added": brackets.added,
    "bracket.lifted": brackets.lifted,
    "bracket.dropped": brackets.dropped,
    "bracket.edited": brackets.edited,
    "bracket.rescoped": redrawn.rescoped,
    "bracket.moved": brackets.moved,
    "bracket.merged": brackets.merged,
    "bracket.split": brackets.split,
    "position.added": positions.added,
    "position.withdrawn": positions.withdrawn,
    "position.changed": positions.changed,
    "position.moved": positions.moved,
    "text.edited": texts.edited,
    "note.added": texts.note_added,
    "note.removed": texts.note_removed,
    "placeholder.added": texts.placeholder_added,
    "placeholder.filled": texts.placeholder_filled,
    "placeholder.removed": texts.placeholder_removed,
    "syntax.broken": lambda event, context: faults.broken([event], context),
    "syntax.repaired": lambda event, context: faults.repaired([event], context),
    "residual": texts.residual,
}

NOWHERE = Context()
_CHANGES = ("bracket.", "placeholder.", "residual", "clause.merged")
"""Kinds, by their beginning, whose sentences do not say by themselves what was agreed."""


def sentence(event: Event, context: Context = NOWHERE) -> str:
    """Return an event as one sentence of the room, without a full stop.

    It is plain text on one line, in the present tense, does not name its own clause (a heading
    does), and shows every character of the draft visibly. A kind that is not known is said by
    its name.
    """
    return on_agreed(plain_sentence(event, context), [event])


def on_agreed(said: str, events: Sequence[Event]) -> str:
    """Return a sentence that says first that these events touch what was agreed, where they do."""
    first = events[0]
    if first.class_ == "editorial" or not all(event.agreed for event in events):
        return said
    if first.kind.startswith(_CHANGES):
        return f"agreed text is changed: {said}"
    return f"on agreed text: {said}" if first.kind.startswith("position.") else said


def plain_sentence(event: Event, context: Context) -> str:
    """Return an event as a sentence that does not speak of what was agreed before."""
    says = SENTENCES.get(event.kind)
    if says is None:
        return visible(f"{event.kind}: {event.text or event.before or ''}".rstrip(": "))
    return visible(says(event, context))
