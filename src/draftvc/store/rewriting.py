"""Write a draft into the working tree: only the files that differ, and nothing is recorded.

Whatever stops it, also a kill, everything is put back: `together` tells how.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pygit2

from draftvc.draft.model import Draft
from draftvc.draft.stored import stored_text
from draftvc.errors import RepositoryError
from draftvc.store.layout import CLAUSES, OUTLINE, OutlineLine, clause_path, outline_text
from draftvc.store.placing import Change
from draftvc.store.plainfile import read_file
from draftvc.store.recording import writable_root
from draftvc.store.refusals import reason_of
from draftvc.store.repository import Repository
from draftvc.store.together import Together, put_together


def write_draft(
    repo: Repository, before: Draft, after: Draft, changed: Collection[str], doing: str
) -> tuple[str, ...]:
    """Write a draft in place of the one in the working tree; return the paths that changed.

    Args:
        repo: the repository, with no merge open.
        before: the draft as it stands there.
        after: the draft to be written; every clause has an id that a file can have.
        changed: ids of clauses whose text is to be written; the files of others stay as they are.
        doing: what it is written for, as a sentence begins: `Applying friday.json`.

    Raises:
        RepositoryError: there is no working tree, or it may not be written; or a file that is none
            of the draft has the path of a new clause.
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
        path: data
        for path, text in files.items()
        if _with_line_feeds(there[path]) != (data := text.encode("utf-8", "replace"))
    }
    gone = [clause_path(each) for each in before.by_id if each not in after.by_id]
    known = {OUTLINE, *map(clause_path, before.by_id)}
    _refuse_foreign(path for path in todo if path not in known and there[path] is not None)
    try:
        placed = [_change(repo, path, there[path], data) for path, data in todo.items()]
        placed += [_change(repo, path, _content(root, path), None) for path in gone]
        put_together(repo.git, repo.git_dir, root, Together(doing, tuple(placed)))
    except (OSError, pygit2.GitError) as error:
        raise RepositoryError(
            f"The working tree in {root} could not be written: {reason_of(error)}. "
            "Nothing was changed.",
            "Check who owns these files, and that the disk is not full; then call again.",
        ) from error
    return tuple(sorted([*todo, *gone]))


def _refuse_foreign(paths: Iterable[str]) -> None:
    path = next(iter(paths), None)
    if path is not None:
        raise RepositoryError(
            f"{path} is there already and the outline does not name it: it would be lost.",
            "Move it elsewhere, or delete it, and call again.",
        )


def _content(root: Path, path: str) -> bytes | None:
    if (root / CLAUSES).is_symlink():
        raise RepositoryError(f"{CLAUSES}/ is a link.", "Put the folder itself in its place.")
    return read_file(root, path)


def _with_line_feeds(data: bytes | None) -> bytes | None:
    return data.replace(b"\r\n", b"\n") if data is not None else None


def _change(repo: Repository, path: str, old: bytes | None, new: bytes | None) -> Change:
    """Return a change of a file, with both its contents in the repository."""
    was, is_now = (None if each is None else str(repo.git.create_blob(each)) for each in (old, new))
    return Change(path, was, is_now)
