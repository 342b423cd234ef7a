"""Words that stand on both sides but for a capital or another glyph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.matcher import Block, matching_blocks
from draftvc.diff.view import View
from draftvc.diff.wording import plain_wording

_FEW = 40
"""Words that came or went in one place, up to which another spelling is looked for."""


def respelt_blocks(old: View, new: View, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks of words that `blocks` leave alone and only their spelling keeps apart.

    `[Ports] [Harbours]` has the words of `[ports and harbours]`.
    """
    found: list[Block] = []
    for gone, come in gaps(blocks, len(old.words), len(new.words)):
        one = [plain_wording(old.words[index].text) for index in gone]
        other = [plain_wording(new.words[index].text) for index in come]
        found += [
            (gone[i], come[j], n) for i, j, n in matching_blocks(one, other) if all(one[i : i + n])
        ]
    return found


def gaps(blocks: Sequence[Block], size_old: int, size_new: int) -> Iterator[tuple[range, range]]:
    """Yield what went and what came between two matched words, where both are few."""
    i = j = 0
    for a, b, size in [*blocks, (size_old, size_new, 0)]:
        if 0 < a - i <= _FEW and 0 < b - j <= _FEW:
            yield range(i, a), range(j, b)
        i, j = a + size, b + size
