"""The best common words of two wordings, whatever brackets they stand in.

A bracket that moved is anchored where it stands now, and the words it passed are lost to the
match. Then the words themselves decide: as many as can be kept, in order. Source: Wagner and
Fischer 1974.
"""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.diff.matcher import Block

_CELLS = 20_000
"""Pairs of words looked at: beyond this the words are matched a stretch at a time anyway."""
_SHORT, _LONG = 4, 12
_TOGETHER = 1
"""What a word is worth, and a word that follows one that was kept."""


def weight_of(word: str) -> int:
    """Return what a kept word is worth."""
    return _LONG if len(word) > 3 else _SHORT


def best_common(a: Sequence[str], b: Sequence[str]) -> list[Block] | None:
    """Return the blocks that keep the most of two wordings; None where they are too long."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    if len(middle_a) * len(middle_b) > _CELLS:
        return None
    blocks = [(0, 0, start)] if start else []
    blocks += [(start + i, start + j, 1) for i, j in _pairs(middle_a, middle_b)]
    if end:
        blocks.append((len(a) - end, len(b) - end, end))
    return blocks


def _pairs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        here, below, word = best[i], best[i + 1], a[i]
        worth = weight_of(word)
        for j in range(len(b) - 1, -1, -1):
            most = max(below[j], here[j + 1])
            if word == b[j]:
                together = i + 1 < len(a) and j + 1 < len(b) and a[i + 1] == b[j + 1]
                most = max(most, below[j + 1] + worth + (_TOGETHER if together else 0))
            here[j] = most
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        skip = max(best[i + 1][j], best[i][j + 1])
        if a[i] == b[j] and best[i][j] > skip:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
