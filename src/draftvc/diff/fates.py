"""What became of each bracket, and so what explains a word that came or went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from draftvc.diff.ledger import Ledger
from draftvc.diff.respelt import Respelt, respelt_words
from draftvc.diff.view import View

Owner = tuple[Literal["dropped", "added", "standing", "text"], int]
"""What explains a word: a bracket that went or came, one that stands in both (its index on the
word's own side), or the text outside brackets."""


class Fates(NamedTuple):
    """What became of the brackets that stand on one side only."""

    lifted: frozenset[int]
    dropped: frozenset[int]
    added: frozenset[int]
    carried: frozenset[int]
    """Added brackets that came with the words of another added one."""
    swept: frozenset[int]
    """Dropped brackets that went with the words of another dropped one."""
    respelt: Respelt
    """Words that were kept in another spelling: no bracket took or brought them."""


def bracket_fates(ledger: Ledger, marks: Respelt) -> Fates:
    """Return what became of the brackets that have no counterpart.

    `marks` are the words of agreed marks, which stand on the other side outside the brackets.
    """
    respelt = respelt_words(ledger.old, ledger.new, ledger.matching)
    respelt = Respelt(respelt.old | marks.old, respelt.new | marks.new)
    lifted, dropped, swept = _gone(ledger, respelt)
    added, carried = _come(ledger, respelt)
    return Fates(
        frozenset(lifted),
        frozenset(dropped),
        frozenset(added),
        frozenset(carried),
        frozenset(swept),
        respelt,
    )


def _gone(ledger: Ledger, respelt: Respelt) -> tuple[set[int], set[int], set[int]]:
    m, view = ledger.matching, ledger.old
    standing = set(m.pairs) | {a for olds, _ in m.merged for a in olds} | {a for a, _ in m.split}
    lifted: set[int] = set()
    dropped: set[int] = set()
    swept: set[int] = set()
    for extent in view.spans:
        if extent.number in standing:
            continue
        words = view.weight(extent.number)
        kept = sum(m.to_new[i] >= 0 or i in respelt.old for i in words)
        if (kept * 2 >= len(words) and words) or view.holds_number_alone(extent.number):
            lifted.add(extent.number)
            continue
        dropped.add(extent.number)
        if extent.parent in dropped:
            swept.add(extent.number)
    return lifted, dropped, swept


def _come(ledger: Ledger, respelt: Respelt) -> tuple[set[int], set[int]]:
    m, view = ledger.matching, ledger.new
    standing = set(m.pairs.values()) | {b for _, b in m.merged}
    standing |= {b for _, news in m.split for b in news}
    added: set[int] = set()
    fresh: set[int] = set()
    carried: set[int] = set()
    for extent in view.spans:
        if extent.number in standing:
            continue
        added.add(extent.number)
        # A mark of punctuation that stands makes no wording an old one.
        if all(m.to_old[j] < 0 and j not in respelt.new for j in view.weight(extent.number)):
            fresh.add(extent.number)
            if extent.parent in fresh:
                carried.add(extent.number)
    return added, carried


def old_owner(ledger: Ledger, fates: Fates, word: int) -> Owner:
    """Return what explains an old word that is gone."""
    word = _with_letter(ledger.old, word, ledger.matching.to_new)
    bracket = ledger.old.words[word].bracket
    last_dropped: int | None = None
    while bracket is not None:
        if bracket in fates.dropped:
            last_dropped = bracket
        elif bracket not in fates.lifted:
            break
        bracket = ledger.old.spans[bracket].parent
    if last_dropped is not None:
        return "dropped", last_dropped
    return ("standing", bracket) if bracket is not None else ("text", -1)


def new_owner(ledger: Ledger, fates: Fates, word: int) -> Owner:
    """Return what explains a new word."""
    word = _with_letter(ledger.new, word, ledger.matching.to_old)
    bracket = ledger.new.words[word].bracket
    passed = fates.added if word in fates.respelt.new else fates.carried
    while bracket is not None and bracket in passed:
        bracket = ledger.new.spans[bracket].parent
    if bracket is None:
        return "text", -1
    return ("added", bracket) if bracket in fates.added else ("standing", bracket)


def _with_letter(view: View, word: int, mates: Sequence[int]) -> int:
    """Return the letter in brackets that a word begins with, or the word itself.

    Of `[t][T]argets` that goes or comes with both letters, “argets” goes or comes with them.
    """
    first = word
    while first and mates[first] < 0 and view.words[first].glued:
        first -= 1
    letters = view.words[first:word]
    if mates[first] >= 0 or any(len(w.text) > 1 or w.bracket is None for w in letters):
        return word
    return max(first, word - 1)


def is_inside(view: View, inner: int, outer: int) -> bool:
    """Tell whether one bracket stands inside another."""
    parent = view.spans[inner].parent
    while parent is not None and parent != outer:
        parent = view.spans[parent].parent
    return parent == outer
