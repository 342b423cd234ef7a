"""How much two clauses have in common, by their words; marks, groups and markers aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from draftvc.draft.model import Clause
from draftvc.notation.stamps import find_stamp

_GROUPS = re.compile(r"\{[^{}]*\}?")
_WORDS = re.compile(r"[\w’'-]+")
_SHORT = 3
"""Letters up to which a word says little."""


def words_of(clause: Clause) -> Counter[str]:
    """Return the words of a clause, counted, in small letters; its marker and mark left out."""
    text = clause.raw
    stamp = find_stamp(text)
    if stamp:
        text = text[: stamp[0]]
    if clause.marker and text.startswith(clause.marker):
        text = text[len(clause.marker) :]
    if "{" in text:
        text = _GROUPS.sub(" ", text)
    text = text.replace("[", "").replace("]", "")
    return Counter(_WORDS.findall(text.casefold()))


def weight(words: Mapping[str, int]) -> int:
    """Return how much words say: a long one counts as much as three short ones."""
    return sum(n if len(word) <= _SHORT else 3 * n for word, n in words.items())


def similarity(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, 0 to 1; longer words count more."""
    return similarity_of(one, weight(one), other, weight(other))


def similarity_of(
    one: Counter[str], weight_one: int, other: Counter[str], weight_other: int
) -> float:
    """Return the similarity of words whose weights are known."""
    total = weight_one + weight_other
    if not total:
        return 0.0
    if len(other) < len(one):
        one, other = other, one
    common = 0
    for word, n in one.items():
        there = other.get(word)
        if there:
            least = n if n < there else there
            common += least if len(word) <= _SHORT else 3 * least
    return 2 * common / total
