"""W504: a quotation mark without its counterpart in the clause.

Braces are apart: a mark inside them pairs inside them. Single quotes are left alone, because
the closing one is an apostrophe too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.notation.model import Reading

_CLOSING = {"“": "”", "«": "»"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_MARKS = frozenset('“”«»"')
_MARK = re.compile(f"[{''.join(_MARKS)}]")


def quotation(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each quotation mark that opens or closes nothing."""
    for clause in draft.clauses:
        if _MARKS.isdisjoint(clause.raw):
            continue
        before = ""
        for offset in _unpaired(clause.reading):
            mark = clause.text[offset]
            said = "is never closed" if mark in _CLOSING else "closes nothing"
            if mark == '"':
                said = "has no counterpart"
            yield in_clause(
                clause,
                offset,
                "W504",
                f"The quotation mark {mark} {said} in {clause.label}.",
                f"If it was meant to close, write {_CLOSING[mark]} instead."
                if mark == before and mark in _CLOSING
                else "Put its counterpart in, or take it out.",
            )
            before = mark


def _unpaired(reading: Reading) -> list[int]:
    """Return the offsets of marks without counterpart, in written order."""
    marks = [match.start() for match in _MARK.finditer(reading.text)]
    found: list[int] = []
    taken: set[int] = set()
    for brace in reading.braces:
        inside = marks[bisect_left(marks, brace.start) : bisect_left(marks, brace.end)]
        found += _pair(reading.text, inside)
        taken.update(inside)
    return sorted(found + _pair(reading.text, [at for at in marks if at not in taken]))


def _pair(text: str, marks: list[int]) -> list[int]:
    open_at: list[int] = []
    alone: list[int] = []
    for at in marks:
        mark = text[at]
        wanted = '"' if mark == '"' else _OPENING.get(mark)
        if open_at and text[open_at[-1]] == wanted:
            open_at.pop()
        elif mark in _OPENING:
            alone.append(at)
        else:
            open_at.append(at)
    return alone + open_at
