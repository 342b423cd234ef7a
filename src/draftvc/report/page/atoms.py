"""The atoms of a clause's text: what is marked as a whole, and whether an edit touches it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftvc.notation.model import Brace, Kind, Reading

Span = tuple[int, int]
_NEAR = 40
"""Tokens, spaces among them, looked at on either side of what is edited."""


class Atom(NamedTuple):
    """The smallest thing that is marked: a word, a mark, an entry of a group."""

    text: str
    gap: str
    """What stands between it and the atom before: a space, a comma of a group, nothing."""
    changed: bool
    group: bool = False
    """Whether it is of a group that holds entries."""


def near(reading: Reading, spans: Sequence[Span]) -> range:
    """Return the indexes of the tokens that are near enough to some spans to be shown."""
    first = min(start for start, _ in spans)
    last = max(end for _, end in spans)
    left = bisect_left(reading.tokens, first, key=lambda token: token.start)
    right = bisect_left(reading.tokens, last, key=lambda token: token.start)
    return range(max(left - _NEAR, 0), min(right + _NEAR, len(reading.tokens)))


def atoms_of(reading: Reading, spans: Sequence[Span], tokens: range | None = None) -> list[Atom]:
    """Return the atoms of a text, or of a range of its tokens; `spans` say what is edited."""
    touched = _Touched(spans)
    groups = {brace.token: brace for brace in reading.braces if brace.positions}
    written, text = reading.tokens, reading.text
    out: list[Atom] = []
    chosen = range(len(written)) if tokens is None else tokens
    before = written[chosen.start].start if len(chosen) else 0
    for index in chosen:
        kind, start, end = written[index]
        if kind is Kind.SPACE or end == start:
            continue
        if index in groups:
            out += _group(reading, groups[index], before, touched)
        else:
            out.append(Atom(text[start:end], text[before:start], touched(start, end)))
        before = end
    return out


def _group(reading: Reading, brace: Brace, before: int, touched: _Touched) -> Iterator[Atom]:
    """Yield the atoms of a group; its braces are edited where all entries are."""
    places = _entries(reading.text, brace)
    flags = [touched(start, end) for start, end in places]
    if len(places) > 1 and all(flags[1:-1]):
        flags = [True] * len(flags)
    for (start, end), changed in zip(places, flags, strict=True):
        if start < end:  # the closing brace of a group that is never closed has no width
            yield Atom(reading.text[start:end], reading.text[before:start], changed, True)
            before = end


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
