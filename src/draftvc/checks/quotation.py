"""W504: a quotation mark without its counterpart in the clause.

Braces are apart: a mark inside them pairs inside them. Single quotes are left alone, because
the closing one is an apostrophe too.
"""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.notation.model import Kind, Reading

_CLOSING = {"“": "”", "«": "»"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_MARKS = frozenset('“”«»"')


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
    marks: list[int] = []
    found: list[int] = []
    for token in reading.tokens:
        if token.kind is Kind.BRACE:
            inside = range(token.start, token.end)
            found += _pair(reading.text, [at for at in inside if reading.text[at] in _MARKS])
        elif token.kind is Kind.PUNCT and reading.text[token.start] in _MARKS:
            marks.append(token.start)
    return sorted(found + _pair(reading.text, marks))


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
