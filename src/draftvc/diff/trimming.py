"""How far two texts are the same at their beginning and at their end."""

from __future__ import annotations


def common_start(a: str, b: str) -> int:
    """Return the number of characters that two texts have in common at their beginning."""
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle
    return low


def common_end(a: str, b: str, most: int) -> int:
    """Return the number of characters, at most `most`, that two texts have in common at the end."""
    low, high = 0, most
    if most <= 0 or a[len(a) - most :] == b[len(b) - most :]:
        return max(most, 0)
    while high - low > 1:
        middle = (low + high) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle
    return low
