"""Which bracket of one side is which bracket of the other.

A bracket is the same when its words met those of the other, or when it stands between the same
neighbours with the same positions. Scores, not order of discovery, decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftvc.diff.matcher import Block
from draftvc.diff.pieces import Extent
from draftvc.diff.spelling import respelt_blocks
from draftvc.diff.view import View
from draftvc.draft.model import Clause
from draftvc.limits import Limit, Limits

_ANCESTORS = 8
"""Brackets counted around one word: no real paragraph nests deeper than four."""

_STANDS = 3.0
"""Proof that a bracket stands: the very same words at the same depth, whoever asks for it now."""


class Matching(NamedTuple):
    """How two views meet: words one to one, brackets one to one, and those joined or parted."""

    blocks: tuple[Block, ...]
    to_new: Sequence[int]
    """For each old word its new one, -1 where it is gone."""
    to_old: Sequence[int]
    pairs: dict[int, int]
    """Old bracket → new bracket."""
    merged: tuple[tuple[tuple[int, ...], int], ...]
    """Old brackets that became one new bracket."""
    split: tuple[tuple[int, tuple[int, ...]], ...]
    fallbacks: tuple[Limit, ...] = ()


def is_countless(clause: Clause, limits: Limits) -> bool:
    """Tell whether a clause has more square brackets than are matched."""
    return clause.raw.count("[") + clause.raw.count("]") > limits.clause_marks


def match_brackets(old: View, new: View, blocks: list[Block], limits: Limits) -> Matching:
    """Return the matching of two views whose words are matched by `blocks`."""
    to_new = [-1] * len(old.words)
    to_old = [-1] * len(new.words)
    for i, j, size in blocks:
        to_new[i : i + size] = range(j, j + size)
        to_old[j : j + size] = range(i, i + size)
    if not (old.spans and new.spans):
        return Matching(tuple(blocks), to_new, to_old, {}, (), ())
    shared = _shared(old, new, blocks)
    gaps = _Gaps(to_new, to_old)
    candidates = dict.fromkeys(shared)
    fallbacks: tuple[Limit, ...] = ()
    deep = {a for *_, a, _ in _deep(old, new, to_new)}
    for number, pair in enumerate(
        pair for pair in _same_gap(old, new, gaps) if pair[0] not in deep
    ):
        if number >= limits.bracket_pairs:
            fallbacks = (Limit("bracket_pairs", new.label_at(0)),)
            break
        candidates.setdefault(pair)
    scored = sorted(
        (-score, abs(a - b), a, b)
        for a, b in candidates
        if (score := _score(old, new, a, b, shared, gaps)) > 0
    )
    pairs = _Nested(old, new).choose([*_deep(old, new, to_new), *scored])
    again = respelt_blocks(old, new, blocks)
    shared += _shared(old, new, again)
    mates_old, mates_new = _with(again, to_old, to_new)
    merged = _joined(old, new, pairs, shared, mates_old)
    turned = {b: a for a, b in pairs.items()}
    turned_shared = Counter({(b, a): n for (a, b), n in shared.items()})
    back = _joined(new, old, turned, turned_shared, mates_new)
    busy = {a for olds, _ in merged for a in olds}, {b for _, b in merged}
    split = tuple(
        (one, parts) for parts, one in back if one not in busy[0] and busy[1].isdisjoint(parts)
    )
    for a in [a for olds, _ in merged for a in olds] + [a for a, _ in split]:
        pairs.pop(a, None)
    return Matching(tuple(blocks), to_new, to_old, pairs, merged, split, fallbacks)


def _with(
    blocks: Sequence[Block], to_old: Sequence[int], to_new: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Return the mates of the new and of the old words, those of more blocks among them."""
    mates_old, mates_new = list(to_old), list(to_new)
    for i, j, size in blocks:
        mates_old[j : j + size] = range(i, i + size)
        mates_new[i : i + size] = range(j, j + size)
    return mates_old, mates_new


