"""The one place that knows who matches sequences: difflib, or cydifflib where it is installed.

Both give the same blocks; only the time differs, so that an optional package never changes a
result.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet

try:
    from cydifflib import SequenceMatcher
except ImportError:
    from difflib import SequenceMatcher

Block = tuple[int, int, int]
"""Start in one, start in the other, length."""
Opcode = tuple[str, int, int, int, int]
"""`equal`, `replace`, `delete` or `insert`, with the range on each side, half open."""


def matching_blocks(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Block]:
    """Return the blocks that stand in both, in order; of length one or more."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [(i, j, n) for i, j, n in matcher.get_matching_blocks() if n]


def opcodes(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Opcode]:
    """Return the steps that turn one sequence into the other."""
    return list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())


def blocks_without(
    blocks: Sequence[Block], gone: AbstractSet[int], come: AbstractSet[int] = frozenset()
) -> Iterator[Block]:
    """Yield blocks parted at some places of the one sequence and of the other, and without them."""
    for i, j, size in blocks:
        start = 0
        for step in range(size + 1):
            if step == size or i + step in gone or j + step in come:
                if start < step:
                    yield i + start, j + start, step - start
                start = step + 1
