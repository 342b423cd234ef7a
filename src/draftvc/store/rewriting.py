"""Write a draft into the working tree: only the files that differ, and nothing is recorded.

Everything is written beside its place first, where a full disk is noticed while nothing has
happened; then it is moved into place, the outline last, so that a kill leaves a draft that can be
read.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from draftvc.draft.model import Draft
from draftvc.draft.stored import stored_text
from draftvc.errors import RepositoryError
from draftvc.store.layout import CLAUSES, OUTLINE, OutlineLine, clause_path, outline_text
from draftvc.store.plainfile import read_file
from draftvc.store.recording import writable_root
from draftvc.store.refusals import reason_of
from draftvc.store.repository import Repository


def write_draft(
    repo: Repository, before: Draft, after: Draft, changed: Collection[str]
) -> tuple[str, ...]:
    """Write a draft in place of the one in the working tree; return the paths that changed.

    Args:
        repo: the repository, with no merge open.
        before: the draft as it stands there.
        after: the draft to be written; every clause has an id that a file can have.
        changed: ids of clauses whose text is to be written; the files of others stay as they are.

    Raises:
        RepositoryError: there is no working tree, or it may not be written.
    """
    root = writable_root(repo)
    files = {
        clause_path(clause.id): stored_text(clause)
        for clause in after.clauses
        if clause.id in changed and clause.id is not None
    }
    files[OUTLINE] = outline_text(
        OutlineLine(clause.id or "", clause.depth, clause.kind, clause.heading)
        for clause in after.clauses
    )
    there = {path: _content(root, path) for path in files}
    todo = {
        path: text.encode("utf-8", "replace")
        for path, text in files.items()
        if there[path] != text.encode("utf-8", "replace")
    }
    gone = [clause_path(each) for each in before.by_id if each not in after.by_id]
    try:
        _put(root, todo)
        for path in gone:
            (root / path).unlink(missing_ok=True)
    except OSError as error:
        raise RepositoryError(
            f"The working tree in {root} could not be written: {reason_of(error)}.",
            "`git status` tells what differs now; `git restore clauses outline` brings back what "
            "is recorded.",
        ) from error
    return tuple(sorted([*todo, *gone]))


def _content(root: Path, path: str) -> bytes | None:
    if (root / CLAUSES).is_symlink():
        raise RepositoryError(f"{CLAUSES}/ is a link.", "Put the folder itself in its place.")
    data = read_file(root, path)
    return data.replace(b"\r\n", b"\n") if data is not None else None


def _put(root: Path, files: dict[str, bytes]) -> None:
    """Write files beside their places, then move them there, the outline last."""
    staged: list[tuple[Path, Path]] = []
    try:
        for number, path in enumerate(sorted(files, key=lambda path: (path == OUTLINE, path))):
            target = root / path
            target.parent.mkdir(exist_ok=True)
            beside = target.parent / f".draftvc-{os.getpid()}-{number}.tmp"
            beside.write_bytes(files[path])
            staged.append((beside, target))
        while staged:
            beside, target = staged[0]
            beside.replace(target)
            staged.pop(0)
    finally:
        for beside, _ in staged:
            with suppress(OSError):
                beside.unlink()
