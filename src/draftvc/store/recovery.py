"""Finish, or clean up after, a run that was killed.

Called by every command that opens a repository. A run that reached the commit point is finished;
of one that did not nothing stays. Locks that it left are removed: it is known to be dead.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pygit2

from draftvc.errors import RepositoryError
from draftvc.store.following import follow
from draftvc.store.locks import index_lock, lock_index, remove_stale, unlock_index
from draftvc.store.placing import Placing, changes, clean_up
from draftvc.store.references import TAGS, current_branch, lock_of, target
from draftvc.store.refusals import reason_of
from draftvc.store.runfile import NOBODY, Run, end_run, read_run, this_process, update_run
from draftvc.store.together import is_done, settle_interrupted


def finish_interrupted(git: pygit2.Repository, git_dir: Path, root: Path | None) -> tuple[str, ...]:
    """Put right what a killed run left behind, and return what there is to say of it."""
    try:
        run = read_run(git_dir)
    except RepositoryError as error:
        return (str(error),)
    if run is None or run.process.lives():
        return ()
    try:
        return _finish(git, git_dir, root, run)
    except RepositoryError as error:
        reason = str(error)
    except (OSError, pygit2.GitError) as error:
        reason = f"{reason_of(error)}."
    doing = run.doing or f"Recording {run.what}"
    return (f"{doing} was interrupted, and cannot be put right now: {reason}",)


def half_done(git_dir: Path) -> str:
    """Return what to say where a killed run left files of two states; empty where none did."""
    with suppress(RepositoryError):  # a damaged run file is the next command's to tell
        run = read_run(git_dir)
        if run is not None and run.files and not run.process.lives() and not is_done(git_dir, run):
            return f"{run.doing} was interrupted half-way. `draftvc status` takes it back."
    return ""


def _finish(git: pygit2.Repository, git_dir: Path, root: Path | None, run: Run) -> tuple[str, ...]:
    locks = _remove_locks(git_dir, run)
    if run.doing and root is not None:
        return (*settle_interrupted(git, git_dir, root, run), *locks)
    if root is not None:
        clean_up(git_dir, root)
    if not has_moved(git, run):
        end_run(git_dir)
        told = f"Recording {run.what} was interrupted before anything was recorded: call it again."
        return (told, *locks)
    run = replace(run, process=this_process())
    update_run(git_dir, run)
    try:
        said = follow(git, git_dir, run, _placing(git, git_dir, root, run))
    except BaseException:
        give_up(git_dir, run)
        raise
    told = f"Recording {run.what} was interrupted after it was recorded, and is finished now."
    return (told, *locks, *said)


def has_moved(git: pygit2.Repository, run: Run) -> bool:
    """Tell whether a run reached the commit point: its branch stands at its commit or beyond."""
    now = target(git, run.branch)
    if run.new is None or now is None or run.new not in git:
        return False
    return now == run.new or git.descendant_of(now, run.new)


def give_up(git_dir: Path, run: Run) -> None:
    """Leave a run to the next command, whatever happens to this process."""
    with suppress(OSError):
        unlock_index(git_dir, run.process)
    with suppress(OSError):
        update_run(git_dir, replace(run, process=NOBODY))


def _placing(git: pygit2.Repository, git_dir: Path, root: Path | None, run: Run) -> Placing | None:
    """Return what the working tree lacks, staged; None where it has gone elsewhere since."""
    assert run.new is not None  # it has moved
    if root is None or current_branch(git) != run.branch or target(git, run.branch) != run.new:
        return None
    lock_index(git_dir, run.process)
    old = git[run.old].peel(pygit2.Tree) if run.old is not None else None
    new = git[run.new].peel(pygit2.Tree)
    placing = Placing(git, git_dir, root, changes(old, new), run.expects)
    placing.stage()
    return placing


def _remove_locks(git_dir: Path, run: Run) -> list[str]:
    """Remove the locks of a killed run; one that gave up took its own along."""
    removed = [index_lock(git_dir)] if unlock_index(git_dir, run.process) else []
    wanted = {run.branch: run.new or ""}
    wanted |= {TAGS + name: new for name, (new, _) in run.tags.items()}
    if run.process == NOBODY or run.doing:
        wanted = {}
    for name, new in wanted.items():
        lock = lock_of(git_dir, name)
        if remove_stale(lock, new, run.began):
            removed.append(lock)
    return [f"Its lock {lock} was removed." for lock in removed]
