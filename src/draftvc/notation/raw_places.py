"""The way back from a canonical text to the characters as received.

It is read off canonical text itself: apart from what separates the entries of a group, all that
can be seen stands there in the same order, so that the n-th such character is the n-th of both.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise

from draftvc.notation.canonical import canonical_text, runs_and_groups
from draftvc.notation.unseen import unseen_places

_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\s")


class RawPlaces:
    """Where the characters of a canonical text stand in the text as received; made once a text.

    Law: a character of the canonical text that is no separator of a group stands as received at
    its place, a hyphen where U+FFFE or a soft hyphen was.
    """

    def __init__(self, raw: str, canonical: str | None = None) -> None:
        """Read a clause's characters, in which every line is one element.

        `canonical` is their canonical text, where it is known already.
        """
        canonical = canonical_text(raw) if canonical is None else canonical
        self._spaces = array("L", [m.start() for m in _SPACE.finditer(canonical)])
        """Where white space stands in the canonical text."""
        self._begins = array("L")
        """How many characters stand before each word of the text, white space apart."""
        self._starts = array("L")
        """Where each of these words stands in the text."""
        self._size = 0
        if "".join(raw.split()) == "".join(canonical.split()):
            self._add_words(0, raw)
        else:
            for start, run, group in runs_and_groups(raw):
                if group is None:
                    self._add_words(start, run)
                else:
                    self._add_group(start, run, group)
        self._unseen = [at - number for number, at in enumerate(unseen_places(raw))]
        """Before which characters of the text each one stood that was left out of it."""

    def of(self, offset: int) -> int:
        """Return the offset as received of what stands at `offset` of the canonical text.

        Of a space, that of the next word; of the end, that of the last character.
        """
        number = min(offset - bisect_left(self._spaces, offset), self._size - 1)
        if number < 0:
            return 0
        word = bisect_right(self._begins, number) - 1
        found = self._starts[word] + number - self._begins[word]
        return found + bisect_right(self._unseen, found)

    def _add_words(self, start: int, text: str) -> None:
        """Add the words of a text in which all that can be seen stands as received."""
        spans = [word.span() for word in _WORD.finditer(text)]
        sizes = accumulate((end - at for at, end in spans), initial=self._size)
        *begins, self._size = sizes
        self._begins.extend(begins)
        self._starts.extend([start + at for at, _ in spans])

    def _add(self, start: int, size: int) -> None:
        self._begins.append(self._size)
        self._starts.append(start)
        self._size += size

    def _add_group(self, start: int, received: str, canonical: str) -> None:
        """Add the characters of a group one by one; a separator stands where it was put in."""
        at = 0
        for char in "".join(canonical.split()):
            while received[at].isspace():
                at += 1
            if char == "," and received[at] != ",":
                self._add(start + at, 1)
                continue
            at = received.index(char, at)
            self._add(start + at, 1)
            at += 1


class RawPlacesOfLines:
    """As `RawPlaces`, of a text whose canonical text has one line an element."""

    def __init__(self, raw: str, spans: Iterable[tuple[int, int]]) -> None:
        """Read the elements at `spans` of the characters, half open."""
        self._last = max(len(raw) - 1, 0)
        self._begins: list[int] = []
        self._lines: list[tuple[int, RawPlaces]] = []
        at = 0
        for start, end in spans:
            text = canonical_text(raw[start:end])
            if text:
                self._begins.append(at)
                self._lines.append((start, RawPlaces(raw[start:end])))
                at += len(text) + 1
        self._end = at

    def of(self, offset: int) -> int:
        """Return the offset as received of what stands at `offset` of the canonical text."""
        index = bisect_right(self._begins, offset) - 1
        if index < 0 or offset >= self._end:
            return self._last
        start, places = self._lines[index]
        return start + places.of(offset - self._begins[index])


def line_spans(raw: str) -> list[tuple[int, int]]:
    """Return start and end of each line of a text, line ends included."""
    ends = list(accumulate(map(len, raw.splitlines(keepends=True)), initial=0))
    return list(pairwise(ends))
