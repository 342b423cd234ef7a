"""What a side of a comparison consists of: words, entries, brackets, groups, clauses.

All offsets are code points into the text of the side.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from draftvc.draft.model import Clause
from draftvc.notation.model import Brace, Position

Span = tuple[int, int]
"""A stretch of a text, half open."""


class Word(NamedTuple):
    """A word or mark of punctuation, or one piece of a word parted by brackets."""

    text: str
    start: int
    end: int
    bracket: int | None
    """Innermost bracket around it."""
    glued: bool
    """Whether it stands directly on the word before it, with bracket marks between."""


class Entry(NamedTuple):
    """One entry of a group, with its place and owner."""

    position: Position
    span: Span
    owner: int | None
    """Index of the bracket that it belongs to; None: the clause."""
    brace: int
    """Where its group begins."""
    key: Hashable
    """What counts of it."""


class Extent(NamedTuple):
    """A bracket over words: `first` to `last` half open, into the words of its side."""

    number: int
    first: int
    last: int
    parent: int | None
    depth: int
    marks: tuple[Span, ...]
    """Spans of its marks that stand in the text."""
    start: int
    """Where it opens."""


class Run(NamedTuple):
    """Adjacent groups: one set of entries, notes and placeholders."""

    start: int
    end: int
    braces: tuple[Brace, ...]
    members: tuple[Span, ...]
    sound: bool
    """Whether each of its braces is opened and closed."""


class Part(NamedTuple):
    """One clause of a side, and the text that it fills."""

    clause: Clause
    start: int
    end: int
