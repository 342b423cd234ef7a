"""Sentences of words outside brackets, of notes, placeholders, faults, and what is unexplained."""

from __future__ import annotations

from draftvc.diff.model import Event
from draftvc.diff.wording import same_wording
from draftvc.report.say.context import Context
from draftvc.report.say.glyphs import is_marks_alone, moved_marks, rewritten
from draftvc.report.say.words import (
    be,
    become,
    contrast,
    is_marks,
    listed,
    name,
    of,
    quoted,
)

OUTSIDE = ", outside any bracket"


def edited(event: Event, context: Context) -> str:
    """`“duty” becomes “night”, outside any bracket`."""
    if is_marks_alone(event):
        return rewritten([event])
    said = moved_marks(event) or _emphasis(event) or _change(event, _verbs(event))
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
    """`the placeholder “full name of the declaration” goes`."""
    return f"the placeholder {_gap(event)} goes"


def replaced(gone: Event, come: Event) -> str:
    """`the placeholder “name of the fund” (CHE) becomes “name and seat of the fund” (CHE)`."""
    if gone.kind.startswith("placeholder."):
        return f"the placeholder {_gap(gone)} becomes {_gap(come)}"
    whose = of(gone.party) if gone.party else "the"
    return f"{whose} note {quoted(gone.text)} now reads {quoted(come.text)}"


def residual(event: Event, context: Context) -> str:
    """`a change that draftvc has no name for: “…” becomes “…”`."""
    said = _change(event, ("inserted", "struck", "becomes"))
    return f"a change that draftvc has no name for: {said}"


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


def _emphasis(event: Event) -> str:
    """Say that marks of emphasis came or went, where nothing else did."""
    come, gone = (_pieces(event, new=new) for new in (True, False))
    if event.class_ != "editorial" or any(piece.strip("*") for piece in (*come, *gone)):
        return ""
    words = any(char.isalnum() for char in f"{event.before}{event.after}")
    if words or bool(come) == bool(gone):
        return ""
    return f"marks of emphasis ({(come or gone)[0]}) are {'put in' if come else 'taken out'}"


def _gap(event: Event) -> str:
    words = quoted(event.text)
    return f"{words} ({name(event.party)})" if event.party else words
