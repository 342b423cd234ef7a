"""Write a draft into the working tree: only the files that differ, and nothing is recorded.

Everything is written beside its place first, where a full disk is noticed while nothing has
happened; then it is moved into place, the outline last, so that a kill leaves a draft that can be
read. Whatever else stops it, everything is put back.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
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
        path: text.encode("utf-8", "replace")
        for path, text in files.items()
        if there[path] != text.encode("utf-8", "replace")
    }
    gone = [clause_path(each) for each in before.by_id if each not in after.by_id]
    known = {OUTLINE, *map(clause_path, before.by_id)}
    _refuse_foreign(path for path in todo if path not in known and there[path] is not None)
    try:
        _put(root, todo, gone)
    except OSError as error:
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
    data = read_file(root, path)
    return data.replace(b"\r\n", b"\n") if data is not None else None


def _put(root: Path, files: dict[str, bytes], gone: Iterable[str]) -> None:
    """Write files beside their places, then move them there, the outline last; remove others."""
    staged: list[tuple[Path, Path]] = []
    was: list[tuple[Path, Path | None]] = []
    try:
        for number, path in enumerate(sorted(files, key=lambda path: (path == OUTLINE, path))):
            target = root / path
            target.parent.mkdir(exist_ok=True)
            beside = target.parent / f".draftvc-{os.getpid()}-{number}.tmp"
            staged.append((beside, target))
            beside.write_bytes(files[path])
        for beside, target in staged:
            was.append((target, _kept(target)))
            beside.replace(target)
        for path in gone:
            was.append((root / path, _kept(root / path)))
            (root / path).unlink(missing_ok=True)
    except BaseException:
        for target, kept in reversed(was):
            _put_back(target, kept)
        raise
    finally:
        for beside in (*(each for each, _ in staged), *(kept for _, kept in was if kept)):
            with suppress(OSError):
                beside.unlink()


def _kept(target: Path) -> Path | None:
    """Keep a file under a second name until all is done; None where there is none."""
    if not target.exists():
        return None
    kept = target.with_name(f".draftvc-{os.getpid()}-{target.name}.tmp")
    kept.unlink(missing_ok=True)
    try:
        os.link(target, kept)
    except OSError:  # a file system without hard links
        shutil.copy2(target, kept)
    return kept


def _put_back(target: Path, kept: Path | None) -> None:
    with suppress(OSError):
        if kept is None:
            target.unlink(missing_ok=True)
        else:
            kept.replace(target)
