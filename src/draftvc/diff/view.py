"""A clause as the differ sees it: a flat list of words, brackets as spans over them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from draftvc.draft.model import Clause
from draftvc.notation.model import Brace, Bracket, Kind, Position, Reading, Token

Span = tuple[int, int]
_MARKS = re.compile(r"\{[^{}]*\}?|[\[\]{}]")
_TIGHT = frozenset(",;:.!?)”»…’")


class Word(NamedTuple):
    """A word or mark of punctuation, or one piece of a word parted by brackets."""

    text: str
    start: int
    end: int
    bracket: int | None
    """Innermost bracket around it."""


class Entry(NamedTuple):
    """One entry of a group, with its place and owner."""

    position: Position
    span: Span
    owner: int | None


@dataclass(frozen=True)
class Extent:
    """A bracket over words: `first` to `last` half open, into the words of its clause."""

    index: int
    first: int
    last: int
    parent: int | None
    depth: int
    marks: tuple[Span, ...]
    """Spans of its marks that stand in the text."""


@dataclass(frozen=True)
class View:
    """One side of a pair of clauses."""

    clause: Clause
    reading: Reading
    words: tuple[Word, ...]
    spans: tuple[Extent, ...]
    entries: tuple[Entry, ...]
    marker: Span | None
    stamp: Span | None
    strays: tuple[Span, ...]
    """Delimiters that belong to no bracket and no group."""

    @property
    def label(self) -> str:
        """The clause's label."""
        return self.clause.label

    @cached_property
    def positions(self) -> Mapping[int | None, tuple[Entry, ...]]:
        """Entries by the bracket they belong to; None: the clause."""
        found: dict[int | None, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.owner, []).append(entry)
        return {owner: tuple(entries) for owner, entries in found.items()}

    @property
    def others(self) -> tuple[Brace, ...]:
        """Placeholders and notes."""
        return tuple(brace for brace in self.reading.braces if brace.kind != "positions")

    def asked(self, bracket: int) -> frozenset[tuple[str, str]]:
        """Return who stands on a bracket and how, for comparing brackets."""
        return frozenset(
            (e.position.party, e.position.stance) for e in self.positions.get(bracket, ())
        )

    @cached_property
    def signatures(self) -> tuple[object, ...]:
        """One comparable value a bracket: its words, inner marks and who stands on it."""
        return tuple(
            (
                tuple(word.text for word in self.words[s.first : s.last]),
                tuple(
                    (t.first - s.first, t.last - s.first)
                    for t in self.spans[s.index + 1 :]
                    if t.first >= s.first and t.last <= s.last and t.depth == s.depth + 1
                )
                if s.last - s.first < 400
                else (),
                self.asked(s.index),
            )
            for s in self.spans
        )

    @cached_property
    def outermost(self) -> tuple[int | None, ...]:
        """For each word, the outermost bracket around it."""
        top: list[int] = []
        for span in self.spans:
            top.append(span.index if span.parent is None else top[span.parent])
        return tuple(None if w.bracket is None else top[w.bracket] for w in self.words)

    def phrase(self, first: int, last: int) -> str:
        """Return words `first` to `last` as a reader would write them, without marks."""
        pieces: list[str] = []
        before: Word | None = None
        for word in self.words[first:last]:
            if before is not None and self._spaced(before, word):
                pieces.append(" ")
            pieces.append(word.text)
            before = word
        return "".join(pieces)

    def phrase_of(self, chosen: list[int]) -> str:
        """Return chosen words in order, gaps shown as one space."""
        pieces: list[str] = []
        run: list[int] = []
        for index in [*chosen, -1]:
            if run and index != run[-1] + 1:
                pieces.append(self.phrase(run[0], run[-1] + 1))
                run = []
            run.append(index)
        return " ".join(pieces)

    def bracket_text(self, bracket: int) -> str:
        """Return the words of a bracket, inner brackets included."""
        span = self.spans[bracket]
        return self.phrase(span.first, span.last)

    def address(self, bracket: int) -> str:
        """Return the address of a bracket in its own draft."""
        return f"{self.label}#{bracket + 1}"

    def _spaced(self, before: Word, after: Word) -> bool:
        gap = self.reading.text[before.end : after.start]
        if not gap or gap == " ":
            return bool(gap)
        bare = _MARKS.sub("", gap)
        return bool(bare) and not ("{" in gap and after.text[0] in _TIGHT)


def view_clause(clause: Clause, reading: Reading | None = None) -> View:
    """Return the view of a clause; `reading` where a fault is read as if it were mended."""
    marks = reading or clause.reading
    walk = _Walk(marks)
    for number, token in enumerate(marks.tokens):
        walk.step(number, token)
    walk.end()
    return View(
        clause,
        marks,
        tuple(walk.words),
        walk.extents(),
        _entries(marks),
        walk.marker,
        walk.stamp,
        tuple(walk.strays),
    )


class _Walk:
    """One pass over the tokens of a clause."""

    def __init__(self, marks: Reading) -> None:
        self.marks = marks
        self.words: list[Word] = []
        self.strays: list[Span] = []
        self.marker: Span | None = None
        self.stamp: Span | None = None
        self._at: dict[int, int] = {}
        self._firsts: dict[int, int] = {}
        self._lasts: dict[int, int] = {}
        self._stack: list[int] = []
        for index, bracket in enumerate(marks.brackets):
            self._at[bracket.open] = index
            if bracket.close is not None:
                self._at[bracket.close] = index

    def step(self, number: int, token: Token) -> None:
        kind = token.kind
        if kind is Kind.WORD or kind is Kind.PUNCT:
            inner = self._stack[-1] if self._stack else None
            text = self.marks.text[token.start : token.end]
            self.words.append(Word(text, token.start, token.end, inner))
        elif kind in _DELIMITERS:
            self._delimiter(number, token)
        elif kind is Kind.MARKER:
            self.marker = (token.start, token.end)
        elif kind is Kind.STAMP:
            self.stamp = (token.start, token.end)
            self.end()

    def end(self) -> None:
        """Close what is open: a bracket ends with its clause, before the stamp."""
        for index in self._stack:
            self._lasts[index] = len(self.words)
        self._stack = []

    def extents(self) -> tuple[Extent, ...]:
        return tuple(
            Extent(
                index,
                self._firsts[index],
                self._lasts[index],
                bracket.parent,
                bracket.depth,
                self._marks_of(bracket),
            )
            for index, bracket in enumerate(self.marks.brackets)
        )

    def _delimiter(self, number: int, token: Token) -> None:
        index = self._at.get(number)
        if index is None:
            if token.end > token.start:
                self.strays.append((token.start, token.end))
        elif token.kind is Kind.OPEN:
            self._stack.append(index)
            self._firsts[index] = len(self.words)
        elif index in self._stack:
            self._stack.remove(index)
            self._lasts[index] = len(self.words)

    def _marks_of(self, bracket: Bracket) -> tuple[Span, ...]:
        tokens = (self.marks.tokens[at] for at in (bracket.open, bracket.close) if at is not None)
        return tuple((t.start, t.end) for t in tokens if t.end > t.start)


_DELIMITERS = (Kind.OPEN, Kind.CLOSE, Kind.STRAY)


def _entries(marks: Reading) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for brace in marks.braces:
        if brace.kind != "positions":
            continue
        at = brace.start + 1
        for position in brace.positions:
            at = marks.text.index(position.raw, at)
            end = at + len(position.raw)
            entries.append(Entry(position, (at, end), brace.owner))
            at = end
    return tuple(entries)
