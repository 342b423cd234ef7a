"""The revisions of a repository, newest first, as far as somebody reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pygit2
from pygit2.enums import SortMode

from draftvc.errors import NotFoundError
from draftvc.store.revision import Revision, decoded_by, moment, revision_of


def revision_at(repo: pygit2.Repository, commit: str) -> Revision:
    """Return the revision that a commit is.

    Raises:
        NotFoundError: the repository has no such commit.
    """
    try:
        return _revision(repo[commit].peel(pygit2.Commit))
    except (KeyError, ValueError, pygit2.GitError) as error:
        raise NotFoundError(
            f"There is no commit {commit}.", "`draftvc log` lists the revisions."
        ) from error


def walk(
    repo: pygit2.Repository, starts: Iterable[str], without: Iterable[str] = ()
) -> Iterator[Revision]:
    """Yield the revisions that lead to some commits and to none of others, newest first."""
    # The order of `git log`; with any other, libgit2 reads the whole history first.
    walker = repo.walk(None, SortMode.NONE)
    for start in starts:
        walker.push(start)
    for stop in without:
        walker.hide(stop)
    yield from map(_revision, walker)


def tips(repo: pygit2.Repository) -> tuple[str, ...]:
    """Return the commits that branches and tags point to, each once."""
    found: dict[str, None] = {}
    for name in repo.references:
        reference = repo.references.get(name)
        if reference is None:
            continue
        try:
            found[str(reference.peel(pygit2.Commit).id)] = None
        except (pygit2.GitError, KeyError, ValueError):
            continue  # a tag of a blob, a branch whose commit is gone: no revision of ours
    return tuple(found)


def _revision(commit: pygit2.Commit) -> Revision:
    encoding = commit.message_encoding or "utf-8"
    return revision_of(
        str(commit.id),
        tuple(str(parent) for parent in commit.parent_ids),
        decoded_by(commit.author.raw_name, encoding),
        moment(commit.commit_time, commit.commit_time_offset),
        decoded_by(commit.raw_message, encoding),
    )
