"""Which clause of one draft is which clause of the other.

By permanent id where both have one; else by equal text, then by shared words, where the label
and the place in the order only break ties. Identity is not the label.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from draftvc.diff.model import Pair
from draftvc.draft.model import Clause, Draft
from draftvc.limits import DEFAULT, Limits

_NOT_WORDS = re.compile(r"\{[^{}]*\}?|[\[\]{}]|[^\w\s]")
_ENOUGH = 0.42
"""Share of words in common from which two clauses are held to be one."""
_ENOUGH_IN_PLACE = 0.25
"""The same, where label and both neighbours agree: a heavy rewording."""
_COMMON = 60
"""A word in more clauses than this finds no candidates: it would find all of them."""


def pair_clauses(old: Draft, new: Draft, limits: Limits = DEFAULT) -> tuple[Pair, ...]:
    """Return the pairs of clauses held to be the same, in the order of the new draft."""
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()

    def take(pair: Pair) -> None:
        if pair.new not in pairs and pair.old not in taken:
            pairs[pair.new] = pair
            taken.add(pair.old)

    for pair in _by_id(old, new):
        take(pair)
    if not (_recorded(old) and _recorded(new)):
        for pair in _by_text(old, new, taken, set(pairs)):
            take(pair)
        for pair in _by_words(old, new, taken, set(pairs), limits):
            take(pair)
    return tuple(pairs[index] for index in sorted(pairs))


def similarity(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, 0 to 1; longer words count more."""
    common = sum(n * _weight(w) for w, n in (one & other).items())
    total = sum(n * _weight(w) for w, n in one.items())
    total += sum(n * _weight(w) for w, n in other.items())
    return 2 * common / total if total else 0.0


def bag(clause: Clause) -> Counter[str]:
    """Return the words of a clause without marker, marks and groups, counted."""
    text = clause.raw
    marker = clause.marker
    if marker and text.startswith(marker):
        text = text[len(marker) :]
    return Counter(_NOT_WORDS.sub(" ", text).casefold().split())


def _weight(word: str) -> int:
    return 1 if len(word) <= 3 else 3


def _recorded(draft: Draft) -> bool:
    return all(clause.id is not None for clause in draft.clauses)


def _by_id(old: Draft, new: Draft) -> Iterator[Pair]:
    where = old.by_id
    for index, clause in enumerate(new.clauses):
        if clause.id is not None and clause.id in where:
            yield Pair(where[clause.id], index, "id", 1.0)


def _by_text(old: Draft, new: Draft, gone: set[int], done: set[int]) -> Iterator[Pair]:
    """Pair equal texts, marker aside; of several equal ones those with the same label first."""
    where: dict[str, list[int]] = defaultdict(list)
    for index, clause in enumerate(old.clauses):
        if index not in gone:
            where[_unmarked(clause)].append(index)
    for index, clause in enumerate(new.clauses):
        if index in done:
            continue
        equal = where.get(_unmarked(clause), [])
        same = [i for i in equal if old.clauses[i].label == clause.label]
        if equal and (same or len(equal) == 1):
            chosen = (same or equal)[0]
            equal.remove(chosen)
            yield Pair(chosen, index, "text", 1.0)


def _unmarked(clause: Clause) -> str:
    key = clause.key
    marker = " ".join(clause.marker.split())
    return key[len(marker) :].strip() if marker and key.startswith(marker) else key


def _by_words(
    old: Draft, new: Draft, gone: set[int], done: set[int], limits: Limits
) -> Iterator[Pair]:
    olds = {i: bag(c) for i, c in enumerate(old.clauses) if i not in gone}
    news = {j: bag(c) for j, c in enumerate(new.clauses) if j not in done}
    scored: list[tuple[float, int, int, Pair]] = []
    for i, j in _candidates(old, new, olds, news, limits):
        a, b = old.clauses[i], new.clauses[j]
        if (a.kind == "front") != (b.kind == "front"):
            continue
        score = 1.0 if a.kind == b.kind == "front" else similarity(olds[i], news[j])
        same_label = a.label == b.label
        if score >= _ENOUGH or (same_label and score >= _ENOUGH_IN_PLACE):
            bonus = 0.1 * same_label + 0.03 * (a.kind == b.kind)
            scored.append(
                (
                    -(score + bonus),
                    abs(i - j),
                    j,
                    Pair(i, j, "label" if same_label else "words", score),
                )
            )
    for *_, pair in sorted(scored, key=lambda each: each[:3]):
        yield pair


def _candidates(
    old: Draft,
    new: Draft,
    olds: dict[int, Counter[str]],
    news: dict[int, Counter[str]],
    limits: Limits,
) -> Iterator[tuple[int, int]]:
    """Yield pairs that share rare words or a label, the most promising of each clause."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, words in olds.items():
        for word in words:
            if len(word) > 3:
                index[word].append(i)
    labels = {old.clauses[i].label: i for i in olds}
    for j, words in news.items():
        votes: Counter[int] = Counter()
        for word in words:
            holders = index.get(word, ())
            if len(holders) <= _COMMON or len(olds) <= _COMMON:
                votes.update(holders)
        best = [i for i, _ in votes.most_common(limits.align_candidates)]
        same = labels.get(new.clauses[j].label)
        if same is not None and same not in best:
            best.append(same)
        for i in best:
            yield i, j
