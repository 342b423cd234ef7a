"""What git says when it calls the merge driver, and git's own merge of the same file.

Kept apart from what reads drafts: where that fails, also for want of a library, this must not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from draftvc.errors import EXIT_DONE, EXIT_FOUND
from draftvc.store.gitcli import merge_lines

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


def merge_plainly(call: Call) -> int:
    """Merge the file as git merges lines, with marks around what does not combine.

    Returns 0 where all combines and 1 where not. Where not even that can be done, ours stays as
    it is, and 1 tells git that the file is in conflict.
    """
    try:
        clean = merge_lines(call.ours, call.base, call.theirs, call.size)
    except Exception:
        return EXIT_FOUND
    return EXIT_DONE if clean else EXIT_FOUND
