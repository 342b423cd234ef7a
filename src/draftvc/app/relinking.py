"""Correct a wrong pairing by hand: `draftvc relink OLD NEW [--rev v4]`."""

from __future__ import annotations

from dataclasses import dataclass

from draftvc.app.clauses import id_of, no_clause
from draftvc.app.desk import Desk
from draftvc.app.unrecorded import nothing_recorded
from draftvc.app.words import RevisionWord, clause_word, read_words
from draftvc.draft.model import Draft
from draftvc.errors import DraftvcError, NotFoundError, RepositoryError
from draftvc.store.relinking import record_relink
from draftvc.store.revision import Revision


@dataclass(frozen=True, slots=True)
class Relinked:
    """A pairing that was corrected."""

    old: str
    new: str
    before: str
    """The revision in which the clause had its old label."""
    revision: str
    """The one in which it has the new label."""
    displaced: str | None
    """Label of the clause that was taken for it, and is another one now; None: there was none."""
    path: str


def relink(old: str, new: str, rev: str | None, desk: Desk) -> Relinked:
    """Record that a clause of a revision is the one that had a label in the revision before.

    Args:
        old: its label in the revision before.
        new: its label in the revision.
        rev: the revision in which they were paired wrongly; None: the newest.
        desk: of the call.

    Raises:
        NotFoundError: a revision or a clause does not exist.
        DraftvcError: the two are one clause already.
    """
    repository = desk.repository
    revision = _revision(rev, desk)
    parent = next(filter(repository.is_draft, revision.parents), None)
    if parent is None:
        raise DraftvcError(
            f"{revision.called} is the first revision: no clause in it was paired with another.",
            "Name the revision in which the pairing went wrong with --rev.",
        )
    before = repository.newest(parent) or repository.revision(parent)
    earlier, _ = _id(old, parent, desk)
    later, draft = _id(new, revision.commit, desk)
    if earlier == later:
        raise DraftvcError(
            f"{new} of {revision.called} is the clause that was {old} in {before.called} already.",
            f"`draftvc diff {before.called} {revision.called} --explain {new}` tells what is "
            "paired with what.",
        )
    other = draft.by_id.get(earlier)
    displaced = draft.clauses[other].label if other is not None else None
    body = f"{new} of {revision.called} is the clause that was {old} in {before.called}."
    record_relink(
        repository,
        later,
        earlier,
        since=revision.commit,
        subject=f"{new} of {revision.called} is {old} of {before.called}",
        body=body,
    )
    path = repository.path_of(earlier)
    return Relinked(old, new, before.called, revision.called, displaced, path)


def _revision(rev: str | None, desk: Desk) -> Revision:
    repository = desk.repository
    if rev is None:
        newest = repository.newest()
        if newest is None:
            raise nothing_recorded(repository)
        return newest
    texts = read_words([rev], desk, most=1).texts
    if not texts or not isinstance(texts[0], RevisionWord):
        raise NotFoundError(f"There is no revision {rev}.", "`draftvc log` lists them.")
    found = repository.revision(texts[0].commit)
    if not repository.is_draft(found.commit):
        raise RepositoryError(f"{rev} holds no draft.", "`draftvc log` lists the revisions.")
    if found.commit not in {each.commit for each in repository.history()}:
        raise RepositoryError(
            f"{rev} is not in the history of what is checked out.",
            "Check out the branch that holds it, and call again.",
        )
    return found


def _id(word: str, commit: str, desk: Desk) -> tuple[str, Draft]:
    draft = desk.repository.draft(commit)
    named = clause_word(word)
    found = id_of(draft, named.address.label)
    if found is None:
        raise no_clause(named, draft)
    return found, draft
