"""Record revisions: objects first, then one compare-and-swap of the branch, then what follows.

The moment at which the branch moves is the commit point of the whole call. A kill before it leaves
the old revision, one after it the new one; `recovery` does what is left then. Source:
docs/repository.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import time

import pygit2

from draftvc.errors import BusyError, IncompleteError, RepositoryError
from draftvc.store.following import follow
from draftvc.store.gitcli import GitFailed
from draftvc.store.identity import Identity, identity
from draftvc.store.layout import ATTRIBUTE_LINES, ATTRIBUTES, SETTINGS
from draftvc.store.locks import lock_index, unlock_index
from draftvc.store.naming import refuse_taken
from draftvc.store.objects import MergeCommit, ObjectWriter, ToRecord, Written
from draftvc.store.patches import what_is_open
from draftvc.store.pending import changed_paths
from draftvc.store.placing import Placing, changes, clean_up
from draftvc.store.plainfile import read_file
from draftvc.store.recovery import give_up, has_moved
from draftvc.store.references import TAGS, current_branch, move, target
from draftvc.store.refusals import reason_of, refusal
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision
from draftvc.store.runfile import Run, begin_run, end_run, this_process, update_run


def record(
    repo: Repository,
    revisions: Sequence[ToRecord],
    author: str | None = None,
    *,
    base: str | None,
    replaced: Revision | None = None,
    settings: bytes | None = None,
) -> tuple[Revision, ...]:
    """Record revisions, each on the one before, and return them.

    Args:
        repo: the repository, with nothing of the draft uncommitted and no merge open.
        revisions: what to record, oldest first.
        author: `Name <mail>`, in place of whom git knows.
        base: the commit that the drafts were made against: the branch must stand there still.
        replaced: the newest revision, where the first of these takes its place.
        settings: draft.toml, where this is the first revision of the draft.

    Raises:
        BusyError: another run records, or the branch moved; call again.
        RepositoryError: the repository is not in a state to be written, or cannot be.
        IncompleteError: recorded, but the working tree could not follow.
    """
    root = writable_root(repo)
    who = revisions[-1].who or identity(repo.git_dir, author)
    run = Run(
        process=this_process(),
        began=time(),
        what=_spoken([each.name for each in revisions]),
        branch=current_branch(repo.git),
        old=base,
    )
    recording = _Recording(repo, root, who, run)
    return recording.of_files(revisions, replaced, settings)


def record_commit(
    repo: Repository, made: MergeCommit | str, *, base: str, what: str
) -> tuple[Revision, ...]:
    """Record a merge, or a commit that is there already, and return it as a revision.

    Args:
        repo: the repository, with nothing of the draft uncommitted and no merge open.
        made: the merge to commit; or the id of a commit that the branch is moved forward to.
        base: the commit that it was made on: the branch must stand there still.
        what: the merge as a sentence names it.

    Raises:
        BusyError, RepositoryError, IncompleteError: as `record`.
    """
    root = writable_root(repo)
    who = identity(repo.git_dir)
    run = Run(
        process=this_process(), began=time(), what=what, branch=current_branch(repo.git), old=base
    )
    return _Recording(repo, root, who, run).of_commit(made)


def writable_root(repo: Repository) -> Path:
    """Return the top of the working tree of a repository that can be recorded in.

    Raises:
        RepositoryError: it is bare, or a merge is open.
    """
    if repo.root is None:
        raise RepositoryError(
            "A bare repository has no working tree to record in.",
            "Clone it, import in the clone, and push.",
        )
    if repo.merging():
        raise RepositoryError(
            f"{what_is_open(repo.git_dir)} is open.",
            "`draftvc conflicts` lists what is left to settle, and how to finish it or give it up.",
        )
    return repo.root


def refuse_uncommitted(repo: Repository, base: str | None) -> None:
    """Refuse to record over changes that are in no revision.

    Raises:
        RepositoryError: there are some; the remedy has the commands that keep or drop them.
    """
    changed = changed_paths(repo.git_dir, writable_root(repo))
    if base is not None and repo.is_draft(base):
        if changed:
            raise RepositoryError(
                f"The draft has uncommitted changes: {', '.join(repo.uncommitted())}.",
                "Keep them with `git add clauses outline draft.toml && git commit`, or drop them "
                "with `git restore --staged --worktree clauses outline draft.toml`.",
            )
    elif changed - {SETTINGS}:
        raise RepositoryError(
            f"The first revision would overwrite {', '.join(sorted(changed - {SETTINGS}))}.",
            "Move these files elsewhere: the draft needs their names.",
        )


class _Recording:
    """One call of `record`, with the run file that tells of it."""

    def __init__(self, repo: Repository, root: Path, who: Identity, run: Run) -> None:
        self.repo, self.root, self.who, self.run = repo, root, who, run
        self.git, self.git_dir = repo.git, repo.git_dir
        self.contents: Mapping[str, bytes] = {}
        """Blobs at hand, by id: they are put into the working tree next."""

    def of_files(
        self, revisions: Sequence[ToRecord], replaced: Revision | None, settings: bytes | None
    ) -> tuple[Revision, ...]:
        written: list[Written] = []

        def write() -> None:
            written.extend(self._write(revisions, replaced, settings))

        what = "replace" if replaced is not None else "import"
        self._to_the_end(write, lambda: self._refuse_names(revisions, replaced), what)
        return tuple(self.repo.revision(each.commit) for each in written)

    def of_commit(self, made: MergeCommit | str) -> tuple[Revision, ...]:
        def write() -> None:
            writer = ObjectWriter(self.git, self.git_dir, self.who)
            new = made if isinstance(made, str) else writer.write_merge(made)
            self.run = replace(self.run, step="ready", new=new)

        self._to_the_end(write, lambda: None, "merge")
        assert self.run.new is not None  # it was written
        return (self.repo.revision(self.run.new),)

    def _to_the_end(self, write: Callable[[], None], refuse: Callable[[], None], what: str) -> None:
        """Begin, write objects, stage, look a last time whether to refuse, move, follow."""
        try:
            begin_run(self.git_dir, self.run)
        except OSError as error:
            raise refusal(error, self.git_dir) from error
        try:
            lock_index(self.git_dir, self.run.process)
            self._refuse()
            write()
            placing = self._stage()
            refuse()
            self._move(what)
        except BaseException as error:
            self._stop()
            if isinstance(error, OSError | pygit2.GitError | GitFailed):
                raise refusal(error, self.git_dir) from error
            raise
        self._follow(placing)

    def _refuse(self) -> None:
        """Look again, now that no other program can change it, whether all is as it must be."""
        if target(self.git, self.run.branch) != self.run.old:
            raise BusyError(
                "Another program recorded something meanwhile.", "Nothing was recorded; call again."
            )
        refuse_uncommitted(self.repo, self.run.old)

    def _refuse_names(self, revisions: Sequence[ToRecord], replaced: Revision | None) -> None:
        for each in revisions:
            if replaced is None or each.name != replaced.name:
                refuse_taken(self.git, each.name)

    def _write(
        self, revisions: Sequence[ToRecord], replaced: Revision | None, settings: bytes | None
    ) -> list[Written]:
        """Write the objects, and what they are for into the run file."""
        writer = ObjectWriter(self.git, self.git_dir, self.who)
        base = self._tree(self.run.old)
        beside, expects = self._beside(settings)
        parents = list(replaced.parents) if replaced is not None else [self.run.old]
        written: list[Written] = []
        for each in revisions:
            known = [parent for parent in parents if parent is not None]
            written.append(writer.write(each, known, base, beside))
            parents, base, beside = [written[-1].commit], self._tree(written[-1].commit), {}
        tags = {
            each.name: (each.tag, target(self.git, TAGS + each.name))
            for each in written
            if self._is_ours(each.name, replaced)
        }
        new, self.contents = written[-1].commit, writer.contents
        self.run = replace(self.run, step="ready", new=new, tags=tags, expects=expects)
        return written

    def _is_ours(self, name: str, replaced: Revision | None) -> bool:
        """Tell whether a tag is to be made or moved: nobody pointed it at something else."""
        if target(self.git, TAGS + name) is None:
            return True
        tagged = self.repo.resolve(TAGS + name)
        return replaced is not None and name == replaced.name and tagged == replaced.commit

    def _beside(self, settings: bytes | None) -> tuple[dict[str, bytes], dict[str, str]]:
        """Return settings and attributes for the first revision, and which file they replace."""
        if self.run.old is not None and self.repo.is_draft(self.run.old):
            return {}, {}
        beside, expects = {}, {}
        default = "".join(f"{line}\n" for line in ATTRIBUTE_LINES).encode()
        beside[ATTRIBUTES] = read_file(self.root, ATTRIBUTES) or default
        there = read_file(self.root, SETTINGS)
        beside[SETTINGS] = settings or there or b"format = 1\n"
        if there is not None:
            expects[SETTINGS] = str(pygit2.hash(there))
        return beside, expects

    def _stage(self) -> Placing:
        new = self._tree(self.run.new)
        assert new is not None  # it was written
        changed = changes(self._tree(self.run.old), new)
        placing = Placing(self.git, self.git_dir, self.root, changed, self.run.expects)
        if placing.left:
            raise RepositoryError(
                f"In the place of the revision's files stand others: {', '.join(placing.left)}.",
                "Commit them or move them elsewhere, and call again.",
            )
        placing.stage(self.contents)
        return placing

    def _move(self, what: str) -> None:
        """Move the branch: the commit point."""
        assert self.run.new is not None  # they were written
        update_run(self.git_dir, self.run)
        self.git.set_ident(self.who.committer.name, self.who.committer.email)
        way = (self.run.old, self.run.new)
        move(self.git, self.git_dir, self.run.branch, way, f"draftvc {what}: {self.run.what}")

    def _stop(self) -> None:
        """Leave nothing of a call that failed or was interrupted; or all, where it was recorded."""
        if has_moved(self.git, self.run):
            give_up(self.git_dir, self.run)
            return
        with suppress(OSError):
            clean_up(self.git_dir, self.root)
        with suppress(OSError):
            unlock_index(self.git_dir, self.run.process)
        with suppress(OSError):
            end_run(self.git_dir)

    def _follow(self, placing: Placing) -> None:
        try:
            said = follow(self.git, self.git_dir, self.run, placing)
        except BaseException as error:
            give_up(self.git_dir, self.run)
            if not isinstance(error, OSError | pygit2.GitError | RepositoryError):
                raise
            raise IncompleteError(
                f"Recorded {self.run.what}, but its files are not in place: {reason_of(error)}.",
                "The next draftvc command puts them there.",
            ) from error
        for sentence in said:
            self.repo.tell(sentence)

    def _tree(self, commit: str | None) -> pygit2.Tree | None:
        return None if commit is None else self.git[commit].peel(pygit2.Tree)


def _spoken(names: Sequence[str]) -> str:
    if len(names) < 3:
        return " and ".join(names)
    return f"{names[0]} to {names[-1]}"
