"""Whether what is staged is a whole draft: a line for each file, a file for each line, no marks.

Reading takes what it finds and says what it misses. A commit is the moment to say it: a paragraph
whose file no line of the outline names would be in the repository, and in no draft.
"""

from __future__ import annotations

from draftvc.app.unlisted import unlisted
from draftvc.app.unsettled import refuse_marks
from draftvc.draft.model import Draft
from draftvc.drivers.calling import merged_heads, staged_file
from draftvc.errors import RepositoryError
from draftvc.store.layout import OUTLINE, clause_path, read_outline
from draftvc.store.repository import Repository
from draftvc.store.unlisted import unlisted_before, unlisted_in_index


def staged_draft(repo: Repository) -> Draft:
    """Return the draft that is about to be committed.

    Raises:
        RepositoryError: a file of it is no plain file, is missing or is not understood, belongs
            to no line of the outline, or holds the marks of a conflict.
    """
    draft = repo.staged_draft()
    _refuse_missing(draft, repo)
    refuse_marks(draft, repo)
    _refuse_outside(repo)
    return draft


def _refuse_missing(draft: Draft, repo: Repository) -> None:
    for line in read_outline(staged_file(OUTLINE).decode("utf-8", "replace"), "the outline"):
        path = clause_path(line.id)
        if line.id not in draft.by_id and repo.root and (repo.root / path).is_file():
            raise RepositoryError(
                f"{path} is not staged, and the outline names it.",
                f"`git add --force {path}` stages it, also where .gitignore hides it.",
            )
        if line.id not in draft.by_id:
            raise RepositoryError(
                f"{path} is missing, and the outline names it.",
                f"Take the line {line.id} out of `outline` too, or bring the file back.",
            )


def _refuse_outside(repo: Repository) -> None:
    """Refuse a text that no line of the outline names, in the index and in no parent of it."""
    outside = unlisted_in_index(repo)
    if not outside:
        return
    head = repo.head()
    parents = (*((head,) if head else ()), *merged_heads(repo.git_dir))
    stood = {path for parent in parents for path in unlisted_before(repo, parent)}
    for path in outside:
        if path not in stood:
            found = unlisted(path)
            raise RepositoryError(found.message, found.hint)
