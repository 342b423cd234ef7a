"""What a recorded merge lacks for a server that guards agreed text, and what mends it.

The server looks at every commit of a push: a line in the merge's own message says nothing for a
commit of the branch that changed agreed text without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from draftvc.app.guard import of_commit
from draftvc.diagnostics import Diagnostic
from draftvc.errors import DraftvcError
from draftvc.report.say.words import listed, one_line, shorten
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision

_LOOKED_AT = 100
"""Commits of each side that are looked at, newest first."""
_SUBJECT = 50
"""Characters of a subject that are shown."""


def unsaid(repo: Repository, commit: str) -> tuple[str, ...]:
    """Return what to do about a recorded merge before it is pushed; nothing where all is said."""
    found = of_commit(repo, commit)
    if not found:
        return ()
    sides = [side for side in _silent(repo, repo.revision(commit)) if side]
    if not sides:
        opened = "was agreed, is" if len(found) == 1 else "were agreed, are"
        return (
            f"Before it is pushed, say why {_labels(found)}, which {opened} open again: git commit "
            f"--amend, and the line {_line(found)}",
        )
    return tuple(map(_mend, sides))


class _Silent(NamedTuple):
    """A commit that opens agreed text and does not say why."""

    revision: Revision
    found: tuple[Diagnostic, ...]
    is_last: bool
    """Whether it is the newest of its side."""

    @property
    def called(self) -> str:
        about = one_line(shorten(self.revision.subject, _SUBJECT))
        return f"{self.revision.called} ({about})"


def _silent(repo: Repository, merge: Revision) -> Iterator[list[_Silent]]:
    """Yield the commits of each side that no server has and that say nothing, newest first."""
    tips = [repo.resolve(f"refs/remotes/{each}") for each in repo.git.branches.remote]
    sent = [tip for tip in tips if tip is not None]
    ours, theirs = merge.parents
    for side, other in ((theirs, ours), (ours, theirs)):
        newest = islice(repo.between([other, *sent], side), _LOOKED_AT)
        yield [
            _Silent(each, found, each.commit == side)
            for each in newest
            if (found := _opened(repo, each))
        ]


def _opened(repo: Repository, revision: Revision) -> tuple[Diagnostic, ...]:
    try:
        return of_commit(repo, revision.commit)
    except DraftvcError:
        return ()  # the server says so in its own words


def _mend(side: list[_Silent]) -> str:
    """Return how the commits of one side get the lines that they lack, newest first."""
    *_, oldest = side
    if len(side) == 1:
        which = f"the commit {oldest.called} opens {_labels(oldest.found)} and does not say why"
        into, lines = "into its message", _line(oldest.found)
    else:
        which = f"these commits open agreed text and do not say why: {listed(_told(side))}"
        into, lines = (
            "of each into its message",
            ", ".join(_line(each.found) for each in side[::-1]),
        )
    how = (
        "git commit --amend"
        if len(side) == 1 and oldest.is_last
        else f"git rebase -i --rebase-merges {oldest.revision.called}^, with reword before "
        f"{'it' if len(side) == 1 else 'each'},"
    )
    return (
        f"A server that guards agreed text refuses this merge whatever its message says: {which}. "
        "Take the merge back (git reset --keep HEAD~1), go to the branch of "
        f"{'that commit' if len(side) == 1 else 'these commits'}, write the line {into} "
        f"({how} and {lines}), and merge again."
    )


def _told(side: list[_Silent]) -> list[str]:
    """Return the commits of a side with what each opens, the oldest first."""
    return [f"{each.called} opens {_labels(each.found)}" for each in side[::-1]]


def _labels(found: tuple[Diagnostic, ...]) -> str:
    return listed([each.clause for each in found if each.clause])


def _line(found: tuple[Diagnostic, ...]) -> str:
    labels = ", ".join(each.clause for each in found if each.clause)
    return f'Reopens: {labels} "reason" By: RUS'
