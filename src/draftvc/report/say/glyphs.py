"""Marks that are only written otherwise: quotation marks, apostrophes, dashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draftvc.diff.model import Edit, Event
from draftvc.report.say.words import is_marks, is_several, listed, number, one_line, quoted

_QUOTES = "quotation mark"
_FAMILIES: Mapping[str, str] = {
    _QUOTES: '“”„‟«»"″〝〞',
    "apostrophe": "’‘'`´ʼ′",
    "dash": "–—―‒-‐‑−",
}
_FAMILY = {mark: family for family, marks in _FAMILIES.items() for mark in marks}
_MANY = 2
"""Marks that one event writes otherwise from which on only the marks are said."""


def family(event: Event) -> str | None:
    """Return what kind of marks an event writes otherwise; None where it does more, or less."""
    pairs = _pairs(event)
    if not pairs:
        return None
    kinds = {_named(*pair) for pair in pairs}
    return kinds.pop() if len(kinds) == 1 else "mark"


def is_marks_alone(event: Event) -> bool:
    """Tell whether an event is best said by its marks: several of them, or one without a word."""
    pairs = _pairs(event)
    letters = any(char.isalnum() for edit in event.edits for char in edit.before)
    return len(pairs) >= _MANY or (bool(pairs) and not letters)


def rewritten(events: Sequence[Event]) -> str:
    """`the quotation marks “ and ” are now written ", in five places (editorial)`."""
    pairs = [pair for event in events for pair in _pairs(event)]
    old = list(dict.fromkeys(one_line(before) for before, _ in pairs))
    new = list(dict.fromkeys(one_line(after) for _, after in pairs))
    kinds = {_named(*pair) for pair in pairs}
    noun = kinds.pop() if len(kinds) == 1 else "mark"
    verb = "s" * (len(old) > 1), "are" if len(old) > 1 else "is"
    said = f"the {noun}{verb[0]} {listed(old)} {verb[1]} now written {listed(new)}"
    if len(pairs) > len(old):
        said += f", in {number(len(pairs))} places"
    if all(event.kind.startswith("bracket.") for event in events):
        said += ", still in brackets"
    agreed = ", in agreed text" * any(event.agreed or False for event in events)
    return f"{said} (editorial{agreed})"


def moved_marks(event: Event) -> str:
    """Return that marks or words stand beside others, where nothing else changed; else nothing.

    `a comma now stands at another place`: it passed a placeholder that stands, and words a bracket.
    """
    if event.before != event.after:
        return ""
    if event.class_ != "editorial":
        said = quoted(event.before)
        moved = event.kind == "text.edited" and any(map(str.isalnum, event.before or ""))
        return f"{said} now {'stand' if is_several(said) else 'stands'} at another place" * moved
    came = {edit.after.strip() for edit in event.edits} - {""}
    went = {edit.before.strip() for edit in event.edits} - {""}
    if not came or came != went or not all(map(is_marks, came)):
        return ""
    said = listed(map(quoted, sorted(came)))
    return f"{said} now {'stand' if is_several(said) else 'stands'} at another place"


def _pairs(event: Event) -> list[tuple[str, str]]:
    """Return each mark that is written otherwise, before and after."""
    if event.class_ != "editorial":
        return []
    found: list[tuple[str, str]] = []
    for edit in event.edits:
        pairs = _of_edit(edit)
        if pairs is None:
            return []
        found += pairs
    return found


def _of_edit(edit: Edit) -> list[tuple[str, str]] | None:
    before, after = "".join(edit.before.split()), "".join(edit.after.split())
    if len(before) != len(after):
        return None
    pairs = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    same = all(_kin(one) == _kin(other) for one, other in pairs)
    return pairs if same else None


def _named(before: str, after: str) -> str:
    """Return what a mark is that is written otherwise: what quotes on either side quotes."""
    families = (_FAMILY[before], _FAMILY.get(after, ""))
    return _QUOTES if _QUOTES in families else families[0]


def _kin(mark: str) -> str:
    """Return what a mark may be written as: double and single marks both quote."""
    family = _FAMILY.get(mark, mark)
    return _QUOTES if family == "apostrophe" else family
