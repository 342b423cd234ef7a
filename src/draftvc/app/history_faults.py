"""What in a repository may have ended a call that the program cannot explain."""

from __future__ import annotations

from pathlib import Path

from draftvc.errors import DraftvcError
from draftvc.store.gitcli import find_git_dir


def fault_of_history(start: Path) -> DraftvcError | None:
    """Return the error for a commit that cannot be read, in the repository of a place."""
    git_dir = find_git_dir(start)
    if git_dir is None:
        return None
    from draftvc.store.unreadable import unreadable_commit

    return unreadable_commit(git_dir)
