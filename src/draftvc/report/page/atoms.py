"""The atoms of a clause's text: what is marked as a whole, and whether an edit touches it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftvc.notation.groups import read_inside
from draftvc.notation.model import Kind
from draftvc.notation.tokens import scan

Span = tuple[int, int]


class Atom(NamedTuple):
    """The smallest thing that is marked: a word, a mark, an entry of a group."""

    text: str
    gap: str
    """What stands between it and the atom before: a space, a comma of a group, nothing."""
    changed: bool
    group: bool = False
    """Whether it is of a group that holds entries."""


def atoms_of(text: str, spans: Sequence[Span], part: Span) -> list[Atom]:
    """Return the atoms of a part of a canonical text; `spans` say what is edited."""
    touched = _Touched(spans)
    out: list[Atom] = []
    before = part[0]
    for kind, start, end in scan(text, *part):
        if kind is Kind.SPACE:
            continue
        if kind is Kind.BRACE:
            out += _group(text, (start, end), before, touched)
        else:
            out.append(Atom(text[start:end], text[before:start], touched(start, end)))
        before = end
    return out


def _group(text: str, brace: Span, before: int, touched: _Touched) -> Iterator[Atom]:
    """Yield the atoms of a group; its braces are edited where all entries are."""
    places = _entries(text, *brace)
    flags = [touched(start, end) for start, end in places]
    group = len(places) > 1
    if group and all(flags[1:-1]):
        flags = [True] * len(flags)
    for (start, end), changed in zip(places, flags, strict=True):
        if start < end:  # the closing brace of a group that is never closed has no width
            yield Atom(text[start:end], text[before:start], changed, group)
            before = end


def _entries(text: str, start: int, end: int) -> list[Span]:
    """Return the places of a group's opening brace, its entries, and its closing brace.

    A note or placeholder is one place.
    """
    inside = read_inside(text[start + 1 : end].removesuffix("}"))
    places = [(start, start + 1)]
    for position in inside.positions:
        at = text.find(position.raw, places[-1][1], end)
        if at < 0:
            return [(start, end)]
        places.append((at, at + len(position.raw)))
    return [*places, (places[-1][1], end)] if inside.positions else [(start, end)]


class _Touched:
    """Whether an edit touches a place; asked with rising places."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(span for span in spans if span[0] < span[1])
        self.at = 0
        self.reach = 0
        """Largest end of the spans that begin before the place asked for."""

    def __call__(self, start: int, end: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][0] < end:
            self.reach = max(self.reach, self.spans[self.at][1])
            self.at += 1
        return start < self.reach
