"""What is in the working tree or the index and not in a commit yet."""

from __future__ import annotations

from pathlib import Path

from draftvc.store.gitcli import run_git
from draftvc.store.layout import DRAFT_PATHS, OUTLINE, SETTINGS, clause_id_of
from draftvc.store.plainfile import read_file

_HIDDEN = b"!!"
"""How git's status marks what .gitignore hides."""


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
        # What .gitignore hides is of the draft all the same, where the outline names it.
        "--ignored=traditional",
        "--",
        *DRAFT_PATHS,
    )
    entries = [(each[:2], each[3:].decode("utf-8", "replace")) for each in told.split(b"\0")]
    of_draft = [
        (state, path)
        for state, path in entries
        if path in (OUTLINE, SETTINGS) or clause_id_of(path) is not None
    ]
    named = _named(root) if any(state == _HIDDEN for state, _ in of_draft) else frozenset()
    return frozenset(
        path for state, path in of_draft if state != _HIDDEN or clause_id_of(path) in named
    )


def _named(root: Path) -> frozenset[str | None]:
    """Return the ids that the outline on the disk names, and None, of what is no clause."""
    lines = (read_file(root, OUTLINE) or b"").decode("utf-8", "replace").splitlines()
    return frozenset((None, *(line.partition(" ")[0] for line in lines)))
