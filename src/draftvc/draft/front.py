"""The front of a draft: its elements, and the title, organ and day they name.

An element is status line, organ, session, place and date, title or formula, however its lines
are wrapped. Source: docs/notation.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from draftvc.draft.headings import is_part_heading
from draftvc.draft.lines import Lines
from draftvc.draft.status import FORMULA, PLACE, SESSION, TITLE, status_length
from draftvc.notation.dates import find_date

Span = tuple[int, int]
_LINKS = frozenset(
    ("of", "the", "and", "for", "on", "in", "to", "at", "by", "with", "from", "a", "an", "&")
)
_NEAR = 5000
"""Characters of a front in which elements are known by their words."""
_FIELD = re.compile(r"[a-z_]{2,20}:(?:\s|\Z)|-{3,}\Z")
"""A line of the table that some markdown files begin with."""
_KEY = re.compile(r"title:\s*", re.IGNORECASE)
_LONGEST_NAME = 160
_LONGEST_TITLE = 400
_MARKS = "#*_[] "


class Front(NamedTuple):
    """What a front names; None where it names none."""

    title: str | None = None
    organ: str | None = None
    date: str | None = None
    """ISO day: of the status line, not of the session."""


def read_front(text: str) -> Front:
    """Return what the canonical text of a front, one line an element, names."""
    lines = [line for line in text.split("\n") if any(map(str.isalpha, line[:_LONGEST_TITLE]))]
    body = [line for line in lines if len(line) <= _LONGEST_TITLE and not status_length(line)]
    formula = body.pop() if body and FORMULA.compiled.fullmatch(body[-1]) else ""
    names = [line for line in body if _may_name(line)]
    titles = [line for line in body if TITLE.compiled.match(line) or _KEY.match(line)] or names[-1:]
    title = _KEY.sub("", titles[0]).strip(_MARKS) or None if titles else None
    before = names[: names.index(titles[0])] if titles and titles[0] in names else names
    organ = before[0].strip(_MARKS) if before else _by_formula(formula)
    return Front(title, organ or None, _day(lines))


def _by_formula(formula: str) -> str:
    """Return the organ that an enacting formula names: “The World Rivers Assembly,”."""
    return formula.strip(_MARKS + ",").removeprefix("The ")


def _may_name(line: str) -> bool:
    """Tell whether an element can be the name of an organ or of the draft."""
    if PLACE.compiled.match(line) or SESSION.compiled.fullmatch(line):
        return False
    if find_date(line) or is_part_heading(line):
        return False
    bare = line.strip("#[] ")
    return bare[:1].isupper() and len(bare) <= _LONGEST_NAME and bare[-1] not in ",.;:”"


def _day(lines: Sequence[str]) -> str | None:
    """Return the day of the status line; else the first day that is not the session's."""
    dated = [line for line in lines if status_length(line)]
    dated += [line for line in lines if not PLACE.compiled.match(line)]
    days = (find_date(line[:_LONGEST_TITLE]) for line in dated)
    return next((day.iso for day in days if day is not None), None)


def elements(lines: Lines, first: int, last: int) -> tuple[Span, ...]:
    """Return the elements of a front of lines `first` to `last`: spans of the source text."""
    shown = lines.all[first:last]
    text = " ".join(line.text for line in shown)
    starts, at = [], 0
    for line in shown:
        starts.append(at)
        at += len(line.text) + 1
    cuts = {0, *(starts[i] for i in range(1, len(shown)) if not _wrapped(lines, first + i))}
    for start, named, end in _known(text):
        # Of several names before a place and its dates, the last line holds the place.
        begin = max((cut for cut in cuts if start < cut < named), default=start)
        cuts = {cut for cut in cuts if not begin < cut < end} | {begin, end}
    cuts -= {len(text), len(text) + 1}
    cuts |= set(_repeats(text, sorted(cuts)))

    def source(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        return shown[index].place(offset - starts[index])

    ordered = [*sorted(cuts), len(text)]
    spans = []
    for begin, end in pairwise(ordered):
        size = len(text[begin:end].rstrip())
        spans.append((source(begin), source(begin + size - 1) + 1))
    return tuple(spans)


def _wrapped(lines: Lines, index: int) -> bool:
    """Tell whether the line break before a line stands within an element."""
    before, text = lines.all[index - 1].text, lines.all[index].text
    if lines.after_blank(index) or _FIELD.match(text) or _FIELD.match(before):
        return False
    if before.rsplit(None, 1)[-1].strip(_MARKS).lower() in _LINKS or "a" <= text[0] <= "z":
        return True
    return before[-1] not in ".,;:" and not lines.breaks(index)


def _known(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the elements that are known by their words, each with the space after it.

    Its start, where its name ends if that may begin later, and its end.
    """
    head = text[:_NEAR]
    status = status_length(head)
    if status and _ends_there(text, status):
        yield 0, 0, _after(text, status)
    for pattern in (SESSION, PLACE):
        for match in pattern.compiled.finditer(head):
            if _ends_there(text, match.end()):
                named = match.start() if pattern is SESSION else match.end("place")
                yield match.start(), named, _after(text, match.end())
    formula = FORMULA.compiled.search(text, max(0, len(text) - _LONGEST_NAME))
    if formula:
        yield formula.start(), formula.start(), len(text)


def _ends_there(text: str, at: int) -> bool:
    """Tell whether an element can end at an offset: what follows begins anew."""
    rest = text[at : at + 2].lstrip()
    return not rest or (text[at].isspace() and (rest[0].isupper() or rest[0].isdigit()))


def _after(text: str, at: int) -> int:
    return at + 1 if at < len(text) else at


def _repeats(text: str, cuts: Sequence[int]) -> Iterator[int]:
    """Yield where an element begins that says the same as the one it is joined to."""
    for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if end - begin > _NEAR:
            continue
        words = [match.start() for match in re.finditer(r"\S+", text[begin:end])]
        half, odd = divmod(len(words), 2)
        if half and not odd:
            middle = begin + words[half]
            if text[begin:middle].split() == text[middle:end].split():
                yield middle
