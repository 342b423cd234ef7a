"""Which clause of one draft is which clause of the other.

By permanent id where both drafts are recorded; else by equal text, then by shared words, where
the label and the place in the order only break ties. Identity is not the label.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from draftvc.diff.model import Pair
from draftvc.diff.rising import longest_rising
from draftvc.diff.similarity import (
    letters_in_common,
    similarity_of,
    weight,
    without_groups,
    words_of,
)
from draftvc.diff.trimming import common_end, common_start
from draftvc.draft.model import Clause, Draft
from draftvc.limits import DEFAULT, Limit, Limits

_ENOUGH = 0.42
"""Share of words in common from which two clauses are held to be one."""
_ENOUGH_IN_PLACE = 0.33
"""The same, where label and both neighbours agree: a heavy rewording."""
_ALIKE = 0.6
"""Share of letters in which two clauses begin and end alike: one clause, with an edit in it."""
_SAME_LETTERS = 0.7
"""Share of stretches of letters from which two clauses with one label are one."""
_ABOUT = 3
"""Places in a gap by which a clause can have shifted."""
_FEW = 2
"""Words of a clause that say too little to tell it from another one."""
_BEGINNING = 2
"""Spaces in a beginning that is proof: three words."""
_COMMON = 60
"""A word in more clauses than this finds no candidates: it would find all of them."""


def pair_clauses(old: Draft, new: Draft, limits: Limits = DEFAULT) -> tuple[Pair, ...]:
    """Return the pairs of clauses held to be the same, in the order of the new draft."""
    return find_pairs(old, new, limits)[0]


def find_pairs(
    old: Draft, new: Draft, limits: Limits = DEFAULT
) -> tuple[tuple[Pair, ...], tuple[Limit, ...]]:
    """Return the pairs of clauses, in the order of the new draft, and the limits reached."""
    pairing = _Pairing(old, new, limits)
    pairing.by_id()
    if not (_is_recorded(old) and _is_recorded(new)):
        pairing.by_text()
        pairing.by_beginning()
        pairing.in_place()
        pairing.by_words()
        pairing.by_letters()
        pairing.by_label()
    pairs = tuple(pairing.pairs[index] for index in sorted(pairing.pairs))
    return pairs, tuple(pairing.reached)


def _is_recorded(draft: Draft) -> bool:
    return all(clause.id is not None for clause in draft.clauses)


class _Gap(NamedTuple):
    """Clauses without counterpart between two pairs that stand in order on both sides."""

    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass
class _Pairing:
    old: Draft
    new: Draft
    limits: Limits
    pairs: dict[int, Pair] = field(default_factory=dict)
    """By new index."""
    taken: set[int] = field(default_factory=set)
    """Old indexes that are paired."""
    reached: list[Limit] = field(default_factory=list)

    def take(self, pair: Pair) -> None:
        if pair.new not in self.pairs and pair.old not in self.taken:
            self.pairs[pair.new] = pair
            self.taken.add(pair.old)

    def by_id(self) -> None:
        """Pair what has one permanent id, and the fronts."""
        where = self.old.by_id
        for index, clause in enumerate(self.new.clauses):
            if clause.id is not None and clause.id in where:
                self.take(Pair(where[clause.id], index, "id", 1.0))
        fronts = [
            next((i for i, clause in enumerate(draft.clauses) if clause.kind == "front"), -1)
            for draft in (self.old, self.new)
        ]
        if min(fronts) >= 0:
            self.take(Pair(fronts[0], fronts[1], "label", 1.0))

    def by_text(self) -> None:
        """Pair equal texts, markers aside; of several equal ones those with the same label."""
        where: dict[str, list[int]] = defaultdict(list)
        for i in self._free_old():
            where[_unmarked(self.old.clauses[i])].append(i)
        doubtful: dict[str, list[int]] = defaultdict(list)
        for j in self._free_new():
            text = _unmarked(self.new.clauses[j])
            equal = where.get(text, [])
            label = self.new.clauses[j].label
            same = [i for i in equal if self.old.clauses[i].label == label]
            if same:
                equal.remove(same[0])
                self.take(Pair(same[0], j, "text", 1.0))
            elif equal:
                doubtful[text].append(j)
        for text, news in doubtful.items():
            for i, j in zip(where[text], news, strict=False):
                self.take(Pair(i, j, "text", 1.0))

    def in_place(self) -> None:
        """Pair what stands at about the same place and begins and ends alike, and no other does."""
        for gap in self._gaps():
            alike = [
                (i, j)
                for x, i in enumerate(gap.old)
                for j in gap.new[max(0, x - _ABOUT) : x + _ABOUT + 1]
                if _begins_and_ends_alike(self.old.clauses[i], self.new.clauses[j])
            ]
            times_old, times_new = Counter(i for i, _ in alike), Counter(j for _, j in alike)
            sure = [(i, j) for i, j in alike if times_old[i] == times_new[j] == 1]
            for number in longest_rising([j for _, j in sure]):
                self.take(Pair(*sure[number], "order", 1.0))

    def by_beginning(self) -> None:
        """Pair what has one label in one place, where the one is the other and goes on.

        What goes on may have come from another clause, with which it has more words in common.
        """
        for gap in self._gaps():
            of_label = {self.old.clauses[i].label: i for i in gap.old}
            for j in gap.new:
                i = of_label.get(self.new.clauses[j].label)
                if i is not None and _goes_on(self.old.clauses[i], self.new.clauses[j]):
                    self.take(Pair(i, j, "label", 1.0))

    def by_words(self) -> None:
        """Pair by the share of words in common, the surest first."""
        olds = {i: words_of(self.old.clauses[i]) for i in self._free_old()}
        news = {j: words_of(self.new.clauses[j]) for j in self._free_new()}
        if not (olds and news):
            return
        heavy_old = {i: weight(words) for i, words in olds.items()}
        heavy_new = {j: weight(words) for j, words in news.items()}
        near = self._in_gaps()
        scored: list[tuple[float, int, int, Pair]] = []
        for i, j in dict.fromkeys((*near, *self._candidates(olds, news))):
            a, b = self.old.clauses[i], self.new.clauses[j]
            score = similarity_of(olds[i], heavy_old[i], news[j], heavy_new[j])
            same, here = a.label == b.label, (i, j) in near
            if score >= _ENOUGH or (score >= _ENOUGH_IN_PLACE and same and here):
                bonus = 0.05 * same + 0.05 * here + 0.03 * (a.kind == b.kind)
                pair = Pair(i, j, "label" if same else "words", score)
                scored.append((-(score + bonus), abs(i - j), j, pair))
        for *_, pair in sorted(scored, key=lambda each: each[:3]):
            self.take(pair)

    def by_letters(self) -> None:
        """Pair what has one label in one place and nearly the same letters, however parted.

        A hyphen lost or gained makes other words of the same letters.
        """
        for gap in self._gaps():
            of_label = {self.old.clauses[i].label: i for i in gap.old}
            for j in gap.new:
                i = of_label.get(self.new.clauses[j].label)
                if i is not None:
                    score = letters_in_common(self.old.clauses[i], self.new.clauses[j])
                    if score >= _SAME_LETTERS:
                        self.take(Pair(i, j, "label", score))

    def by_label(self) -> None:
        """Pair what has too few words to tell by them, where labels and neighbours agree."""
        for gap in self._gaps():
            pairs = list(zip(gap.old, gap.new, strict=False))
            labels = [(self.old.clauses[i].label, self.new.clauses[j].label) for i, j in pairs]
            if len(gap.old) == len(gap.new) and all(a == b for a, b in labels):
                for i, j in pairs:
                    if _says_too_little(self.old.clauses[i], self.new.clauses[j]):
                        self.take(Pair(i, j, "place", 0.0))

    def _free_old(self) -> list[int]:
        return [i for i in range(len(self.old.clauses)) if i not in self.taken]

    def _free_new(self) -> list[int]:
        return [j for j in range(len(self.new.clauses)) if j not in self.pairs]

    def _gaps(self) -> Iterator[_Gap]:
        """Yield the gaps between pairs that stand in order on both sides."""
        chain = [(self.pairs[j].old, j) for j in sorted(self.pairs)]
        in_order = [chain[number] for number in longest_rising([i for i, _ in chain])]
        anchors = [(-1, -1), *in_order, (len(self.old.clauses), len(self.new.clauses))]
        for (i, j), (k, m) in pairwise(anchors):
            olds = tuple(x for x in range(i + 1, k) if x not in self.taken)
            news = tuple(y for y in range(j + 1, m) if y not in self.pairs)
            if olds and news:
                yield _Gap(olds, news)

    def _in_gaps(self) -> dict[tuple[int, int], None]:
        """Return the pairs inside gaps; those of a gap too large only where they are opposite."""
        found: dict[tuple[int, int], None] = {}
        for gap in self._gaps():
            if len(gap.old) * len(gap.new) <= self.limits.align_cells:
                found.update(dict.fromkeys((i, j) for i in gap.old for j in gap.new))
            else:
                where = self.new.clauses[gap.new[0]].label
                self.reached.append(Limit("align_cells", where))
                found.update(dict.fromkeys(zip(gap.old, gap.new, strict=False)))
        return found

    def _candidates(
        self, olds: dict[int, Counter[str]], news: dict[int, Counter[str]]
    ) -> Iterator[tuple[int, int]]:
        """Yield pairs that share rare words or a label, the most promising of each clause."""
        index: dict[str, list[int]] = defaultdict(list)
        for i, words in olds.items():
            for word in words:
                if len(word) > 3:
                    index[word].append(i)
        labels = {self.old.clauses[i].label: i for i in olds}
        for j, words in news.items():
            votes: Counter[int] = Counter()
            for word in words:
                holders: Sequence[int] = index.get(word, ())
                if len(holders) <= _COMMON:
                    votes.update(holders)
            ranked = votes.most_common()
            promising = [i for i, count in ranked if count * 2 >= ranked[0][1]]
            if len(promising) > self.limits.align_candidates:
                where = self.new.clauses[j].label
                self.reached.append(Limit("align_candidates", where))
            for i in promising[: self.limits.align_candidates]:
                yield i, j
            same = labels.get(self.new.clauses[j].label)
            if same is not None:
                yield same, j


def _unmarked(clause: Clause) -> str:
    key = clause.key
    marker = " ".join(clause.marker.split())
    return key[len(marker) :].strip() if marker and key.startswith(marker) else key


def _says_too_little(one: Clause, other: Clause) -> bool:
    """Tell whether a clause has no words yet, or both too few to be about different things."""
    few, many = sorted(words_of(each).total() for each in (one, other))
    return not few or many <= _FEW


def _goes_on(one: Clause, other: Clause) -> bool:
    a, b = (without_groups(_unmarked(each)).rstrip(" ,;.:") for each in (one, other))
    shorter, longer = sorted((a, b), key=len)
    words = longer[len(shorter) :]
    return (
        one.kind == other.kind
        and shorter.count(" ") >= _BEGINNING
        and longer.startswith(shorter)
        and not words[:1].isalnum()
    )


def _begins_and_ends_alike(one: Clause, other: Clause) -> bool:
    # A long group says who speaks, not what the clause is about.
    a, b = without_groups(_unmarked(one)), without_groups(_unmarked(other))
    shorter, longer = min(len(a), len(b)), max(len(a), len(b))
    if not shorter or one.kind != other.kind:
        return False
    before = common_start(a, b)
    return before + common_end(a, b, shorter - before) >= _ALIKE * longer
