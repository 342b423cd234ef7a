"""Make a repository for one draft: `draftvc init [DIR]`.

Plain git, settings, attributes, hooks, and git told to call the drivers. Nothing is committed: the
first import does that, when there is a text and somebody who records it. Files that are there stay
as they are.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from draftvc.app.enabling import enable
from draftvc.app.hooks import HooksReport, status
from draftvc.errors import RepositoryError
from draftvc.store.gitcli import find_git_dir, run_git
from draftvc.store.layout import (
    ATTRIBUTES,
    CLAUSES,
    OUTLINE,
    SETTINGS,
    SOURCE,
    missing_attributes,
)
from draftvc.store.opening import open_git, work_tree
from draftvc.store.repository import Repository
from draftvc.store.settings import read_settings
from draftvc.store.settings_file import new_settings

_BRANCH = "main"
"""Name of the first branch, where git was not told another."""


@dataclass(frozen=True, slots=True)
class InitReport:
    """What `init` did."""

    root: Path
    """Top of the working tree."""
    changed: bool
    """Whether anything was made; False where all was there already."""
    hooks: HooksReport
    said: tuple[str, ...]
    """One sentence each."""


def initialise(directory: Path) -> InitReport:
    """Make a directory a repository for one draft; it may be a checkout of other things.

    Raises:
        RepositoryError: there is something in the way; the remedy says what to do.
    """
    try:
        said = _git_repository(directory)
        root = directory.resolve()
        said += _settings(root)
        said += _attributes(root)
    except OSError as error:
        raise RepositoryError(
            f"{error.filename or directory} cannot be written: {error.strerror or error}.",
            "Check who owns the directory, and that the disk is not full.",
        ) from error
    before = status(root).hooks
    git = enable(root)
    hooks = git.hooks or status(root)
    changed = bool(said) or git.changed or hooks.hooks != before
    if not changed:
        said.append(f"{root} is a repository for a draft already: nothing changed.")
    return InitReport(root, changed, hooks, (*said, *git.said))


def _git_repository(directory: Path) -> list[str]:
    """Make a directory the top of a git repository, if it is none."""
    if os.path.lexists(directory) and not directory.is_dir():
        raise RepositoryError(f"{directory} is no directory.", "Name a new or empty one.")
    git_dir = find_git_dir(directory)
    if git_dir is not None:
        top = work_tree(open_git(git_dir), directory)
        if top is None:
            raise RepositoryError(
                f"{git_dir} is a bare repository.",
                "Clone it, and call `draftvc init` in the clone.",
            )
        if top.resolve() == directory.resolve():
            return []
        if Repository(open_git(git_dir), git_dir, top).has_draft():
            raise RepositoryError(
                f"{directory} lies in the repository of a draft, {top}.",
                "A draft has a repository of its own: name a directory outside.",
            )
        _refuse_part_of(top, git_dir, directory)
    directory.mkdir(parents=True, exist_ok=True)
    # The pages push `main`: it is the name unless whoever set git up chose another one.
    branch = run_git(directory, "config", "--default", _BRANCH, "--get", "init.defaultBranch")
    setting = f"init.defaultBranch={branch.decode().strip()}"
    run_git(directory, "-c", setting, "init", "--quiet")
    return [f"Made a repository in {directory.resolve()}."]


def _refuse_part_of(top: Path, git_dir: Path, directory: Path) -> None:
    """Refuse a directory that another repository looks after; one that it does not see is free."""
    place = directory.resolve()
    inside = place.is_relative_to(git_dir.resolve())
    if inside or (place.is_dir() and run_git(top, "ls-files", "-z", "--", str(place))):
        raise RepositoryError(
            f"{directory} is a part of the repository {top}.",
            "A draft has a repository of its own: name a directory outside, or that one itself.",
        )


def _settings(root: Path) -> list[str]:
    git_dir = find_git_dir(root)
    assert git_dir is not None  # it was made, or was there
    file = root / SETTINGS
    if os.path.lexists(file):
        read_settings(file.read_bytes(), str(file))
        return []
    if Repository(open_git(git_dir), git_dir, root).has_draft():
        return []
    there = [name for name in (OUTLINE, CLAUSES, SOURCE) if os.path.lexists(root / name)]
    if there:
        raise RepositoryError(
            f"{root} has {' and '.join(there)} already, and a draft needs these names.",
            "Name another directory: a repository is for one draft.",
        )
    file.write_bytes(new_settings())
    return [f"Wrote {SETTINGS}: the settings of the draft."]


def _attributes(root: Path) -> list[str]:
    """Add our lines to the attributes; those that are there stay, byte for byte."""
    file = root / ATTRIBUTES
    there = file.read_bytes() if file.is_file() else b""
    missing = missing_attributes(there.decode("utf-8", "replace"))
    if not missing:
        return []
    gap = b"\n" if there and not there.endswith(b"\n") else b""
    with file.open("ab") as added:  # what is there is not touched
        added.write(gap + "".join(f"{line}\n" for line in missing).encode())
    if not there:
        return [f"Wrote {ATTRIBUTES}: how git compares and merges the draft."]
    return [f"Added to {ATTRIBUTES}, below what is there, how git compares and merges the draft."]
