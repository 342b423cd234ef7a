"""End an open merge: `draftvc merge --continue` and `draftvc merge --abort`."""

from __future__ import annotations

import re
import shlex

from draftvc.app.conflicts import open_conflicts
from draftvc.app.desk import Desk
from draftvc.app.guard import of_draft
from draftvc.app.merging import merge_message
from draftvc.errors import RepositoryError
from draftvc.store.gitcli import git_says
from draftvc.store.repository import Repository
from draftvc.store.revision import is_lines_alone, with_lines
from draftvc.store.together import MERGE_MESSAGE
from draftvc.store.unmerged import OpenMerge, edited_since

_OTHER = {
    "rebase": "git rebase",
    "am": "git am",
    "cherry-pick": "git cherry-pick",
    "revert": "git revert",
}


_OWN = re.compile(r"Merge (\S+|(branch|branches|commit|tag|remote-tracking branch) '.*)")
"""First line of a message that nobody wrote: ours, and that of `git merge`."""


def finish(desk: Desk, message: str | None = None) -> str:
    """Record the open merge as `git commit` does, hooks included; return one sentence.

    Args:
        desk: the place of the call.
        message: what the commit says; None: what was given to the merge, or what it does. Lines
            such as `Reopens: …` alone stand below what it does.

    Raises:
        RepositoryError: no merge is open, something is in conflict, or a hook refuses.
    """
    repo = desk.repository
    found = open_conflicts(repo)
    _refuse_other(found.merge, "--continue", repo)
    left = [one.label for one in found.draft] + list(found.others)
    if left:
        raise RepositoryError(
            f"In conflict still: {', '.join(left[:6])}{' and more' if len(left) > 6 else ''}.",
            "`draftvc conflicts` tells of them, `draftvc resolve` settles them.",
        )
    said = _message(repo, found.merge, message)
    done, told = git_says(repo.root or repo.git_dir, "commit", "-q", "-F", "-", stdin=said.encode())
    if not done:
        _refuse_reopening(repo, found.merge, said)
        raise RepositoryError(
            f"git did not record the merge. {_first(told)}",
            "`git commit` shows all that it says.",
        )
    return f"The merge of {found.merge.theirs_name} is recorded."


def abort(desk: Desk) -> str:
    """Give the open merge up as `git merge --abort` does; return one sentence.

    Raises:
        RepositoryError: no merge is open, or git cannot undo it.
    """
    repo = desk.repository
    found = open_conflicts(repo)
    _refuse_other(found.merge, "--abort", repo)
    done, told = git_says(repo.root or repo.git_dir, "merge", "--abort")
    if not done:
        raise _not_undone(repo, told)
    return f"The merge of {found.merge.theirs_name} is given up: all is as before."


def _not_undone(repo: Repository, told: str) -> RepositoryError:
    """Return why the merge was not undone: git keeps edits that were made after it began."""
    edited = edited_since(repo)
    if not edited:
        return RepositoryError(f"git could not undo the merge. {_first(told)}", "See `git status`.")
    listed = " ".join(map(shlex.quote, edited))
    return RepositoryError(
        f"Edited since the merge began, and staged nowhere: {', '.join(edited)}.",
        "To undo the merge would lose the edits. Copy what you want to keep to another folder, "
        f"then drop them and call again: git restore --worktree -- {listed}",
    )


def _refuse_other(merge: OpenMerge, option: str, repo: Repository) -> None:
    if merge.kind == "merge":
        return
    if merge.kind in _OTHER and repo.merging():
        raise RepositoryError(
            f"What is open is no merge but a `{_OTHER[merge.kind]}`.",
            f"Call: {_OTHER[merge.kind]} {option}",
        )
    raise RepositoryError("No merge is open.", "`draftvc merge BRANCH` begins one.")


def _refuse_reopening(repo: Repository, merge: OpenMerge, said: str) -> None:
    """Say what the message of the merge lacks, where that is why a hook refused it."""
    parents = [each for each in (merge.ours, merge.theirs) if each is not None]
    labels = [each.clause for each in of_draft(repo, repo.staged_draft(), parents, said)]
    named = ", ".join(each for each in labels if each)
    if named:
        raise RepositoryError(
            f"The merge changes agreed text in {named}, and its message does not say why.",
            f"If the room opened it again: draftvc merge --continue -m 'Reopens: {named} "
            '"reason" By: RUS\'; if not: draftvc merge --abort',
        )


def _message(repo: Repository, merge: OpenMerge, message: str | None) -> str:
    """Return what the user wants the commit to say, now or when the merge began, else what it does.

    Lines that say why or who, and nothing else, stand below what it does.
    """
    said = (message or "").strip()
    given = _given(repo)
    if said and not is_lines_alone(said):
        return f"{said}\n"
    if given and not is_lines_alone(given):
        return with_lines(given, said)
    assert merge.ours is not None  # something is merged into it
    does = merge_message(merge.theirs_name, repo.draft(merge.ours), repo.staged_draft())
    return with_lines(does, "\n".join(each for each in (given, said) if each))


def _given(repo: Repository) -> str:
    """Return the message that was given to the merge when it began; none where it was not."""
    file = repo.git_dir / MERGE_MESSAGE
    given = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    text = "\n".join(line for line in given.split("\n") if not line.startswith("#")).strip()
    first, _, rest = text.partition("\n")
    return rest.strip() if _OWN.fullmatch(first) else text


def _first(told: str) -> str:
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return " ".join(lines[:4])