def _deep(old: View, new: View, to_new: Sequence[int]) -> list[tuple[float, int, int, int]]:
    """Pair as many brackets around the very same words as there are, the outermost first.

    Nobody nests so deep; a broken text can, and must not be scored pair by pair.
    """
    here: dict[tuple[int, int], list[int]] = defaultdict(list)
    there: dict[tuple[int, int], list[int]] = defaultdict(list)
    for span in old.spans:
        if span.last > span.first:
            here[to_new[span.first], to_new[span.last - 1]].append(span.number)
    for span in new.spans:
        if span.last > span.first:
            there[span.first, span.last - 1].append(span.number)
    return [
        (0.0, 0, a, b)
        for words, olds in here.items()
        if len(olds) > _ANCESTORS and min(words) >= 0 and len(there.get(words, ())) == len(olds)
        for a, b in zip(olds, there[words], strict=True)
    ]


class _Gaps:
    """Between which matched words each place lies, in indexes of the new words."""

    def __init__(self, to_new: Sequence[int], to_old: Sequence[int]) -> None:
        self.to_new, self.to_old = to_new, to_old
        end = len(to_old)
        self.old_before = mates_before(to_new)
        self.old_after = mates_after(to_new, end)
        own = [j if i >= 0 else -1 for j, i in enumerate(to_old)]
        self.new_before = mates_before(own)
        self.new_after = mates_after(own, end)

    def around_old(self, extent: Extent) -> tuple[int, int]:
        return self.old_before[extent.first], self.old_after[extent.last]

    def around_new(self, extent: Extent) -> tuple[int, int]:
        return self.new_before[extent.first], self.new_after[extent.last]


def mates_before(mates: Sequence[int]) -> list[int]:
    """Return, for each place, the mate of the last matched word before it; -1 for none."""
    found = [-1]
    for mate in mates:
        found.append(mate if mate >= 0 else found[-1])
    return found


def mates_after(mates: Sequence[int], end: int) -> list[int]:
    """Return, for each place, the mate of the first matched word from it on."""
    found = [end]
    for mate in reversed(mates):
        found.append(mate if mate >= 0 else found[-1])
    return found[::-1]


def _shared(old: View, new: View, blocks: list[Block]) -> Counter[tuple[int, int]]:
    """Count the matched words that each pair of brackets has in common."""
    shared: Counter[tuple[int, int]] = Counter()
    for i, j, size in blocks:
        for step in range(size):
            x, y = old.words[i + step].bracket, new.words[j + step].bracket
            if x is not None and y is not None:
                around = list(_around(new, y))
                for a in _around(old, x):
                    for b in around:
                        shared[a, b] += 1
    return shared


def _around(view: View, bracket: int | None) -> Iterator[int]:
    for _ in range(_ANCESTORS):
        if bracket is None:
            return
        yield bracket
        bracket = view.spans[bracket].parent


def _same_gap(old: View, new: View, gaps: _Gaps) -> Iterator[tuple[int, int]]:
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for extent in old.spans:
        places[gaps.around_old(extent)].append(extent.number)
    for extent in new.spans:
        for a in places.get(gaps.around_new(extent), ()):
            yield a, extent.number


def _score(
    old: View, new: View, a: int, b: int, shared: Counter[tuple[int, int]], gaps: _Gaps
) -> float:
    """Return how surely two brackets are one; 0 where they are not."""
    x, y = old.spans[a], new.spans[b]
    common = shared.get((a, b), 0)
    size_x, size_y = x.last - x.first, y.last - y.first
    near = sum(i == j for i, j in zip(gaps.around_old(x), gaps.around_new(y), strict=True))
    asked_x, asked_y = old.asked(a), new.asked(b)
    both = asked_x | asked_y
    alike = len(asked_x & asked_y) / len(both) if both else 1.0
    words = 2 * common / (size_x + size_y) if size_x + size_y else float(near == 2)
    kept = (
        all(gaps.to_new[i] >= 0 for i in range(x.first, x.last))
        and all(gaps.to_old[j] >= 0 for j in range(y.first, y.last))
        if common
        else False
    )
    same = (
        words >= 0.5
        or (kept and alike > 0)
        or (near == 2 and common and common * 2 >= min(size_x, size_y))
        or (near == 2 and alike == 1.0)
    )
    if not same:
        return 0.0
    if _is_of_the_next(old, new, a, b) or _is_of_the_next(new, old, b, a):
        alike = 0.0
    level = x.depth == y.depth
    stands = _STANDS if level and near == 2 and common == size_x == size_y else 0.0
    return 4 * words + 4 * alike + near * 0.5 + level * 0.1 + stands


