"""Which item of base is which item of a side: the comparison's own pairing of words and brackets.

Law: the pairs are one to one and in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from draftvc.diff.brackets import match_brackets
from draftvc.diff.matcher import matching_blocks
from draftvc.diff.rising import longest_rising
from draftvc.diff.words import match_words
from draftvc.limits import Limits
from draftvc.merge.items import Item, Side

Pairs = list[tuple[int, int]]


_QUOTES = frozenset('“”"„‟«»')


class Alignment:
    """How a side meets base."""

    def __init__(self, base: Side, side: Side, limits: Limits) -> None:
        """Pair words, then brackets, then what is left between them."""
        self.base, self.side = base, side
        self.brackets: dict[int, int] = {}
        """Number of a bracket on the side → its number in base."""
        self.parts: dict[int, tuple[int, ...]] = {}
        """Number of a bracket of base that the side parted → those of its parts there."""
        words, marks = self._matched(limits)
        pairs = sorted(words + _in_gaps(marks, words))
        pairs = sorted(pairs + self._rest(pairs))
        self.mate = [-1] * len(base.items)
        """For each item of base its item on the side; -1 where it is gone."""
        for i, j in pairs + self._respelled(pairs):
            self.mate[i] = j

    def _matched(self, limits: Limits) -> tuple[Pairs, Pairs]:
        base, side = self.base, self.side
        blocks, _ = match_words(base.view, side.view, limits)
        matching = match_brackets(base.view, side.view, blocks, limits)
        words: Pairs = []
        for i, j, size in matching.blocks:
            for step in range(size):
                here, there = base.view.words[i + step], side.view.words[j + step]
                if here.start in base.at and there.start in side.at:
                    words.append((base.at[here.start], side.at[there.start]))
        marker = [[n for n, x in enumerate(s.items) if x.kind == "marker"] for s in (base, side)]
        words += zip(*marker, strict=False)
        pairs = matching.pairs | self._in_place(words, matching.pairs)
        self.brackets = {b: a for a, b in pairs.items()}
        self.parts = dict(matching.split)
        marks: Pairs = []
        for a, b in pairs.items():
            for x, y in zip(base.view.spans[a].marks, side.view.spans[b].marks, strict=False):
                i, j = base.at.get(x[0], -1), side.at.get(y[0], -1)
                if min(i, j) >= 0 and base.items[i].kind == side.items[j].kind:
                    marks.append((i, j))
        return _rising(words), marks

    def _in_place(self, words: Pairs, known: Mapping[int, int]) -> dict[int, int]:
        """Pair brackets that begin and end between the same words, and share one."""
        olds, news = [i for i, _ in words], [j for _, j in words]
        paired = set(known.values())
        there: dict[tuple[int, int], list[int]] = {}
        for at, item in enumerate(self.side.items):
            if item.kind == "open" and item.bracket not in paired:
                place = bisect_left(news, at), bisect_left(news, self.side.partner[at])
                there.setdefault(place, []).append(item.bracket)
        found: dict[int, int] = {}
        for at, item in enumerate(self.base.items):
            if item.kind == "open" and item.bracket not in known:
                place = bisect_left(olds, at), bisect_left(olds, self.base.partner[at])
                if place[0] < place[1] and there.get(place):
                    found[item.bracket] = there[place].pop(0)
        return found

    def _respelled(self, pairs: Pairs) -> Pairs:
        """Pair words that stand in the same place with other glyphs or letters' case."""
        found: Pairs = []
        ends = [(-1, -1), *pairs, (len(self.base.items), len(self.side.items))]
        for (i, j), (x, y) in pairwise(ends):
            if x - i != y - j:
                continue
            here = [self.base.items[n] for n in range(i + 1, x)]
            there = [self.side.items[n] for n in range(j + 1, y)]
            if all(map(_is_respelled, here, there)):
                found += zip(range(i + 1, x), range(j + 1, y), strict=True)
        return found

    def _rest(self, pairs: Pairs) -> Pairs:
        """Pair what the comparison does not read: line ends of a front, lone delimiters."""
        known = self.base.view_words(), self.side.view_words()
        found: Pairs = []
        ends = [(-1, -1), *pairs, (len(self.base.items), len(self.side.items))]
        for (i, j), (x, y) in pairwise(ends):
            words = _words(self.base, i, x), _words(self.side, j, y)
            if words[0] and [self.base.items[n].text for n in words[0]] == [
                self.side.items[n].text for n in words[1]
            ]:
                # Too little for the comparison to be sure, but nothing else stands there.
                found += zip(*words, strict=True)
                continue
            here = [n for n in range(i + 1, x) if n not in known[0] and self.base.is_plain(n)]
            there = [n for n in range(j + 1, y) if n not in known[1] and self.side.is_plain(n)]
            if here and there:
                one = [self.base.items[n].text for n in here]
                other = [self.side.items[n].text for n in there]
                for a, b, size in matching_blocks(one, other):
                    found += [(here[a + k], there[b + k]) for k in range(size)]
        return found


def _is_respelled(one: Item, other: Item) -> bool:
    if one.kind != "word" or other.kind != "word":
        return False
    return one.text.casefold() == other.text.casefold() or (
        one.text in _QUOTES and other.text in _QUOTES
    )


def _words(side: Side, before: int, end: int) -> list[int]:
    return [n for n in range(before + 1, end) if side.is_plain(n)]


def _in_gaps(marks: Pairs, words: Pairs) -> Pairs:
    """Return the marks that stand between the same words on both sides, in order."""
    olds, news = [i for i, _ in words], [j for _, j in words]
    return _rising([(i, j) for i, j in marks if bisect_left(olds, i) == bisect_left(news, j)])


def _rising(pairs: Sequence[tuple[int, int]]) -> Pairs:
    pairs = sorted(pairs)
    return [pairs[index] for index in longest_rising([j for _, j in pairs])]
