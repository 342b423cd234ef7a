"""Whether a page will say of a clause what is meant."""

from __future__ import annotations

from collections.abc import Collection

from room.model import Bracket, Clause, ClauseGroup, Draft, Item, Word, brackets_in, words_in
from room.sides import Unclear

LEAST = 6
"""Words of a clause."""


def refuse_unsound(draft: Draft, taken: Collection[int]) -> None:
    """Check the clauses that were taken to be changed.

    Raises:
        Unclear: a bracket has no words, a group would belong to another thing, or the like.
    """
    for clause in draft.clauses:
        if clause.uid in taken:
            _check_brackets(clause)
            _check_ends(clause)
            _check_span(clause)
    for uid in draft.spans:
        places = [at for at, clause in enumerate(draft.clauses) if clause.span == uid]
        opens = [draft.clauses[at].opens for at in places]
        whole = len(places) > 1 and places[-1] - places[0] == len(places) - 1
        if not whole or opens != [True] + [False] * (len(places) - 1):
            raise Unclear("a bracket over clauses with others between")


def _check_brackets(clause: Clause) -> None:
    for bracket in brackets_in(clause.items):
        words = list(words_in(bracket.items))
        quote = len(bracket.items) == 1 and words and words[0].text in '“”"'
        if not quote and not any(word.is_word for word in words):
            raise Unclear("a bracket without words")
    if clause.stamp and any(isinstance(item, Bracket) for item in clause.items):
        raise Unclear("an agreed clause with brackets")


def _check_ends(clause: Clause) -> None:
    last = clause.items[-1] if clause.items else None
    if last is None or len(list(words_in(clause.items))) < LEAST:
        raise Unclear("a clause without words")
    if clause.kind == "pp" and not (clause.end or clause.tail or _ends_in_group(last)):
        raise Unclear("a paragraph whose end is not seen")
    if any(isinstance(item, ClauseGroup) for item in clause.tail):
        if not isinstance(clause.tail[0], ClauseGroup) or clause.enclosed:
            raise Unclear("a group after something else")
        if not clause.end and not isinstance(last, Word):
            raise Unclear("a group that would belong to a bracket")


def _check_span(clause: Clause) -> None:
    if not clause.span:
        return
    broken = any(bracket.fault for bracket in brackets_in(clause.items))
    first = isinstance(clause.items[0], Word)
    if clause.stamp or clause.tail or clause.enclosed or broken or not first:
        raise Unclear("a bracket over clauses with something else in it")


def _ends_in_group(last: Item) -> bool:
    return isinstance(last, Bracket) and bool(last.groups) and last.fault != "unopened"
