"""Whether what is staged is a whole draft: a line for each file, a file for each line, no marks.

Reading takes what it finds and says what it misses. A commit is the moment to say it: a paragraph
whose file no line of the outline names would be in the repository, and in no draft.
"""

from __future__ import annotations

from draftvc.app.textless import textless
from draftvc.app.unlisted import unlisted
from draftvc.app.unsettled import refuse_marks
from draftvc.draft.model import Draft
from draftvc.drivers.calling import merged_heads
from draftvc.errors import RepositoryError
from draftvc.store.repository import Repository
from draftvc.store.textless import textless_before, textless_in_index
from draftvc.store.unlisted import unlisted_before, unlisted_in_index


def staged_draft(repo: Repository) -> Draft:
    """Return the draft that is about to be committed.

    Raises:
        RepositoryError: a file of it is no plain file, is missing or is not understood, belongs
            to no line of the outline, or holds the marks of a conflict.
    """
    draft = repo.staged_draft()
    _refuse_missing(repo, draft)
    refuse_marks(draft, repo)
    _refuse_outside(repo)
    return draft


def _refuse_missing(repo: Repository, draft: Draft) -> None:
    """Refuse a line of the outline without a file, in the index and in no parent of it."""
    missing = textless_in_index(repo, draft)
    if not missing:
        return
    parents = _parents(repo)
    stood = {each.clause_id for parent in parents for each in textless_before(repo, parent)}
    for line in missing:
        if line.clause_id in stood:
            continue
        if repo.root and (repo.root / line.path).is_file():
            raise RepositoryError(
                f"{line.path} is not staged, and the outline names it.",
                f"`git add --force {line.path}` stages it, also where .gitignore hides it.",
            )
        found = textless(line, repo, parents)
        raise RepositoryError(found.message, found.hint)


def _refuse_outside(repo: Repository) -> None:
    """Refuse a text that no line of the outline names, in the index and in no parent of it."""
    outside = unlisted_in_index(repo)
    if not outside:
        return
    stood = {path for parent in _parents(repo) for path in unlisted_before(repo, parent)}
    for path in outside:
        if path not in stood:
            found = unlisted(path)
            raise RepositoryError(found.message, found.hint)


def _parents(repo: Repository) -> tuple[str, ...]:
    head = repo.head()
    return (*((head,) if head else ()), *merged_heads(repo.git_dir))
