"""What git says when it calls the merge driver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SIZE = 7
"""Characters of a mark, where git does not say."""


@dataclass(frozen=True)
class Call:
    """`%O %A %B %L %P`: base, ours and theirs as files, size of a mark, path in the repository."""

    base: Path
    ours: Path
    """The result takes its place."""
    theirs: Path
    size: int
    path: str


def read_call(words: Sequence[str]) -> Call | None:
    """Return the call that git makes; None where there are not three files."""
    if len(words) < 3:
        return None
    base, ours, theirs = map(Path, words[:3])
    size = int(words[3]) if len(words) > 3 and words[3].isdigit() else _SIZE
    return Call(base, ours, theirs, size, words[4] if len(words) > 4 else "a file")
