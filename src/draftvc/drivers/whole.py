"""Whether what is staged is a whole draft: a line for each file, a file for each line, no marks.

Reading takes what it finds and says what it misses. A commit is the moment to say it: a paragraph
whose file no line of the outline names would be in the repository, and in no draft.
"""

from __future__ import annotations

from collections.abc import Iterable

from draftvc.app.unsettled import refuse_marks
from draftvc.draft.model import Draft
from draftvc.drivers.calling import clause_files, staged_file
from draftvc.errors import RepositoryError
from draftvc.store.layout import OUTLINE, clause_id_of, clause_path, read_outline
from draftvc.store.repository import Repository


def staged_draft(repo: Repository) -> Draft:
    """Return the draft that is about to be committed.

    Raises:
        RepositoryError: a file of it is no plain file, is missing or is not understood, belongs
            to no line of the outline, or holds the marks of a conflict.
    """
    draft = repo.staged_draft()
    _refuse_missing(draft, repo)
    refuse_marks(draft, repo)
    extra = _outside(clause_files(), draft)
    if extra:
        _refuse_outside(extra - _outside_before(repo))
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


def _refuse_outside(paths: Iterable[str]) -> None:
    for path in sorted(paths):
        clause_id = clause_id_of(path) or ""
        raise RepositoryError(
            f"{path} is named by no line of the outline: its text would be in no draft.",
            f"Write a line such as `{clause_id} 0 operative` into `outline`, where the clause "
            f"stands, or leave the file out: git rm --cached {path}",
        )


def _outside(paths: Iterable[str], draft: Draft) -> set[str]:
    """Return the clause files of which a draft has no clause."""
    ids = {path: clause_id_of(path) for path in paths}
    return {path for path, clause_id in ids.items() if clause_id and clause_id not in draft.by_id}


def _outside_before(repo: Repository) -> set[str]:
    """Return the clause files that are outside the draft of the last commit already."""
    head = repo.head()
    if head is None or not repo.is_draft(head):
        return set()
    return _outside(clause_files(head), repo.draft(head))
