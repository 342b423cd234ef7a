"""Pairings corrected by hand: `Relink:` trailers, and what they say of the commits before them.

    Relink: the-later-k3f9q the-earlier-8x2mz 1c9e…
    Relink-Since: v2

From the commit that is named on, up to the one that bears the trailer, what had the later id is the
clause of the earlier one; where that id was another clause's there, the two change places. The
commit that bears the trailer holds the files under their right ids, so only what stands before it
is read otherwise than it is written. Where that commit is reverted, it is the other way round up to
the one that reverts it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path

import pygit2
from pygit2.enums import FileMode

from draftvc.draft.model import Draft
from draftvc.errors import RepositoryError
from draftvc.store.gitcli import run_git
from draftvc.store.layout import CLAUSES, OUTLINE, outline_text, read_outline
from draftvc.store.revision import MAY_RELINK, RELINK, RELINK_SINCE, Revision, read_trailers, short
from draftvc.store.rewritten import Correction, names_of, place, stands

_VALUE = re.compile(r"([a-z0-9-]{1,100}) ([a-z0-9-]{1,100}) ([0-9a-f]{40,64})")
_FEW = 500
"""Commits that are looked through here, without the git program."""
_WORD = f"{RELINK}:".encode()
_TAKEN_BACK = re.compile(r'(?P<how>Revert|Reapply) "(?P<subject>.*)"')
_TAKE_BACK = ('Revert "', 'Reapply "')


@dataclass(frozen=True, slots=True)
class Relink:
    """One correction."""

    later: str
    earlier: str
    since: str
    """The commit from which on the later id stands for the earlier clause."""
    commit: str
    """The commit that corrected it."""
    swaps: bool
    """Whether the earlier id was another clause's there."""

    def ids(self) -> dict[str, str]:
        """Return what the ids in a tree stand for."""
        back = {self.earlier: self.later} if self.swaps else {}
        return {self.later: self.earlier, **back}

    def is_like(self, other: Relink) -> bool:
        """Tell whether two correct the same pairing."""
        mine, theirs = (self.later, self.earlier, self.since), (other.later, other.earlier)
        return mine == (*theirs, other.since)


