"""Revisions as git objects: blobs, trees, commits and tags. Nothing points to them yet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pygit2
from pygit2.enums import FileMode, ObjectType

from draftvc.draft.model import Draft
from draftvc.draft.stored import stored_text
from draftvc.store.gitcli import git_flag, run_git
from draftvc.store.identity import Identity
from draftvc.store.layout import (
    CLAUSES,
    OUTLINE,
    SOURCE,
    OutlineLine,
    outline_text,
    read_outline,
    source_path,
)
from draftvc.store.revision import ADOPTED, DATE, VERSION, message_of
from draftvc.store.revision import SOURCE as SOURCE_TRAILER

_MANY = 200
"""Blobs from which on git's own importer writes them; below a hundred it makes no pack."""
_RECEIVED = re.compile(r"[0-9a-f]{12}-.")


@dataclass(frozen=True, slots=True)
class ToRecord:
    """A revision that is to be recorded."""

    name: str
    draft: Draft
    """Every clause of it has its permanent id."""
    subject: str
    body: str
    date: str | None = None
    """Its draft date, ISO."""
    source: tuple[str, bytes] | None = None
    """Name and content of the file it was made from."""
    kept: frozenset[str] = frozenset()
    """Ids of clauses that read as they do in the tree it follows: their files stay as they are."""
    who: Identity | None = None
    """Author and committer, where they are others than who records."""
    adopted_from: str | None = None
    """Id of the commit of another repository that it was made from."""


@dataclass(frozen=True, slots=True)
class Written:
    """A revision whose objects are written."""

    name: str
    commit: str
    tag: str
    """Id of the annotated tag object."""


@dataclass(frozen=True, slots=True)
class MergeCommit:
    """A merge that is to be recorded: its tree is written, its parents are known."""

    tree: str
    parents: tuple[str, ...]
    message: str


