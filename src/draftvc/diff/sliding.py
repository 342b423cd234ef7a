"""Slide what came or went to where a bracket begins and ends.

Of `[the right to know] [the right to be told]` the first three words went or the second three: the
words are the same, and a matcher takes either. What a room gives up is a bracket with its words. So
it is with the items of a list: “to sing;” came, and not “sing; to”.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Set

from draftvc.diff.matcher import Block
from draftvc.diff.pieces import Extent
from draftvc.diff.view import View

_ENDS = frozenset(";:")
"""What ends an item of a list, or stands before the first."""
_FAR = 60
"""Words that a boundary slides at most: longer repetitions are not told by eye either."""


def slide(blocks: list[Block], old: View, new: View) -> list[Block]:
    """Return as many blocks of as many words, with gaps that part as few brackets as they can.

    A gap slides where only one side has words in it. Law: the match stays one to one, in order,
    of equal words.
    """
    places = _placeholders(old)
    slid = _at_placeholders(blocks, old, new, places) if places else list(blocks)
    for at in range(len(slid) - 1):
        (i, j, n), (x, y, m) = slid[at : at + 2]
        if i + n < x and j + n == y:
            steps = _best(old, i + n, x, n, m)
        elif i + n == x and j + n < y:
            steps = _best(new, j + n, y, n, m, {place - x for place in places})
        else:
            continue
        if steps:
            slid[at : at + 2] = [(i, j, n + steps), (x + steps, y + steps, m - steps)]
    return [block for block in slid if block[2]]


def _at_placeholders(blocks: list[Block], old: View, new: View, places: list[int]) -> list[Block]:
    """Part gaps in which words went before a placeholder and others came in its place."""
    found: list[Block] = []
    for number, (i, j, n) in enumerate(blocks):
        if number:
            before = found[-1]
            end_old, end_new = before[0] + before[2], before[1] + before[2]
            for by in [place - i for place in places if 0 < place - i <= n]:
                mates = range(end_new, end_new + by)
                if end_old < i and end_new + by < j and _are_same(old, i, new, mates):
                    found.append((i, end_new, by))
                    i, j, n = i + by, j + by, n - by
                    break
        found.append((i, j, n))
    return [block for block in found if block[2]]


def _are_same(old: View, start: int, new: View, mates: range) -> bool:
    return all(
        old.words[start + step].text == new.words[mate].text for step, mate in enumerate(mates)
    )


def _best(
    view: View, start: int, end: int, before: int, after: int, wanted: Set[int] = frozenset()
) -> int:
    """Return by how many words a gap slides, to the left below 0; 0 where it stands well.

    `wanted` are slides that bring it to where a placeholder stood: what came filled it.
    """
    here = (_parted(view, start, end), 0 not in wanted, _straddled(view, start, end))
    if not here[0] and not wanted and not here[2]:
        return 0
    found = [
        (
            _parted(view, start + by, end + by),
            by not in wanted,
            _straddled(view, start + by, end + by),
            abs(by),
            by,
        )
        for by in _slides(view, start, end, before, after)
    ]
    best = min(found, default=(*here, 0, 0))
    return best[4] if best[:3] < here else 0


def _straddled(view: View, start: int, end: int) -> int:
    """Return how many ends of items stand within a gap, its first and last words aside."""
    return sum(view.words[index].text in _ENDS for index in range(start + 1, end - 1))


def _placeholders(view: View) -> list[int]:
    """Return the words before which a placeholder stands."""
    starts = [word.start for word in view.words]
    return [
        bisect_right(starts, brace.start) for brace in view.others if brace.kind == "placeholder"
    ]


def _slides(view: View, start: int, end: int, before: int, after: int) -> Iterator[int]:
    """Yield by how much a gap can slide over equal words of the same clause."""
    for by in range(1, min(before, _FAR) + 1):
        if not _same(view, start - by, end - by):
            break
        yield -by
    for by in range(min(after, _FAR)):
        if not _same(view, start + by, end + by):
            break
        yield by + 1


def _same(view: View, one: int, other: int) -> bool:
    a, b = view.words[one], view.words[other]
    return a.text == b.text and view.part_at(a.start) == view.part_at(b.start)


def _parted(view: View, start: int, end: int) -> int:
    """Return how many brackets have words both in a gap and outside it, those around it aside."""
    inside = {view.words[index].bracket for index in range(start, end)}
    return sum(_is_parted(span, start, end) for span in _with_parents(view, inside))


def _is_parted(span: Extent, start: int, end: int) -> bool:
    around = span.first <= start and end <= span.last
    within = start <= span.first and span.last <= end
    return not around and not within


def _with_parents(view: View, brackets: set[int | None]) -> Iterator[Extent]:
    seen: set[int] = set()
    for each in brackets:
        index = each
        while index is not None and index not in seen:
            seen.add(index)
            yield view.spans[index]
            index = view.spans[index].parent
