"""Where the files of a draft stand: a commit, the index, the working tree.

Each is a `Shelf` and answers its two questions: which text does a file have now (as a key that is
equal where the text is), and what is it. The key is git's blob id, so that a clause read in one
place is known in the others. Links are not followed, and nothing above the limit is loaded.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

import pygit2
from pygit2.enums import FileMode

from draftvc.errors import RepositoryError
from draftvc.limits import Limits
from draftvc.store.layout import CLAUSES, OUTLINE, SOURCE, source_name
from draftvc.store.plainfile import NO_LINKS, read_file, refuse_too_large
from draftvc.store.staging import left_out, staged

_FILES = frozenset({FileMode.BLOB, FileMode.BLOB_EXECUTABLE})


class TreeShelf:
    """The files of a commit."""

    def __init__(
        self, repo: pygit2.Repository, tree: pygit2.Tree, where: str, limits: Limits
    ) -> None:
        """Take the tree of a commit, and how a sentence names it."""
        self.where = where
        self._repo, self._limits = repo, limits
        self._ids = _file_ids(tree, where)
        if CLAUSES in tree and isinstance(tree[CLAUSES], pygit2.Tree):
            folder = tree[CLAUSES]
            assert isinstance(folder, pygit2.Tree)
            self._ids |= _file_ids(folder, where, f"{CLAUSES}/")

    def key(self, path: str) -> str | None:
        """Return the blob id of a file's text; None where there is no such file."""
        return self._ids.get(path)

    def load(self, path: str) -> bytes:
        """Return the content of a file that has a key."""
        return load_blob(self._repo, self._ids[path], f"{path} of {self.where}", self._limits)


class IndexShelf:
    """The files that the next commit would record."""

    where = "the index"

    def __init__(self, repo: pygit2.Repository, git_dir: Path, limits: Limits) -> None:
        """Take the repository, whose index git uses now: of a hook, not always the usual one."""
        self._repo, self._limits = repo, limits
        self._ids: dict[str, str] = {}
        for entry in staged(git_dir):
            # Of a path in conflict there are three entries: a commit starts from ours.
            ours = entry.stage in (0, 2)
            if ours and (entry.path == OUTLINE or entry.path.startswith(f"{CLAUSES}/")):
                _refuse_link(entry.mode, entry.path, self.where)
                self._ids[entry.path] = entry.blob

    def key(self, path: str) -> str | None:
        """Return the blob id of a file's text; None where there is no such file."""
        return self._ids.get(path)

    def load(self, path: str) -> bytes:
        """Return the content of a file that has a key."""
        return load_blob(self._repo, self._ids[path], f"{path} in the index", self._limits)


class WorkShelf:
    """The files on the disk, their line ends as git would store them.

    What a sparse checkout leaves out stands as the index has it.
    """

    where = "the working tree"

    def __init__(self, repo: pygit2.Repository, git_dir: Path, root: Path, limits: Limits) -> None:
        """Take the repository, its directory and the top of its working tree."""
        self._repo, self._git_dir = repo, git_dir
        self._root, self._limits = root, limits
        self._read: dict[str, bytes] = {}
        if (root / CLAUSES).is_symlink():
            raise RepositoryError(f"{CLAUSES}/ is a link, and links are not followed.", NO_LINKS)

    def key(self, path: str) -> str | None:
        """Return the blob id of a file's text; None where there is no such file."""
        data = read_file(self._root, path, self._limits)
        if data is None:
            return self._left_out.get(path)
        self._read[path] = data.replace(b"\r\n", b"\n")
        return str(pygit2.hash(self._read[path]))

    def load(self, path: str) -> bytes:
        """Return the content of a file that has a key."""
        if path in self._read:
            return self._read.pop(path)
        return load_blob(self._repo, self._left_out[path], f"{path} in the index", self._limits)

    @cached_property
    def _left_out(self) -> dict[str, str]:
        return left_out(self._git_dir)  # git is asked where a file is missing, and not before


def received_file(
    repo: pygit2.Repository, tree: pygit2.Tree, digest: str | None, limits: Limits
) -> tuple[str, bytes] | None:
    """Return name and content of the received file that a tree holds; None where it holds none.

    Args:
        repo: the repository.
        tree: of a commit.
        digest: SHA-256 of the file, hexadecimal, as the commit says; None where it says none. What
            else lies in the folder is of a revision before.
        limits: the largest file that is loaded.

    Raises:
        RepositoryError: it is larger.
    """
    folder = tree[SOURCE] if digest is not None and SOURCE in tree else ()
    for entry in folder if isinstance(folder, pygit2.Tree) else ():
        path = f"{SOURCE}/{entry.name}"
        if path.startswith(f"{SOURCE}/{(digest or '')[:12]}-") and entry.filemode in _FILES:
            data = load_blob(repo, str(entry.id), path, limits)
            if hashlib.sha256(data).hexdigest() == digest:
                return source_name(path), data
    return None


def load_blob(
    repo: pygit2.Repository, blob_id: str, what: str, limits: Limits | None = None
) -> bytes:
    """Return the content of a blob.

    Raises:
        RepositoryError: it is too large, or damaged.
    """
    try:
        blob = repo[blob_id]
    except (KeyError, pygit2.GitError) as error:
        raise damaged(what) from error
    if not isinstance(blob, pygit2.Blob):
        raise damaged(what)
    refuse_too_large(blob.size, what, limits)
    return blob.data


def damaged(what: str) -> RepositoryError:
    """Return the error for an object that the repository should have and has not."""
    return RepositoryError(
        f"{what} is missing from the repository or damaged.",
        "`git fsck` tells more; `git fetch` from a clone that has it may bring it back.",
    )


def _file_ids(tree: pygit2.Tree, where: str, folder: str = "") -> dict[str, str]:
    found = {}
    for entry in tree:
        if entry.filemode in _FILES and entry.name is not None:
            found[folder + entry.name] = str(entry.id)
        elif folder or entry.name in (OUTLINE, CLAUSES):
            _refuse_link(entry.filemode, f"{folder}{entry.name}", where)
    return found


def _refuse_link(mode: int, path: str, where: str) -> None:
    if mode == FileMode.LINK:
        raise RepositoryError(f"{path!r} of {where} is a link.", NO_LINKS)
