"""What git's index holds, as git itself reads it.

libgit2 knows neither an index in two parts (`core.splitIndex`), nor one that leaves folders out
(`git sparse-checkout --sparse-index`), nor one without a checksum.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from draftvc.store.gitcli import find_git_dir, run_git


class Staged(NamedTuple):
    """One version of a file in the index."""

    path: str
    blob: str
    mode: int
    stage: int
    """0: staged; of a file in conflict 1 is base, 2 ours, 3 theirs."""


def index_file(git_dir: Path) -> Path:
    """Return the index that git uses now: `git commit -a` shows its hooks another one."""
    given = os.environ.get("GIT_INDEX_FILE")
    if given and find_git_dir(Path.cwd()) == git_dir:
        return Path.cwd() / given
    return git_dir / "index"


def staged(git_dir: Path) -> tuple[Staged, ...]:
    """Return what is in the index, by path and stage; nothing where there is none.

    Raises:
        RepositoryError: git cannot read it.
    """
    file = index_file(git_dir)
    if not file.exists():
        return ()
    call = (f"--git-dir={git_dir}", "ls-files", "--stage", "--full-name", "-z")
    told = run_git(git_dir, *call, env={"GIT_INDEX_FILE": str(file.resolve())})
    return tuple(map(_entry, told.decode("utf-8", "replace").split("\0")[:-1]))


def left_out(git_dir: Path) -> dict[str, str]:
    """Return the blob ids of files that a sparse checkout leaves out of the working tree, by path.

    Raises:
        RepositoryError: git cannot read the index.
    """
    told = run_git(
        git_dir, f"--git-dir={git_dir}", "ls-files", "-t", "--stage", "--full-name", "-z"
    )
    lines = told.decode("utf-8", "replace").split("\0")[:-1]
    entries = (_entry(line.removeprefix("S ")) for line in lines if line.startswith("S "))
    return {each.path: each.blob for each in entries}


def in_conflict(entries: Iterable[Staged]) -> dict[str, tuple[Staged | None, ...]]:
    """Return base, ours and theirs of each path that is in conflict."""
    stages = groupby((each for each in entries if each.stage), key=lambda each: each.path)
    found = {path: {each.stage: each for each in versions} for path, versions in stages}
    return {path: tuple(map(sides.get, (1, 2, 3))) for path, sides in found.items()}


def _entry(line: str) -> Staged:
    about, _, path = line.partition("\t")
    mode, blob, stage = about.split(" ")
    return Staged(path, blob, int(mode, 8), int(stage))
