"""Words that stand beside a bracket that came or went, and were taken for one wording with it.

`near the, [old] {KEN+} quay` and `near or by the, quay`: between two matched words one side has
other words, so that lone small words are held to meet by chance. What is outside brackets on both
sides begins or ends alike all the same.
"""

from __future__ import annotations

from draftvc.diff.fates import Fates, new_owner, old_owner
from draftvc.diff.ledger import Ledger
from draftvc.diff.matcher import Block


def match_beside_brackets(ledger: Ledger, fates: Fates) -> None:
    """Match and keep the words outside brackets with which a gap begins or ends on both sides."""
    m = ledger.matching
    blocks: list[Block] = []
    at_old = at_new = 0
    for i, j, size in [*m.blocks, (len(m.to_new), len(m.to_old), 0)]:
        found = _found(ledger, fates, (at_old, i), (at_new, j))
        blocks += [(a, b, 1) for a, b in found if _in_order(ledger, a, b)]
        if size:
            blocks.append((i, j, size))
        at_old, at_new = i + size, j + size
    if len(blocks) == len(m.blocks):
        return
    to_new, to_old = list(m.to_new), list(m.to_old)
    for i, j, size in blocks:
        if to_new[i] < 0:
            to_new[i : i + size], to_old[j : j + size] = range(j, j + size), range(i, i + size)
            a, b = ledger.old.words[i], ledger.new.words[j]
            ledger.keep((a.start, a.end), (b.start, b.end))
    ledger.matching = m._replace(blocks=tuple(blocks), to_new=to_new, to_old=to_old)


def _found(
    ledger: Ledger, fates: Fates, old: tuple[int, int], new: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the pairs of equal words at both ends of what is outside brackets in a gap."""
    if old[0] >= old[1] or new[0] >= new[1]:
        return []
    olds = [x for x in range(*old) if old_owner(ledger, fates, x)[0] == "text"]
    news = [y for y in range(*new) if new_owner(ledger, fates, y)[0] == "text"]
    if len(olds) == old[1] - old[0] and len(news) == new[1] - new[0]:
        return []
    start, shorter = 0, min(len(olds), len(news))
    while start < shorter and _same(ledger, olds[start], news[start]):
        start += 1
    end = 0
    while end < shorter - start and _same(ledger, olds[-1 - end], news[-1 - end]):
        end += 1
    first = list(zip(olds[:start], news[:start], strict=True))
    last = list(zip(olds[len(olds) - end :], news[len(news) - end :], strict=True))
    return first + last


def _same(ledger: Ledger, old: int, new: int) -> bool:
    a, b = ledger.old.words[old], ledger.new.words[new]
    return a.text == b.text and ledger.can_keep((a.start, a.end), (b.start, b.end))


def _in_order(ledger: Ledger, old: int, new: int) -> bool:
    """Tell whether two words stand on the same side of every bracket that stands in both."""
    for a, b in ledger.matching.pairs.items():
        x, y = ledger.old.spans[a], ledger.new.spans[b]
        if (x.first <= old) != (y.first <= new) or (x.last <= old) != (y.last <= new):
            return False
    return True
