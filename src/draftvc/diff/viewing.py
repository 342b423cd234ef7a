"""Read one side of a comparison: the words, brackets and entries of one clause, or of several."""

from __future__ import annotations

from bisect import bisect_right

from draftvc.diff.equality import position_key
from draftvc.diff.pieces import Entry, Extent, Part, Span, Word
from draftvc.diff.view import View
from draftvc.draft.model import Clause
from draftvc.notation.model import (
    CLOSE,
    MARKER,
    OPEN,
    PUNCT,
    SPACE,
    STAMP,
    STRAY,
    WORD,
    Kind,
    Reading,
)


def view_clause(clause: Clause) -> View:
    """Return the view of one whole clause."""
    end = len(clause.text)
    return view_parts((Part(clause, 0, end),), clause.reading, (0, end))


def view_parts(parts: tuple[Part, ...], reading: Reading, bounds: Span) -> View:
    """Return the view of clauses whose texts stand in `reading.text`.

    Args:
        parts: the clauses and where they stand.
        reading: their marks, those that are read together.
        bounds: what was read of the text.
    """
    walk = _Walk(parts, reading)
    walk.read()
    if bounds[0]:
        # A marker before a window is compared all the same.
        marker = parts[0].clause.marker
        walk.markers[0] = (0, len(marker))
    return View(
        parts,
        reading,
        tuple(walk.words),
        walk.extents(),
        _entries(reading),
        walk.markers if parts[0].clause.marker or len(parts) > 1 else {},
        walk.stamps,
        tuple(walk.strays),
        bounds,
    )


_DELIMITERS = (OPEN, CLOSE, STRAY)


class _Walk:
    """One pass over the tokens of a side."""

    def __init__(self, parts: tuple[Part, ...], reading: Reading) -> None:
        self.reading = reading
        self.words: list[Word] = []
        self.strays: list[Span] = []
        self.markers: dict[int, Span] = {}
        self.stamps: dict[int, Span] = {}
        self._starts = [part.start for part in parts]
        self._at: dict[int, int] = {}
        self._firsts: dict[int, int] = {}
        self._lasts: dict[int, int] = {}
        self._stack: list[int] = []
        for index, bracket in enumerate(reading.brackets):
            self._at[bracket.open] = index
            if bracket.close is not None:
                self._at[bracket.close] = index

    def read(self) -> None:
        """Look at every token once."""
        text, words, stack = self.reading.text, self.words, self._stack
        word_end = -1
        for number, (kind, start, end) in enumerate(self.reading.tokens):
            if kind == SPACE:
                continue
            if kind <= PUNCT:
                if end > start:
                    inner = stack[-1] if stack else None
                    glued = word_end == start and kind == WORD
                    words.append(Word(text[start:end], start, end, inner, glued))
                    word_end = end if kind == WORD else -1
            elif kind in _DELIMITERS:
                # Marks inside a word part it; they do not end it.
                if word_end == start and kind != STRAY:
                    word_end = end
                self._delimiter(number, kind, start, end)
            elif kind == MARKER:
                self.markers[self._part(start)] = (start, end)
            elif kind == STAMP:
                self.stamps[self._part(start)] = (start, end)
        self.end()

    def end(self) -> None:
        """Close what is open: a bracket ends with its clause, before the stamp."""
        for index in self._stack:
            self._lasts[index] = len(self.words)

    def extents(self) -> tuple[Extent, ...]:
        return tuple(
            Extent(
                index,
                self._firsts[index],
                self._lasts[index],
                bracket.parent,
                bracket.depth,
                self._marks_of(bracket.open, bracket.close),
                self.reading.tokens[bracket.open].start,
            )
            for index, bracket in enumerate(self.reading.brackets)
        )

    def _part(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _delimiter(self, number: int, kind: Kind, start: int, end: int) -> None:
        index = self._at.get(number)
        if index is None:
            if end > start:
                self.strays.append((start, end))
        elif kind == OPEN:
            self._stack.append(index)
            self._firsts[index] = len(self.words)
        elif self._stack and self._stack[-1] == index:
            self._stack.pop()
            self._lasts[index] = len(self.words)

    def _marks_of(self, opening: int, close: int | None) -> tuple[Span, ...]:
        tokens = (self.reading.tokens[at] for at in (opening, close) if at is not None)
        return tuple((t.start, t.end) for t in tokens if t.end > t.start)


def _entries(reading: Reading) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    text = reading.text
    for brace in reading.braces:
        if brace.kind != "positions":
            continue
        at = brace.start
        for position in brace.positions:
            at = max(at, text.find(position.raw, at))
            end = at + len(position.raw)
            key = position_key(position)
            entries.append(Entry(position, (at, end), brace.owner, brace.start, key))
            at = end
    return tuple(entries)
