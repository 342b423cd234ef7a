"""Texts in `clauses/` that no line of the outline names: they lie in the repository, in no draft.

Whoever writes a paragraph without draftvc easily forgets its line. Every `.txt` below `clauses/`
counts, also one whose name no clause can have.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pygit2

from draftvc.errors import RepositoryError
from draftvc.store.layout import CLAUSES, OUTLINE, clause_id_of, read_outline
from draftvc.store.plainfile import decoded, read_file
from draftvc.store.repository import Repository
from draftvc.store.shelves import load_blob
from draftvc.store.staging import staged

_FOLDER = f"{CLAUSES}/"


def unlisted_in_commit(repo: Repository, commit: str) -> tuple[str, ...]:
    """Return the paths of the texts that the outline of a commit does not name, sorted.

    Raises:
        RepositoryError: its outline is not understood.
    """
    tree = repo.git[commit].peel(pygit2.Tree)
    if OUTLINE not in tree or CLAUSES not in tree:
        return ()
    outline = load_blob(repo.git, str(tree[OUTLINE].id), OUTLINE)
    return _unlisted(_below(tree[CLAUSES], _FOLDER), outline)


def unlisted_before(repo: Repository, commit: str) -> tuple[str, ...]:
    """Return the same of a commit that another follows; none where it holds no draft to read."""
    try:
        return unlisted_in_commit(repo, commit) if repo.is_draft(commit) else ()
    except RepositoryError:
        return ()


def unlisted_in_index(repo: Repository) -> tuple[str, ...]:
    """Return the paths of the texts that the staged outline does not name, sorted.

    What a merge left in conflict is settled before its line is.

    Raises:
        RepositoryError: the staged outline is not understood.
    """
    entries = staged(repo.git_dir)
    outline = [each.blob for each in entries if each.path == OUTLINE and each.stage in (0, 2)]
    if not outline:
        return ()
    paths = (each.path for each in entries if each.path.startswith(_FOLDER))
    found = _unlisted(paths, load_blob(repo.git, outline[0], OUTLINE))
    return _settled(found, repo)


def unlisted_in_working_tree(repo: Repository) -> tuple[str, ...]:
    """Return the paths of the texts on the disk that the outline there does not name, sorted.

    Raises:
        RepositoryError: the outline is not understood.
    """
    if repo.root is None or (outline := read_file(repo.root, OUTLINE)) is None:
        return ()
    found = _unlisted(_on_disk(repo.root), outline)
    return _settled(found, repo) if found else ()


def _unlisted(paths: Iterable[str], outline: bytes) -> tuple[str, ...]:
    listed = {line.id for line in read_outline(decoded(outline)[0])}
    texts = {path for path in paths if path.lower().endswith(".txt")}
    return tuple(sorted(path for path in texts if clause_id_of(path) not in listed))


def _settled(paths: Collection[str], repo: Repository) -> tuple[str, ...]:
    """Return those of these paths that are not in conflict."""
    in_conflict = {each.path for each in staged(repo.git_dir) if each.stage}
    return tuple(path for path in paths if path not in in_conflict)


def _below(folder: object, path: str) -> Iterator[str]:
    for entry in folder if isinstance(folder, pygit2.Tree) else ():
        if isinstance(entry, pygit2.Tree):
            yield from _below(entry, f"{path}{entry.name}/")
        elif isinstance(entry, pygit2.Blob):
            yield f"{path}{entry.name}"


def _on_disk(root: Path) -> Iterator[str]:
    for folder, _, names in os.walk(root / CLAUSES):
        beside = Path(folder).relative_to(root)
        yield from ((beside / name).as_posix() for name in names)
