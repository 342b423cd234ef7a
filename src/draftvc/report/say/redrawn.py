"""Sentences of brackets that are drawn around more or fewer of the words that stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from draftvc.diff.model import Event
from draftvc.report.say.context import Context
from draftvc.report.say.texts import change
from draftvc.report.say.words import be, is_marks, quoted

_LEAD = 3
"""Characters in front of which stand nothing but marks, where a number is in brackets: `[[2.`."""


def rescoped(event: Event, context: Context) -> str:
    """`the bracket around “…” is drawn tighter, around “lending” alone: the other words …`."""
    said, left = _drawn(event, (), context)
    return f"{said}: the other words {left}" if left else said


def rescoped_and_edited(events: Sequence[Event], context: Context) -> str:
    """Say a bracket that is drawn anew and reworded: each once, and what was accepted.

    `the bracket around “to keep lamps and to ring bells” is drawn tighter, around “and to sound
    bells” alone: the words now outside it are accepted, and “ring” becomes “sound”`.
    """
    drawn, edit = events
    said, left = _drawn(drawn, (edit,), context)
    note = " (editorial)" if edit.class_ == "editorial" else ""
    accepted = f": the words now outside it {left}" if left else ""
    return f"{said}{accepted}, and {change(_alone(edit))}{note}"


def _drawn(event: Event, edits: Sequence[Event], context: Context) -> tuple[str, str]:
    """Return how a bracket is drawn, and what became of the words left out where it is tighter."""
    was, now = map(quoted, context.wordings(event))
    if event.before == event.after:
        return f"the bracket around {now} {_with_number(event)}", ""
    before = _words(event.before) - _words(e.before for each in edits for e in each.edits)
    after = _words(event.after) - _words(e.after for each in edits for e in each.edits)
    marks = "".join((before - after if after < before else after - before).elements())
    if (after < before or before < after) and is_marks(marks):
        way, kept = ("out of", now) if after < before else ("into", was)
        return f"{quoted(marks)} {be(quoted(marks))} taken {way} the bracket around {kept}", ""
    if after < before:
        left = "are accepted"
        if context.is_inner(event):
            left = "stay in the bracket around it"
        elif before - after <= context.newly_bracketed(event):
            left = "stand in other brackets"
        if _lost_a_clause(event):
            left = ""
        return f"the bracket around {was} is drawn tighter, around {now} alone", left
    if before < after:
        return f"the bracket around {was} is drawn wider, around {now}", ""
    return f"the bracket around {was} is drawn around {now} instead", ""


def _lost_a_clause(event: Event) -> bool:
    """Tell whether a mark came and none went but with its clause, and so did the words there."""
    came = any("[" in edit.after or "]" in edit.after for edit in event.edits)
    return came and not any("[" in edit.before or "]" in edit.before for edit in event.edits)


def _with_number(event: Event) -> str:
    """Say what a bracket holds besides the same words: the number, where it opens before it."""
    if any(edit.old and edit.old[0] < _LEAD and edit.before == "[" for edit in event.edits):
        return "no longer holds the number"
    if any(edit.new and edit.new[0] < _LEAD and edit.after == "[" for edit in event.edits):
        return "now holds the number too"
    return "is drawn anew around the same words"


def _words(texts: str | Iterable[str] | None) -> Counter[str]:
    """Return the words and marks of some texts, each with how often it stands there."""
    each = [texts or ""] if texts is None or isinstance(texts, str) else texts
    return Counter(word for text in each for word in re.findall(r"\w+|[^\w\s]", text))


def _alone(edit: Event) -> Event:
    """Return an edit of a bracket with the words alone that changed in it."""
    before = " … ".join(filter(None, (each.before.strip() for each in edit.edits)))
    after = " … ".join(filter(None, (each.after.strip() for each in edit.edits)))
    return edit._replace(kind="text.edited", before=before, after=after)
