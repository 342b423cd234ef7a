"""How many columns a text takes in a terminal, and texts cut to a number of columns.

rich knows this too, but plain text must not import it.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width

from draftvc.notation.patterns import Pattern

# Latin, Greek, Cyrillic, general punctuation, arrows and signs of mathematics: one column each.
_SINGLE = Pattern(
    "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u0588\u2010-\u2027\u2030-\u205e\u2190-\u22ff]*"
)


def cells(text: str) -> int:
    r"""Return the columns that a visible text takes: 2 for wide characters, 0 for combining ones.

    >>> cells("“free”"), cells("コメント"), cells("e\u0301")
    (6, 8, 1)
    """
    return len(text) if is_single(text) else sum(map(_cells_of, text))


def is_single(text: str) -> bool:
    """Tell whether every character of a text is known to take one column."""
    return text.isascii() or _SINGLE.compiled.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _cells_of(char: str) -> int:
    if _combines(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def head(text: str, width: int) -> str:
    """Return the longest beginning of a text that fits in `width` columns."""
    if cells(text) <= width:
        return text
    taken = 0
    for index, char in enumerate(text):
        taken += _cells_of(char)
        if taken > width:
            return text[:index]
    return text


def tail(text: str, width: int) -> str:
    """Return the longest end of a text that fits in `width` columns."""
    if cells(text) <= width:
        return text
    taken = 0
    for index in range(len(text) - 1, -1, -1):
        taken += _cells_of(text[index])
        if taken > width:
            start = index + 1
            # A mark that combines with the letter before it does not begin a text.
            while start < len(text) and _combines(text[start]):
                start += 1
            return text[start:]
    return text


def _combines(char: str) -> bool:
    return category(char) in ("Mn", "Me")
