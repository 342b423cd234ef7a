"""What each file of an import becomes: its ids, its name, its message; nothing is written here."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from draftvc.app.messages import change_message
from draftvc.app.returning import Returning, mark_returned
from draftvc.diff.compare import compare
from draftvc.diff.model import Event
from draftvc.diff.pairing import pair_clauses
from draftvc.draft.counts import size
from draftvc.draft.model import Draft
from draftvc.errors import RepositoryError
from draftvc.limits import DEFAULT, Limit, Limits
from draftvc.report.model import Side
from draftvc.report.say.limits import limit_lines
from draftvc.report.sentences import Context, summary_lines
from draftvc.source import STDIN
from draftvc.store.ids import new_id
from draftvc.store.naming import next_name, refuse_taken, taken
from draftvc.store.objects import ToRecord
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision

_SAID = "clause_marks"
"""The limit of comparing that makes a summary say less than was done."""
_STDIN_NAME = "standard-input.txt"


@dataclass(frozen=True)
class Received:
    """A file that was read."""

    file: str
    """Its name as given."""
    data: bytes
    draft: Draft
    date: str | None
    """The draft date of the revision, ISO."""
    name: str | None = None
    """What the revision is to be called; None: the next name."""


@dataclass(frozen=True)
class Before:
    """The draft that a file is compared with."""

    draft: Draft | None
    side: Side | None
    seed: str
    """What the ids of new clauses are made after: the id of its commit, or what stands for it."""


@dataclass(frozen=True)
class Plan:
    """A file, and the revision that it shall become; None where it reads like the one before."""

    received: Received
    before: Before
    revision: ToRecord | None = None
    summary: tuple[str, ...] = ()


def names_for(repo: Repository, name: str | None, replaced: Revision | None) -> Iterator[str]:
    """Yield the names for the files: those that were given, else one above the other.

    Raises:
        RepositoryError: the name that was given is taken.
    """
    if replaced is not None and replaced.name is not None:
        yield replaced.name
        return
    here, everywhere = list(repo.names_here()), {*repo.names(), *repo.tags()}
    if name is not None:
        if name in everywhere:
            raise taken(name)
        refuse_taken(repo.git, name)
        if repo.resolve(name) is not None:
            raise RepositoryError(
                f"Git knows something by the name {name} already, such as a branch.",
                "Give another with --as: the two could not be told apart.",
            )
        yield name
    while True:
        here.append(next_name(here, everywhere))
        yield here[-1]


def with_ids(
    draft: Draft,
    before: Draft | None,
    seed: str,
    replaced: Draft | None = None,
    limits: Limits = DEFAULT,
    returning: Returning | None = None,
) -> Draft:
    """Return a draft whose clauses have permanent ids.

    Those of the draft before, those of clauses that were removed and come back, or new ones.

    Law: clauses that are paired have the same id, and no two clauses have one.

    Args:
        draft: as it was received.
        before: the revision before it.
        seed: what new ids are made after.
        replaced: the revision whose place it takes: what was new there keeps its id.
        limits: how far to go before a cheaper way is taken.
        returning: the clauses that were removed before.
    """
    known: dict[int, str] = {}
    used: set[str] = set()
    for other in (before, replaced):
        if other is not None:
            for index, clause_id in _paired(other, draft, limits):
                if index not in known and clause_id not in used:
                    known[index] = clause_id
            used |= other.by_id.keys()
    came = {i: each for i, each in enumerate(draft.clauses) if i not in known}
    if came and before is not None and returning is not None:
        known |= returning.ids_for(came, used)
    clauses = []
    for index, clause in enumerate(draft.clauses):
        clause_id = known.get(index) or new_id(clause, seed, used)
        used.add(clause_id)
        clauses.append(clause._replace(id=clause_id))
    return draft._replace(clauses=tuple(clauses))


def _paired(old: Draft, new: Draft, limits: Limits) -> Iterator[tuple[int, str]]:
    """Yield the index of each clause of a new draft that an old one has, and its id there."""
    for pair in pair_clauses(old, new, limits):
        clause_id = old.clauses[pair.old].id
        if clause_id is not None:
            yield pair.new, clause_id


class Planner:
    """Plans the revisions of one call, each compared with the one before it."""

    def __init__(
        self, repo: Repository, replaced: Revision | None, names: Iterator[str], limits: Limits
    ) -> None:
        """Take the repository, the revision that the first file replaces, and the names."""
        self._repo, self._replaced, self._names, self._limits = repo, replaced, names, limits
        self._before = self._first_before()
        self._reached: list[Limit] = []
        self._returning = Returning(repo, self._before.seed or None, limits)

    @property
    def said(self) -> tuple[str, ...]:
        """Sentences about limits that were reached."""
        return (*self._returning.said, *(f"{line}." for line in limit_lines(self._reached)))

    def plan(self, received: Sequence[Received]) -> Iterator[Plan]:
        """Yield what each file becomes, in the order given.

        Raises:
            RepositoryError: a replacement would leave nothing of the revision.
        """
        for each in received:
            plan = self._plan(each)
            yield plan
            if plan.revision is not None:
                made, digest = plan.revision, hashlib.sha256(each.data).hexdigest()
                if plan.before.draft is not None and plan.before.side is not None:
                    seen = plan.before.side.name
                    self._returning.note_removed(plan.before.draft, made.draft, seen)
                seed = hashlib.sha256(f"{self._before.seed} {digest}".encode()).hexdigest()
                self._before = Before(made.draft, Side(made.name, None, made.date), seed)

    def _first_before(self) -> Before:
        repo, replaced = self._repo, self._replaced
        commit = repo.head() if replaced is None else next(iter(replaced.parents), None)
        if commit is None:
            return Before(None, None, "")
        if not repo.is_draft(commit):
            return Before(None, None, commit)
        newest = repo.newest() if replaced is None else None
        return Before(repo.draft(commit), _side(newest or repo.revision(commit)), commit)

    def _plan(self, received: Received) -> Plan:
        before, there = self._before, None
        if self._replaced is not None:
            there = self._repo.draft(self._replaced.commit)
            same_date = received.date == self._replaced.date
            if same_date and not self._events(there, with_ids(received.draft, there, "")):
                return Plan(received, dataclasses.replace(before, side=_side(self._replaced)))
        elif self._is_same_file(received):
            return Plan(received, before)
        draft = with_ids(
            received.draft, before.draft, before.seed, there, self._limits, self._returning
        )
        if before.draft is None:
            made = _made(received, draft, self._name(received), _first_subject(draft))
            return Plan(received, before, dataclasses.replace(made, body=draft.title or ""))
        events = self._events(before.draft, draft)
        if events:
            events = mark_returned(events, self._returning.last_seen)
            subject, body = change_message(before.draft, draft, events)
            made = _made(received, draft, self._name(received), subject)
            kept = _reads_as_before(there or before.draft, draft)
            made = dataclasses.replace(made, body=body, kept=kept)
            summary = summary_lines(events, Context(before.draft, draft))
            return Plan(received, before, made, tuple(summary))
        if self._replaced is not None:
            raise RepositoryError(
                f"{received.file} reads like the revision before {self._replaced.name}.",
                "To drop the newest revision: git reset --keep HEAD~1",
            )
        return Plan(received, before)

    def _name(self, received: Received) -> str:
        return received.name or next(self._names)

    def _events(self, old: Draft, new: Draft) -> tuple[Event, ...]:
        comparison = compare(old, new, self._limits)
        self._reached += [each for each in comparison.fallbacks if each.limit == _SAID]
        return comparison.events

    def _is_same_file(self, received: Received) -> bool:
        side = self._before.side
        if side is None or side.commit is None:
            return False
        try:
            recorded = self._repo.source(side.commit)
        except RepositoryError:  # larger than any text that is imported
            return False
        return recorded is not None and recorded[1] == received.data


def _reads_as_before(old: Draft, new: Draft) -> frozenset[str]:
    """Return the ids of the clauses whose text is the same but for layout."""
    keys = {each.id: each.key for each in old.clauses}
    return frozenset(each.id for each in new.clauses if each.id and keys.get(each.id) == each.key)


def _side(revision: Revision) -> Side:
    return Side(revision.called, revision.commit, revision.date)


def _made(received: Received, draft: Draft, name: str, subject: str) -> ToRecord:
    file = Path(received.file).name if received.file != STDIN else _STDIN_NAME
    source = (file, received.data)
    return ToRecord(name, draft, subject, body="", date=received.date, source=source)


def _first_subject(draft: Draft) -> str:
    of = size(draft)
    clauses = f"{of.clauses} clause{'' if of.clauses == 1 else 's'}"
    brackets = f"{of.brackets} bracket{'' if of.brackets == 1 else 's'}"
    return f"First revision: {clauses}, {of.agreed} agreed; {brackets}"
