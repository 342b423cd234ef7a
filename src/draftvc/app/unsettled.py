"""What an open merge left in conflict, and the marks of it in the files of clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from draftvc.draft.model import Clause, Draft
from draftvc.errors import RepositoryError
from draftvc.report.say.words import listed
from draftvc.store.patches import what_is_open

if TYPE_CHECKING:  # a comparison of loose files does without libgit2
    from draftvc.store.repository import Repository

_MARKS = ("<<<<<<< ", ">>>>>>> ")
"""How the lines begin that git writes around the two sides of a conflict."""
_RESOLVE = (
    "Keep the words that the room wants, and take the lines with <<<<<<<, ======= and >>>>>>> out."
)
SOURCES_GO = (
    "The received files of both sides in source/ go with `git rm -r source`: a merge is made from "
    "no file."
)


def with_marks(draft: Draft) -> Iterator[Clause]:
    """Yield the clauses whose files hold the marks of a conflict."""
    for clause in draft.clauses:
        # Most have no such character, and no line of them is looked at.
        lines = clause.raw.split("\n") if any(mark in clause.raw for mark in _MARKS) else ()
        if any(line.startswith(_MARKS) for line in lines):
            yield clause


def again(path: str) -> str:
    """Return the command that brings the conflict of a file back that was settled."""
    return f"git checkout -m -- {path}"


def refuse_marks(draft: Draft, repo: Repository) -> None:
    """Refuse a draft of which the words are not settled.

    Raises:
        RepositoryError: a clause has the marks of a conflict.
    """
    for clause in with_marks(draft):
        path = repo.path_of(clause.id or "")
        said = f"{path} ({clause.label}) has the marks of a conflict."
        raise RepositoryError(said, f"{_RESOLVE}{_again(path, clause.label, repo)}")


def _again(path: str, label: str, repo: Repository) -> str:
    """Return what makes a conflict of a file again that was staged with its marks."""
    if not repo.merging() or label in repo.in_conflict():
        return ""
    return f" Or `git checkout -m -- {path}`, and `draftvc resolve {label}` settles it."


def open_merge(repo: Repository) -> str:
    """Return what is to be done about a merge that is open; empty where none is."""
    if not repo.merging():
        return ""
    left = repo.in_conflict()
    if not left:
        return (
            f"{what_is_open(repo.git_dir)} is open, with no conflict left. "
            "`git status` tells how to finish it, or how to abort it."
        )
    remedies = [SOURCES_GO] if "source/" in left else []
    if left != ("source/",):
        remedies.insert(0, "`draftvc conflicts` shows where, and what settles it.")
    said = f"{what_is_open(repo.git_dir)} is open, and {listed(left)} "
    return said + f"{'is' if len(left) == 1 else 'are'} in conflict. {' '.join(remedies)}"


def marks_said(draft: Draft, repo: Repository) -> Iterator[str]:
    """Yield a sentence for each clause whose file has the marks of a conflict."""
    for clause in with_marks(draft):
        path = repo.path_of(clause.id or "")
        yield f"{clause.label} is read with the marks of a conflict that stand in {path}."
