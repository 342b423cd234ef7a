"""Which agreed clauses a merge may take as they are: those opened again with an announcement.

A commit announces it (`Reopens: PP3 "reason" By: RUS`; the label is that of the revision before
it), or is the room's own text: a revision that reads as the received file that it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.app.guard import covers, is_as_received
from draftvc.diff.guarded import breaches
from draftvc.draft.model import Draft
from draftvc.errors import DraftvcError
from draftvc.store.reopens import read_reopens
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision


def reopened(repo: Repository, bases: tuple[str, ...], side: str, draft: Draft) -> frozenset[str]:
    """Return the ids of the agreed clauses that the commits of one side opened, and said so.

    Args:
        repo: the repository.
        bases: the commits that the sides have in common.
        side: the commit at the end of one side.
        draft: what the sides have in common.
    """
    if side in bases or not any(clause.reading.stamp for clause in draft.clauses):
        return frozenset()
    return frozenset(
        clause_id
        for revision in repo.between(bases, side)
        for clause_id in _announced(repo, revision)
    )


def announced_by(message: str, ours: Draft) -> frozenset[str]:
    """Return the ids of the clauses that the message of the merge itself opens."""
    labels = {label for each in read_reopens(message).reopens for label in each.labels}
    indexes = (ours.by_label.get(label) for label in labels)
    return frozenset(ours.clauses[index].id or "" for index in indexes if index is not None)


def _announced(repo: Repository, revision: Revision) -> Iterator[str]:
    announced = read_reopens(f"{revision.subject}\n\n{revision.body}")
    if not revision.parents or not (announced.reopens or revision.source):
        return
    try:
        before, after = repo.draft(revision.parents[0]), repo.draft(revision.commit)
    except DraftvcError:
        return  # one that cannot be read announces nothing
    found = list(breaches(before, after))
    received = bool(found) and is_as_received(repo, revision)
    for breach in found:
        if received or covers(announced, before, breach):
            yield breach.clause_id
