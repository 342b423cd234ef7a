"""From files to drafts: each blob is read once, and no mark of a clause is parsed.

A draft that differs from one read before in a few clauses shares all others with it, so that a
long log reads what changed and nothing else.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from draftvc.draft.model import Clause, ClauseKind, Draft, StoredClause
from draftvc.draft.recorded import draft_of_clauses
from draftvc.draft.stored import read_stored
from draftvc.errors import RepositoryError
from draftvc.store.layout import OUTLINE, OutlineLine, clause_path, read_outline
from draftvc.store.plainfile import decoded

_KEPT = 16
"""Drafts and outlines kept: a log looks at a revision and its parents, then at theirs."""

_K = TypeVar("_K")
_V = TypeVar("_V")
Keys = tuple[str, ...]
"""Blob ids of the clauses of a draft, in document order."""


class Shelf(Protocol):
    """The files of one draft."""

    where: str
    """How a sentence names the place: `v3`, `the working tree`."""

    def key(self, path: str) -> str | None:
        """Return the blob id of a file's text; None where there is no such file."""

    def load(self, path: str) -> bytes:
        """Return the content of a file that has a key."""


@dataclass(frozen=True)
class _Read:
    """A draft that was read."""

    lines: Sequence[OutlineLine]
    keys: Keys
    draft: Draft
    """With the date of its front."""
    dated: dict[str, Draft] = field(default_factory=dict)
    """The same with the date of a commit."""

    def of(self, date: str | None) -> Draft:
        """Return the draft with a date, each time the same object."""
        if date is None:
            return self.draft
        if date not in self.dated:
            self.dated[date] = self.draft._replace(recorded_day=date)
        return self.dated[date]


class Reader:
    """Reads drafts from shelves, and remembers blobs and the last drafts."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """Take to whom it is told what was missing or assumed."""
        self._to, self._told = tell, set[str]()
        self._outlines: OrderedDict[str, Sequence[OutlineLine]] = OrderedDict()
        self._texts: dict[tuple[str, ClauseKind], tuple[str, str]] = {}
        self._drafts: OrderedDict[tuple[str, Keys], _Read] = OrderedDict()

    def read(self, shelf: Shelf, date: str | None = None) -> Draft:
        """Return the draft whose files stand on a shelf; `date` wins over the front's.

        Raises:
            RepositoryError: there is no outline, or a file cannot be read.
        """
        outline = shelf.key(OUTLINE)
        if outline is None:
            raise RepositoryError(
                f"{shelf.where} has no outline: it holds no draft.",
                "`draftvc log` lists the revisions that do.",
            )
        lines, keys = self._present(self._lines(shelf, outline), shelf)
        read = self._drafts.get((outline, keys)) or self._fresh(outline, lines, keys, shelf)
        _keep(self._drafts, (outline, keys), read)
        return read.of(date)

    def clause(self, shelf: Shelf, clause_id: str) -> Clause | None:
        """Return one clause, read alone, so that its label is none of its draft; None for none.

        Raises:
            RepositoryError: the outline or the clause's file cannot be read.
        """
        outline, key = shelf.key(OUTLINE), shelf.key(clause_path(clause_id))
        if outline is None or key is None:
            return None
        lines = (line for line in self._lines(shelf, outline) if line.id == clause_id)
        found = [self._stored(line, key, shelf) for line in lines]
        return draft_of_clauses(found).clauses[0] if found else None

    def _lines(self, shelf: Shelf, outline: str) -> Sequence[OutlineLine]:
        lines = self._outlines.get(outline)
        if lines is None:
            text = self._decoded(shelf.load(OUTLINE), OUTLINE, shelf)
            lines = read_outline(text, f"the outline of {shelf.where}")
        _keep(self._outlines, outline, lines)
        return lines

    def _present(
        self, lines: Sequence[OutlineLine], shelf: Shelf
    ) -> tuple[Sequence[OutlineLine], Keys]:
        """Return the lines of clauses that have a file, and the keys of their texts."""
        found = [shelf.key(clause_path(line.id)) for line in lines]
        if None not in found:
            return lines, tuple(key for key in found if key is not None)
        kept = [(line, key) for line, key in zip(lines, found, strict=True) if key is not None]
        for line, key in zip(lines, found, strict=True):
            if key is None:
                self._tell(
                    f"{clause_path(line.id)} is missing from {shelf.where}, and its clause counts "
                    f"as removed; take its line out of `outline` too, or bring the file back."
                )
        return [line for line, _ in kept], tuple(key for _, key in kept)

    def _fresh(self, outline: str, lines: Sequence[OutlineLine], keys: Keys, shelf: Shelf) -> _Read:
        like = self._last_like(outline, len(keys))
        draft = self._changed(like, lines, keys, shelf) if like else None
        if draft is None:
            stored = [self._stored(*each, shelf) for each in zip(lines, keys, strict=True)]
            draft = self._shared(draft_of_clauses(stored))
        return _Read(lines, keys, draft)

    def _shared(self, draft: Draft) -> Draft:
        """Return a draft with the clauses of the last one in place of those that are equal.

        What was read of them, and what they were found to be equal to, is then known.
        """
        if not self._drafts:
            return draft
        last = next(reversed(self._drafts.values())).draft
        known = {clause.id: clause for clause in last.clauses}
        clauses = (known[c.id] if known.get(c.id) == c else c for c in draft.clauses)
        return draft._replace(clauses=tuple(clauses))

    def _last_like(self, outline: str, size: int) -> _Read | None:
        """Return the last draft with the same clauses in the same order."""
        for (other, keys), read in reversed(self._drafts.items()):
            if other == outline and len(keys) == size:
                return read
        return None

    def _changed(
        self, like: _Read, lines: Sequence[OutlineLine], keys: Keys, shelf: Shelf
    ) -> Draft | None:
        """Return a draft made of one that differs in some texts; None where labels may too."""
        if like.lines is not lines and list(like.lines) != list(lines):
            return None
        clauses: list[Clause] = list(like.draft.clauses)
        for index, (before, key) in enumerate(zip(like.keys, keys, strict=True)):
            if before == key:
                continue
            marker, raw = self._text(lines[index], key, shelf)
            if marker != clauses[index].marker or lines[index].kind == "front":
                return None
            clauses[index] = clauses[index]._replace(raw=raw)
        return like.draft._replace(clauses=tuple(clauses))

    def _stored(self, line: OutlineLine, key: str, shelf: Shelf) -> StoredClause:
        marker, raw = self._text(line, key, shelf)
        return StoredClause(line.id, line.depth, line.kind, line.heading, marker, raw)

    def _text(self, line: OutlineLine, key: str, shelf: Shelf) -> tuple[str, str]:
        """Return marker and raw text of a clause."""
        found = self._texts.get((key, line.kind))
        if found is None:
            path = clause_path(line.id)
            text = self._decoded(shelf.load(path), path, shelf)
            found = self._texts[key, line.kind] = read_stored(text, line.kind)
        return found

    def _tell(self, sentence: str) -> None:
        """Say something once, however many revisions it is true of."""
        if sentence not in self._told:
            self._told.add(sentence)
            self._to(sentence)

    def _decoded(self, data: bytes, path: str, shelf: Shelf) -> str:
        text, assumed = decoded(data)
        if assumed:
            self._tell(f"{path} of {shelf.where} is no UTF-8, and is read as windows-1252.")
        return text


def _keep(kept: OrderedDict[_K, _V], key: _K, value: _V) -> None:
    """Put a value last of those that are kept, and let the first go where there are too many."""
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > _KEPT:
        kept.popitem(last=False)
