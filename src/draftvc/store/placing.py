"""From a commit to working tree and index: only what differs, and only what was as expected.

First everything is written beside its place, where a full disk is noticed while nothing has
happened; then it is moved into place, file by file. A file that somebody changed meanwhile is left
alone. Done again from any point in between, it ends in the same state.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pygit2
from pygit2.enums import DeltaStatus, FileMode

from draftvc.errors import RepositoryError
from draftvc.store.gitcli import run_git
from draftvc.store.layout import CLAUSES, SOURCE
from draftvc.store.plainfile import read_file

_FOLDERS = (CLAUSES, SOURCE)
_TEMPORARY = ".draftvc-"
_INDEX_COPY = "draftvc-index-"
_NO_BLOB = "0" * 40
_NO_CONTENTS: Mapping[str, bytes] = MappingProxyType({})


class Change(NamedTuple):
    """A file that two commits have differently."""

    path: str
    old: str | None
    new: str | None
    """Blob ids; None where the commit has no such file."""
    mode: int = FileMode.BLOB
    """Of the new file, else of the old one, as git writes it."""


class Stages(NamedTuple):
    """The versions of a file in conflict, as the index keeps them: blob id and mode, or None."""

    base: tuple[str, int] | None
    ours: tuple[str, int] | None
    theirs: tuple[str, int] | None

    def lines(self, path: str) -> str:
        """Return what `git update-index --index-info` reads of them."""
        there = enumerate((self.base, self.ours, self.theirs), start=1)
        known = ((stage, entry) for stage, entry in there if entry is not None)
        return "".join(f"{entry[1]:o} {entry[0]} {stage}\t{path}\0" for stage, entry in known)


def changes(old: pygit2.Tree | None, new: pygit2.Tree) -> tuple[Change, ...]:
    """Return which files differ between two trees, by path; equal folders are not looked into."""
    diff = old.diff_to_tree(new) if old is not None else new.diff_to_tree(swap=True)
    return tuple(sorted((_change(delta) for delta in diff.deltas), key=lambda each: each.path))


def _change(delta: pygit2.DiffDelta) -> Change:
    old, new = delta.old_file, delta.new_file
    return Change(
        new.path,
        None if delta.status == DeltaStatus.ADDED else str(old.id),
        None if delta.status == DeltaStatus.DELETED else str(new.id),
        int(old.mode if delta.status == DeltaStatus.DELETED else new.mode),
    )


class Placing:
    """Files that are about to be put in place in a working tree, and their index."""

    _indexed = True

    def __init__(
        self,
        git: pygit2.Repository,
        git_dir: Path,
        root: Path,
        changed: Iterable[Change],
        expects: Mapping[str, str],
        unmerged: Mapping[str, Stages] | None = None,
    ) -> None:
        """Take what changes.

        Args:
            git: the repository.
            git_dir: its directory.
            root: the top of the working tree.
            changed: the files to put in place.
            expects: blob ids of files that no commit holds, to be replaced.
            unmerged: by path, files that a merge left in conflict.
        """
        self._git, self._git_dir, self._root = git, git_dir, root
        self._index = git_dir / f"{_INDEX_COPY}{os.getpid()}"
        self._staged: dict[str, str] = {}
        self._unmerged = unmerged or {}
        self._folders: set[str] = set()
        """Folders that are looked through already: none is a link."""
        self.left: list[str] = []
        """Paths that somebody changed meanwhile, and that are left as they are."""
        self._changed = tuple(changed)
        self._todo = [each for each in self._changed if self._is_as_expected(each, expects)]

    def stage(self, contents: Mapping[str, bytes] = _NO_CONTENTS) -> None:
        """Write everything beside its place.

        Args:
            contents: by blob id, what is at hand and need not be read back.

        Raises:
            OSError: the disk is full, or the working tree may not be written.
            RepositoryError: git cannot write the index.
        """
        made: set[str] = set()
        for number, change in enumerate(self._todo):
            if change.new is not None:
                folder = _folder(change.path)
                if folder not in made:
                    (self._root / folder).mkdir(parents=True, exist_ok=True)
                    made.add(folder)
                # Only there is looked for what a killed run left.
                near = self._root / folder if folder in _FOLDERS else self._root
                beside = f"{near}/{_TEMPORARY}{os.getpid()}-{number}.tmp"
                self._staged[change.path] = beside
                executable = change.mode == FileMode.BLOB_EXECUTABLE
                known = contents.get(change.new)
                data = known if known is not None else self._git[change.new].read_raw()
                _write_new(beside, data, executable)
        if self._indexed:
            self._stage_index()

    @property
    def files(self) -> Mapping[str, tuple[str | None, str | None]]:
        """The files that are put in place, by path: their blobs before and after."""
        return {each.path: (each.old, each.new) for each in self._todo}

    @property
    def index(self) -> str:
        """The name of the copy of the index that `put` moves into place last; empty: none."""
        return self._index.name if self._indexed else ""

    def put(self) -> None:
        """Move everything into place, the index last.

        Raises:
            OSError: something could not be moved.
        """
        for change in self._todo:
            target = f"{self._root}/{change.path}"
            if change.path in self._staged:
                os.replace(self._staged.pop(change.path), target)  # noqa: PTH105  # thousands
            elif change.new is None:
                Path(target).unlink(missing_ok=True)
                _remove_empty(self._root, Path(target).parent)
        for name in _FOLDERS:
            _remove_if_empty(self._root / name)
        # What git knows of the files' times saves the next `git status` from reading them all.
        if self._indexed:
            self._call_git("update-index", "-q", "--unmerged", "--refresh", check=False)
        if self._index.exists():
            self._index.replace(self._git_dir / "index")

    def _is_as_expected(self, change: Change, expects: Mapping[str, str]) -> bool:
        """Tell whether a file is to be written: it is as it was before."""
        try:
            data = self._on_disk(change.path)
        except RepositoryError:  # a link, or no file
            self.left.append(change.path)
            return False
        now = None if data is None else str(pygit2.hash(data))
        if now == change.new:
            return False
        if now in (change.old, expects.get(change.path)):
            return True
        # Its line ends may be those of the user's system: git takes that for unchanged.
        if data is not None and str(pygit2.hash(data.replace(b"\r\n", b"\n"))) == change.old:
            return True
        self.left.append(change.path)
        return False

    def _on_disk(self, path: str) -> bytes | None:
        if _folder(path) not in self._folders:
            for above in Path(path).parents:
                if (self._root / above).is_symlink() and above != Path():
                    raise RepositoryError(
                        f"{above} is a link.", "Put the folder itself in its place."
                    )
            self._folders.add(_folder(path))
        # Most files are new: asked so, that costs a fifth.
        there = os.path.lexists(f"{self._root}/{path}")
        return read_file(self._root, path) if there else None

    def _stage_index(self) -> None:
        index = self._git_dir / "index"
        if index.exists():
            shutil.copyfile(index, self._index)
        lines = (
            f"0 {_NO_BLOB}\t{change.path}\0"
            if change.new is None
            else f"{change.mode:o} {change.new}\t{change.path}\0"
            for change in self._changed
        )
        given = "".join(lines)
        for path, stages in self._unmerged.items():
            # The entry without a conflict goes first.
            given += f"0 {_NO_BLOB}\t{path}\0{stages.lines(path)}"
        self._call_git("update-index", "-z", "--index-info", stdin=given.encode())

    def _call_git(self, *args: str, stdin: bytes = b"", check: bool = True) -> None:
        named = (f"--git-dir={self._git_dir}", f"--work-tree={self._root}")
        env = {"GIT_INDEX_FILE": str(self._index)}
        run_git(self._root, *named, *args, stdin=stdin, check=check, env=env)


class PlacingFiles(Placing):
    """The same, and the index is left as it is."""

    _indexed = False


def _folder(path: str) -> str:
    """Return the folder of a file, by its path from the top of the tree; empty at the top."""
    return path.rpartition("/")[0]


def _write_new(path: str, data: bytes, executable: bool) -> None:
    """Write a file that is not there, in a quarter of the time that a buffered one takes."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags, 0o777 if executable else 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


def clean_up(git_dir: Path, root: Path) -> None:
    """Remove what was written beside its place and not moved, also by a killed run."""
    for folder in (root, *(root / name for name in _FOLDERS)):
        if not folder.is_symlink():
            for left in folder.glob(f"{_TEMPORARY}*.tmp"):
                left.unlink(missing_ok=True)
    for copy in git_dir.glob(f"{_INDEX_COPY}*"):
        copy.unlink(missing_ok=True)
    for name in _FOLDERS:
        _remove_if_empty(root / name)


def _remove_empty(root: Path, folder: Path) -> None:
    """Remove folders from one upward that a removed file left empty, as git does."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()
