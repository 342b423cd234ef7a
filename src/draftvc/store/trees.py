"""The files of a draft as git lists them: which clause has which text, without reading any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import compress, count
from operator import ne
from typing import NamedTuple

from draftvc.store.layout import CLAUSES, OUTLINE, SETTINGS, clause_id_of

_FILES = (b"100644", b"100755")
_FOLDER = b"40000"
_ID = 20
"""Bytes of an object's id."""


class Entry(NamedTuple):
    """A line of a git tree."""

    mode: bytes
    name: str
    start: int
    """Where it begins in the tree."""
    at: int
    """Where its id begins there."""


def entries(tree: bytes) -> Iterator[Entry]:
    """Yield the lines of a tree object, as git keeps it: mode, name, twenty bytes of an id."""
    start = 0
    while start < len(tree):
        end = tree.index(b"\0", start)
        mode, _, name = tree[start:end].partition(b" ")
        yield Entry(mode, name.decode("utf-8", "replace"), start, end + 1)
        start = end + 1 + _ID


class Shape:
    """What a folder of clauses holds, but for their texts: most revisions leave it as it was."""

    def __init__(self, folder: bytes) -> None:
        """Take the tree object of a folder."""
        lines = tuple(entries(folder))
        self._size = len(folder)
        self._names = [(each.start, each.at) for each in lines]
        self._ids = [(each.at, each.at + _ID) for each in lines]
        self._written = self._written_in(folder)
        self.clauses = tuple(map(_clause_of, lines))
        """Permanent ids in the order of the folder; None for what is no clause's file."""
        self.places = {each: place for place, each in enumerate(self.clauses) if each is not None}
        """Where each stands in that order, by permanent id."""
        self.is_plain = None not in self.clauses
        """Whether the folder holds files of clauses and nothing else."""

    def fits(self, folder: bytes) -> bool:
        """Tell whether another folder holds the same files."""
        return len(folder) == self._size and self._written_in(folder) == self._written

    def texts(self, folder: bytes) -> list[bytes]:
        """Return the ids of the blobs in a folder that it fits, twenty bytes each."""
        return [folder[start:end] for start, end in self._ids]

    def _written_in(self, folder: bytes) -> bytes:
        return b"".join([folder[start:end] for start, end in self._names])


class DraftFiles(NamedTuple):
    """The files of a draft in one commit."""

    outline: str
    """Blob id of the outline."""
    shape: Shape
    """Which files stand in `clauses/`."""
    texts: list[bytes]
    """The ids of their blobs, in the order of the shape."""
    is_draft: bool
    """Whether the commit holds what makes a draft."""

    @property
    def blobs(self) -> Iterator[bytes]:
        """The ids of the blobs of the clauses' files."""
        return map(self.texts.__getitem__, self.shape.places.values())

    def blob(self, clause_id: str) -> str:
        """Return the blob id of a clause's file, hexadecimal.

        Raises:
            KeyError: there is no plain file of that clause.
        """
        return self.texts[self.shape.places[clause_id]].hex()

    def differing(self, other: DraftFiles) -> dict[str, str] | None:
        """Return the clauses that have another text in other files, with the blob that it is.

        None where the outline differs, a file came or went, or something is no clause's file.
        """
        shape, there = self.shape, other.texts
        if self.outline != other.outline or shape is not other.shape or not shape.is_plain:
            return None
        places = compress(count(), map(ne, self.texts, there))
        return {clause_id: there[at].hex() for at in places if (clause_id := shape.clauses[at])}


def files_before(after: DraftFiles, changes: Mapping[str, str]) -> DraftFiles | None:
    """Return the files before a commit that changed nothing but texts of clauses; None for others.

    Args:
        after: the files of the commit.
        changes: by path, what git lists of it in its raw form.
    """
    texts = list(after.texts)
    for path, change in changes.items():
        mode, other, old, _, kind = change.removeprefix(":").encode().split(b" ")
        if kind != b"M" or mode not in _FILES or other not in _FILES or path == OUTLINE:
            return None
        place = after.shape.places.get(clause_id_of(path) or "")
        if place is not None:
            texts[place] = bytes.fromhex(old.decode())
    return after._replace(texts=texts)


def files_of(top: bytes, folder: bytes, like: Shape | None = None) -> DraftFiles | None:
    """Return the files of a draft; None where a commit has no outline, or keeps it as a link.

    Args:
        top: the tree object of the commit.
        folder: that of `clauses/`; empty where it has none.
        like: a shape that the folder may have: files of one shape share it.
    """
    found = {each.name: each for each in entries(top)}
    outline, clauses = found.get(OUTLINE), found.get(CLAUSES)
    if outline is None or outline.mode not in _FILES:
        return None
    if clauses is not None and clauses.mode != _FOLDER:
        return None
    shape = like if like is not None and like.fits(folder) else Shape(folder)
    return DraftFiles(
        outline=top[outline.at : outline.at + _ID].hex(),
        shape=shape,
        texts=shape.texts(folder),
        is_draft=SETTINGS in found or clauses is not None,
    )


def _clause_of(entry: Entry) -> str | None:
    return clause_id_of(f"{CLAUSES}/{entry.name}") if entry.mode in _FILES else None
