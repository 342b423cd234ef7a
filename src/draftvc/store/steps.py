"""One revision of a history after another, read as far as it concerns a few clauses.

Most revisions change the words of a clause or two, and leave the outline and every marker as they
were: then all labels are those of the revision that was looked at before, and only the clauses
asked for are read. Whatever else may have happened is not told here: the whole draft is read then.
Law: what a step gives is what the whole drafts hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pygit2
from pygit2.enums import FileMode, ObjectType

from draftvc.draft.model import Clause, Draft
from draftvc.limits import Limits
from draftvc.store.layout import CLAUSES, OUTLINE, clause_id_of, clause_path

_FILES = (FileMode.BLOB, FileMode.BLOB_EXECUTABLE)
Ids = dict[str, pygit2.Oid]
"""Blob ids of texts, by the permanent id of their clause."""


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
    _old: pygit2.Tree
    _new: pygit2.Tree

    def part(self, clause_ids: frozenset[str]) -> tuple[Draft, Draft] | None:
        """Return some clauses of both sides; None where one of them cannot be read so simply."""
        if not clause_ids <= self.labelled:
            return None
        chosen = [each for each in self.like.clauses if each.id in clause_ids]
        sides = [
            [self._texts.clause(each, tree) for each in chosen] for tree in (self._old, self._new)
        ]
        whole = [[each for each in side if each is not None] for side in sides]
        if any(len(side) != len(chosen) for side in whole):
            return None
        old, new = (Draft(tuple(side)) for side in whole)
        return old, new


class Steps:
    """Goes down a history, from each revision to the next one that somebody asks for."""

    def __init__(self, git: pygit2.Repository, limits: Limits, last: str | None = None) -> None:
        """Take the repository, and the clause behind which no label matters; None: all matter."""
        self._git, self._last = git, last
        self._texts = _Texts(git, limits)
        self._like: Draft | None = None
        self._at: pygit2.Tree | None = None
        self._labelled: frozenset[str] = frozenset()
        """Ids of the clauses whose markers must be what they were, or a label may be another."""

    def stand_at(self, commit: str, draft: Draft) -> None:
        """Take a whole draft that was read: the next revisions may be like it."""
        self._like, self._at = draft, self._git[commit].peel(pygit2.Tree)
        last = draft.by_id.get(self._last or "", len(draft.clauses) - 1)
        # A label depends on nothing that stands behind its clause.
        self._labelled = frozenset(each.id for each in draft.clauses[: last + 1] if each.id)

    def between(self, old: str, new: str) -> Step | None:
        """Return what one commit did after another; None where the drafts have to be read."""
        before, after = (self._git[commit].peel(pygit2.Tree) for commit in (old, new))
        if self._move_to(after) is None:
            return None
        changed = self._move_to(before)
        if changed is None or self._like is None:
            return None
        ids = frozenset(changed)
        return Step(self._like, ids, self._labelled, self._texts, before, after)

    def _move_to(self, tree: pygit2.Tree) -> Ids | None:
        """Return which clauses differ between here and there; None where labels may, too."""
        if self._like is None or self._at is None:
            return None
        differing = _differing(self._at, tree)
        if differing is None:
            return None
        for clause_id in self._labelled & differing.keys():
            clause = self._like.clauses[self._like.by_id[clause_id]]
            if not self._texts.has_same_marker(clause, differing[clause_id]):
                return None
        self._at = tree
        return differing


class _Texts:
    """The texts of clauses that need no assumption to be read, each loaded once."""

    def __init__(self, git: pygit2.Repository, limits: Limits) -> None:
        self._objects, self._limits = git.odb, limits
        self._first_lines: dict[pygit2.Oid, str | None] = {}
        self._clauses: dict[tuple[str | None, str, pygit2.Oid], Clause] = {}

    def clause(self, like: Clause, tree: pygit2.Tree) -> Clause | None:
        """Return the clause that is like another, with the text that it has in a tree."""
        path = clause_path(like.id or "")
        blob = tree[path].id
        known = self._clauses.get((like.id, like.label, blob))
        if known is not None and known.parent == like.parent:
            return known
        raw = _plain(self._load(blob))
        if raw is None or not self.has_same_marker(like, blob):
            return None
        found = self._clauses[like.id, like.label, blob] = replace(like, raw=raw)
        return found

    def has_same_marker(self, like: Clause, blob: pygit2.Oid) -> bool:
        """Tell whether a text has the first line of a clause; false also where it is doubtful."""
        if like.kind == "front":  # which has none
            return True
        if blob not in self._first_lines:
            first = (self._load(blob) or b"\xff").partition(b"\n")[0]
            self._first_lines[blob] = first.decode("ascii") if first.isascii() else None
        return self._first_lines[blob] == like.raw.partition("\n")[0]

    def _load(self, blob: pygit2.Oid) -> bytes:
        """Return the content of a blob; empty where it cannot be had."""
        # Thousands are asked for: the database gives them in two thirds of the time.
        try:
            kind, data = self._objects.read(blob)
        except (KeyError, pygit2.GitError):
            return b""
        return data if kind == ObjectType.BLOB and len(data) <= self._limits.file_bytes else b""


def _differing(one: pygit2.Tree, other: pygit2.Tree) -> Ids | None:
    """Return the clauses that two trees have in two texts, with their blobs in the second.

    None where the outline differs, a file came or went, or is more than a file.
    """
    folders = [_folder(tree) for tree in (one, other)]
    if OUTLINE not in one or OUTLINE not in other or one[OUTLINE].id != other[OUTLINE].id:
        return None
    before, after = folders
    if before is None or after is None:
        return None
    return _modified(before.diff_to_tree(after).deltas)


def _folder(tree: pygit2.Tree) -> pygit2.Tree | None:
    if CLAUSES not in tree:
        return None
    found = tree[CLAUSES]
    return found if isinstance(found, pygit2.Tree) else None


def _modified(deltas: Iterable[pygit2.DiffDelta]) -> Ids | None:
    found: Ids = {}
    for delta in deltas:
        clause_id = clause_id_of(f"{CLAUSES}/{delta.new_file.path}")
        plain = delta.old_file.mode in _FILES and delta.new_file.mode in _FILES
        if delta.status_char() != "M" or not plain or clause_id is None:
            return None
        found[clause_id] = delta.new_file.id
    return found


def _plain(data: bytes) -> str | None:
    """Return a text that is UTF-8 and has line feeds alone; None for any other."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if not text or "\r" in text or text.startswith("\ufeff") else text
