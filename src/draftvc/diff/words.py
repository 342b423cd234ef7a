"""Match the words of two views: first inside equal brackets, then plainly.

Law: the match is one to one and in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from draftvc.diff.best_common import best_common, weight_of
from draftvc.diff.embedded import embedded
from draftvc.diff.exchanged import match_exchanged
from draftvc.diff.jumping import match_jumped
from draftvc.diff.matcher import Block, matching_blocks
from draftvc.diff.passing import without_passing
from draftvc.diff.rising import longest_rising
from draftvc.diff.sliding import slide
from draftvc.diff.standing import match_standing
from draftvc.diff.view import View
from draftvc.limits import Limit, Limits

_GAIN = 8
"""By how much another match must be better: by two short words."""
_PROOF = 4
"""Words in a row, each in an equal place, that are proof by themselves."""


Stretch = tuple[tuple[int, int], tuple[int, int]]
"""A range of old words and one of new words, half open."""


def match_words(
    old: View,
    new: View,
    limits: Limits,
    stretches: Sequence[Stretch] = (),
) -> tuple[list[Block], tuple[Limit, ...]]:
    """Return the blocks of words that stand in both, in order, and the limits reached.

    `stretches` are ranges of old and new words that are matched each by itself; without any,
    all words are.
    """
    known: dict[Hashable, int] = {}
    keys = _keys(old, known), _keys(new, known)
    plain = [word.text for word in old.words], [word.text for word in new.words]
    matcher = _Matcher(limits)
    found: list[Block] = []
    for here, there in stretches or [((0, len(plain[0])), (0, len(plain[1])))]:
        one, other = plain[0][slice(*here)], plain[1][slice(*there)]
        if one == other:
            found += [(here[0], there[0], len(one))] if one else []
            continue
        blocks = _anchored(old, new, matcher, keys, plain, (here, there))
        better = _without_brackets(one, other, blocks, (here, there), old, new)
        found += better if better is not None else blocks
    reached = (Limit("match_tokens", new.label_at(0)),) if matcher.reached else ()
    blocks = match_standing(slide(_joined(found), old, new), old, new)
    blocks = match_jumped(blocks, old, new)
    blocks = match_exchanged(blocks, old, new)
    return without_passing(blocks, old, new), reached


def _anchored(
    old: View,
    new: View,
    matcher: _Matcher,
    keys: tuple[Sequence[Hashable], Sequence[Hashable]],
    plain: tuple[Sequence[str], Sequence[str]],
    stretch: Stretch,
) -> list[Block]:
    """Match words in equal brackets first, then plainly between them."""
    (from_a, to_a), (from_b, to_b) = stretch
    here, there = keys[0][from_a:to_a], keys[1][from_b:to_b]
    found: list[Block] = []
    at_a, at_b = from_a, from_b
    anchors = _anchors(matcher.blocks(here, there), here, there)
    for x, y, size in [*anchors, (len(here), len(there), 0)]:
        i, j = from_a + x, from_b + y
        if at_a < i and at_b < j:
            inner = matcher.blocks(plain[0][at_a:i], plain[1][at_b:j])
            if sum(n for *_, n in inner) < min(i - at_a, j - at_b):
                inner = _embedded(old, new, (at_a, i), (at_b, j)) or inner
            shifted = [(at_a + x, at_b + y, n) for x, y, n in inner]
            found += _sober(_joined(shifted), old, new, (at_a, i), (at_b, j))
        if size:
            found.append((i, j, size))
        at_a, at_b = i + size, j + size
    return found


def _embedded(
    old: View, new: View, range_a: tuple[int, int], range_b: tuple[int, int]
) -> list[Block] | None:
    """Return all words of one side as they stand among those of the other; None if they do not."""
    a, b = old.words[slice(*range_a)], new.words[slice(*range_b)]
    few, many, turned = (a, b, False) if len(a) <= len(b) else (b, a, True)
    blocks = embedded(
        [word.text for word in few],
        [word.text for word in many],
        [word.bracket is not None for word in many],
    )
    if blocks is None or not turned:
        return blocks
    return [(j, i, n) for i, j, n in blocks]


def _without_brackets(
    one: Sequence[str],
    other: Sequence[str],
    blocks: Sequence[Block],
    stretch: Stretch,
    old: View,
    new: View,
) -> list[Block] | None:
    """Return a match that keeps more words, where some stand in both and were not matched."""
    (from_a, _), (from_b, _) = stretch
    kept_a = {i - from_a + n for i, _, size in blocks for n in range(size)}
    kept_b = {j - from_b + n for _, j, size in blocks for n in range(size)}
    gone = Counter(word for n, word in enumerate(one) if n not in kept_a)
    come = Counter(word for n, word in enumerate(other) if n not in kept_b)
    if not any(len(word) > 3 for word in gone & come):
        return None
    better = best_common(one, other)
    if better is None:
        return None
    shifted = [(from_a + i, from_b + j, n) for i, j, n in better]
    shifted = _sober(_joined(shifted), old, new, stretch[0], stretch[1])
    gain = _worth(shifted, old) - _worth(blocks, old)
    return shifted if gain >= _GAIN else None


def _worth(blocks: Sequence[Block], view: View) -> int:
    return sum(weight_of(view.words[i + n].text) for i, _, size in blocks for n in range(size))


def _keys(view: View, known: dict[Hashable, int]) -> list[Hashable]:
    """Return each word with the outermost bracket around it: its words, marks and parties."""
    outer = view.outermost
    numbers = {
        top: known.setdefault(signature, len(known)) for top, signature in _signatures(view).items()
    }
    return [
        word.text if word.bracket is None else (word.text, numbers[outer[word.bracket]])
        for word in view.words
    ]


def _signatures(view: View) -> dict[int, Hashable]:
    """Return one comparable value an outer bracket: its words, inner marks and who asks."""
    found: dict[int, Hashable] = {}
    inner: dict[int, list[Hashable]] = {}
    for span in view.spans:
        top = view.outermost[span.number]
        first = view.spans[top].first
        inner.setdefault(top, []).append((span.first - first, span.last - first))
    for top, marks in inner.items():
        span = view.spans[top]
        words = tuple(word.text for word in view.words[span.first : span.last])
        found[top] = (words, tuple(marks), view.asked(top))
    return found


def _anchors(blocks: Sequence[Block], a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Block]:
    """Return the blocks in equal context that are proof enough to anchor on."""
    times: tuple[Counter[Hashable], Counter[Hashable]] | None = None
    found: list[Block] = []
    for i, j, size in blocks:
        held = size >= _PROOF or (i == 0 and j == 0) or (i + size == len(a) and j + size == len(b))
        if not held:
            times = times or (Counter(a), Counter(b))
            held = any(
                (not isinstance(key, str) or len(key) > 3) and times[0][key] == times[1][key] == 1
                for key in a[i : i + size]
            )
        if held:
            found.append((i, j, size))
    return found


class _Matcher:
    """Matches two lists of keys: equal ends first, then what stands between them."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.reached = False
        """Whether a stretch was too long to match word by word."""

    def blocks(self, a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Block]:
        start = 0
        while start < len(a) and start < len(b) and a[start] == b[start]:
            start += 1
        end = 0
        while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
            end += 1
        blocks: list[Block] = [(0, 0, start)] if start else []
        middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
        if middle_a and middle_b:
            blocks += [(i + start, j + start, n) for i, j, n in self._middle(middle_a, middle_b)]
        if end:
            blocks.append((len(a) - end, len(b) - end, end))
        return blocks

    def _middle(self, a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Block]:
        if max(len(a), len(b)) <= self.limits.match_tokens:
            return matching_blocks(a, b)
        self.reached = True
        return self._by_rare_words(a, b)

    def _by_rare_words(self, a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Block]:
        """Cut at words that stand once on each side, in order, then match between them."""
        count_a, count_b = Counter(a), Counter(b)
        where = {key: index for index, key in enumerate(b) if count_b[key] == 1}
        pairs = [(i, where[key]) for i, key in enumerate(a) if count_a[key] == 1 and key in where]
        blocks: list[Block] = []
        at_a = at_b = 0
        anchors = [pairs[number] for number in longest_rising([j for _, j in pairs])]
        for i, j in [*anchors, (len(a), len(b))]:
            gap_a, gap_b = a[at_a:i], b[at_b:j]
            if gap_a and gap_b and max(len(gap_a), len(gap_b)) <= self.limits.match_tokens:
                blocks += [(at_a + x, at_b + y, n) for x, y, n in self.blocks(gap_a, gap_b)]
            if i < len(a):
                blocks.append((i, j, 1))
            at_a, at_b = i + 1, j + 1
        return blocks


def _sober(
    blocks: list[Block], old: View, new: View, range_a: tuple[int, int], range_b: tuple[int, int]
) -> list[Block]:
    """Drop lone small words that meet by chance between two different wordings."""
    matched = sum(size for *_, size in blocks)
    if matched in (range_a[1] - range_a[0], range_b[1] - range_b[0]):
        # One side has no other wording: its words stand, and others came or went beside them.
        return blocks
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
