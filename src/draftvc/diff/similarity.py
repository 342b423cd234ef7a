"""How much two clauses have in common, by their words; marks, groups and markers aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from draftvc.diff.wording import plain_wording
from draftvc.draft.model import Clause
from draftvc.notation.patterns import Pattern
from draftvc.notation.stamps import find_stamp

_GROUPS = Pattern(r"\{[^{}\[\]]*\}")
_WORDS = Pattern(r"[\w’'-]+")
_SHORT = 3
"""Letters up to which a word says little."""
_WORDS_OF_ANY_CLAUSE = """
    about above across after against along also among another around been before being below
    between beyond both does down during each either every from further have having hence here
    hereby herein however include includes included including inter into itself least less manner
    means might more most must neither nevertheless none once only onto other others ought over
    overall rather same shall should since some such than that their them themselves then thence
    there thereby therefore therein thereof these they this those through throughout thus toward
    towards under until unto upon very well were what when where whereas whereby wherein whether
    which while whom whose will with within without would
"""
_LITTLE = frozenset(_WORDS_OF_ANY_CLAUSE.split())
"""Longer words that stand in any clause, whatever it is about."""
_STRETCH, _EVERY = 6, 9
"""Letters of a stretch that is looked for, and from one to the next."""
_HEAVY = 8
"""How much any other word says, beside one that says little."""


def words_of(clause: Clause) -> Counter[str]:
    """Return the words of a clause, counted, in small letters; its marker and mark left out."""
    text = clause.raw
    stamp = find_stamp(text)
    if stamp:
        text = text[: stamp[0]]
    if clause.marker and text.startswith(clause.marker):
        text = text[len(clause.marker) :]
    text = without_groups(text).replace("[", "").replace("]", "")
    return Counter(_WORDS.compiled.findall(text.casefold()))


def without_groups(text: str) -> str:
    """Return a text without what stands in braces."""
    return _GROUPS.compiled.sub(" ", text) if "{" in text else text


def weight(words: Mapping[str, int]) -> int:
    """Return how much words say: those that stand in any clause say little."""
    return sum(n * _says(word) for word, n in words.items())


def _says(word: str) -> int:
    return 1 if len(word) <= _SHORT or word in _LITTLE else _HEAVY


def similarity(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, 0 to 1; what says little counts little."""
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
            # Written out: it is asked of every word of every pair of clauses.
            little = len(word) <= _SHORT or word in _LITTLE
            common += least if little else least * _HEAVY
    return 2 * common / total


def letters_in_common(one: Clause, other: Clause) -> float:
    """Return the share of short stretches of letters in common, 0 to 1; words and glyphs aside."""
    a, b = _letters(one), _letters(other)
    return (_found(a, b) + _found(b, a)) / 2


def _letters(clause: Clause) -> str:
    return plain_wording(without_groups(clause.raw)).replace("[", "").replace("]", "")


def _found(letters: str, there: str) -> float:
    """Return how many of some stretches of letters, spread evenly, stand in a text."""
    stretches = [letters[at : at + _STRETCH] for at in range(0, len(letters), _EVERY)]
    return sum(each in there for each in stretches) / len(stretches) if stretches else 0.0
