"""Commits that git keeps and its library cannot read, such as one of a date beyond all dates."""

from __future__ import annotations

from pathlib import Path

import pygit2

from draftvc.errors import RepositoryError
from draftvc.store.gitcli import run_git
from draftvc.store.references import current_branch, target
from draftvc.store.revision import short


def refuse_unreadable_head(git: pygit2.Repository) -> None:
    """Raise RepositoryError where a commit is checked out that cannot be read.

    Nothing is said of one that is not there.
    """
    commit = target(git, current_branch(git))
    error = _why_unreadable(git, commit) if commit is not None else None
    if commit is not None and error is not None:
        raise _unreadable(commit, error, "git commit --amend --no-edit --reset-author")


def unreadable_commit(git_dir: Path) -> RepositoryError | None:
    """Return the error for the newest commit that cannot be read; None where all can.

    Every commit of every branch is looked at: it is asked when something went wrong.
    """
    git = pygit2.Repository(str(git_dir))
    told = run_git(git_dir, f"--git-dir={git_dir}", "rev-list", "--all", "HEAD", check=False)
    for commit in told.decode("ascii", "replace").split():
        error = _why_unreadable(git, commit)
        if error is not None:
            edit = (
                f"git rebase -i {short(commit)}^` with `edit` before it, "
                "`git commit --amend --no-edit --reset-author` and `git rebase --continue"
            )
            return _unreadable(commit, error, edit)
    return None


def _why_unreadable(git: pygit2.Repository, commit: str) -> str | None:
    if pygit2.Oid(hex=commit) not in git.odb:
        return None
    try:
        git[commit].peel(pygit2.Commit)
    except (KeyError, ValueError, pygit2.GitError) as error:
        return str(error).rpartition(": ")[2]
    return None


def _unreadable(commit: str, why: str, mend: str) -> RepositoryError:
    return RepositoryError(
        f"The commit {short(commit)} cannot be read: {why}. `git log -1 {short(commit)}` shows it.",
        f"To write its author and dates anew: `{mend}`. All that follows it gets other ids, so "
        "whoever has it must fetch again.",
    )
