"""The part of two clauses that can differ: what stands before and after it is never read.

Two long paragraphs that differ in a word have the same beginning and the same end. A window is
cut where no bracket and no group is open, between two plain words, and far enough from the
difference that the same words matched elsewhere could not be the better match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from draftvc.diff.equality import normal_form
from draftvc.diff.trimming import common_end, common_start
from draftvc.draft.model import Clause
from draftvc.notation.model import Kind, Reading, Token
from draftvc.notation.reader import read_tokens
from draftvc.notation.stamps import find_stamp
from draftvc.notation.tokens import scan

_MARGIN = 48
"""Characters kept beside a difference, beyond its own length."""
_SEAM = re.compile(r"(?<=[\w,;]) (?=\w)")
_MARKS = re.compile(r"[\[\]{}]")
_LAYOUT = re.compile(r"[\s,;{}]+")
_WORTHWHILE = 80
"""Characters that a window must save to be worth its making."""


@dataclass(frozen=True, slots=True)
class Window:
    """The places between which two canonical texts can differ, half open."""

    old: tuple[int, int]
    new: tuple[int, int]


def find_window(old: Clause, new: Clause) -> Window | None:
    """Return where two clauses can differ, their markers apart; None: almost anywhere."""
    lead_old, lead_new = length_of_marker(old), length_of_marker(new)
    if min(lead_old, lead_new) < 0 or (not lead_old) is not (not lead_new):
        return None
    window = differing(old.text, new.text, lead_old, lead_new)
    starts_late = window.old[0] > lead_old
    saved = len(old.text) - window.old[1] + (window.old[0] if starts_late else 0)
    if saved < _WORTHWHILE:
        return None
    # A window that begins with the words has the marker in it.
    return window if starts_late else Window((0, window.old[1]), (0, window.new[1]))


def differing(a: str, b: str, lead_a: int = 0, lead_b: int = 0) -> Window:
    """Return where two canonical texts can differ, each from an offset on."""
    rest_a, rest_b = (a[lead_a:], b[lead_b:]) if lead_a or lead_b else (a, b)
    before = common_start(rest_a, rest_b)
    after = common_end(rest_a, rest_b, min(len(rest_a), len(rest_b)) - before)
    reach = max(len(rest_a), len(rest_b)) - before - after + _MARGIN
    start = _seam_before(a, lead_a, lead_a + before - reach) - lead_a
    ends = _seam_after(a, b, lead_a + start, lead_b + start, after - reach)
    return Window((lead_a + start, len(a) - ends), (lead_b + start, len(b) - ends))


def length_of_marker(clause: Clause) -> int:
    """Return where the marker ends; -1 where a bracket opens before it or it is not in place."""
    marker = clause.marker
    if not marker:
        return 0
    return len(marker) if marker[0] != "[" and clause.text.startswith(marker) else -1


def differ_in_layout(old: Clause, new: Clause) -> bool:
    """Tell whether two clauses whose texts differ have the same tokens all the same."""
    window = differing(old.text, new.text)
    a, b = old.text[slice(*window.old)], new.text[slice(*window.new)]
    # The letters are those of the tokens: where they differ there is no need to read.
    return sorted(_LAYOUT.sub("", a)) == sorted(_LAYOUT.sub("", b)) and (
        normal_form(a) == normal_form(b)
    )


def read_window(clause: Clause, within: tuple[int, int]) -> Reading:
    """Return the marks of the part of a clause that lies within a window."""
    text = clause.text
    start, end = within
    tokens: list[Token] = []
    if start == 0 and clause.marker and text.startswith(clause.marker):
        bare = clause.marker.lstrip("[ ")
        at = len(clause.marker) - len(bare)
        tokens = [*scan(text, 0, at), Token(Kind.MARKER, at, len(clause.marker))]
        start = len(clause.marker)
    stamp = find_stamp(text) if end == len(text) else None
    tokens += scan(text, start, stamp[0] if stamp else end)
    if stamp:
        tokens.append(Token(Kind.STAMP, *stamp))
    return read_tokens(text, tokens)


def _seam_before(text: str, first: int, limit: int) -> int:
    """Return the last place up to `limit` where a window can begin; `first` for none."""
    for start, end in reversed(list(_free(text, first, limit))):
        seams = list(_SEAM.finditer(text, start, end))
        if seams:
            return seams[-1].end()
    return first


def _seam_after(a: str, b: str, start_a: int, start_b: int, most: int) -> int:
    """Return how many characters at the end, at most `most`, can be left out; 0 for none."""
    if most <= 0:
        return 0
    last = max(_length_of_stamp(a), _length_of_stamp(b))
    shift = len(b) - len(a)
    other = _free(b, start_b, len(b))
    there = next(other, None)
    for begin, end in _free(a, start_a, len(a)):
        first = max(begin, len(a) - most)
        while there is not None and there[1] < first + shift:
            there = next(other, None)
        if there is None:
            return 0
        for seam in _SEAM.finditer(a, first, end):
            kept = len(a) - seam.end()
            if kept <= last:
                return 0
            if there[0] < seam.start() + shift and seam.end() + shift <= there[1]:
                return kept
    return 0


def _length_of_stamp(text: str) -> int:
    stamp = find_stamp(text)
    return len(text) - stamp[0] if stamp else 0


def _free(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which no bracket and no group is open, half open."""
    depth, at = 0, start
    for mark in _MARKS.finditer(text, start, max(stop, start)):
        if depth == 0:
            yield at, mark.start()
        depth += 1 if mark[0] in "[{" else -1
        at = mark.end()
        if depth < 0:
            depth = 0
    if depth == 0 and at < stop:
        yield at, stop
