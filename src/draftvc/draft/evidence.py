"""Whether a clause may begin at a line: by what stands before it, its marker or its first word.

A line start is never proof, because any word may stand there after wrapping. A marker must be the
one that is expected, or one that a gap in the numbering explains; a participle must follow the
end of a clause. Source: docs/notation.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftvc.draft.levels import Fit, Placed
from draftvc.draft.lines import Lines, has_ended, last_mark
from draftvc.draft.openers import preambular_opener
from draftvc.notation.dates import MONTH
from draftvc.notation.stamps import find_stamp

NEARBY = 3
"""Numbers missing before a marker where a line break may be made by wrapping."""
_FURTHEST = 50
"""Numbers missing before a marker that a line break alone can vouch for."""
_RUNS_ON = re.compile(
    r"\s*[\])]*\s*(?:and|or|to|of|above|below|thereof|in|with|shall|at|by)\b|\s*[,;)]"
)
_LISTED = re.compile(
    r"\s+[\[“\"*_]*(?:and|or|to|of|in|with|at|by)\b"
    r"(?!\s+(?:(?:of|in|with|to)\s+)?\(?(?:\d+|[ivx]+|[b-z]|a(?!\s+[a-z]))(?![a-z]))"
)
"""A small word that a clause may begin with: `a. to number`, but not `a. to c` or `(b) and (c)`."""
_FIRST_WORD = re.compile(r"\s*[\[“\"*_]*(\w+)")
_LABELS = re.compile(r"(?<!\w)\(?(?:[a-z]|[ivx]+|\d+)[.)]?,(?:\s+(?:and|or))?\Z")
"""The end of a list of labels: `in subparagraphs (a),`."""
_JOINS = re.compile(r"[,;]\s+(?:and|or)\Z", re.IGNORECASE)
"""The end of the last entry but one of a list."""
_BEGINS = re.compile(r"\s*[\[“\"*_(]*[A-Z]")
_REFERS = re.compile(
    r"\b(?:(?:sub-?)?para(?:graph)?s?|articles?|arts?|sections?|annex(?:es)?|chapters?|parts?|items?"
    r"|options?|resolutions?|decisions?|targets?|goals?|numbers?|nos?|pages?|versions?|of|and|or|to"
    rf"|in|on|the|by|from|until|with|{MONTH})\.?\s*\Z",
    re.IGNORECASE,
)
_RIVALS = re.compile(r"\s*(?:(?:\[[^\[\],;]{0,40}\]|\{[^{}]*\})\s*)*\Z")
"""A clause that is short brackets and groups alone so far: `[Recognizing] {TZA+}`."""
_GROUPS = re.compile(r"(?:\s*\{[^{}]*\})+\Z")
_FEW = 4
"""Lines that such brackets fill at most."""
_MARKS = frozenset(",;.:")
_HOURS = re.compile(r"(?:[01]?\d|2[0-3])[.:]\Z")
_MINUTES = re.compile(r"[0-5]\d[\s.,;)\]]*(?:\{|\Z)")


@dataclass(frozen=True, slots=True)
class Place:
    """The beginning of a line, as a place where a clause may begin."""

    lines: Lines
    index: int
    headed: bool
    """Whether a heading stands just before it."""
    item: str = ""
    """The first line of the clause that goes on before it, behind its marker."""

    @property
    def _tail(self) -> str:
        return self.lines.tail(self.index)

    @property
    def parted(self) -> bool:
        """Whether a heading or a blank line parts it from the text before it."""
        return self.headed or self.lines.after_blank(self.index)

    @property
    def may_begin(self) -> bool:
        """Whether a clause may begin here, whatever stands on the line."""
        return self.parted or self.ended or self.lines.breaks(self.index)

    @property
    def ended(self) -> bool:
        """Whether the text before it can be the end of a clause."""
        return has_ended(self._tail)

    @property
    def opens_list(self) -> bool:
        """Whether a colon stands before it: a count that begins here is one level below.

        Whoever speaks behind the colon, and whoever agreed to it.
        """
        said = _GROUPS.sub("", self._tail)
        mark = find_stamp(said)
        return last_mark(said[: mark[0]] if mark else said) == ":"

    @property
    def parts_time(self) -> bool:
        """Whether the line is the hours of an agreed mark, and its minutes are the next line."""
        behind = self.lines.all[self.index + 1 : self.index + 2]
        return (
            not self.parted
            and _HOURS.match(self.lines.all[self.index].text) is not None
            and any(_MINUTES.match(line.text) for line in behind)
            and find_stamp(self._tail) is not None
        )

    @property
    def refers(self) -> bool:
        """Whether the text before it refers to a number: `in accordance with paragraph`."""
        return _REFERS.search(self._tail) is not None

    def accepts(self, placed: Placed, rest: str, *, below: bool) -> bool:
        """Tell whether a marker marks a clause, given where it would stand and what follows it.

        `below`: it would open a level of its own.
        """
        if self.parted:
            return placed.step <= _FURTHEST or below
        if self.parts_time:
            return False
        if _RUNS_ON.match(rest):
            return self._begins_small(placed, rest)
        expected = placed.fit in (Fit.NEXT, Fit.FIRST)
        breaks = self.lines.breaks(self.index)
        if self.ended:
            near = NEARBY if not (breaks or placed.level.suffix) else _FURTHEST
            return expected or placed.step <= near
        if expected and breaks:
            return True
        # After a line without a mark at its end: a sentence, and the very next marker. Numbers may
        # be missing before it where it cannot be a number of the sentence before.
        gap = placed.fit is Fit.GAP and placed.step <= NEARBY
        due = placed.fit is Fit.NEXT or (gap and (breaks or placed.level.style != "number"))
        # No sentence begins with `7.bis` but a paragraph that was inserted, wherever it stands now.
        due = due or (placed.level.suffix > 0 and placed.step <= _FURTHEST)
        return due and _BEGINS.match(rest) is not None and not self.refers

    def accepts_decimal(self, placed: Placed, rest: str) -> bool:
        """Tell whether a number such as `1.2` marks a clause: in the text it is often a figure.

        It must be the next one, or nearly, behind an end or with a capital after it.
        """
        capital = _BEGINS.match(rest) is not None
        gap = placed.fit is Fit.GAP and placed.step <= NEARBY and capital
        if not (placed.fit in (Fit.NEXT, Fit.FIRST) or gap):
            return False
        if not (self.parted or self.ended or capital):
            return False
        return self.accepts(placed, rest, below=False)

    def _begins_small(self, placed: Placed, rest: str) -> bool:
        """Tell whether a clause begins here although its first word could go on a sentence.

        Only the first of its kind after a colon, and the next one after the end of the one before
        or after a line that is short beyond doubt. Where letters are missing before it, it stands
        after a colon, or begins with the word that the one before began with.
        """
        if _LISTED.match(rest) is None:
            return False
        if placed.fit is Fit.FIRST:
            return placed.level.style != "number" and self.opens_list
        refers = self.refers and _JOINS.search(self._tail) is None
        if refers or self._after_labels:
            return False
        if placed.fit is Fit.GAP:
            near = placed.level.style != "number" and placed.step <= NEARBY
            return near and (self.opens_list or (self.ended and self._goes_on_like(rest)))
        if placed.fit is not Fit.NEXT:
            return False
        return self.ended or self.lines.is_short(self.index - 1)

    def _goes_on_like(self, rest: str) -> bool:
        """Tell whether what follows a marker begins with the word that the item before began with.

        `a. to keep …,` and `c. to mend …,` are of one list, and b. is missing.
        """
        words = [_FIRST_WORD.match(each) for each in (self.item, rest)]
        return all(words) and len({word.group(1) for word in words if word}) == 1

    @property
    def _after_labels(self) -> bool:
        """Whether the text before it is a list of labels."""
        return _LABELS.search(self._tail) is not None

    def opens_preambular(self, begun: int | None) -> bool:
        """Tell whether a preambular paragraph without a number begins here.

        `begun`: the line at which the clause before it begins.
        """
        opener = preambular_opener(self.lines.head(self.index))
        if not opener:
            return False
        if opener == "known" and self.parted:
            return True
        if not self.ended or (opener == "likely" and self.lines.is_of_mark(self.index)):
            return False
        tail = self._tail
        mark = last_mark(tail)
        complete = mark in _MARKS or not self._has_rivals_only(begun)
        bracketed = tail[-1] in "]}" and self.lines.all[self.index].text[0] == "["
        within = last_mark(_GROUPS.sub("", tail)) == ";"
        if within or opener == "likely" or bracketed:
            return complete and self.lines.fits_before(self.index)
        return complete

    def _has_rivals_only(self, begun: int | None) -> bool:
        """Tell whether the clause before it is brackets and groups alone so far."""
        if begun is None or self.index - begun > _FEW:
            return False
        before = self.lines.all[begun : self.index]
        return _RIVALS.match(" ".join(line.text for line in before)) is not None
