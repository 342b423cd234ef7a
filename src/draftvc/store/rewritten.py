"""From which commit on a correction holds, where git rewrote or copied what it was made on.

A rebase, a cherry-pick or a filter gives commits other ids, and leaves the one that a message names
as it was. What is looked for then is the commit of the same name, else of the same subject, else
the one in which the clause came.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pygit2
from pygit2.enums import SortMode

from draftvc.store.layout import OUTLINE
from draftvc.store.opening import cut_commits
from draftvc.store.revision import VERSION, read_trailers


class Correction(NamedTuple):
    """What a message says of a correction."""

    later: str
    earlier: str
    since: str
    """The commit from which on both are one clause, as it was called when that was written."""
    called: str | None
    """Its name, else its subject; None: the message does not say."""


class Placed(NamedTuple):
    """Where a correction holds in a history."""

    since: str | None
    """The commit in this history; None where nothing tells which it is."""
    is_needed: bool
    """Whether the later id stood in the history at all."""


def place(git: pygit2.Repository, commit: str, said: Correction) -> Placed:
    """Return from which commit on a correction holds that a commit of another history made.

    Args:
        git: the repository.
        commit: the commit that bears the correction.
        said: what its message says; the commit that it names is none of its ancestors.
    """
    run = list(_run(git, commit, said.later))
    if not run:
        return Placed(None, is_needed=False)
    names = _names(git, said)
    named = [each for each in run if names & set(names_of(each))]
    if named:
        return Placed(str(named[-1].id), is_needed=True)
    first = run[-1]
    is_birth = any(stands(git, parent, said.earlier) for parent in first.parent_ids)
    # Where a shallow clone ends before, all of what it has comes after.
    if is_birth or str(first.id) in cut_commits(Path(git.path)):
        return Placed(str(first.id), is_needed=True)
    return Placed(None, is_needed=True)


def names_of(commit: pygit2.Commit) -> tuple[str, ...]:
    """Return by what a copy of a commit is known: its name, where it has one, and its subject."""
    message = commit.raw_message.decode("utf-8", "replace")
    name = read_trailers(message).get(VERSION)
    subject = message.strip("\n").partition("\n")[0].strip()
    return (name, subject) if name else (subject,)


def stands(git: pygit2.Repository, commit: str | pygit2.Oid, clause_id: str) -> bool:
    """Tell whether the outline of a commit has a clause."""
    try:
        outline = git[commit].peel(pygit2.Tree)[OUTLINE]
    except (KeyError, ValueError, pygit2.GitError):
        return False
    lines = outline.data.splitlines() if isinstance(outline, pygit2.Blob) else []
    return any(line.partition(b" ")[0] == clause_id.encode() for line in lines)


def _names(git: pygit2.Repository, said: Correction) -> set[str]:
    """Return by what the commit is known that a correction was made on."""
    if said.called is not None:
        return {said.called}
    # The clone in which history was rewritten still has it, for a while.
    with suppress(KeyError, ValueError, pygit2.GitError):
        return {names_of(git[said.since].peel(pygit2.Commit))[0]}
    return set()


def _run(git: pygit2.Repository, commit: str, clause_id: str) -> Iterator[pygit2.Commit]:
    """Yield the commits before one that lead to it and have a clause all the way, newest first."""
    waiting = set(git[commit].peel(pygit2.Commit).parent_ids)
    for each in git.walk(commit, SortMode.TOPOLOGICAL | SortMode.TIME):
        if each.id in waiting and stands(git, each.id, clause_id):
            waiting |= set(each.parent_ids)
            yield each
        waiting.discard(each.id)
        if not waiting:
            return
