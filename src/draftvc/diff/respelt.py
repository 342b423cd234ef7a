"""Words of a bracket that stand on the other side too, in another spelling.

A hyphen, a quotation mark or a capital that came or went makes other tokens of the same letters:
`[co operation]` and `co-operation`. To the room it is the same wording, editorially changed, and so
the bracket around it was lifted, not dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from draftvc.diff.brackets import Matching
from draftvc.diff.spelling import gaps
from draftvc.diff.view import View
from draftvc.diff.wording import plain_wording, same_wording


class Respelt(NamedTuple):
    """Words that only their spelling keeps from being matched, by index."""

    old: frozenset[int]
    new: frozenset[int]


def respelt_words(old: View, new: View, matching: Matching) -> Respelt:
    """Return the unmatched words of lone brackets that stand opposite in the same letters."""
    olds: set[int] = set()
    news: set[int] = set()
    lone_old = _lone(old, {*matching.pairs} | {a for many, _ in matching.merged for a in many})
    lone_new = _lone(new, {*matching.pairs.values()} | {b for _, b in matching.merged})
    for gone, come in gaps(matching.blocks, len(matching.to_new), len(matching.to_old)):
        # Both bracketed: one bracket gave way to another, and neither was lifted.
        for run in _runs(old, gone, lone_old):
            there = _same_letters(old, run, new, come)
            if there and all(new.words[j].bracket not in lone_new for j in there):
                olds.update(run)
                news.update(there)
        for run in _runs(new, come, lone_new):
            there = _same_letters(new, run, old, gone)
            if there and all(old.words[i].bracket not in lone_old for i in there):
                news.update(run)
                olds.update(there)
    return Respelt(frozenset(olds), frozenset(news))


def _lone(view: View, met: set[int]) -> frozenset[int]:
    return frozenset(span.number for span in view.spans if span.number not in met)


def _runs(view: View, words: range, lone: frozenset[int]) -> Iterator[list[int]]:
    """Yield the words of one lone bracket after the other."""
    of_bracket: dict[int, list[int]] = {}
    for index in words:
        bracket = view.words[index].bracket
        if bracket is not None and bracket in lone:
            of_bracket.setdefault(bracket, []).append(index)
    yield from of_bracket.values()


def _same_letters(view: View, run: Sequence[int], other: View, words: range) -> list[int]:
    """Return the words of the other side that have the letters of a run; none if none have."""
    wanted = _letters(view, run)
    pieces = [plain_wording(other.words[index].text) for index in words]
    starts = [0, *accumulate(map(len, pieces))]
    at = "".join(pieces).find(wanted) if wanted else -1
    if at < 0 or at not in starts or at + len(wanted) not in starts:
        return []
    first, last = starts.index(at), starts.index(at + len(wanted))
    found = [words[number] for number in range(first, last)]
    return found if same_wording(view.phrase_of(run), other.phrase_of(found)) else []


def _letters(view: View, run: Sequence[int]) -> str:
    return "".join(plain_wording(view.words[index].text) for index in run)
