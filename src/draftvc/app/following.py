"""Find a clause by what it is or was called, and the revisions that touched it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from draftvc.app.clauses import id_of, ids_under, no_clause, refuse_no_bracket
from draftvc.app.desk import Desk
from draftvc.app.texts import nothing_recorded
from draftvc.app.words import ClauseWord
from draftvc.draft.model import Draft
from draftvc.store.revision import Revision


class Followed(NamedTuple):
    """The clause that a log follows."""

    label: str
    """As it was asked for."""
    clause_id: str


def find_clause(word: ClauseWord, start: str | None, desk: Desk) -> Followed:
    """Return the clause that has a label in the newest revision, else the last that had it.

    Raises:
        NotFoundError: no revision has a clause of that label; the remedy names the nearest.
    """
    label = word.address.label
    if word.id is not None:
        return Followed(label, word.id)
    newest: Draft | None = None
    for revision in desk.repository.history(start):
        if not desk.repository.is_draft(revision.commit):
            continue
        draft = desk.repository.draft(revision.commit)
        clause_id = id_of(draft, label)
        if clause_id is not None:
            refuse_no_bracket(word, [draft])
            if newest is not None:
                desk.tell(_no_longer(label, clause_id, revision, newest))
            return Followed(label, clause_id)
        newest = newest or draft
        desk.tick()
    if newest is None:
        raise nothing_recorded()
    raise no_clause(word, newest)


def visited(followed: Followed, own: bool, start: str | None, desk: Desk) -> Iterator[Revision]:
    """Yield the revisions in which a clause, or what hangs under it, may have changed."""
    repository = desk.repository
    ids = {followed.clause_id}
    newest = start or repository.head()
    if not own and newest is not None and repository.is_draft(newest):
        ids |= ids_under(repository.draft(newest), followed.clause_id, own)
        ids |= _gone_from_under(followed.clause_id, newest, desk)
    yield from repository.touching(ids, newest)


def _gone_from_under(clause_id: str, start: str, desk: Desk) -> frozenset[str]:
    """Return the ids of the clauses that hung under one when they were removed."""
    repository = desk.repository
    found: set[str] = set()
    for revision, gone in repository.removals(start):
        parent = next(filter(repository.is_draft, revision.parents), None)
        if parent is not None and gone not in found:
            under = ids_under(repository.draft(parent), clause_id, own=False)
            found.update({gone} & under)
    return frozenset(found)


def _no_longer(label: str, clause_id: str, last: Revision, newest: Draft) -> str:
    name = last.called
    index = newest.by_id.get(clause_id)
    if index is None:
        return f"The draft has no {label} today; it stood last in {name}."
    today = newest.clauses[index].label
    return f"The draft has no {label} today: what was {label} in {name} is {today} now."
