"""Clauses that come back: which were removed in a history, and when each was last seen.

Identity survives removal: a clause that returns has its old id and path. The history is looked
through only where a clause came, and only the revisions in which one went are read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from draftvc.diff.model import Event
from draftvc.diff.similarity import similarity, words_of
from draftvc.draft.model import Clause, Draft
from draftvc.errors import RepositoryError
from draftvc.limits import DEFAULT, Limits

if TYPE_CHECKING:  # a comparison of loose files does without libgit2
    from draftvc.store.repository import Repository

_NEARLY = 0.8
"""Share of words in common from which a new clause is held to be one that was removed."""


class Gone(NamedTuple):
    """A clause that was removed."""

    clause: Clause
    """As it stood last, with its permanent id."""
    seen: str
    """Name of the revision in which it was last seen."""


class Departures:
    """When each clause went, in the history up to a commit; looked up once somebody asks."""

    def __init__(
        self, repo: Repository, start: str | None = None, ids: Collection[str] | None = None
    ) -> None:
        """Take a repository, the commit to begin with, and the clauses of interest; None: all."""
        self._repo, self._start, self._ids = repo, start, ids

    def last_seen(self, clause_id: str, before: str) -> str | None:
        """Return the revision in which a clause was last seen up to a commit; None for none."""
        for commit, parent in self._removals.get(clause_id, ()):
            if self._repo.leads_to(commit, before):
                return _name_of(self._repo, parent)
        return None

    @cached_property
    def _removals(self) -> Mapping[str, list[tuple[str, str]]]:
        """The commits in which each clause went, newest first, each with its parent."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for revision, clause_id in self._repo.removals(self._start, self._ids):
            for parent in revision.parents[:1]:
                found[clause_id].append((revision.commit, parent))
        return found


def mark_returned(
    events: Iterable[Event], last_seen: Callable[[str], str | None]
) -> tuple[Event, ...]:
    """Return events of which those of a clause that came back name where it was last seen.

    Args:
        events: of two drafts, recorded or to be recorded.
        last_seen: returns the name of a revision, given a permanent id; None: never seen.
    """
    return tuple(
        each._replace(reinstated=last_seen(each.clause_id))
        if each.kind == "clause.added" and each.clause_id and not each.reinstated
        else each
        for each in events
    )


class _Near:
    """Finds which of many texts may be near one, by the words that few of them have."""

    def __init__(self, known: Sequence[Counter[str]], most: int) -> None:
        self._most = most
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(known):
            for word in words:
                self._holders[word].append(number)

    def candidates(self, words: Counter[str]) -> list[int]:
        """Return the most promising texts, at most as many as the limit."""
        # The words of a formula stand in every clause and find none.
        rare = sorted(words, key=lambda word: (len(self._holders.get(word, ())), word))
        votes: Counter[int] = Counter()
        for word in rare:
            holders = self._holders.get(word, ())
            if votes and len(holders) > self._most:
                break
            votes.update(holders)
        return [number for number, _ in votes.most_common(self._most)]


class Returning:
    """The clauses removed before the files of an import, to give those that come back their ids."""

    def __init__(self, repo: Repository, start: str | None, limits: Limits = DEFAULT) -> None:
        """Take the repository, and the commit whose history is looked through; None: none."""
        self._repo, self._start, self._limits = repo, start, limits
        self._since: list[Gone] = []
        self.said: list[str] = []
        """Sentences about a limit that was reached."""

    def note_removed(self, old: Draft, new: Draft, seen: str) -> None:
        """Remember what a revision of this call removes."""
        gone = (Gone(each, seen) for each in old.clauses if each.id and each.id not in new.by_id)
        self._since = [*gone, *self._since]

    def last_seen(self, clause_id: str) -> str | None:
        """Return the revision in which a clause was last seen that is gone; None: it never was."""
        every = (*self._since, *self._recorded)
        return next((each.seen for each in every if each.clause.id == clause_id), None)

    def ids_for(self, came: Mapping[int, Clause], used: Collection[str]) -> Mapping[int, str]:
        """Return the ids of those clauses that came back.

        The nearest first, and of equally near ones the one that was removed last.

        Args:
            came: clauses without an id, by their index.
            used: ids that stand in the draft.
        """
        gone = [each for each in (*self._since, *self._recorded) if each.clause.id not in used]
        if not gone:
            return {}
        known = [words_of(each.clause) for each in gone]
        near = _Near(known, self._limits.align_candidates)
        scored = []
        for index, clause in came.items():
            words = words_of(clause)
            for number in near.candidates(words):
                score = similarity(words, known[number])
                if score >= _NEARLY:
                    scored.append((-score, number, index))
        ids: dict[int, str] = {}
        for _, number, index in sorted(scored):
            clause_id = gone[number].clause.id
            if clause_id and index not in ids and clause_id not in ids.values():
                ids[index] = clause_id
        return ids

    @cached_property
    def _recorded(self) -> tuple[Gone, ...]:
        """What the history removed, newest first, as far as the limit goes."""
        if self._start is None:
            return ()
        found: dict[str, Gone] = {}
        for revision, clause_id in self._repo.removals(self._start):
            if clause_id in found or not revision.parents:
                continue
            if len(found) == self._limits.returning_clauses:
                self.said.append(
                    f"Only the {len(found):,} clauses removed last were looked through for those "
                    "that came back (the limit returning_clauses)."
                )
                break
            parent = revision.parents[0]
            try:
                clause = self._repo.clause_of(parent, clause_id)
            except RepositoryError:  # a revision that cannot be read has nothing to bring back
                continue
            if clause is not None:
                found[clause_id] = Gone(clause, _name_of(self._repo, parent))
        return tuple(found.values())


def _name_of(repo: Repository, commit: str) -> str:
    """Return the name of the revision whose draft a commit has."""
    return (repo.newest(commit) or repo.revision(commit)).called
