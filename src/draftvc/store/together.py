"""Put several files of a working tree in place: all of them, or none.

No branch moves. Where the index follows, its moving into place is the commit point, else the end
of the run file. What stops before that is taken back: here, or after a kill by the next command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import time

import pygit2

from draftvc.errors import RepositoryError
from draftvc.store.gitcli import run_git
from draftvc.store.locks import lock_index, unlock_index
from draftvc.store.placing import Change, Placing, PlacingFiles, Stages, clean_up
from draftvc.store.references import current_branch, target
from draftvc.store.runfile import NEW, NOBODY, Run, begin_run, end_run, this_process, update_run
from draftvc.store.staging import in_conflict, staged

MERGE_HEAD = "MERGE_HEAD"
"""File in the git directory: the commit that is being merged; that it is there opens the merge."""
MERGE_MESSAGE, MERGE_MODE, SEEN = "MERGE_MSG", "MERGE_MODE", "AUTO_MERGE"
"""Files beside it, written before it."""


@dataclass(frozen=True, slots=True)
class Together:
    """Files that belong together."""

    doing: str
    """What they are for, as a sentence begins: `Applying friday.json`."""
    changed: tuple[Change, ...]
    """Their blobs before and after: each is in the repository."""
    indexed: bool = False
    """The index follows."""
    unmerged: Mapping[str, Stages] = field(default_factory=dict)
    """By path, files that a merge leaves in conflict."""
    theirs: str = ""
    """The commit that is merged, where the merge is left open."""


def begin(git: pygit2.Repository, git_dir: Path, doing: str, theirs: str = "") -> Run:
    """Write the run file of a call that puts files in place, and return the run.

    Raises:
        BusyError: another run is under way.
        OSError: it cannot be written.
    """
    branch = current_branch(git)
    old = target(git, branch)
    run = Run(this_process(), time(), doing, branch, old, doing=doing, theirs=theirs)
    begin_run(git_dir, run)
    return run


def put_together(
    git: pygit2.Repository,
    git_dir: Path,
    root: Path,
    wanted: Together,
    refuse: Callable[[], None] = lambda: None,
    prepare: Callable[[], None] = lambda: None,
) -> None:
    """Put files in place; whatever stops it, they are as they were.

    Args:
        git: the repository.
        git_dir: its directory.
        root: the top of the working tree.
        wanted: the files.
        refuse: looks, under the lock, a last time whether all is as it must be.
        prepare: what else is to be done before the first file moves.

    Raises:
        BusyError: another run is under way, or another program holds the index.
        RepositoryError: one of the files is not as it was.
        OSError, pygit2.GitError: something cannot be written.
    """
    run = begin(git, git_dir, wanted.doing, wanted.theirs)
    try:
        if wanted.indexed:
            lock_index(git_dir, run.process)
        refuse()
        placing = _placing(git, git_dir, root, wanted)
        placing.stage()
        prepare()
        run = replace(run, step="ready", files=placing.files, index=placing.index)
        update_run(git_dir, run)
        placing.put()
        if run.theirs:
            _open_merge(git_dir, run)
    except BaseException:
        _stop(git, git_dir, root, run)
        raise
    _end(git_dir, root, run)


def is_done(git_dir: Path, run: Run) -> bool:
    """Tell whether a run that puts files in place reached its commit point."""
    return run.step == "ready" and bool(run.index) and not (git_dir / run.index).exists()


def settle_interrupted(
    git: pygit2.Repository, git_dir: Path, root: Path, run: Run
) -> tuple[str, ...]:
    """Finish a killed run that put files in place, or take it back; return what to say of it.

    Raises:
        OSError, pygit2.GitError, RepositoryError: it cannot be; the run stands.
    """
    if is_done(git_dir, run):
        if run.theirs and _is_still_merging(git, git_dir, run):
            _open_merge(git_dir, run)
        _end(git_dir, root, run)
        return (f"{run.doing} was interrupted when all was written, and is finished now.",)
    if _went_on(git, git_dir, run):
        _end(git_dir, root, run)
        told = f"{run.doing} was interrupted, and other commands went on from there: "
        return (f"{told}what stands is left as it is; `git status` and `draftvc diff` show it.",)
    back = _take_back(git, git_dir, root, run)
    _end(git_dir, root, run)
    if not back.files:
        told = f"{run.doing} was interrupted before anything was written: call it again."
    else:
        told = f"{run.doing} was interrupted half-way, and is taken back: call it again."
    return (told, *(f"{path} was changed since, and is left as it is." for path in back.left))


def _placing(git: pygit2.Repository, git_dir: Path, root: Path, wanted: Together) -> Placing:
    kind = Placing if wanted.indexed else PlacingFiles
    placing = kind(git, git_dir, root, wanted.changed, {}, wanted.unmerged)
    if placing.left:
        others = ", ".join(placing.left)
        raise RepositoryError(
            f"In the place of files that are to be written stand others: {others}.",
            "Commit them or move them elsewhere, and call again.",
        )
    return placing


def _open_merge(git_dir: Path, run: Run) -> None:
    # Last: of a merge that is open and has nothing in the index yet, a commit would keep
    # nothing but ours.
    beside = git_dir / f"{NEW}{run.process.pid}-merge"
    beside.write_bytes(f"{run.theirs}\n".encode())
    beside.replace(git_dir / MERGE_HEAD)


def _is_still_merging(git: pygit2.Repository, git_dir: Path, run: Run) -> bool:
    """Tell whether the index has still what the run left in conflict, and nothing else is open."""
    if (git_dir / MERGE_HEAD).exists() or target(git, run.branch) != run.old:
        return False
    return current_branch(git) == run.branch and bool(in_conflict(staged(git_dir)))


def _went_on(git: pygit2.Repository, git_dir: Path, run: Run) -> bool:
    """Tell whether somebody committed, changed the branch or gave up the merge since."""
    if current_branch(git) != run.branch or target(git, run.branch) != run.old:
        return True
    if not run.index or run.theirs or not run.files:
        return False
    return not in_conflict(staged(git_dir)).keys() & run.files.keys()


def _take_back(git: pygit2.Repository, git_dir: Path, root: Path, run: Run) -> Placing:
    """Put what was before in place of what was written; what is neither is left."""
    update_run(git_dir, replace(run, step="back", process=this_process()))
    clean_up(git_dir, root)
    changed = (Change(path, new, old) for path, (old, new) in run.files.items())
    placing = PlacingFiles(git, git_dir, root, changed, {})
    placing.stage()
    placing.put()
    if run.theirs and not (git_dir / MERGE_HEAD).exists():
        for name in (MERGE_MESSAGE, MERGE_MODE, SEEN):
            (git_dir / name).unlink(missing_ok=True)
    if run.index and placing.files:
        # Without it git takes the files for edited, and does not abort a merge.
        call = (f"--git-dir={git_dir}", f"--work-tree={root}", "update-index")
        run_git(root, *call, "-q", "--unmerged", "--refresh", check=False)
    return placing


def _stop(git: pygit2.Repository, git_dir: Path, root: Path, run: Run) -> None:
    """Leave nothing of a call that failed or was interrupted; what cannot be now, to the next."""
    if is_done(git_dir, run):
        with suppress(OSError):
            unlock_index(git_dir, run.process)
        with suppress(OSError):
            update_run(git_dir, replace(run, process=NOBODY))
        return
    try:
        _take_back(git, git_dir, root, run)
    except (OSError, pygit2.GitError, RepositoryError):
        with suppress(OSError):
            unlock_index(git_dir, run.process)
        with suppress(OSError):
            update_run(git_dir, replace(run, step="back", process=NOBODY))
        return
    with suppress(OSError):
        _end(git_dir, root, run)


def _end(git_dir: Path, root: Path, run: Run) -> None:
    clean_up(git_dir, root)
    unlock_index(git_dir, run.process)
    end_run(git_dir)
