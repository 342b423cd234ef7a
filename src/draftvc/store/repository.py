"""A repository of one draft, as every command sees it: revisions and drafts to read.

What writes to it stands in `recording` and `recovery`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pygit2
from pygit2.enums import RepositoryState

from draftvc.draft.model import Clause, Draft
from draftvc.errors import RepositoryError
from draftvc.limits import DEFAULT, Limits
from draftvc.store import history, passages
from draftvc.store.layout import CLAUSES, OUTLINE, SETTINGS, SOURCE, clause_id_of, clause_path
from draftvc.store.opening import cut_commits, find_repository, open_git, work_tree
from draftvc.store.pending import changed_paths
from draftvc.store.plainfile import read_file
from draftvc.store.reader import Reader, Shelf
from draftvc.store.recovery import finish_interrupted
from draftvc.store.references import TAGS, current_branch
from draftvc.store.relinks import Relinks
from draftvc.store.revision import Revision
from draftvc.store.settings import Settings, read_settings
from draftvc.store.shelves import IndexShelf, TreeShelf, WorkShelf, load_blob, received_file
from draftvc.store.staging import staged
from draftvc.store.unreadable import refuse_unreadable_head

_OPEN = frozenset({RepositoryState.NONE, RepositoryState.BISECT})
"""States in which nothing waits to be finished."""

_BEGIN = "`draftvc init` there makes it a repository for one."
_PUSH = "Push one to it: nobody begins a draft in a bare repository."


def _silent(_: str) -> None:
    pass


def open_repository(
    start: Path | None = None,
    tell: Callable[[str], None] = _silent,
    limits: Limits = DEFAULT,
) -> Repository:
    """Return the repository of the draft that a place lies in; None: the current directory.

    Args:
        start: a directory in the repository.
        tell: takes sentences about files that are missing or were read with an assumption.
        limits: the largest file that is loaded.

    Raises:
        RepositoryError: there is none, it holds no draft, or it cannot be opened.
    """
    place = start or Path.cwd()
    git_dir = find_repository(place)
    git = open_git(git_dir)
    opened = Repository(git, git_dir, work_tree(git, place), tell, limits)
    if not opened.has_draft():
        raise RepositoryError(
            f"{opened.root or git_dir} is a git repository, but holds no draft.",
            _PUSH if opened.root is None else _BEGIN,
        )
    return opened


class Repository:
    """A repository that is open. Nothing is read before it is asked for."""

    def __init__(
        self,
        git: pygit2.Repository,
        git_dir: Path,
        root: Path | None,
        tell: Callable[[str], None] = _silent,
        limits: Limits = DEFAULT,
    ) -> None:
        """Take an open git repository, its directory and the top of its working tree."""
        self.git, self.git_dir, self.root = git, git_dir, root
        self.bare = root is None
        self.tell = tell
        self.limits = limits
        self._reader = Reader(tell)
        self._trees: dict[str, pygit2.Tree] = {}
        head = self.head()
        self.relinks = Relinks(git, *((head,) if head is not None else ()), tell=tell)

    def has_draft(self) -> bool:
        """Tell whether a draft was begun here: settings on the disk, or a recorded draft."""
        if self.root is not None and os.path.lexists(self.root / SETTINGS):
            return True
        head = self.head()
        if head is not None and self.is_draft(head):
            return True
        return any(self.is_draft(tip) for tip in history.tips(self.git))

    # Revisions

    def head(self) -> str | None:
        """Return the commit that is checked out; None before the first one."""
        try:
            return str(self.git.head.peel(pygit2.Commit).id)
        except (pygit2.GitError, KeyError):
            refuse_unreadable_head(self.git)
            return None

    def resolve(self, name: str) -> str | None:
        """Return the commit that git knows by a name; None where it knows none."""
        if not name or "\0" in name:
            return None
        try:
            return str(self.git.revparse_single(name).peel(pygit2.Commit).id)
        except (pygit2.GitError, KeyError, ValueError):
            return None

    def revision(self, commit: str) -> Revision:
        """Return the revision that a commit is.

        Raises:
            NotFoundError: there is no such commit.
        """
        return history.revision_at(self.git, commit)

    def history(self, start: str | None = None) -> Iterator[Revision]:
        """Yield the revisions up to a commit, or to what is checked out, newest first.

        They are read while the caller takes them: the first is there at once.
        """
        begin = start or self.head()
        if begin is not None:
            yield from history.walk(self.git, [begin])

    def between(self, old: str | Sequence[str], new: str) -> Iterator[Revision]:
        """Yield the revisions that lead to one commit and not to others, newest first."""
        yield from history.walk(self.git, [new], [old] if isinstance(old, str) else old)

    def touching(
        self, clause_id: str | Iterable[str], start: str | None = None
    ) -> Iterator[Revision]:
        """Yield the revisions in which the file of a clause, or its place, may have changed.

        Newest first. A few too many are yielded where the outline changed around it, and none
        too few.
        """
        begin = start or self.head()
        if begin is None:
            return
        ids = self.relinks.also([clause_id] if isinstance(clause_id, str) else clause_id)
        for passage in passages.touching(self.git_dir, begin, ids, self._outline_of_blob):
            yield self.revision(passage.commit)

    def removals(
        self, start: str | None = None, clause_ids: Collection[str] | None = None
    ) -> Iterator[tuple[Revision, str]]:
        """Yield each revision in which a clause went, newest first, with the clause's id.

        Of the clauses of `clause_ids` alone, where they are named.
        """
        begin = start or self.head()
        if begin is None:
            return
        for commit, clause_id in passages.removals(self.git_dir, begin, clause_ids):
            yield self.revision(commit), clause_id

    def is_cut_at(self, commit: str) -> bool:
        """Tell whether a shallow clone ends with a commit: what came before it is not here."""
        return commit in cut_commits(self.git_dir)

    def leads_to(self, old: str, new: str) -> bool:
        """Tell whether a commit is another one, or stands in the history of it."""
        return old == new or self.git.descendant_of(new, old)

    def named(self, name: str) -> Revision | None:
        """Return the revision of a name: of this branch first, else of any branch or tag."""
        here = (each for each in self.history() if each.name == name)
        found = next(here, None)
        if found is None:
            found = next((each for each in self._elsewhere() if each.name == name), None)
        return found

    def names(self) -> tuple[str, ...]:
        """Return the names of all revisions, oldest first, those of this branch last."""
        elsewhere = [each.name for each in self._elsewhere() if each.name]
        return tuple(dict.fromkeys([*reversed(elsewhere), *self.names_here()]))

    def names_here(self) -> tuple[str, ...]:
        """Return the names in the history of this branch, oldest first."""
        return tuple(reversed([each.name for each in self.history() if each.name]))

    def branches(self) -> tuple[str, ...]:
        """Return the names of the branches, those of other places last."""
        return (*self.git.branches.local, *self.git.branches.remote)

    def branch(self) -> str | None:
        """Return the branch that is checked out; None where none is."""
        if self.git.head_is_detached or self.git.head_is_unborn:
            return None
        return self.git.head.shorthand

    def reference(self) -> str:
        """Return what a new commit moves: a branch, which need not be there yet, or HEAD."""
        return current_branch(self.git)

    def tags(self) -> tuple[str, ...]:
        """Return the names of all tags, of revisions or not."""
        return tuple(
            name.removeprefix(TAGS) for name in self.git.references if name.startswith(TAGS)
        )

    def newest(self, start: str | None = None) -> Revision | None:
        """Return the newest revision up to a commit, or of this branch, that changed the draft."""
        commit = start or self.head()
        if commit is None or not self.is_draft(commit):
            return None
        revision = self.revision(commit)
        while revision.name is None and revision.parents:
            parent = revision.parents[0]
            same = self.relinks.corrects(revision) or self._draft_ids(parent) == self._draft_ids(
                commit
            )
            if not self.is_draft(parent) or not same:
                break
            commit, revision = parent, self.revision(parent)
        return revision

    def on_date(self, iso: str) -> Revision | None:
        """Return the newest revision of this branch whose draft date is not later than a day."""
        for revision in self.history():
            if self.is_draft(revision.commit):
                day = revision.date or self.draft(revision.commit).date
                if day is None and revision.name is None:
                    day = revision.when.date().isoformat()
                if day is not None and day <= iso:
                    return revision
        return None

    def _elsewhere(self) -> Iterator[Revision]:
        """Yield the revisions of other branches and of tags."""
        here = {each.commit for each in self.history()}
        for revision in history.walk(self.git, history.tips(self.git)):
            if revision.commit not in here:
                yield revision

    # Drafts

    def is_draft(self, commit: str) -> bool:
        """Tell whether a commit holds a draft; in an older checkout the first ones do not."""
        tree = self._tree(commit)
        if tree is None or OUTLINE not in tree:
            return False
        return tree[OUTLINE].type_str == "blob" and (SETTINGS in tree or CLAUSES in tree)

    def draft(self, commit: str) -> Draft:
        """Return the draft of a revision. Clauses that two revisions share are the same objects.

        Raises:
            NotFoundError: there is no such commit.
            RepositoryError: it holds no draft, or one that cannot be read.
        """
        revision = self.revision(commit)
        read = self._reader.read(self._shelf(revision), revision.date)
        return self.relinks.applied(revision.commit, read)

    def clause_of(self, commit: str, clause_id: str) -> Clause | None:
        """Return one clause of a revision, read alone; None where the revision has none of that id.

        Its label is not the one that it has in the draft.

        Raises:
            RepositoryError: it cannot be read.
        """
        written = self.relinks.written(commit, clause_id)
        return self._reader.clause(self._shelf(self.revision(commit)), written)

    def working_draft(self) -> Draft:
        """Return the draft as it stands on the disk.

        Raises:
            RepositoryError: the repository is bare, or a file cannot be read.
        """
        shelf = WorkShelf(self.git, self.git_dir, self._work_tree(), self.limits)
        return self._reader.read(shelf)

    def staged_draft(self) -> Draft:
        """Return the draft that the next commit would record.

        Raises:
            RepositoryError: nothing of a draft is staged, or a file cannot be read.
        """
        return self._reader.read(IndexShelf(self.git, self.git_dir, self.limits))

    def uncommitted(self) -> tuple[str, ...]:
        """Return what of the draft differs from the last commit, in document order.

        Labels of clauses; `outline`, `draft.toml` for these.
        """
        paths = changed_paths(self.git_dir, self._work_tree())
        ids = {clause_id for clause_id in map(clause_id_of, paths) if clause_id is not None}
        labels = self._labels_of(ids)
        return (*labels, *(path for path in (OUTLINE, SETTINGS) if path in paths))

    def in_conflict(self) -> tuple[str, ...]:
        """Return what a merge left in conflict, in document order; named as in `uncommitted`.

        `source/` stands for the received files of both sides.
        """
        paths = {each.path for each in staged(self.git_dir) if each.stage}
        ids = {clause_id for clause_id in map(clause_id_of, paths) if clause_id is not None}
        others = (path for path in (OUTLINE, SETTINGS) if path in paths)
        sources = any(path.startswith(f"{SOURCE}/") for path in paths)
        return (*self._labels_of(ids), *others, *([f"{SOURCE}/"] if sources else ()))

    def source(self, commit: str) -> tuple[str, bytes] | None:
        """Return name and content of the file that a revision was made from; None for none.

        Raises:
            RepositoryError: it is larger than the limit.
        """
        tree, digest = self._tree(commit), self.revision(commit).source
        return received_file(self.git, tree, digest, self.limits) if tree else None

    def settings(self) -> Settings:
        """Return the settings: of the disk, else of the last commit.

        Raises:
            RepositoryError: they cannot be read, or make no sense.
        """
        if self.root is not None:
            data = read_file(self.root, SETTINGS, self.limits)
            if data is not None:
                return read_settings(data)
        head = self.head()
        tree = self._tree(head) if head is not None else None
        if tree is None or SETTINGS not in tree:
            return Settings()
        return read_settings(load_blob(self.git, str(tree[SETTINGS].id), SETTINGS, self.limits))

    def merging(self) -> bool:
        """Tell whether a merge, rebase, cherry-pick or revert waits to be finished."""
        return self.git.state() not in _OPEN

    def path_of(self, clause_id: str) -> str:
        """Return the path of a clause's file, from the top of the repository."""
        return clause_path(clause_id)

    def finish_interrupted(self) -> tuple[str, ...]:
        """Put right what a killed run left behind, and return what there is to say of it."""
        return finish_interrupted(self.git, self.git_dir, self.root)

    # Inside

    def _tree(self, commit: str) -> pygit2.Tree | None:
        if commit not in self._trees:
            try:
                self._trees[commit] = self.git[commit].peel(pygit2.Tree)
            except (pygit2.GitError, KeyError, ValueError):
                return None
        return self._trees[commit]

    def _shelf(self, revision: Revision) -> Shelf:
        tree = self._tree(revision.commit)
        assert tree is not None  # the revision was read from it
        return TreeShelf(self.git, tree, revision.called, self.limits)

    def _draft_ids(self, commit: str) -> tuple[str | None, ...]:
        tree = self._tree(commit)
        assert tree is not None
        return tuple(str(tree[path].id) if path in tree else None for path in (OUTLINE, CLAUSES))

    def _outline_of_blob(self, blob_id: str) -> bytes:
        return load_blob(self.git, blob_id, OUTLINE, self.limits)

    def _labels_of(self, ids: set[str]) -> list[str]:
        """Return the labels of clauses, those that stand in the working tree first."""
        labels: dict[str, str] = {}
        for draft in self._drafts_of_today() if ids else ():
            found = {each.id: each.label for each in draft.clauses if each.id in ids}
            labels |= {key: label for key, label in found.items() if key and key not in labels}
        return [*labels.values(), *sorted(ids - labels.keys())]

    def _drafts_of_today(self) -> Iterator[Draft]:
        # An outline with a conflict in it is one more thing that is uncommitted, no error here.
        with suppress(RepositoryError):
            yield self.working_draft()
        head = self.head()
        if head is not None and self.is_draft(head):
            yield self.draft(head)

    def _work_tree(self) -> Path:
        if self.root is None:
            raise RepositoryError(
                "A bare repository has no working tree.", "Clone it, and call this in the clone."
            )
        return self.root
