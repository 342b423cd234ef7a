"""What there is to say where no revision is checked out: a draft begins, or stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from draftvc.errors import NotFoundError, RepositoryError

if TYPE_CHECKING:
    from draftvc.store.repository import Repository

_HEADS = "refs/heads/"
_NAMED = 3
"""Branches that a sentence names at most."""


def nothing_recorded(repo: Repository) -> NotFoundError:
    """Return the error for a place where no revision of the draft is checked out."""
    message, remedy = _said(repo)
    return NotFoundError(message, remedy)


def nothing_said(repo: Repository) -> str:
    """Return the same as a sentence."""
    return " ".join(_said(repo))


def refuse_begun(repo: Repository) -> None:
    """Refuse to record over a draft that stands in the working tree, and in no revision.

    Raises:
        NotFoundError: there is one; the remedy says how to record it.
    """
    head = repo.head()
    if (head is None or not repo.is_draft(head)) and _is_begun(repo):
        raise nothing_recorded(repo)


def _said(repo: Repository) -> tuple[str, str]:
    where = list(_with_the_draft(repo))
    stands_here = _is_begun(repo)
    if not where and not stands_here:
        return "Nothing is recorded yet.", "`draftvc import FILE` records the first revision."
    here = _here(repo)
    back = f"`git switch {where[0]}` goes back to it" if where else ""
    if stands_here:
        keep = "`git add clauses outline draft.toml && git commit` records what stands here"
        message = f"{here} has no revision yet, and what stands here is in none."
        return message, f"{'; '.join(filter(None, (keep, back)))}."
    if repo.head() is None:
        also = "; `draftvc import FILE` begins another one here"
        return f"{here} has no revision yet; the draft is on {_listed(where)}.", f"{back}{also}."
    return f"{here} does not hold the draft; it is on {_listed(where)}.", f"{back}."


def _here(repo: Repository) -> str:
    name = repo.reference()
    if not name.startswith(_HEADS):
        return "What is checked out"
    return f"The branch {name.removeprefix(_HEADS)}"


def _is_begun(repo: Repository) -> bool:
    """Tell whether a draft stands in the working tree, in no commit."""
    if repo.root is None:
        return False
    with suppress(RepositoryError):
        return bool(repo.working_draft().clauses)
    return False


def _with_the_draft(repo: Repository) -> Iterator[str]:
    """Yield the branches that hold a draft, as `git switch` takes them."""
    named = {each: _HEADS + each for each in repo.git.branches.local}
    for each in repo.git.branches.remote:
        named.setdefault(each.partition("/")[2], f"refs/remotes/{each}")
    for name, reference in named.items():
        commit = repo.resolve(reference)
        if name != "HEAD" and commit is not None and repo.is_draft(commit):
            yield name


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])} and {more} more" if more > 0 else " and ".join(names)
