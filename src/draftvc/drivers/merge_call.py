"""What git says when it calls the merge driver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_SIZE = 7
"""Characters of a mark, where git does not say."""


class Call(NamedTuple):
    """`%O %A %B %L %P`: base, ours and theirs as files, size of a mark, path in the repository."""

    base: str
    ours: str
    """The result takes its place."""
    theirs: str
    size: int
    path: str


def read_call(words: Sequence[str]) -> Call | None:
    """Return the call that git makes; None where there are not three files."""
    if len(words) < 3:
        return None
    base, ours, theirs = words[:3]
    size = int(words[3]) if len(words) > 3 and words[3].isdigit() else _SIZE
    return Call(base, ours, theirs, size, words[4] if len(words) > 4 else "a file")
