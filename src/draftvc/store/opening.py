"""Open a repository through libgit2, or say why it cannot be opened.

libgit2 knows neither sha256 nor reftable nor partial clones, and would fail on them late and in
words of its own: they are told apart by the repository's settings before it is asked.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pygit2

from draftvc.errors import RepositoryError
from draftvc.store.gitcli import find_git_dir, is_here, run_git, unsafe_owner

_PARTIAL = re.compile(r"extensions\.partialclone|remote\..*\.(promisor|partialclonefilter)")
_OLDER = "Or record the draft in a repository of its own: `draftvc init DIR`."


def find_repository(start: Path) -> Path:
    """Return the git directory of the repository that a place lies in.

    Raises:
        RepositoryError: there is none.
    """
    found = find_git_dir(start)
    if found is None:
        where = "here" if is_here(start) else f"in {start}"
        raise RepositoryError(
            f"There is no git repository {where}.",
            "`draftvc init` makes one for a draft; `-C DIR` names another place.",
        )
    return found


def open_git(git_dir: Path) -> pygit2.Repository:
    """Return a repository, opened.

    Raises:
        RepositoryError: it is of a kind that libgit2 cannot read, or belongs to another user.
    """
    _refuse_unreadable(git_dir)
    try:
        return _opened(git_dir)
    except pygit2.GitError as error:
        raise RepositoryError(
            f"The repository {_shown(git_dir)} cannot be opened: {error}.",
            f"`git status` tells whether it is sound. {_OLDER}",
        ) from error


def _opened(git_dir: Path) -> pygit2.Repository:
    try:
        return pygit2.Repository(str(git_dir))
    except pygit2.GitError as error:
        if "not owned by" not in str(error):
            raise
        if not _is_trusted(git_dir):
            raise unsafe_owner(_shown(git_dir)) from error
    pygit2.settings.owner_validation = False
    try:
        return pygit2.Repository(str(git_dir))
    finally:
        pygit2.settings.owner_validation = True


def _is_trusted(git_dir: Path) -> bool:
    """Tell whether git itself reads the repository of another user.

    It knows `safe.directory` from places that libgit2 does not: the environment, a file that
    GIT_CONFIG_GLOBAL names. What GIT_DIR names, as for a hook, it takes unasked.
    """
    given = os.environ.get("GIT_DIR")
    if given and Path(given).resolve() == git_dir.resolve():
        return True
    place = _shown(git_dir)
    try:
        told = run_git(place, "rev-parse", "--absolute-git-dir")
    except RepositoryError:
        return False
    return Path(os.fsdecode(told.removesuffix(b"\n"))).resolve() == git_dir.resolve()


def open_received(git_dir: Path) -> pygit2.Repository:
    """Return a repository with the objects of the push that is being received.

    Git keeps them apart until the hooks have let them in, and names the place in the environment.

    Raises:
        RepositoryError: as for `open_git`.
    """
    git = open_git(git_dir)
    listed = os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep)
    for place in (os.environ.get("GIT_OBJECT_DIRECTORY", ""), *listed):
        if place and Path(place).is_dir():
            git.odb.add_disk_alternate(str(Path(place).resolve()))
    return git


def work_tree(repo: pygit2.Repository, start: Path) -> Path | None:
    """Return the top of the working tree; None where the repository is bare."""
    given = os.environ.get("GIT_WORK_TREE")
    if given and os.environ.get("GIT_DIR") and is_here(start):
        return Path(given).resolve()
    return None if repo.is_bare else Path(repo.workdir)


def _refuse_unreadable(git_dir: Path) -> None:
    config = common_dir(git_dir) / "config"
    if not config.is_file():
        return
    try:
        settings = {entry.name: entry.value or "" for entry in pygit2.Config(str(config))}
    except pygit2.GitError as error:
        raise RepositoryError(
            f"The settings in {config} cannot be read: {error}.", "Repair the line, and call again."
        ) from error
    names = settings.get("extensions.objectformat", "sha1").lower()
    branches = settings.get("extensions.refstorage", "files").lower()
    if names != "sha1":
        kind = f"names its objects by {names}"
        remedy = "draftvc reads repositories with sha1 names: `git init --object-format=sha1 DIR`."
    elif branches != "files":
        kind = f"keeps its branches in the format {branches}"
        remedy = "`git refs migrate --ref-format=files` changes that."
    elif any(_PARTIAL.fullmatch(name) for name in settings):
        kind = "is a partial clone, which lacks a part of the objects"
        remedy = "Clone it whole, without --filter."
    else:
        return
    raise RepositoryError(f"The repository {_shown(git_dir)} {kind}.", f"{remedy} {_OLDER}")


def common_dir(git_dir: Path) -> Path:
    """Return the directory that the working trees of a repository share; mostly the same one."""
    try:
        named = (git_dir / "commondir").read_text(encoding="utf-8").strip()
    except OSError:
        return git_dir
    return (git_dir / named).resolve()


def cut_commits(git_dir: Path) -> frozenset[str]:
    """Return the commits with which a shallow clone ends; none of a whole one."""
    try:
        told = (common_dir(git_dir) / "shallow").read_text(encoding="ascii")
    except OSError:
        return frozenset()
    return frozenset(told.split())


def _shown(git_dir: Path) -> Path:
    return git_dir.parent if git_dir.name == ".git" else git_dir