class ObjectWriter:
    """Writes revisions one after the other, each on the one before."""

    def __init__(self, git: pygit2.Repository, git_dir: Path, who: Identity) -> None:
        """Take the repository, and who records."""
        self._git, self._git_dir, self._who = git, git_dir, who
        self.contents: dict[str, bytes] = {}
        """By blob id, the clauses that the revision written last has and the one before had not."""
        # libgit2 signs nothing.
        self._sign = git_flag(git_dir, "commit.gpgSign")

    def write(
        self,
        revision: ToRecord,
        parents: Sequence[str],
        base: pygit2.Tree | None,
        beside: Mapping[str, bytes],
    ) -> Written:
        """Write the objects of a revision.

        Args:
            revision: what to record.
            parents: ids of the commits it follows.
            base: the tree whose other files it keeps.
            beside: content by path of files at the top, settings and attributes.
        """
        builder = self._git.TreeBuilder(base) if base is not None else self._git.TreeBuilder()
        for path, data in {**beside, OUTLINE: _outline(revision.draft)}.items():
            builder.insert(path, self._git.create_blob(data), FileMode.BLOB)
        for folder, tree in (
            (CLAUSES, self._clauses(revision, base)),
            (SOURCE, self._source(revision, base)),
        ):
            if tree is not None:
                builder.insert(folder, tree, FileMode.TREE)
            elif base is not None and folder in base:
                builder.remove(folder)
        who = revision.who or self._who
        commit = self._commit(_message(revision), builder.write(), parents, who)
        return Written(revision.name, commit, self._tag(revision, commit, who.committer))

    def write_merge(self, merge: MergeCommit) -> str:
        """Write the commit of a merge and return its id."""
        return self._commit(merge.message, pygit2.Oid(hex=merge.tree), merge.parents, self._who)

    def _clauses(self, revision: ToRecord, base: pygit2.Tree | None) -> pygit2.Oid | None:
        builder = self._folder(base, CLAUSES)
        there = {f"{each}.txt" for each in _outline_ids(self._git, base)}
        there = {name for name in there if builder.get(name) is not None}
        kept = {f"{each}.txt" for each in revision.kept} & there
        for name in there - kept:
            builder.remove(name)
        new = [each for each in revision.draft.clauses if f"{each.id}.txt" not in kept]
        known = {entry.id for entry in _subtree(base, CLAUSES) or ()}
        contents = [stored_text(clause).encode() for clause in new]
        blobs = self._blobs(contents, known)
        self.contents = {str(blob): each for blob, each in zip(blobs, contents, strict=True)}
        for clause, blob in zip(new, blobs, strict=True):
            builder.insert(f"{clause.id}.txt", blob, FileMode.BLOB)
        return builder.write() if len(builder) else None

    def _blobs(self, contents: Sequence[bytes], known: Container[pygit2.Oid]) -> list[pygit2.Oid]:
        """Write blobs: a few each by itself, many as one pack, in a tenth of the time.

        Those that are not `known` may be there all the same: to ask for each would take longer.
        """
        ids = [pygit2.hash(content) for content in contents]
        new = [c for c, blob in zip(contents, ids, strict=True) if blob not in known]
        if len(new) < _MANY:
            for content in new:
                self._git.create_blob(content)
        else:
            stream = b"".join(b"blob\ndata %d\n%s\n" % (len(each), each) for each in new)
            named = f"--git-dir={self._git_dir}"
            # No text is kept as what it differs in from another clause: that saves no space, and
            # looking for it takes two thirds of the time. `git gc` finds the earlier revision.
            run_git(self._git_dir, named, "fast-import", "--quiet", "--depth=0", stdin=stream)
        return ids

    def _source(self, revision: ToRecord, base: pygit2.Tree | None) -> pygit2.Oid | None:
        builder = self._folder(base, SOURCE)
        for entry in _entries(base, SOURCE):
            if _RECEIVED.match(entry):
                builder.remove(entry)
        if revision.source is not None:
            name, data = revision.source
            path = source_path(hashlib.sha256(data).hexdigest(), name)
            blob = self._git.create_blob(data)
            builder.insert(path.removeprefix(f"{SOURCE}/"), blob, FileMode.BLOB)
        return builder.write() if len(builder) else None

    def _folder(self, base: pygit2.Tree | None, name: str) -> pygit2.TreeBuilder:
        found = _subtree(base, name)
        return self._git.TreeBuilder(found) if found is not None else self._git.TreeBuilder()

    def _commit(self, message: str, tree: pygit2.Oid, parents: Sequence[str], who: Identity) -> str:
        if not self._sign:
            # libgit2 keeps the seconds of a moment in 32 bits, which end in 2106.
            lines = [f"tree {tree}", *(f"parent {each}" for each in parents)]
            lines += [f"author {_signed(who.author)}", f"committer {_signed(who.committer)}"]
            data = "\n".join([*lines, "", message]).encode()
            return str(self._git.write(ObjectType.COMMIT, data))
        named = [word for parent in parents for word in ("-p", parent)]
        told = run_git(
            self._git_dir,
            f"--git-dir={self._git_dir}",
            "commit-tree",
            "-S",
            str(tree),
            *named,
            stdin=message.encode(),
            env=who.variables(),
        )
        return told.decode("ascii").strip()

    def _tag(self, revision: ToRecord, commit: str, who: pygit2.Signature) -> str:
        tagger = f"tagger {_signed(who)}"
        head = f"object {commit}\ntype commit\ntag {revision.name}\n{tagger}\n"
        data = f"{head}\n{' '.join(revision.subject.split())}\n".encode()
        return str(self._git.write(ObjectType.TAG, data))


def _signed(who: pygit2.Signature) -> str:
    """Return who and when, as git writes it."""
    sign, minutes = ("-", -who.offset) if who.offset < 0 else ("+", who.offset)
    return f"{who.name} <{who.email}> {who.time} {sign}{minutes // 60:02}{minutes % 60:02}"


def _message(revision: ToRecord) -> str:
    source = revision.source
    trailers = {
        VERSION: revision.name,
        DATE: revision.date,
        ADOPTED: revision.adopted_from,
        SOURCE_TRAILER: hashlib.sha256(source[1]).hexdigest() if source is not None else None,
    }
    return message_of(revision.subject, revision.body, trailers)


def _outline(draft: Draft) -> bytes:
    lines = (
        OutlineLine(each.id or "", each.depth, each.kind, each.heading) for each in draft.clauses
    )
    return outline_text(lines).encode("utf-8", "surrogatepass")


def _outline_ids(git: pygit2.Repository, base: pygit2.Tree | None) -> list[str]:
    if base is None or OUTLINE not in base:
        return []
    data = git[base[OUTLINE].id].read_raw()
    return [line.id for line in read_outline(data.decode("utf-8", "replace"))]


def _entries(base: pygit2.Tree | None, name: str) -> list[str]:
    return [entry.name for entry in _subtree(base, name) or () if entry.name is not None]


def _subtree(base: pygit2.Tree | None, name: str) -> pygit2.Tree | None:
    if base is None or name not in base:
        return None
    found = base[name]
    return found if isinstance(found, pygit2.Tree) else None
