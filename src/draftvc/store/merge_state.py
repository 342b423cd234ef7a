"""A merge that waits for people: what git keeps of it, set as git itself sets it.

`git status`, `git commit` and `git merge --abort` take it for their own. Nothing of ours stands
beside it: what is in conflict is read from the index, whoever made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import time

import pygit2

from draftvc.errors import BusyError, RepositoryError
from draftvc.store.locks import lock_index, unlock_index
from draftvc.store.merge_trees import MergeTree, changed_by
from draftvc.store.placing import Placing, clean_up
from draftvc.store.recording import refuse_uncommitted, writable_root
from draftvc.store.references import current_branch, target
from draftvc.store.refusals import refusal
from draftvc.store.repository import Repository
from draftvc.store.runfile import Run, begin_run, end_run, this_process

MERGE_MESSAGE = "MERGE_MSG"
"""File in the git directory: what the commit that finishes a merge shall say."""
_HEAD, _MODE = "MERGE_HEAD", "MERGE_MODE"
_BEFORE, _SEEN = "ORIG_HEAD", "AUTO_MERGE"


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
        what: the merge as a sentence names it.

    Raises:
        BusyError: another run records, or the branch moved; call again.
        RepositoryError: the repository is not in a state to be written, or cannot be.
    """
    root = writable_root(repo)
    run = Run(this_process(), time(), what, current_branch(repo.git), ours)
    try:
        begin_run(repo.git_dir, run)
    except OSError as error:
        raise refusal(error, repo.git_dir) from error
    try:
        lock_index(repo.git_dir, run.process)
        if target(repo.git, run.branch) != ours:
            raise BusyError("Another program recorded something meanwhile.", "Call again.")
        refuse_uncommitted(repo, ours)
        placing = _staged(repo, root, left, ours)
        _prepare_git(repo.git_dir, left.tree, ours, message)
        placing.put()
        # Last: of a merge that is open and has nothing in the index yet, a commit would keep
        # nothing but ours.
        (repo.git_dir / _HEAD).write_bytes(f"{theirs}\n".encode())
    except (OSError, pygit2.GitError) as error:
        raise refusal(error, repo.git_dir) from error
    finally:
        _clean_up(repo.git_dir, root, run)


def _staged(repo: Repository, root: Path, left: MergeTree, ours: str) -> Placing:
    changed = changed_by(repo, ours, left.tree)
    # What git has in conflict and left as ours has it is no change, and in the index all the same.
    placing = Placing(repo.git, repo.git_dir, root, changed, {}, left.unmerged)
    if placing.left:
        raise RepositoryError(
            f"In the place of files of the merge stand others: {', '.join(placing.left)}.",
            "Commit them or move them elsewhere, and call again.",
        )
    placing.stage()
    return placing


def _prepare_git(git_dir: Path, tree: str, ours: str, message: str) -> None:
    """Write what git reads of an open merge, but for MERGE_HEAD, which opens it."""
    files: Mapping[str, str] = {
        _BEFORE: f"{ours}\n",
        _SEEN: f"{tree}\n",
        _MODE: "",
        MERGE_MESSAGE: message,
    }
    for name, text in files.items():
        (git_dir / name).write_bytes(text.encode())


def _clean_up(git_dir: Path, root: Path, run: Run) -> None:
    with suppress(OSError):
        clean_up(git_dir, root)
    with suppress(OSError):
        unlock_index(git_dir, run.process)
    with suppress(OSError):
        end_run(git_dir)
