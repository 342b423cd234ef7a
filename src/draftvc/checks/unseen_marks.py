"""I506: characters in a clause that nobody sees: marks of no width or of direction."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_raw
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.notation.patterns import Pattern
from draftvc.notation.unseen import NO_WIDTH, without_unseen

_DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_MARK = Pattern(f"[{NO_WIDTH}{_DIRECTIONS}]")
_RIGHT_TO_LEFT = Pattern("[\u0590-\u08ff]")
"""Letters beside which marks of direction are at home."""
_NAMES = {"\u200b": "zero width space", "\u2060": "word joiner", "\ufeff": "byte order mark"}
_AROUND = 30
"""Characters on each side in which the word around a mark is looked for."""


def unseen_marks(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield one finding for each clause with such characters; soft hyphens are at home there."""
    for clause in draft.clauses:
        raw = clause.raw
        found = [] if raw.isascii() else list(_MARK.compiled.finditer(raw))
        if found and _RIGHT_TO_LEFT.compiled.search(raw):
            found = [each for each in found if each[0] in NO_WIDTH]
        if found:
            yield _told(clause, found[0].start(), len(found))


def _told(clause: Clause, at: int, count: int) -> Diagnostic:
    mark = clause.raw[at]
    named = f"{_NAMES.get(mark, 'mark of direction')} (U+{ord(mark):04X})"
    said = f"A {named} stands {_where(clause.raw, at)}: nobody sees it."
    if count > 1:
        said = f"{said[:-1]}, nor {count - 1} more like it in {clause.label}."
    kept = "It is left out of the words." if mark in NO_WIDTH else "It is kept, and shown as ⟨…⟩."
    return in_raw(
        clause, at, "I506", said, f"{kept} Take it out where the text comes from, if you can."
    )


def _where(raw: str, at: int) -> str:
    """Return in which word a mark stands, or that it stands in none."""
    before = raw[max(0, at - _AROUND) : at].rsplit(None, 1)
    behind = raw[at + 1 : at + _AROUND].split(None, 1)
    start = before[-1] if before and not raw[at - 1].isspace() else ""
    end = behind[0] if behind and not raw[at + 1].isspace() else ""
    word = without_unseen(_MARK.compiled.sub("", start + end)).strip("[]{}()“”,;:.")
    return f"in “{word}”" if word else "between words"
