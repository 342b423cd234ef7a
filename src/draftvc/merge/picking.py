"""What stands of one value that three sides have."""

from __future__ import annotations

from typing import TypeVar

_T = TypeVar("_T")


def pick(base: _T | None, ours: _T, theirs: _T) -> tuple[_T, bool]:
    """Return what one side changed, or ours, and whether the sides combine."""
    if ours == theirs or theirs == base:
        return ours, True
    return (theirs, True) if ours == base else (ours, False)
