"""The part of two clauses that can differ: what stands before and after it is never read.

Two long paragraphs that differ in a word have the same beginning and the same end. A window is
cut where no bracket and no group is open, between two plain words, and far enough from the
difference that the same words matched elsewhere could not be the better match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from draftvc.diff.equality import normal_form
from draftvc.diff.trimming import common_end, common_start
from draftvc.draft.model import Clause
from draftvc.notation.model import Kind, Reading, Token
from draftvc.notation.reader import read_tokens
from draftvc.notation.stamps import find_stamp
from draftvc.notation.tokens import scan

_MARGIN = 16
"""Characters kept beside a difference, beyond its own length."""
_SEAM = re.compile(r"(?<=[\w,;]) (?=\w)")
_MARKS = re.compile(r"[\[\]{}]")
_LAYOUT = re.compile(r"[\s,;{}]+")
_WORTHWHILE = 80
"""Characters that a window must save to be worth its making."""


class Window(NamedTuple):
    """The places between which two canonical texts can differ, half open."""

    old: tuple[int, int]
    new: tuple[int, int]


class Trimmed(NamedTuple):
    """Two canonical texts, how they begin alike after their leads, and how they end alike."""

    old: str
    new: str
    lead_old: int
    lead_new: int
    before: int
    after: int


def trim(old: str, new: str, lead_old: int = 0, lead_new: int = 0) -> Trimmed:
    """Return how far two texts are the same; what leads them (their markers) left out."""
    rest_old, rest_new = (old[lead_old:], new[lead_new:]) if lead_old or lead_new else (old, new)
    before = common_start(rest_old, rest_new)
    after = common_end(rest_old, rest_new, min(len(rest_old), len(rest_new)) - before)
    return Trimmed(old, new, lead_old, lead_new, before, after)


def trim_clauses(old: Clause, new: Clause) -> Trimmed:
    """Return how far the texts of two clauses are the same, their markers left out."""
    leads = length_of_marker(old), length_of_marker(new)
    if min(leads) < 0 or (not leads[0]) is not (not leads[1]):
        return trim(old.text, new.text)
    return trim(old.text, new.text, *leads)


def find_window(old: Clause, trimmed: Trimmed) -> Window | None:
    """Return where two clauses can differ, their markers apart; None: almost anywhere."""
    if old.marker and not trimmed.lead_old:
        return None
    window = differing(trimmed)
    starts_late = window.old[0] > trimmed.lead_old
    saved = len(trimmed.old) - window.old[1] + (window.old[0] if starts_late else 0)
    if saved < _WORTHWHILE:
        return None
    # A window that begins with the words has the marker in it.
    return window if starts_late else Window((0, window.old[1]), (0, window.new[1]))


def differing(trimmed: Trimmed) -> Window:
    """Return where two texts can differ."""
    a, b, lead_a, lead_b = trimmed.old, trimmed.new, trimmed.lead_old, trimmed.lead_new
    before, after = trimmed.before, trimmed.after
    reach = max(len(a) - lead_a, len(b) - lead_b) - before - after + _MARGIN
    limit = min(lead_a + before - reach, _start_of_stamp(a), _start_of_stamp(b) - lead_b + lead_a)
    start = _seam_before(a, lead_a, limit) - lead_a
    ends = _seam_after(a, b, lead_a + start, lead_b + start, after - reach)
    return Window((lead_a + start, len(a) - ends), (lead_b + start, len(b) - ends))


def length_of_marker(clause: Clause) -> int:
    """Return where the marker ends; -1 where a bracket opens before it or it is not in place."""
    marker = clause.marker
    if not marker:
        return 0
    return len(marker) if marker[0] != "[" and clause.text.startswith(marker) else -1


def are_equal(one: str, other: str) -> bool:
    """Tell whether two canonical texts have the same tokens."""
    return one == other or _have_same_tokens(trim(one, other))


def differ_in_layout(trimmed: Trimmed) -> bool:
    """Tell whether two texts that differ, leads apart, have the same tokens all the same.

    A cheap answer: texts that spell a keyword in two ways are told as different.
    """
    a = trimmed.old[trimmed.lead_old + trimmed.before : len(trimmed.old) - trimmed.after]
    b = trimmed.new[trimmed.lead_new + trimmed.before : len(trimmed.new) - trimmed.after]
    # The letters are those of the tokens: where they differ there is no need to read.
    same_letters = sorted(_LAYOUT.sub("", a)) == sorted(_LAYOUT.sub("", b))
    return same_letters and _have_same_tokens(trimmed)


def _have_same_tokens(trimmed: Trimmed) -> bool:
    window = differing(trimmed)
    return normal_form(trimmed.old[slice(*window.old)]) == normal_form(
        trimmed.new[slice(*window.new)]
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
        tokens += [Token(Kind.STAMP, *stamp), *scan(text, stamp[1], end)]
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
    last = max(len(a) - _start_of_stamp(a), len(b) - _start_of_stamp(b))
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


def _start_of_stamp(text: str) -> int:
    stamp = find_stamp(text)
    return stamp[0] if stamp else len(text)


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
