"""Branches and tags: what they point to, and moving one if it is still where it was."""

from __future__ import annotations

from pathlib import Path

import pygit2
from pygit2.enums import ReferenceType

from draftvc.errors import BusyError
from draftvc.store.locks import in_the_way
from draftvc.store.opening import common_dir

HEAD = "HEAD"
TAGS = "refs/tags/"
_DEEPEST = 5
"""Symbolic references that are followed, as git does."""


def current_branch(git: pygit2.Repository) -> str:
    """Return the reference that a new commit moves: a branch, or HEAD where it is detached."""
    name = HEAD
    for _ in range(_DEEPEST):
        reference = git.references.get(name)
        if reference is None or reference.type != ReferenceType.SYMBOLIC:
            break
        name = str(reference.target)
    return name


def target(git: pygit2.Repository, name: str) -> str | None:
    """Return the id that a reference points to, of a commit or a tag; None where there is none."""
    reference = git.references.get(name)
    if reference is None or reference.type == ReferenceType.SYMBOLIC:
        return None
    return str(reference.target)


def lock_of(git_dir: Path, name: str) -> Path:
    """Return the path of the lock under which a reference is written."""
    return (git_dir if name == HEAD else common_dir(git_dir)) / f"{name}.lock"


def move(
    git: pygit2.Repository, git_dir: Path, name: str, way: tuple[str | None, str], message: str
) -> None:
    """Move a reference from where it was, None for nowhere, to where it shall be: `way`.

    Raises:
        BusyError: it is not there any more, or another program holds its lock.
        OSError, pygit2.GitError: it cannot be written.
    """
    old, new = way
    try:
        with git.transaction() as transaction:
            transaction.lock_ref(name)
            if target(git, name) != old:
                raise BusyError(
                    f"{name.removeprefix('refs/heads/')} was moved by another program meanwhile.",
                    "Nothing was recorded; call again.",
                )
            transaction.set_target(name, new, message=message)
    except (OSError, pygit2.GitError) as error:
        lock = lock_of(git_dir, name)
        if lock.exists():
            raise in_the_way(lock) from error
        raise
