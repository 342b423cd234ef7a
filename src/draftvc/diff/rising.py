"""The longest part of a sequence that stands in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise


def longest_rising(values: Sequence[int]) -> list[int]:
    """Return the indexes of the longest strictly rising subsequence, in order."""
    if all(a < b for a, b in pairwise(values)):
        return list(range(len(values)))
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for index, value in enumerate(values):
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [index]
        back.append(ends[at - 1] if at else -1)
    chain: list[int] = []
    index = ends[-1]
    while index >= 0:
        chain.append(index)
        index = back[index]
    return chain[::-1]
