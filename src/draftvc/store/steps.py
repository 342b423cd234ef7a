"""One revision of a history after another, read as far as it concerns a few clauses.

Most revisions change the words of a clause or two, and leave the outline and every marker as they
were: then all labels are those of the revision that was looked at before, and only the clauses
asked for are read. Whatever else may have happened is not told here: the whole draft is read then.
Law: what a step gives is what the whole drafts hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from draftvc.draft.model import Clause, Draft
from draftvc.store.gitobjects import GitObjects
from draftvc.store.trees import DraftFiles

_HELD = 256
"""Texts that are held: of the clause that is followed, first its marker is looked at."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a revision did to the texts of clauses; nothing else of the draft changed in it."""

    like: Draft
    """A draft that both sides are like but for their texts: it has their labels."""
    changed: frozenset[str]
    """Permanent ids of the clauses whose files differ."""
    labelled: frozenset[str]
    """Permanent ids of the clauses of which it is known that they have the labels of `like`."""
    _texts: _Texts
    _old: DraftFiles
    _new: DraftFiles

    def part(self, clause_ids: frozenset[str]) -> tuple[Draft, Draft] | None:
        """Return some clauses of both sides; None where one of them cannot be read so simply."""
        if not clause_ids <= self.labelled:
            return None
        chosen = [each for each in self.like.clauses if each.id in clause_ids]
        sides = [
            [self._texts.clause(each, files) for each in chosen] for files in (self._old, self._new)
        ]
        whole = [[each for each in side if each is not None] for side in sides]
        if any(len(side) != len(chosen) for side in whole):
            return None
        old, new = (Draft(tuple(side)) for side in whole)
        return old, new


class Steps:
    """Goes down a history, from each revision to the next one that somebody asks for."""

    def __init__(self, objects: GitObjects, last: str | None = None) -> None:
        """Take the objects, and the clause behind which no label matters; None: all matter."""
        self._last = last
        self._texts = _Texts(objects)
        self._like: Draft | None = None
        self._at: DraftFiles | None = None
        self._labelled: frozenset[str] = frozenset()
        """Ids of the clauses whose markers must be what they were, or a label may be another."""
        self._markers: dict[str, bytes | None] = {}
        """The first lines of their files; None of the front, which has no marker."""

    def stand_at(self, files: DraftFiles, draft: Draft) -> None:
        """Take a whole draft that was read: the next revisions may be like it."""
        self._like, self._at = draft, files
        last = draft.by_id.get(self._last or "", len(draft.clauses) - 1)
        # A label depends on nothing that stands behind its clause.
        before = draft.clauses[: last + 1]
        self._markers = {each.id: _first_line(each) for each in before if each.id}
        self._labelled = frozenset(self._markers)

    def foresee(self, way: Sequence[DraftFiles]) -> None:
        """Ask for the markers that will be looked at on a way from files to files."""
        wanted: list[str] = []
        for one, other in pairwise(way):
            differing = one.differing(other) or {}
            wanted += [differing[each] for each in self._labelled & differing.keys()]
        self._texts.ask(wanted)

    def between(self, old: DraftFiles, new: DraftFiles) -> Step | None:
        """Return what one commit did after another; None where the drafts have to be read."""
        if self._move_to(new) is None:
            return None
        changed = self._move_to(old)
        if changed is None or self._like is None:
            return None
        return Step(self._like, frozenset(changed), self._labelled, self._texts, old, new)

    def _move_to(self, files: DraftFiles) -> dict[str, str] | None:
        """Return which clauses differ from here, with their blobs; None where labels may, too."""
        if self._like is None or self._at is None:
            return None
        differing = self._at.differing(files)
        if differing is None:
            return None
        for clause_id in self._labelled & differing.keys():
            if not self._texts.begins_with(self._markers[clause_id], differing[clause_id]):
                return None
        self._at = files
        return differing


class _Texts:
    """The texts of clauses that need no assumption to be read, each loaded once."""

    def __init__(self, objects: GitObjects) -> None:
        self._objects = objects
        self._first_lines: dict[str, bytes] = {}
        self._held: dict[str, bytes] = {}
        self._clauses: dict[tuple[str | None, str, str], Clause] = {}

    def ask(self, blobs: list[str]) -> None:
        """Ask for the texts of which nothing is known."""
        self._objects.ask(each for each in blobs if each not in self._first_lines)

    def clause(self, like: Clause, files: DraftFiles) -> Clause | None:
        """Return the clause that is like another, with the text that it has in some files."""
        blob = files.blob(like.id or "")
        known = self._clauses.get((like.id, like.label, blob))
        if known is not None and known.parent == like.parent:
            return known
        raw = _plain(self._load(blob))
        if raw is None or not self.begins_with(_first_line(like), blob):
            return None
        found = self._clauses[like.id, like.label, blob] = like._replace(raw=raw)
        return found

    def begins_with(self, marker: bytes | None, blob: str) -> bool:
        """Tell whether a text has a first line; false also where it is doubtful."""
        first = self._first_lines.get(blob)
        if first is None:
            first = (self._load(blob) or b"\xff").partition(b"\n")[0]
            self._first_lines[blob] = first
        return marker is None or (first == marker and first.isascii())

    def _load(self, blob: str) -> bytes:
        """Return the content of a blob; empty where it cannot be had."""
        if blob not in self._held:
            if len(self._held) == _HELD:
                self._held.clear()
            found = self._objects.take(blob)
            self._held[blob] = b"" if found is None or found.kind != "blob" else found.data
        return self._held[blob]


def _first_line(clause: Clause) -> bytes | None:
    """Return the line that holds a clause's marker; None of the front, which has none."""
    return None if clause.kind == "front" else clause.raw.partition("\n")[0].encode()


def _plain(data: bytes) -> str | None:
    """Return a text that is UTF-8 and has line feeds alone; None for any other."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if not text or "\r" in text or text.startswith("\ufeff") else text
