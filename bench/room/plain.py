"""Whether a change is as plain in the text as it is in the identities.

Section 5 tells words apart by identity nowhere: where the words alone allow another reading that is
as good or better, a move is not made.
"""

from __future__ import annotations

from collections.abc import Sequence

from room.changes import Step
from room.pairs import Pair
from room.sides import Unclear

NEAR = 12
"""Words between two places that nobody would confuse."""


def refuse_confusing(pair: Pair) -> None:
    """Check the words of a pair.

    Raises:
        Unclear: the words alone could be read otherwise.
    """
    row = [step for step in pair.row if _text(step)]
    old = [step.old.text.lower() for step in row if step.old]
    new = [step.new.text.lower() for step in row if step.new]
    kept = sum(1 for step in row if step.old and step.new)
    respelled = sum(1 for step in row if step.editorial and _differs(step))
    if common(old, new) > kept - respelled:
        raise Unclear("more words could be matched")
    _refuse_echoes(row)
    _refuse_sliding(row)


def _text(step: Step) -> str:
    atom = step.old or step.new
    return atom.text if atom else ""


def _differs(step: Step) -> bool:
    return bool(step.old and step.new and step.old.text.lower() != step.new.text.lower())


def common(old: Sequence[str], new: Sequence[str]) -> int:
    """The length of the longest common subsequence (Allison and Dix: one bit a word)."""
    masks: dict[str, int] = {}
    for at, word in enumerate(old):
        masks[word] = masks.get(word, 0) | 1 << at
    full = (1 << len(old)) - 1
    row = full
    for word in new:
        hit = row & masks.get(word, 0)
        row = ((row + hit) | (row - hit)) & full
    return len(old) - row.bit_count()


def _refuse_echoes(row: Sequence[Step]) -> None:
    """A word that goes while one like it comes near by."""
    went = [(at, step) for at, step in enumerate(row) if step.new is None]
    came = [(at, step) for at, step in enumerate(row) if step.old is None]
    for at, one in went:
        for to, other in came:
            if one.told and other.told:
                continue
            same = _text(one).lower() == _text(other).lower()
            if same and abs(at - to) < NEAR:
                raise Unclear("a word goes and one like it comes")


def _refuse_sliding(row: Sequence[Step]) -> None:
    """A run of words that went (or came) which could as well be one word earlier or later."""
    at = 0
    while at < len(row):
        end = at
        while end < len(row) and row[end].changed and not row[end].told:
            end += 1
        run = row[at:end]
        went = all(step.new is None for step in run)
        if run and (went or all(step.old is None for step in run)):
            texts = [_text(step).lower() for step in run]
            before = _text(row[at - 1]).lower() if at else ""
            after = _text(row[end]).lower() if end < len(row) else ""
            if texts[-1] == before or texts[0] == after:
                raise Unclear("a run of words that could slide")
        at = max(end, at + 1)
