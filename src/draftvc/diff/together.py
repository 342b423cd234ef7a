"""The marks of one clause, or of several read together because a bracket runs on between them.

Nesting is read clause by clause, as everywhere; what no clause can pair by itself is joined by
the W104 rule alone. Source: docs/diagnostics.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.pieces import Part
from draftvc.draft.model import Clause
from draftvc.notation.model import Fault, Kind, Reading, Token
from draftvc.notation.reader import read_tokens


class _Held(Token):
    """A token that holds a fault inside its clause, and is not written in the text."""

    __slots__ = ()


_FIRST = (Kind.SPACE, Kind.MARKER, Kind.OPEN)
_AFTER = (Kind.SPACE, Kind.PUNCT, Kind.BRACE)


def lay_out(clauses: Sequence[Clause]) -> tuple[Part, ...]:
    """Return where each clause stands in the text of all of them, one a line."""
    parts: list[Part] = []
    at = 0
    for clause in clauses:
        parts.append(Part(clause, at, at + len(clause.text)))
        at += len(clause.text) + 1
    return tuple(parts)


def tokens_of(parts: Sequence[Part]) -> list[Token]:
    """Return the tokens of clauses that are laid out, a space between two."""
    tokens: list[Token] = []
    for part in parts:
        if part.start:
            tokens.append(Token(Kind.SPACE, part.start - 1, part.start))
        tokens += [
            Token(kind, start + part.start, end + part.start)
            for kind, start, end in part.clause.reading.tokens
        ]
    return tokens


def read_together(parts: Sequence[Part], tokens: Sequence[Token]) -> Reading:
    """Return the marks of clauses that are laid out; `tokens` may have been mended."""
    text = "\n".join(part.clause.text for part in parts)
    written = [_as_written(text, token) for token in tokens if not isinstance(token, _Held)]
    pieces = [list(_tokens_in(part, written)) for part in parts]
    alone = [read_tokens(text, piece) for piece in pieces]
    joined = _run_ons(parts, alone)
    merged: list[Token] = []
    faults: list[Fault] = []
    for number, (part, piece) in enumerate(zip(parts, pieces, strict=True)):
        if number:
            # No group may take a bracket of the clause before as its owner.
            merged.append(_Held(Kind.PUNCT, part.start - 1, part.start - 1))
        free = [f for f in alone[number].faults if (number, f.token) not in joined]
        faults += [fault._replace(token=fault.token + len(merged)) for fault in free]
        merged += _closed_in_place(alone[number], piece, free)
    return read_tokens(text, merged)._replace(faults=tuple(faults))


def _as_written(text: str, token: Token) -> Token:
    """Return a token that was read before as the mark that it is."""
    character = text[token.start : token.end]
    if character == "]" and token.kind is Kind.STRAY:
        return Token(Kind.CLOSE, token.start, token.end)
    if character == "}" and token.kind is Kind.PUNCT:
        return Token(Kind.STRAY, token.start, token.end)
    return token


def _tokens_in(part: Part, tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if part.start <= token.start <= part.end and token.end <= part.end:
            yield token


def _run_ons(parts: Sequence[Part], alone: Sequence[Reading]) -> set[tuple[int, int]]:
    """Return the part and token of each mark of a bracket that runs on."""
    found: set[tuple[int, int]] = set()
    waiting: dict[str | None, list[tuple[int, int]]] = {}
    for number, reading in enumerate(alone):
        before = waiting.setdefault(parts[number].clause.parent, [])
        closing = _closing(reading)
        if closing is not None and before:
            found |= {before.pop(), (number, closing)}
        opened = _opened_first(reading)
        if opened is not None:
            before.append((number, opened))
    return found


def _closing(reading: Reading) -> int | None:
    """Return the first unopened `]` with nothing but unopened `]`, groups and marks after it.

    A mended mark is not written: it is known by its kind, not by its character.
    """
    unopened = {f.token for f in reading.faults if f.code == "E102"}
    found: int | None = None
    for index in range(len(reading.tokens) - 1, -1, -1):
        kind = reading.tokens[index].kind
        if kind is Kind.CLOSE and index in unopened:
            found = index
        elif kind not in _AFTER:
            break
    return found


def _opened_first(reading: Reading) -> int | None:
    """Return the token of the unclosed bracket that is the first thing of its clause."""
    for index, token in enumerate(reading.tokens):
        if token.kind is Kind.OPEN:
            unclosed = any(f.token == index and f.code == "E101" for f in reading.faults)
            return index if unclosed else None
        if token.kind not in _FIRST:
            return None
    return None


def _closed_in_place(reading: Reading, piece: list[Token], free: list[Fault]) -> list[Token]:
    """Return the tokens of a clause with its faults held inside it.

    What it never closes gets a mark of no width at its end; what it never opened is no mark.
    """
    tokens = list(piece)
    unclosed = 0
    for fault in free:
        kind, start, end = tokens[fault.token]
        if fault.code == "E101" and kind is Kind.OPEN:
            unclosed += 1
        elif fault.code == "E102":
            # A stray brace would close the bracket that runs on: it counts as a mark of its own.
            kind = Kind.STRAY if kind is Kind.CLOSE else Kind.PUNCT
            tokens[fault.token] = Token(kind if end > start else Kind.SPACE, start, end)
    if unclosed:
        stamps = [i for i, token in enumerate(tokens) if token.kind is Kind.STAMP]
        at = stamps[0] if stamps else len(tokens)
        place = tokens[at - 1].end if at else 0
        tokens[at:at] = [_Held(Kind.CLOSE, place, place)] * unclosed
    return tokens
