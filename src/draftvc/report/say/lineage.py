"""Sentences of clauses that became several, or of several that became one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from draftvc.diff.model import Event
from draftvc.notation.patterns import Pattern
from draftvc.report.say.context import Context
from draftvc.report.say.words import in_quotes, listed, noun, one_line, shorten

_OPENING = 72
"""Columns of the first words of a part."""
_TWO = 2
_LINE = Pattern(r"(?:[a-z]{1,2}|\.[ivxl]+|\.\d+)(?![a-z])")
"""What the label of a line has behind that of the clause it stands under; `.bis` is no line."""


def split(event: Event, context: Context) -> str:
    """`the paragraph is split: “Invites the ports …” now stands by itself as OP3`.

    Where the clause has another label now, or became more than two, all labels are said: `OP1 is
    split into OP1 and OP2`. A list below it is called one: `OP2 is parted into a list: OP2a and
    OP2b`.
    """
    ids = dict.fromkeys(edit.clause_id for edit in event.edits)
    parts = _in_order(context.label_now(each) for each in ids)
    below = [part for part in parts[1:] if _is_below(part, parts[0])]
    what = _what(event)
    if len(below) > 1 and len(below) == len(parts) - 1:
        return f"{what} is parted into a list: {listed(below)}"
    others = [part for part in parts if part != event.clause]
    if len(parts) == _TWO and len(others) == 1 and event.text and _keeps_label(event):
        return f"{what} is split: {_opening(event)} now stands by itself as {others[0]}"
    if len(parts) > 1:
        return f"{what} is split into {listed(parts)}"
    return f"{what} is split" + (f": {_opening(event)} now stands by itself" if event.text else "")


def merged(event: Event, context: Context) -> str:
    """`OP2 is joined to it: “Invites the ports …”`.

    Where the clause has another label now, all labels are said: `OP1 and OP2 are joined into OP1`;
    of a list that is written out those of its lines.
    """
    was = event.was if isinstance(event.was, tuple) else ()
    # The clause itself is named by its id, or in loose files by its label in the new draft.
    own = {event.clause_id, event.clause}
    parts = _in_order(
        event.clause_old or event.clause if part in own else context.label_then(part)
        for part in was
    )
    others = [part for part in parts if part != (event.clause_old or event.clause)]
    if len(others) < max(len(was) - 1, 1):
        return f"{_an(noun(event.clause))} is joined to it: {_opening(event)}"
    if _keeps_label(event):
        return f"{listed(others)} {_are(others)} joined to it: {_opening(event)}"
    below = [part for part in parts if _is_below(part, event.clause)]
    lines = below if len(below) == len(parts) - 1 and len(below) > 1 else parts
    return f"{listed(lines)} are joined into {one_line(event.clause)}"


def _what(event: Event) -> str:
    """Return what a split clause is called: by its old label, where the heading has another."""
    if _keeps_label(event):
        return f"the {'agreed ' if event.agreed else ''}{noun(event.clause)}"
    return f"{one_line(event.clause_old or '')}{', which was agreed,' if event.agreed else ''}"


def _keeps_label(event: Event) -> bool:
    return event.clause_old in (None, event.clause)


def _is_below(label: str, above: str) -> bool:
    """Tell whether a label is of a line under another clause: `OP2a`, `OP2a.ii` of OP2."""
    return label.startswith(above) and _LINE.compiled.match(label, len(above)) is not None


def _in_order(labels: Iterable[str | None]) -> list[str]:
    return [one_line(label) for label in dict.fromkeys(labels) if label]


def _are(items: Sequence[str]) -> str:
    return "are" if len(items) >= _TWO else "is"


def _an(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _opening(event: Event) -> str:
    words = one_line(event.text or event.body or "")
    return in_quotes(shorten(words, _OPENING, at_end=True)) if words else "without words"
