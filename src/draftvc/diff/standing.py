"""Brackets that stand with the same words and parties between matched words, and were not matched.

Of `the [day] {RUS reserve}` that becomes `[day] {RUS reserve} the` a matcher takes either word,
and a small one alone is no match. What is known by its words and its parties stands.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from draftvc.diff.matcher import Block
from draftvc.diff.pieces import Extent
from draftvc.diff.view import View


def match_standing(blocks: Sequence[Block], old: View, new: View) -> list[Block]:
    """Return the blocks with one more in each gap: the words of the longest equal bracket in it.

    The words of a bracket that go on behind a block are of that block.

    Law: the match stays one to one, in order, of equal words.
    """
    if not (old.spans and new.spans):
        return list(blocks)
    found: list[Block] = []
    i = j = at_old = at_new = 0
    for block in (*blocks, (len(old.words), len(new.words), 0)):
        while i < block[0] and j < block[1] and _goes_on(old, i, new, j):
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
            i, j = i + 1, j + 1
        if i < block[0] and j < block[1]:
            here, at_old = _inside(old, i, block[0], at_old)
            there, at_new = _inside(new, j, block[1], at_new)
            if here and there:
                found += _longest(old, here, new, there)
        found += [block] if block[2] else []
        i, j = block[0] + block[2], block[1] + block[2]
    return found


def _goes_on(old: View, i: int, new: View, j: int) -> bool:
    """Tell whether a word is the next one of a bracket on both sides, behind a matched one."""
    if not (i and j) or old.words[i].text != new.words[j].text:
        return False
    a, b = old.words[i].bracket, new.words[j].bracket
    inside = a is not None and b is not None
    return inside and a == old.words[i - 1].bracket and b == new.words[j - 1].bracket


def _inside(view: View, start: int, end: int, at: int) -> tuple[list[Extent], int]:
    """Return the brackets of a stretch of words, from a bracket on, and where the next begin."""
    while at < len(view.spans) and view.spans[at].first < start:
        at += 1
    found: list[Extent] = []
    while at < len(view.spans) and view.spans[at].first < end:
        span = view.spans[at]
        found += [span] if span.first < span.last <= end else []
        at += 1
    return found, at


def _longest(
    old: View, here: Sequence[Extent], new: View, there: Sequence[Extent]
) -> Iterator[Block]:
    """Yield the words of the longest bracket that is the only one of its kind on either side."""
    olds, news = _alone(old, here), _alone(new, there)
    pairs = [(span, news[key]) for key, span in olds.items() if key in news]
    a, b = max(pairs, key=lambda pair: pair[0].last - pair[0].first, default=(None, None))
    if a is not None and b is not None:
        yield a.first, b.first, a.last - a.first


def _alone(view: View, spans: Sequence[Extent]) -> dict[Hashable, Extent]:
    found: dict[Hashable, Extent | None] = {}
    for span in spans:
        key = view.key(span.number)
        found[key] = None if key in found else span
    return {key: span for key, span in found.items() if span is not None}
