"""Sentences of words outside brackets, of notes, placeholders, faults, and what is unexplained."""

from __future__ import annotations

import re

from draftvc.diff.model import Edit, Event
from draftvc.diff.wording import same_wording
from draftvc.report.say.context import Context
from draftvc.report.say.glyphs import is_marks_alone, rewritten
from draftvc.report.say.words import (
    be,
    become,
    contrast,
    is_marks,
    listed,
    name,
    of,
    one_line,
    quoted,
)

OUTSIDE = ", outside any bracket"
_DELIMITERS = 4
"""Delimiters of one fault that are shown."""
_FAULTS = {
    "E101": "a {what} is opened and never closed",
    "E102": "a {what} is closed that was never opened",
    "E103": "a {what} is closed by the wrong mark",
    "W104": "a bracket runs on into a later clause",
    "W105": "a bracket has no words",
}
"""Delimiter faults in words (docs/diagnostics.md)."""


def edited(event: Event, context: Context) -> str:
    """`“duty” becomes “night”, outside any bracket`."""
    if is_marks_alone(event):
        return rewritten([event])
    said = _change(event, _verbs(event))
    if event.class_ == "editorial":
        notes = "editorial, in agreed text" if event.agreed else "editorial"
        return f"{said} ({notes})"
    if event.agreed:
        return f"agreed text is changed: {said}"
    if is_heading(event):
        return f"in the heading, {said}"
    return said if event.clause == "FRONT" else f"{said}{OUTSIDE}"


def change(event: Event) -> str:
    """Return what changed, and not where: `“duty” becomes “night”`."""
    return _change(event, _verbs(event))


def is_heading(event: Event) -> bool:
    """Tell whether a `text.edited` is of the heading: it has no place in the clause's text."""
    return event.kind == "text.edited" and not any(edit.old or edit.new for edit in event.edits)


def note_added(event: Event, context: Context) -> str:
    """`a note of FRA comes: “suggest to move as last preambular para”`."""
    who = f" of {name(event.party)}" if event.party else ""
    return f"a note{who} comes: {quoted(event.text)}"


def note_removed(event: Event, context: Context) -> str:
    """`FRA's note “suggest to move as last preambular para” goes`."""
    whose = of(event.party) if event.party else "the"
    return f"{whose} note {quoted(event.text)} goes"


def placeholder_added(event: Event, context: Context) -> str:
    """`a placeholder comes: “full name of the declaration” (RUS)`."""
    return f"a placeholder comes: {_gap(event)}"


def placeholder_filled(event: Event, context: Context) -> str:
    """`the placeholder “full name of the declaration” is filled: “Declaration on …”`."""
    return f"the placeholder {_gap(event)} is filled: {quoted(event.after)}"


def placeholder_removed(event: Event, context: Context) -> str:
    """`the placeholder “full name of the declaration” goes unfilled`."""
    return f"the placeholder {_gap(event)} goes unfilled"


def broken(event: Event, context: Context) -> str:
    """`a fault is made: a bracket is closed by the wrong mark (E103)`."""
    return f"a fault is made: {_fault(event, context)}"


def repaired(event: Event, context: Context) -> str:
    """`a fault is repaired: a bracket is closed by the wrong mark (E103)`."""
    return f"a fault is repaired: {_fault(event, context)}"


def residual(event: Event, context: Context) -> str:
    """`no rule explains this change: “…” becomes “…”`."""
    said = _change(event, ("inserted", "struck", "becomes"))
    return f"no rule explains this change: {said}"


def _verbs(event: Event) -> tuple[str, str, str]:
    """Return how words come, go, and are replaced; another look of the same words is written."""
    same = same_wording(event.before or "", event.after or "")
    return ("inserted", "struck", "now written" if same else "becomes")


def _change(event: Event, verbs: tuple[str, str, str]) -> str:
    came, went, became = verbs
    before, after = _side(event, new=False), _side(event, new=True)
    if not (before and after):
        is_new, done = not before, came if not before else went
        pieces = _pieces(event, new=is_new)
        if len(pieces) > 1 and event.class_ != "editorial":
            # What stayed between them neither came nor went.
            return f"{listed(map(quoted, pieces))} are {done}"
        said = after if is_new else before
        return f"{said} {be(said)} {done}"
    old, new = contrast(event.before or "", event.after or "")
    if became == "becomes":
        return f"{old} {become(old)} {new}"
    return f"{old} {be(old)} {became} {new}"


def _side(event: Event, *, new: bool) -> str:
    """Return what one side of a change has, quoted; empty where it has nothing of its own.

    Between several runs stands … on both sides, also where one side has none of them.
    """
    words = (event.after if new else event.before) or ""
    parts = _pieces(event, new=new)
    if not words.strip() or (event.edits and not parts and not _is_sign(event, new=not new)):
        return ""
    if len(parts) > 1 and all(map(is_marks, parts)):
        return listed(map(quoted, parts))
    return quoted(words)


def _is_sign(event: Event, *, new: bool) -> bool:
    """Tell whether one mark came or went alone: words beside it are its number (`-5`, `5`)."""
    parts = _pieces(event, new=new)
    return len(parts) == 1 and is_marks(parts[0])


def _pieces(event: Event, *, new: bool) -> list[str]:
    """Return what the edits of one side have, each once."""
    written = ((edit.after if new else edit.before).strip() for edit in event.edits)
    return list(dict.fromkeys(part for part in written if part))


def _gap(event: Event) -> str:
    words = quoted(event.text)
    return f"{words} ({name(event.party)})" if event.party else words


def _fault(event: Event, context: Context) -> str:
    code = one_line(event.code or "")
    words = _FAULTS.get(code, "a mark does not pair").format(what=_what(event))
    marks = [(edit, _mark(edit)) for edit in event.edits]
    where = "".join(f", {mark}{_near(edit, event, context)}" for edit, mark in marks if mark)
    return f"{words}{where} ({code})" if code else f"{words}{where}"


def _what(event: Event) -> str:
    """Return whether a fault is of a bracket or of a group, by the delimiter that is sound."""
    broken = event.kind == "syntax.broken"
    marks = "".join(_delimiters(e.before) if broken else _delimiters(e.after) for e in event.edits)
    marks = marks or "".join(_delimiters(e.before + e.after) for e in event.edits)
    braces = marks.count("{") + marks.count("}")
    return "group" if braces and braces == len(marks) else "bracket"


def _mark(edit: Edit) -> str:
    """Return what happened to the delimiters of an edit; empty where it has none."""
    before, after = _delimiters(edit.before), _delimiters(edit.after)
    if before == after:
        return ""
    if before and after:
        return f"{before} becomes {after}"
    return f"{after} comes" if after else f"{before} goes"


def _delimiters(text: str) -> str:
    return re.sub(r"[^][{}]", "", re.sub(r"\{[^{}]*\}", "", text))[:_DELIMITERS]


def _near(edit: Edit, event: Event, context: Context) -> str:
    """Return the words beside a delimiter: those before it, at the start those behind it."""
    came = bool(_delimiters(edit.after))
    span = edit.new if came else edit.old
    label = event.clause if came else event.clause_old or event.clause
    before, behind = context.beside(label, span, new=came) if span else ("", "")
    if before:
        return f" after {quoted(before)}"
    return f" before {quoted(behind)}" if behind else ""
