"""What is in the working tree or the index and not in a commit yet."""

from __future__ import annotations

from pathlib import Path

from draftvc.store.gitcli import run_git
from draftvc.store.layout import DRAFT_PATHS, OUTLINE, SETTINGS, clause_id_of


def changed_paths(git_dir: Path, root: Path) -> frozenset[str]:
    """Return the paths of the draft that differ from the last commit, on the disk or staged.

    What an editor leaves beside a clause's file is not of the draft.
    """
    told = run_git(
        root,
        f"--git-dir={git_dir}",
        f"--work-tree={root}",
        "status",
        "--porcelain=v1",
        "-z",
        "--untracked-files=all",
        "--no-renames",
        "--",
        *DRAFT_PATHS,
    )
    paths = (entry[3:].decode("utf-8", "replace") for entry in told.split(b"\0") if entry)
    return frozenset(path for path in paths if path in (OUTLINE, SETTINGS) or clause_id_of(path))
