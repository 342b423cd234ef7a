"""The revisions of a repository, newest first, as far as somebody reads them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import pygit2
from pygit2.enums import SortMode

from draftvc.errors import NotFoundError
from draftvc.store.gitcli import git_records
from draftvc.store.layout import CLAUSES, OUTLINE, clause_id_of, clause_path
from draftvc.store.revision import Revision, moment, revision_of

_ABSENT = "0" * 40
_COMMIT = b"\x01"


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


def touching(
    git_dir: Path, start: str, clause_ids: Collection[str], outline: Callable[[str], bytes]
) -> Iterator[str]:
    """Yield the commits in which the file or the place of a clause may have changed.

    The git program limits the walk by path, which takes it 70 ms for 5,000 revisions and any
    walk through libgit2 several times that. Of a change of the outline that leaves every clause
    asked for where it was among the others, nothing is yielded.

    Args:
        git_dir: the git directory.
        start: the commit to begin with.
        clause_ids: permanent ids of the clauses.
        outline: returns the outline of a blob id.
    """
    paths = [clause_path(each) for each in clause_ids]
    options = ("--raw", "--no-abbrev", "-z", "--no-renames", "--no-show-signature")
    told = git_records(
        git_dir, f"--git-dir={git_dir}", "log", *options, "--format=%x01%H", start, "--",
        OUTLINE, *paths, before=_COMMIT,
    )  # fmt: skip
    for record in told:
        commit, *changes = record.decode("utf-8", "replace").split("\0")
        if _concerns(changes, clause_ids, outline):
            yield commit.strip()


def removals(
    git_dir: Path, start: str, clause_ids: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield each commit in which the file of a clause went, with the id of that clause.

    Args:
        git_dir: the git directory.
        start: the commit to begin with; the newest removal is yielded first.
        clause_ids: permanent ids of the clauses that are asked for; None: all.
    """
    paths = [f"{CLAUSES}/"] if clause_ids is None else [clause_path(i) for i in clause_ids]
    told = git_records(
        git_dir, f"--git-dir={git_dir}", "log", "--diff-filter=D", "--name-only", "-z",
        "--no-renames", "--no-show-signature", "--format=%x01%H", start, "--", *paths,
        before=_COMMIT,
    )  # fmt: skip
    for record in told:
        commit, *paths = record.decode("utf-8", "replace").split("\0")
        for path in paths:
            clause_id = clause_id_of(path.strip())
            if clause_id is not None:
                yield commit.strip(), clause_id


def _concerns(
    changes: list[str], clause_ids: Collection[str], outline: Callable[[str], bytes]
) -> bool:
    """Tell whether the changes of a commit concern a clause; a merge lists none, and may."""
    listed = [each.strip() for each in changes if each.strip()]
    for change, path in zip(listed[::2], listed[1::2], strict=False):
        if path != OUTLINE:
            return True
        _, _, old, new, _ = change.split(" ")
        before, after = (b"" if each == _ABSENT else outline(each) for each in (old, new))
        if has_moved(before, after, clause_ids):
            return True
    return not listed


def has_moved(old: bytes, new: bytes, clause_ids: Collection[str]) -> bool:
    """Tell whether the line of a clause, or its place among those that stay, differs."""
    before, after = _lines(old), _lines(new)
    for clause_id in clause_ids:
        key = clause_id.encode()
        if before.get(key) != after.get(key):
            return True
        if key in after and _crossed(list(before), list(after), key):
            return True
    return False


def _crossed(before: list[bytes], after: list[bytes], key: bytes) -> bool:
    above_then, above_now = set(before[: before.index(key)]), set(after[: after.index(key)])
    moved = above_then ^ above_now
    return bool(moved and moved & set(before) & set(after))


def _lines(outline: bytes) -> dict[bytes, bytes]:
    """Return the lines of an outline by id, in order."""
    return {line.partition(b" ")[0]: line for line in outline.splitlines()}


def _revision(commit: pygit2.Commit) -> Revision:
    encoding = commit.message_encoding or "utf-8"
    return revision_of(
        str(commit.id),
        tuple(str(parent) for parent in commit.parent_ids),
        _decoded(commit.author.raw_name, encoding),
        moment(commit.commit_time, commit.commit_time_offset),
        _decoded(commit.raw_message, encoding),
    )


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")
