"""What two lines have in common: one commit, or several made one.

Lines that took each other in before have several newest commits in common. As git's own merge does
it, these are merged first, into a commit that no branch has; where they do not combine, it has both
wordings in brackets (`merge/common.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from draftvc.draft.model import Clause, Draft, StoredClause
from draftvc.draft.recorded import draft_of_clauses
from draftvc.draft.stored import stored_text
from draftvc.limits import DEFAULT as LIMITS
from draftvc.merge.common import common_clauses
from draftvc.store.layout import OutlineLine, outline_text
from draftvc.store.merge_trees import (
    clause_blobs,
    hidden_commit,
    merge_bases,
    merge_beside,
    whole_tree,
    write_blob,
)
from draftvc.store.repository import Repository


@dataclass(frozen=True, slots=True)
class Base:
    """What two lines have in common."""

    commit: str
    """A commit of both lines, or one that no branch has: what several of them make."""
    known: tuple[str, ...]
    """The commits of both lines that it stands for."""


def common_base(repo: Repository, ours: str, theirs: str) -> Base | None:
    """Return what two lines have in common; None where they have no draft in common.

    Raises:
        RepositoryError: a draft in common cannot be read.
    """
    bases = _bases(repo, theirs, ours)
    if not bases:
        return None
    return Base(_folded(repo, bases, 0) or bases[0], bases)


def _bases(repo: Repository, theirs: str, *ours: str) -> tuple[str, ...]:
    return tuple(each for each in merge_bases(repo, theirs, *ours) if repo.is_draft(each))


def _folded(repo: Repository, bases: tuple[str, ...], steps: int) -> str | None:
    """Return the commit that several bases make, one after the other; None of none.

    `steps`: how often bases of bases were looked for already.
    """
    if len(bases) < 2:
        return bases[0] if bases else None
    made = bases[0]
    for number, other in enumerate(bases[1:], start=1):
        before: str | None = None
        if steps < LIMITS.merge_bases:
            before = _folded(repo, _bases(repo, other, *bases[:number]), steps + 1)
        made = _combined(repo, before, made, other)
    return made


def _combined(repo: Repository, base: str | None, one: str, other: str) -> str:
    """Write the commit that two bases make; without a base of theirs whatever differs is open."""
    drafts = (_draft(repo, base), repo.draft(one), repo.draft(other))
    clauses = common_clauses(*drafts)
    ids = {clause.id for draft in drafts for clause in draft.clauses if clause.id}
    known = [clause_blobs(repo, each) for each in (base, one, other) if each is not None]
    beside = merge_beside(repo, (base, one, other), ids & {name for each in known for name in each})
    outline = outline_text(OutlineLine(c.id, c.depth, c.kind, c.heading) for c in clauses)
    blobs = {clause.id: write_blob(repo, _file(clause).encode()) for clause in clauses}
    tree = whole_tree(repo, beside.tree, write_blob(repo, outline.encode()), blobs)
    return hidden_commit(repo, tree)


def _file(clause: StoredClause) -> str:
    return stored_text(Clause("", clause.kind, clause.marker, clause.raw))


def _draft(repo: Repository, commit: str | None) -> Draft:
    return draft_of_clauses(()) if commit is None else repo.draft(commit)