def _silent(_: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Lost:
    """A correction without effect."""

    commit: str
    subject: str
    is_made: bool = True
    """Whether the commit gives the clauses their places; else nothing tells since when it holds."""

    def said(self) -> str:
        """Return the sentence that says so, and what to do."""
        why = (
            "the revision that it speaks of is not in this history"
            if self.is_made
            else "the commit leaves the clauses where they were"
        )
        return (
            f"The correction “{self.subject}” ({short(self.commit)}) has no effect: {why}. "
            f"To correct it again: {self.mend()}"
        )

    def mend(self) -> str:
        """Return the commands that make it again."""
        again = "draftvc relink OLD NEW --rev REV"
        return f"git revert --no-edit {short(self.commit)} && {again}" if self.is_made else again


class Relinks:
    """The corrections in the history of what is checked out, and of what is merged into it."""

    def __init__(
        self, git: pygit2.Repository, *heads: str, tell: Callable[[str], None] = _silent
    ) -> None:
        """Take the repository and the commits; the history is read when somebody asks.

        `tell` takes a sentence for each correction that is without effect.
        """
        self._git, self._heads, self._tell = git, heads, tell
        self._known: dict[str, dict[str, str]] = {}

    @cached_property
    def all(self) -> tuple[Relink, ...]:
        """Return them, the oldest first."""
        return self._found[0]

    def look(self) -> None:
        """Read them now, so that what is without effect is told."""
        _ = self._found

    @property
    def lost(self) -> tuple[Lost, ...]:
        """Return those of which nothing tells from when on they hold, the oldest first."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[tuple[Relink, ...], tuple[Lost, ...]]:
        if not self._heads:
            return (), ()
        found: list[Relink] = []
        known: dict[str, Relink] = {}
        lost: dict[str, Lost] = {}
        for commit in reversed(list(self._bearing())):
            subject = names_of(commit)[-1]
            read = self._read(commit)
            back = None if read else self._taken_back(commit, subject, known)
            for each in read or filter(None, [back]):
                if isinstance(each, Lost):
                    lost[subject] = each
                else:
                    found.append(each)
                    known[subject] = each
            if read or back is not None:
                continue
            if match := _TAKEN_BACK.fullmatch(subject):
                lost.pop(match["subject"], None)
        for each in lost.values():
            self._tell(each.said())
        return tuple(found), tuple(lost.values())

    def corrects(self, revision: Revision) -> bool:
        """Tell whether a commit only corrects a pairing, or takes a correction back."""
        return revision.relinks or (
            revision.subject.startswith(_TAKE_BACK)
            and any(relink.commit == revision.commit for relink in self.all)
        )

    def also_of(self, head: str) -> Relinks:
        """Return the corrections of both: these, and those in the history of another commit."""
        return Relinks(self._git, *self._heads, head)

    def _bearing(self) -> Iterator[pygit2.Commit]:
        """Yield the commits that correct something, or may take a correction back, newest first."""
        few: list[pygit2.Commit] = []
        with suppress(KeyError, pygit2.GitError):  # a shallow clone ends where history was cut
            walker = self._git.walk(self._heads[0])
            for head in self._heads[1:]:
                walker.push(head)
            few.extend(islice(walker, _FEW))
        words = (_WORD, *(each.encode() for each in _TAKE_BACK))
        if len(few) < _FEW:
            yield from (each for each in few if any(word in each.raw_message for word in words))
            return
        # The git program looks through a long history in a quarter of the time.
        also = [f"--grep={each}" for each in _TAKE_BACK]
        call = (f"--git-dir={self._git.path}", "rev-list", *MAY_RELINK, *also, *self._heads)
        for commit in run_git(Path(self._git.path), *call).split():
            yield self._git[commit.decode()].peel(pygit2.Commit)

    def ids_at(self, commit: str) -> dict[str, str]:
        """Return what the ids in the tree of a commit stand for, where they stand for others."""
        # All of them were made by then, so that the ids there are right.
        if self._heads == (commit,) or not self.all:
            return {}
        if commit not in self._known:
            ids: dict[str, str] = {}
            for relink in self._that_hold_at(commit):
                step = relink.ids()
                ids = {
                    each: step.get(ids.get(each, each), ids.get(each, each))
                    for each in ids.keys() | step.keys()
                }
            self._known[commit] = {one: other for one, other in ids.items() if one != other}
        return self._known[commit]

    def applied(self, commit: str, draft: Draft) -> Draft:
        """Return the draft of a commit with the ids that its clauses have today."""
        ids = self.ids_at(commit)
        if not any(clause.id in ids for clause in draft.clauses):
            return draft
        clauses = (c._replace(id=ids.get(c.id, c.id)) if c.id else c for c in draft.clauses)
        return draft._replace(clauses=tuple(clauses))

    def written(self, commit: str, clause_id: str) -> str:
        """Return the id under which a commit holds the file of a clause."""
        ids = self.ids_at(commit)
        return next((one for one, other in ids.items() if other == clause_id), clause_id)

    def also(self, clause_ids: Iterable[str]) -> list[str]:
        """Return ids, with those under which the files of the same clauses stood elsewhere."""
        found = dict.fromkeys(clause_ids)
        for relink in reversed(self.all):
            if relink.earlier in found or (relink.swaps and relink.later in found):
                found |= dict.fromkeys((relink.earlier, relink.later))
        return list(found)

    def _read(self, commit: pygit2.Commit) -> list[Relink | Lost]:
        """Return the corrections of a commit: several where commits were made one."""
        said = _corrections(commit.raw_message.decode("utf-8", "replace"))
        return [read for each in said if (read := self._placed(commit, each)) is not None]

    def _placed(self, commit: pygit2.Commit, said: Correction) -> Relink | Lost | None:
        bearer, since = str(commit.id), said.since
        if not _moves_something(commit):
            return Lost(bearer, names_of(commit)[-1], is_made=False)
        if not self._leads(since, bearer):
            placed = place(self._git, bearer, said)
            if placed.since is None:
                return Lost(bearer, names_of(commit)[-1]) if placed.is_needed else None
            since = placed.since
        swaps = stands(self._git, since, said.earlier)
        return Relink(said.later, said.earlier, since, bearer, swaps)

    def _taken_back(
        self, commit: pygit2.Commit, subject: str, known: Mapping[str, Relink]
    ) -> Relink | None:
        """Return the opposite of the correction that a commit takes back; None for no such."""
        match = _TAKEN_BACK.fullmatch(subject)
        if match is None:
            return None
        named = f'Revert "{match["subject"]}"' if match["how"] == "Reapply" else match["subject"]
        relink = known.get(named)
        if relink is None or not self._leads(relink.commit, str(commit.id)):
            return None
        return replace(relink, later=relink.earlier, earlier=relink.later, commit=str(commit.id))

    def _that_hold_at(self, commit: str) -> list[Relink]:
        """Return the corrections of a commit, the oldest first; of copies in two lines one."""
        found: list[Relink] = []
        for relink in self.all:
            if self._is_before(commit, relink) and not any(
                relink.is_like(each) and not self._leads(each.commit, relink.commit)
                for each in found
            ):
                found.append(relink)
        return found

    def _is_before(self, commit: str, relink: Relink) -> bool:
        """Tell whether a commit was made with the wrong pairing: after it, not after its end."""
        return self._leads(relink.since, commit) and not self._leads(relink.commit, commit)

    def _leads(self, one: str, other: str) -> bool:
        try:
            return one == other or self._git.descendant_of(other, one)
        except (KeyError, ValueError, pygit2.GitError):
            return False


def _moves_something(commit: pygit2.Commit) -> bool:
    """Tell whether a commit has another tree than the one before; where a clone is cut, it has."""
    try:
        return not commit.parents or commit.parents[0].tree_id != commit.tree_id
    except (KeyError, pygit2.GitError):
        return True


def _corrections(message: str) -> list[Correction]:
    """Return what a message says of corrections.

    A `git rebase` that makes one commit of several leaves the lines in the middle of the message.
    """
    trailers = read_trailers(message)
    own = _correction(trailers.get(RELINK, ""), trailers.get(RELINK_SINCE))
    found: list[Correction] = []
    for line, below in pairwise([*map(str.strip, message.splitlines()), ""]):
        since = below.removeprefix(f"{RELINK_SINCE}: ")
        if line.startswith(f"{RELINK}: "):
            value = line.removeprefix(f"{RELINK}: ")
            found += filter(None, [_correction(value, since if since != below else None)])
    return [own] if own is not None and len(found) < 2 else found


def _correction(value: str, since: str | None) -> Correction | None:
    match = _VALUE.fullmatch(value)
    return match and Correction(match[1], match[2], match[3], since)


def renamed_tree(git: pygit2.Repository, commit: str, ids: Mapping[str, str]) -> str:
    """Return the tree of a commit with its clauses under other ids.

    Raises:
        RepositoryError: two clauses would have one id.
    """
    tree = git[commit].peel(pygit2.Tree)
    outline = git[tree[OUTLINE].id].read_raw().decode("utf-8", "replace")
    lines = [line._replace(id=ids.get(line.id, line.id)) for line in read_outline(outline)]
    if len({line.id for line in lines}) < len(lines):
        raise RepositoryError(
            "Both clauses stand in the draft today.",
            "Name with --rev the revision in which the later one came.",
        )
    folder = tree[CLAUSES] if CLAUSES in tree else None  # noqa: SIM401  # a tree has no `get`
    builder = git.TreeBuilder(folder) if isinstance(folder, pygit2.Tree) else git.TreeBuilder()
    blobs: dict[str, pygit2.Oid] = {}
    for one, other in ids.items():
        file = builder.get(f"{one}.txt")
        if file is not None:
            blobs[other] = file.id
            builder.remove(f"{one}.txt")
    for name, blob in blobs.items():
        builder.insert(f"{name}.txt", blob, FileMode.BLOB)
    top = git.TreeBuilder(tree)
    top.insert(OUTLINE, git.create_blob(outline_text(lines).encode()), FileMode.BLOB)
    if len(builder):
        top.insert(CLAUSES, builder.write(), FileMode.TREE)
    return str(top.write())
