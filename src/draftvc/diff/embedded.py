"""Few words that all stand, in order, among others that came or went beside them.

Of `at night and bells at every`, what stays of it as `and at` is all of one side: no other wording
took its place, however small the words are.
"""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.diff.matcher import Block

_FEW = 8
"""Words that are looked for."""
_MANY = 80
"""Words among which they are."""


def embedded(
    few: Sequence[str], many: Sequence[str], in_brackets: Sequence[bool]
) -> list[Block] | None:
    """Return blocks of single words that find all of a few words among many; None if not all are.

    Of several ways the one with the fewest words in brackets (`in_brackets`, of the many), because
    a bracket that came or went took its words along; then the later one.
    """
    if not few or len(few) > _FEW or len(many) > _MANY:
        return None
    best: list[tuple[int, tuple[int, ...]] | None] = [(0, ())] + [None] * len(few)
    for j, word in enumerate(many):
        for i in range(len(few), 0, -1):
            before = best[i - 1]
            if before is None or few[i - 1] != word:
                continue
            found = (before[0] + (not in_brackets[j]), (*before[1], j))
            known = best[i]
            if known is None or found[0] >= known[0]:
                best[i] = found
    whole = best[len(few)]
    return None if whole is None else [(i, j, 1) for i, j in enumerate(whole[1])]
