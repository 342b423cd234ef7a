"""What a recorded merge lacks for a server that guards agreed text, and what mends it.

The server looks at every commit of a push: a line in the merge's own message says nothing for a
commit of the branch that changed agreed text without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

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
    silent = list(_silent(repo, repo.revision(commit)))
    if not silent:
        opened = "was agreed, is" if len(found) == 1 else "were agreed, are"
        return (
            f"Before it is pushed, say why {_labels(found)}, which {opened} open again: git commit "
            f"--amend, and the line {_line(found)}",
        )
    return tuple(_mend(*each) for each in silent[:1])


def _silent(
    repo: Repository, merge: Revision
) -> Iterator[tuple[Revision, tuple[Diagnostic, ...], bool]]:
    """Yield the commits of both sides that no server has, and that open agreed text unsaid.

    With each what it opens, and whether it is the last one of its side.
    """
    tips = [repo.resolve(f"refs/remotes/{each}") for each in repo.git.branches.remote]
    sent = [tip for tip in tips if tip is not None]
    ours, theirs = merge.parents
    for side, other in ((theirs, ours), (ours, theirs)):
        for revision in islice(repo.between([other, *sent], side), _LOOKED_AT):
            try:
                found = of_commit(repo, revision.commit)
            except DraftvcError:
                continue  # the server says so in its own words
            if found:
                yield revision, found, revision.commit == side


def _mend(revision: Revision, found: tuple[Diagnostic, ...], is_last: bool) -> str:
    about = one_line(shorten(revision.subject, _SUBJECT))
    how = (
        "git commit --amend"
        if is_last
        else f"git rebase -i --rebase-merges {revision.called}^, with reword before it,"
    )
    return (
        "A server that guards agreed text refuses this merge whatever its message says: the commit "
        f"{revision.called} ({about}) opens {_labels(found)} and does not say why. Take the merge "
        f"back (git reset --keep HEAD~1), go to the branch of that commit, write the line into its "
        f"message ({how} and {_line(found)}), and merge again."
    )


def _labels(found: tuple[Diagnostic, ...]) -> str:
    return listed([each.clause for each in found if each.clause])


def _line(found: tuple[Diagnostic, ...]) -> str:
    labels = ", ".join(each.clause for each in found if each.clause)
    return f'Reopens: {labels} "reason" By: RUS'
