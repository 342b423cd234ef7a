"""Read a draft: a received text into clauses, beside those that are recorded (`recorded`).

Law: every character of a received text that can be seen is in exactly one clause's `raw`, one
heading or one line set aside, in the order of the text. Reading raises on nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from draftvc.draft.front import elements
from draftvc.draft.furniture import find_furniture
from draftvc.draft.labels import label_clauses
from draftvc.draft.lines import Line, Lines, read_lines
from draftvc.draft.model import Clause, Draft, SetAside
from draftvc.draft.recorded import draft_of_clauses
from draftvc.draft.segments import Segment, find_segments
from draftvc.notation.patterns import Pattern
from draftvc.notation.unseen import NO_WIDTH, SOFT_HYPHEN, without_unseen
from draftvc.source import SourceText

_BLANK = Pattern(rf"[\s{NO_WIDTH}{SOFT_HYPHEN}]*")
"""What stands between the lines of a clause and those that were set aside."""

__all__ = ["draft_of_clauses", "read_draft"]


def read_draft(given: str | SourceText) -> Draft:
    """Return the draft that a received text holds; never raises."""
    source = SourceText(given) if isinstance(given, str) else given
    every = read_lines(source)
    apart = find_furniture(every)
    kept = [index for index in range(len(every)) if index not in apart]
    cuts = {at for at, (a, b) in enumerate(pairwise(kept), start=1) if b - a > 1}
    lines = Lines([every[index] for index in kept], cuts)
    segments = find_segments(lines)
    labels = label_clauses([(each.kind, each.depth, each.marker) for each in segments])
    clauses = [
        _clause(source.text, lines, segment)._replace(label=label, parent=parent)
        for segment, (label, parent) in zip(segments, labels, strict=True)
    ]
    set_aside = tuple(
        SetAside(every[index].number, every[index].text, code)
        for index, code in sorted(apart.items())
    )
    return Draft(tuple(clauses), set_aside=set_aside, source=source)


def _clause(text: str, lines: Lines, segment: Segment) -> Clause:
    own = lines.all[segment.first : segment.last]
    raw, gaps = _raw(text, own)
    start = own[0].start
    clause = Clause(
        label="",
        kind=segment.kind,
        marker=segment.marker,
        raw=raw,
        depth=segment.depth,
        heading=" ".join(_words(lines, segment.headings)) or None,
        start=start,
        gaps=gaps,
    )
    if segment.kind != "front":
        return clause
    spans = elements(lines, segment.first, segment.last)
    within = tuple(
        (clause.raw_offset(begin), clause.raw_offset(end - 1) + 1) for begin, end in spans
    )
    return clause._replace(elements=within)


def _words(lines: Lines, headings: Sequence[int]) -> list[str]:
    return [word for at in headings for word in lines.all[at].text.split()]


def _raw(text: str, own: Sequence[Line]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the characters of a clause's lines, and where lines set aside were left out."""
    pieces: list[str] = []
    gaps: list[tuple[int, int]] = []
    size, begin = 0, own[0].start
    for line, after in pairwise(own):
        between = text[line.end : after.start]
        if not without_unseen(between).strip():
            continue
        blank = _BLANK.compiled.match(between)
        stop = line.end + (blank.end() if blank else 0)
        pieces.append(text[begin:stop])
        size += stop - begin
        gaps.append((size, after.start - stop))
        begin = after.start
    pieces.append(text[begin : own[-1].end])
    return "".join(pieces), tuple(gaps)