def _is_of_the_next(view: View, other: View, inner: int, outer: int) -> bool:
    """Tell whether an inner bracket has its mate inside another that holds the same words alone.

    `[[slow] [fast]]` that becomes `[[fast] {CUB+}]`: the outer one is the outer one still.
    """
    spans, above = other.spans, view.spans[inner].parent
    if above is None or outer + 1 == len(spans) or view.spans[inner].depth == spans[outer].depth:
        return False
    holds, within = spans[outer], spans[outer + 1]
    is_twin = within.parent == outer and (holds.first, holds.last) == (within.first, within.last)
    around = view.spans[above]
    return (
        is_twin
        and around.depth == holds.depth
        and around.last - around.first > view.spans[inner].last - view.spans[inner].first
        and view.asked(above) == other.asked(outer)
    )


class _Nested:
    """Pairs brackets in order, so that what is matched inside stays inside what is around it."""

    def __init__(self, old: View, new: View) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, int] = {}
        self.mates: dict[int, int] = {}
        self.chosen: list[int] = []
        """Old brackets that are paired, in order."""

    def choose(self, scored: list[tuple[float, int, int, int]]) -> dict[int, int]:
        for _, _, a, b in scored:
            if a in self.pairs or b in self.mates:
                continue
            at = bisect_left(self.chosen, a)
            if self._rises(at, b) and self._nests(a, b):
                self.pairs[a] = b
                self.mates[b] = a
                self.chosen.insert(at, a)
        return self.pairs

    def _rises(self, at: int, b: int) -> bool:
        before = self.pairs[self.chosen[at - 1]] if at else -1
        after = self.pairs[self.chosen[at]] if at < len(self.chosen) else b + 1
        return before < b < after

    def _nests(self, a: int, b: int) -> bool:
        above_a = list(_around(self.old, a))[1:]
        above_b = list(_around(self.new, b))[1:]
        return all(self.pairs[each] in above_b for each in above_a if each in self.pairs) and all(
            self.mates[each] in above_a for each in above_b if each in self.mates
        )


def _joined(
    old: View,
    new: View,
    pairs: dict[int, int],
    shared: Counter[tuple[int, int]],
    mates: Sequence[int],
) -> tuple[tuple[tuple[int, ...], int], ...]:
    """Return the new brackets that hold most words of two or more sibling old ones."""
    found: list[tuple[tuple[int, ...], int]] = []
    parts: dict[int, list[int]] = defaultdict(list)
    busy: set[int] = set()
    taken = set(pairs.values())
    for (a, b), common in shared.items():
        size = old.spans[a].last - old.spans[a].first
        if common * 2 >= size and pairs.get(a, b) == b:
            parts[b].append(a)
    for b, olds in sorted(parts.items()):
        free = set(olds)
        siblings = [a for a in sorted(olds) if free.isdisjoint(list(_around(old, a))[1:])]
        span = new.spans[b]
        ends = _ends_with(old, siblings, mates[span.first : span.last])
        if not ends:
            # Half of the words is no proof, where they do not reach from end to end.
            siblings = [a for a in siblings if _holds_most(old, a, shared[a, b])]
        mated = any(pairs.get(a) == b for a in siblings)
        covered = sum(shared[a, b] for a in siblings) * 2 >= span.last - span.first
        fits = (mated and (covered or ends)) or (ends and b not in taken)
        if len(siblings) >= 2 and fits and busy.isdisjoint(siblings):
            found.append((tuple(siblings), b))
            busy.update(siblings)
    return tuple(found)


def _holds_most(view: View, bracket: int, common: int) -> bool:
    return common * 2 > view.spans[bracket].last - view.spans[bracket].first


def _ends_with(old: View, siblings: Sequence[int], mates: Sequence[int]) -> bool:
    """Tell whether a bracket reaches from the first word of one to the last word of another."""
    if len(siblings) < 2 or not mates:
        return False
    first, last = old.spans[siblings[0]], old.spans[siblings[-1]]
    return mates[0] == first.first and mates[-1] == last.last - 1
