"""The atoms of a clause's text: what is marked as a whole, and whether an edit touches it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from draftvc.notation.model import Brace, Kind, Reading

Span = tuple[int, int]


class Atom(NamedTuple):
    """The smallest thing that is marked: a word, a mark, an entry of a group."""

    text: str
    gap: str
    """What stands between it and the atom before: a space, a comma of a group, nothing."""
    changed: bool
    group: bool = False
    """Whether it is of a group that holds entries."""


def atoms_of(reading: Reading, spans: Sequence[Span] | None) -> list[Atom]:
    """Return the atoms of a text; `spans` None: all of them changed."""
    touched = _Touched(spans)
    groups = {brace.token: brace for brace in reading.braces if brace.positions}
    out: list[Atom] = []
    before = 0
    for index, token in enumerate(reading.tokens):
        if token.kind is Kind.SPACE or token.end == token.start:
            continue
        places = [(token.start, token.end)]
        if index in groups:
            places = _entries(reading.text, groups[index])
        flags = [touched(start, end) for start, end in places]
        if len(places) > 1 and all(flags[1:-1]):
            flags = [True] * len(flags)  # the braces go with their entries
        for (start, end), changed in zip(places, flags, strict=True):
            if start == end:  # the closing brace of a group that is never closed
                continue
            text, gap = reading.text[start:end], reading.text[before:start]
            out.append(Atom(text, gap, changed, index in groups))
            before = end
    return out


def _entries(text: str, brace: Brace) -> list[Span]:
    """Return the places of a group's opening brace, its entries, and its closing brace."""
    places = [(brace.start, brace.start + 1)]
    for position in brace.positions:
        start = text.find(position.raw, places[-1][1])
        if start < 0:
            return [(brace.start, brace.end)]
        places.append((start, start + len(position.raw)))
    places.append((places[-1][1], brace.end))
    return places


class _Touched:
    """Whether an edit touches a place; asked with rising places."""

    def __init__(self, spans: Sequence[Span] | None) -> None:
        self.all = spans is None
        self.spans = sorted(span for span in spans or () if span[0] < span[1])
        self.at = 0
        self.reach = 0
        """Largest end of the spans that begin before the place asked for."""

    def __call__(self, start: int, end: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][0] < end:
            self.reach = max(self.reach, self.spans[self.at][1])
            self.at += 1
        return self.all or start < self.reach
