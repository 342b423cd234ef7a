"""A merge that waits for people: what git keeps of it, set as git itself sets it.

`git status`, `git commit` and `git merge --abort` take it for their own. Nothing of ours stands
beside it: what is in conflict is read from the index, whoever made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pygit2

from draftvc.errors import BusyError
from draftvc.store.merge_trees import MergeTree, changed_by
from draftvc.store.recording import refuse_uncommitted, writable_root
from draftvc.store.refusals import refusal
from draftvc.store.repository import Repository
from draftvc.store.together import (
    MERGE_MESSAGE,
    MERGE_MODE,
    SEEN,
    Together,
    put_together,
)

_BEFORE = "ORIG_HEAD"


def open_merge(
    repo: Repository, left: MergeTree, *, ours: str, theirs: str, message: str, what: str
) -> None:
    """Leave a merge open: files in place, both sides of each conflict in the index.

    Args:
        repo: the repository, with nothing of the draft uncommitted and no merge open.
        left: the tree for the working tree, and what of it is in conflict.
        ours: the commit that the branch stands at.
        theirs: the commit that is merged into it.
        message: what the commit that finishes the merge shall say.
        what: the branch that is merged, as a sentence names it.

    Raises:
        BusyError: another run records, or the branch moved; call again.
        RepositoryError: the repository is not in a state to be written, or cannot be.
    """
    root = writable_root(repo)

    def refuse() -> None:
        if repo.head() != ours:
            raise BusyError("Another program recorded something meanwhile.", "Call again.")
        refuse_uncommitted(repo, ours)

    # What git has in conflict and left as ours has it is no change, and in the index all the same.
    changed = changed_by(repo, ours, left.tree)
    wanted = Together(f"Merging {what}", changed, True, left.unmerged, theirs)
    try:
        put_together(
            repo.git,
            repo.git_dir,
            root,
            wanted,
            refuse,
            lambda: _prepare_git(repo.git_dir, left.tree, ours, message),
        )
    except (OSError, pygit2.GitError) as error:
        raise refusal(error, repo.git_dir) from error


def _prepare_git(git_dir: Path, tree: str, ours: str, message: str) -> None:
    """Write what git reads of an open merge, but for MERGE_HEAD, which opens it."""
    files: Mapping[str, str] = {
        _BEFORE: f"{ours}\n",
        SEEN: f"{tree}\n",
        MERGE_MODE: "",
        MERGE_MESSAGE: message,
    }
    for name, text in files.items():
        (git_dir / name).write_bytes(text.encode())
