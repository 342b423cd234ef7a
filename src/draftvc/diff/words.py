"""Match the words of two views: difflib on words, first inside equal brackets, then plainly.

Law: the match is one to one and in order. A word parted by bracket marks (`[t][T]argets`) is
matched as the words it can be read as. Source: INTERFACES section 4, *token*.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from draftvc.diff.view import Extent, View, Word
from draftvc.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

Block = tuple[int, int, int]
"""Start in old, start in new, length; of word indexes."""


def match_words(old: View, new: View, limits: Limits) -> list[Block]:
    """Return the blocks of words that stand in both, in order."""
    a = _keys(old)
    b = _keys(new)
    anchors = [block for block in _blocks(a, b, limits) if _holds(block, a, b)]
    found: list[Block] = []
    at_a = at_b = 0
    plain_a = [word.text for word in old.words]
    plain_b = [word.text for word in new.words]
    for i, j, size in [*anchors, (len(a), len(b), 0)]:
        if at_a < i and at_b < j:
            inner = _blocks(plain_a[at_a:i], plain_b[at_b:j], limits)
            shifted = [(at_a + x, at_b + y, n) for x, y, n in inner]
            found += _sober(shifted, old, new, (at_a, i), (at_b, j))
        if size:
            found.append((i, j, size))
        at_a, at_b = i + size, j + size
    return _joined(found)


def split_parted_words(old: View, new: View) -> tuple[View, View]:
    """Return both views with words cut where the other side has them parted by marks."""
    readings: dict[str, tuple[str, ...]] = {}
    for view in (old, new):
        readings.update(_parted_readings(view))
    if not readings:
        return old, new
    return _cut(old, readings), _cut(new, readings)


def _keys(view: View) -> list[Hashable]:
    outer = view.outermost
    signatures = view.signatures
    ids = {index: (signatures[index],) for index in {o for o in outer if o is not None}}
    return [
        (word.text, None if top is None else ids[top])
        for word, top in zip(view.words, outer, strict=True)
    ]


def _holds(block: Block, a: Sequence[Hashable], b: Sequence[Hashable]) -> bool:
    """Tell whether a block in equal context is proof enough to anchor on."""
    i, j, size = block
    if size >= 4 or (i == 0 and j == 0) or (i + size == len(a) and j + size == len(b)):
        return True
    return any(
        a.count(key) == 1 and b.count(key) == 1 and (key[1] is not None or len(key[0]) > 3)  # type: ignore[index]
        for key in a[i : i + size]
    )


def _blocks(a: Sequence[Hashable], b: Sequence[Hashable], limits: Limits) -> list[Block]:
    start = 0
    while start < len(a) and start < len(b) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    blocks: list[Block] = [(0, 0, start)] if start else []
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    if middle_a and middle_b:
        blocks += [(i + start, j + start, n) for i, j, n in _middle(middle_a, middle_b, limits)]
    if end:
        blocks.append((len(a) - end, len(b) - end, end))
    return blocks


def _middle(a: Sequence[Hashable], b: Sequence[Hashable], limits: Limits) -> list[Block]:
    if max(len(a), len(b)) <= limits.match_tokens:
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        return [(i, j, n) for i, j, n in matcher.get_matching_blocks() if n]
    return _by_rare_words(a, b, limits)


def _by_rare_words(a: Sequence[Hashable], b: Sequence[Hashable], limits: Limits) -> list[Block]:
    """Cut at words that stand once on each side, in order, then match between them."""
    count_a, count_b = Counter(a), Counter(b)
    where = {key: index for index, key in enumerate(b) if count_b[key] == 1}
    pairs = [(i, where[key]) for i, key in enumerate(a) if count_a[key] == 1 and key in where]
    anchors = _longest_rising(pairs)
    if not anchors:
        return []
    blocks: list[Block] = []
    at_a = at_b = 0
    for i, j in [*anchors, (len(a), len(b))]:
        gap_a, gap_b = a[at_a:i], b[at_b:j]
        if gap_a and gap_b and max(len(gap_a), len(gap_b)) <= limits.match_tokens:
            blocks += [(at_a + x, at_b + y, n) for x, y, n in _blocks(gap_a, gap_b, limits)]
        if i < len(a):
            blocks.append((i, j, 1))
        at_a, at_b = i + 1, j + 1
    return blocks


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        if place == len(tails):
            tails.append(j)
            ends.append(number)
        else:
            tails[place], ends[place] = j, number
        back.append(ends[place - 1] if place else -1)
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = back[at]
    return chain[::-1]


def _sober(
    blocks: list[Block], old: View, new: View, range_a: tuple[int, int], range_b: tuple[int, int]
) -> list[Block]:
    """Drop lone small words that meet by chance between two different wordings."""
    kept: list[Block] = []
    for i, j, n in blocks:
        starts = i == range_a[0] and j == range_b[0]
        ends = i + n == range_a[1] and j + n == range_b[1]
        weight = sum(len(word.text) > 3 for word in old.words[i : i + n]) * 2 + n
        if starts or ends or weight >= 3 or _fills(old, i, n) or _fills(new, j, n):
            kept.append((i, j, n))
    return kept


def _fills(view: View, first: int, size: int) -> bool:
    """Tell whether words are all that a bracket holds: short, but one wording."""
    bracket = view.words[first].bracket
    if bracket is None:
        return False
    extent = view.spans[bracket]
    return extent.first == first and extent.last == first + size


def _joined(blocks: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for i, j, n in blocks:
        if joined:
            x, y, m = joined[-1]
            if x + m == i and y + m == j:
                joined[-1] = (x, y, m + n)
                continue
        joined.append((i, j, n))
    return joined


def _parted_readings(view: View) -> dict[str, tuple[str, ...]]:
    readings: dict[str, tuple[str, ...]] = {}
    for run in _glued_runs(view):
        pieces = [view.words[index] for index in run]
        if len({piece.bracket for piece in pieces}) < 2 or len(pieces) > 6:
            continue
        for size in range(2, len(pieces) + 1):
            for start in range(len(pieces) - size + 1):
                some = [p.text for p in pieces[start : start + size]]
                readings.setdefault("".join(some), tuple(some))
        tail = tuple(p.text for p in pieces if p.bracket is None)
        for piece in pieces:
            if piece.bracket is not None and tail:
                before = piece.start < min(p.start for p in pieces if p.bracket is None)
                word = (piece.text, *tail) if before else (*tail, piece.text)
                readings.setdefault("".join(word), word)
    return readings


def _glued_runs(view: View) -> list[list[int]]:
    runs: list[list[int]] = []
    run: list[int] = []
    for index, word in enumerate(view.words):
        if not word.text[0].isalnum():
            run = []
            continue
        if run:
            gap = view.reading.text[view.words[run[-1]].end : word.start]
            if not gap or gap.strip("[]"):
                run = []
        run.append(index)
        if len(run) == 2:
            runs.append(run)
    return runs


def _cut(view: View, readings: dict[str, tuple[str, ...]]) -> View:
    words: list[Word] = []
    shift: list[int] = []
    for word in view.words:
        shift.append(len(words))
        at = word.start
        for piece in readings.get(word.text, (word.text,)):
            words.append(Word(piece, at, at + len(piece), word.bracket))
            at += len(piece)
    if len(words) == len(view.words):
        return view
    shift.append(len(words))
    spans = tuple(
        Extent(s.index, shift[s.first], shift[s.last], s.parent, s.depth, s.marks)
        for s in view.spans
    )
    return replace(view, words=tuple(words), spans=spans)
