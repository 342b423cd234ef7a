"""Find a clause by what it is or was called, and the revisions that touched it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from draftvc.app.clauses import id_of, ids_under, no_clause, refuse_no_bracket
from draftvc.app.desk import Desk
from draftvc.app.unrecorded import nothing_recorded
from draftvc.app.words import ClauseWord
from draftvc.draft.model import Draft
from draftvc.store.revision import Revision

if TYPE_CHECKING:
    from draftvc.store.glance import Glance
    from draftvc.store.repository import Repository


class Followed(NamedTuple):
    """The clause that a log follows."""

    label: str
    """As it was asked for."""
    clause_id: str


def find_clause(
    word: ClauseWord, start: str | None, desk: Desk, glance: Glance | None = None
) -> Followed:
    """Return the clause that has a label in the newest revision, else the last that had it.

    Raises:
        NotFoundError: no revision has a clause of that label; the remedy names the nearest.
    """
    label = word.address.label
    if word.id is not None:
        return Followed(label, word.id)
    newest = _glanced(glance, start)
    clause_id = None if newest is None else id_of(newest, label)
    if newest is not None and clause_id is not None:
        refuse_no_bracket(word, [newest])
        return Followed(label, clause_id)
    return _find_earlier(word, start, desk)


def _find_earlier(word: ClauseWord, start: str | None, desk: Desk) -> Followed:
    label = word.address.label
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
        raise nothing_recorded(desk.repository)
    raise no_clause(word, newest)


def visited(followed: Followed, own: bool, start: str | None, desk: Desk) -> Iterator[Revision]:
    """Yield the revisions in which a clause, or what hangs under it, may have changed."""
    repository = desk.repository
    begin = start or repository.head()
    newest = repository.draft(begin) if begin is not None and repository.is_draft(begin) else None
    ids = {followed.clause_id}
    if not own and newest is not None:
        ids |= _ids_with(followed.clause_id, newest, _departed(repository, begin))
    yield from repository.touching(ids, begin)


def glanced_over(followed: Followed, own: bool, start: str | None, glance: Glance) -> Iterator[str]:
    """Return the commits of the same revisions, as a glance finds them: it looks from now on."""
    begin = start or glance.head() or "HEAD"
    newest = _glanced(glance, begin)
    ids = {followed.clause_id}
    if not own and newest is not None:
        ids |= _ids_with(followed.clause_id, newest, glance.departed(begin))
    return glance.touching(begin, ids)


def _glanced(glance: Glance | None, start: str | None) -> Draft | None:
    """Return the draft to begin with, as a glance sees it."""
    if glance is None:
        return None
    begin = start or "HEAD"
    return glance.draft(begin, None) if glance.is_draft(begin) else None


def _ids_with(
    clause_id: str, newest: Draft, departed: Iterable[tuple[str, Draft | None]]
) -> frozenset[str]:
    """Return the ids of what hangs under a clause, or hung there when it was removed."""
    found = set(ids_under(newest, clause_id, own=False))
    for gone, before in departed:
        if before is not None and gone not in found:
            found.update({gone} & ids_under(before, clause_id, own=False))
    return frozenset(found)


def _departed(repository: Repository, start: str | None) -> Iterator[tuple[str, Draft | None]]:
    """Yield the id of each clause that went, with the draft in which it was last seen."""
    for revision, gone in repository.removals(start):
        parent = next(filter(repository.is_draft, revision.parents), None)
        yield gone, None if parent is None else repository.draft(parent)


def _no_longer(label: str, clause_id: str, last: Revision, newest: Draft) -> str:
    name = last.called
    index = newest.by_id.get(clause_id)
    if index is None:
        return f"The draft has no {label} today; it stood last in {name}."
    today = newest.clauses[index].label
    return f"The draft has no {label} today: what was {label} in {name} is {today} now."
