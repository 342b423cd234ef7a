"""The lines of a received text that are not blank, and how they were wrapped."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from draftvc.notation.patterns import Pattern
from draftvc.notation.stamps import ends_in_mark, find_stamp
from draftvc.notation.unseen import has_unseen, unseen_places

if TYPE_CHECKING:
    from draftvc.source import SourceText

_NEAR = 12
"""Lines on each side from which the width around a line is read: indented paragraphs are wrapped
narrower than the rest."""
_NARROWEST = 0.6
"""A paragraph is not wrapped narrower than this part of the usual width."""
_OUTLIER = 1.1
"""Lines longer than this times the usual width do not count (a join that an extraction made)."""
_FEW = 8
"""A blank line within a sentence, in more than one of so many lines, means nothing."""
_WIDEST_PAGE = 200
"""Characters of the widest page seen; longer lines are paragraphs that were not wrapped."""
_TAIL = 80
"""Characters before a line that show whether a clause ends there; a stamp is shorter."""
_MARK_LINES = 3
"""Lines that an agreed mark is wrapped over at most."""
_END_MARKS = frozenset(",;.:!?…]}")
_QUOTES = ' \t”"’»)*_'
_CLOSERS = _QUOTES + "]}"
_LAST_BUT_ONE = Pattern(r"[,;]\s*(?:and|or)\Z", re.IGNORECASE)
_OPEN_GROUP = Pattern(r"\{[^{}\[\]]*(?:[+\-−–]|\breserve|\bdelete),?\Z", re.IGNORECASE)
"""A group that has lost its `}`, as the end of a clause has it."""
_SPACES = re.compile(" {2,}")
_MAY_END = frozenset("0123456789drfmsDRFMS")
"""Last characters of an entry of a list, or of an agreed mark, that is no mark."""


class Line(NamedTuple):
    """A line with something on it."""

    number: int
    """In the source, from 1."""
    start: int
    """Offset in the source of its first character that is not white."""
    text: str
    """Without white space at its ends."""
    indent: int
    """Characters of white space before it."""
    unseen: tuple[int, ...] = ()
    """Before which characters of the text each one stood that nobody sees and was left out."""

    @property
    def end(self) -> int:
        """Offset in the source after its last character that is not white."""
        return self.start + len(self.text) + len(self.unseen)

    def place(self, offset: int) -> int:
        """Return the offset in the source of a character of the text."""
        return self.start + offset + bisect_right(self.unseen, offset)


class Lines:
    """The lines of a text in order; blank ones show as gaps in their numbers."""

    def __init__(self, lines: Sequence[Line], cuts: Container[int] = ()) -> None:
        """Measure how the lines were wrapped; before those of `cuts` others were set aside."""
        self.all = lines
        self._cuts = cuts
        self._full = [_length(a.text) if _runs_on(a, b) else 0 for a, b in pairwise(lines)]
        """Length of each line that runs on into the next, else 0."""
        lengths = sorted(filter(None, self._full))
        parted = sum(
            full > 0 and b.number - a.number > 1
            for full, (a, b) in zip(self._full, pairwise(lines), strict=True)
        )
        after_each = parted * 5 > len(lengths) and parted * _FEW > len(lines)
        self.run_on = bool(lengths)
        """Whether any line runs on into the next."""
        self.width = _usual(lengths) or _widest(lines)
        """Usual length of a full line in characters; 0 where the lines are not wrapped."""
        self.blanks_part = not after_each and any(
            b.number - a.number > 1 for a, b in pairwise(lines)
        )
        """Whether a blank line parts paragraphs (in some extractions it follows every line)."""

    def __len__(self) -> int:
        """Return how many lines have something on them."""
        return len(self.all)

    def after_blank(self, index: int) -> bool:
        """Tell whether a blank line that means something stands before a line."""
        if index == 0:
            return True
        if index in self._cuts:
            return False  # a page ended there: the gap says nothing of the text
        return self.blanks_part and self.all[index].number - self.all[index - 1].number > 1

    def breaks(self, index: int) -> bool:
        """Tell whether the break before a line was not made by wrapping, as far as can be seen."""
        return not self.run_on or self.fits_before(index)

    def fits_before(self, index: int) -> bool:
        """Tell whether the first word of a line would still have fit on the line before.

        A blank line between them says the same.
        """
        if index == 0 or self.width == 0 or self.after_blank(index):
            return True
        word = self.all[index].text[:_TAIL].split(None, 1)[0]
        return _length(self.all[index - 1].text) + 1 + len(word) <= self._width_at(index)

    def is_short(self, index: int) -> bool:
        """Tell whether a line is so short that no wrapping, however narrow, can have ended it."""
        return _length(self.all[index].text) < self.width * _NARROWEST

    def is_of_mark(self, index: int) -> bool:
        """Tell whether all of a line belongs to an agreed mark, also one that is wrapped."""
        before = self.tail(index)
        said = before
        for line in self.all[index : index + _MARK_LINES]:
            said = f"{said} {line.text}"
            span = find_stamp(said)
            if span is not None and span[0] <= len(before) + 1:
                return True
        return False

    def tail(self, index: int) -> str:
        """Return the end of the text before a line, enough to see whether a clause ends there."""
        before = self.all[max(0, index - 3) : index]
        return " ".join(line.text[-_TAIL:] for line in before)[-_TAIL:]

    def head(self, index: int) -> str:
        """Return the beginning of the text from a line on, enough to see how it opens."""
        return " ".join(line.text[:_TAIL] for line in self.all[index : index + 2])[:_TAIL]

    def _width_at(self, index: int) -> float:
        """Return the length of a full line around a line."""
        most = self.width * _OUTLIER
        near = self._full[max(0, index - _NEAR) : index + _NEAR - 1]
        full = max((length for length in near if length <= most), default=0)
        return full if full > self.width * _NARROWEST else self.width


def read_lines(source: SourceText) -> list[Line]:
    """Return the lines of a text that are not blank."""
    found: list[Line] = []
    unseen = has_unseen(source.text)
    for number, (start, end) in enumerate(pairwise(source.line_starts), start=1):
        written = source.text[start:end]
        if unseen and has_unseen(written):
            found += _with_unseen(number, start, written)
            continue
        text = written.strip()
        if text:
            indent = len(written) - len(written.lstrip())
            found.append(Line(number, start + indent, text, indent))
    return found


def _with_unseen(number: int, start: int, written: str) -> Iterator[Line]:
    """Yield a line of which some characters are left out; none where nothing can be seen on it."""
    left_out = unseen_places(written)
    gone = set(left_out)
    kept = [at for at in range(len(written)) if at not in gone]
    bare = "".join(written[at] for at in kept)
    text = bare.strip()
    if text:
        indent = len(bare) - len(bare.lstrip())
        places = kept[indent : indent + len(text)]
        first, last = places[0], places[-1]
        inside = [at - first for at in left_out if first < at < last]
        unseen = tuple(at - number for number, at in enumerate(inside))
        yield Line(number, start + first, text, indent, unseen)


def has_ended(tail: str) -> bool:
    """Tell whether a clause may end where this text ends."""
    bare = tail.rstrip(_QUOTES)
    last = bare[-1:]
    if last in _END_MARKS:
        return True
    if last in _MAY_END and (_LAST_BUT_ONE.compiled.search(bare) or ends_in_mark(tail)):
        return True
    return "{" in bare and _OPEN_GROUP.compiled.search(bare) is not None


def last_mark(tail: str) -> str:
    """Return the character that ends a text, closing marks and quotation marks aside."""
    return tail.rstrip(_CLOSERS)[-1:]


def _length(text: str) -> int:
    """Return how long a line is, several spaces as one: a page that is set justified has some."""
    return len(_SPACES.sub(" ", text)) if "  " in text else len(text)


def _runs_on(line: Line, after: Line) -> bool:
    """Tell whether a sentence runs on from a line into the next."""
    text = after.text
    if not "a" <= text[0] <= "z" or text[1:2] in (".", ")"):
        return False
    return not has_ended(line.text[-_TAIL:])


def _widest(lines: Sequence[Line]) -> int:
    """Return the length of the longest line where no line runs on and none is too long for it."""
    longest = max((_length(line.text) for line in lines), default=0)
    return longest if longest <= _WIDEST_PAGE else 0


def _usual(lengths: Sequence[int]) -> float:
    """Return the length of a full line, given the sorted lengths of lines that run on."""
    if not lengths:
        return 0
    return min(lengths[int(len(lengths) * 0.95)], lengths[len(lengths) // 2] * 1.3)
