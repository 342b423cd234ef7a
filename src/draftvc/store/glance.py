"""A repository as far as the log of one clause looks at it: through the git program, no further.

Libgit2 is not loaded for it, and the git program reads ahead on another processor while what it
read before is compared. Where anything is unusual a glance tells nothing, and the repository is
opened in full. Law: what a glance tells is what the repository tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from draftvc.draft.model import Draft
from draftvc.errors import RepositoryError
from draftvc.limits import Limits
from draftvc.store.gitcli import converse
from draftvc.store.gitobjects import GitObject, GitObjects
from draftvc.store.layout import CLAUSES, OUTLINE, RUN_FILE
from draftvc.store.passages import Passage, removals, touching
from draftvc.store.reader import Reader
from draftvc.store.revision import MAY_RELINK, Revision, read_commit
from draftvc.store.trees import DraftFiles, Shape, files_before, files_of

_UNUSUAL = (b"extensions", b"promisor", b"partialclone")
"""Words in the settings of a repository that libgit2 may not be able to open."""


def glance_at(git_dir: Path, limits: Limits) -> Glance | None:
    """Return a glance at a repository; None where it has to be opened.

    That is where a killed run is to be put right, where history is cut or pairings were corrected,
    where no draft is checked out, or where git does not read it.
    """
    if (git_dir / RUN_FILE).exists() or not _is_usual(git_dir):
        return None
    try:
        glance = Glance(git_dir, limits)
    except RepositoryError:
        return None
    if not glance.is_sound():
        glance.end()
        return None
    return glance


def _is_usual(git_dir: Path) -> bool:
    """Tell of a repository with a directory of its own, whole and of the usual kind."""
    if (git_dir / "commondir").exists() or (git_dir / "shallow").exists():
        return False
    try:
        settings = (git_dir / "config").read_bytes().lower()
    except OSError:
        return False
    return not any(word in settings for word in _UNUSUAL)


class Glance:
    """What is asked of a repository for the log of a clause."""

    def __init__(self, git_dir: Path, limits: Limits) -> None:
        """Start the git program.

        Raises:
            RepositoryError: there is none.
        """
        self.git_dir = git_dir
        self.objects = GitObjects(git_dir, limits.file_bytes)
        self._relinks = converse(git_dir, f"--git-dir={git_dir}", "rev-list", *MAY_RELINK, "HEAD")
        self.objects.ask(["HEAD^{commit}", *_names("HEAD")])
        self._files: dict[str, DraftFiles | None] = {}
        self._changes: dict[str, Mapping[str, str]] = {}
        self._shape: Shape | None = None
        self._read: set[str] = set()
        self._said: list[str] = []
        self._reader = Reader(self._said.append)

    def is_sound(self) -> bool:
        """Tell whether git reads the repository, and a draft is checked out."""
        try:
            return self.head() is not None and self.is_draft("HEAD")
        except RepositoryError:
            return False

    def has_relinks(self) -> bool:
        """Tell whether a pairing was corrected by hand: files then stand under other ids."""
        found = self._relinks.answers.read(1)
        return bool(found) or self._relinks.end() != 0

    def end(self) -> None:
        """Let the git programs end; nothing can be asked any more."""
        self._relinks.end()
        self.objects.end()

    def head(self) -> str | None:
        """Return the commit that is checked out; None before the first one."""
        found = self.objects.take("HEAD^{commit}")
        return None if found is None else found.id

    def touching(self, start: str, clause_ids: Collection[str]) -> Iterator[str]:
        """Return the commits in which the file or the place of a clause may have changed."""
        return map(self._noted, touching(self.git_dir, start, clause_ids, self._outline))

    def _noted(self, passage: Passage) -> str:
        self._changes[passage.commit] = passage.changes
        return passage.commit

    def departed(self, start: str) -> Iterator[tuple[str, Draft | None]]:
        """Yield the id of each clause that went, with the draft in which it was last seen."""
        for commit, gone in removals(self.git_dir, start):
            yield gone, self.draft(f"{commit}^", None)

    def ask(self, commits: Iterable[str]) -> None:
        """Ask for what tells the step from the parent of each commit to the commit."""
        self.objects.ask(name for each in commits for name in (each, *_names(each)))

    def revision(self, commit: str) -> Revision | None:
        """Return the revision that a commit is; None where it cannot be read."""
        found = self.objects.take(commit)
        return None if found is None else read_commit(commit, found.data)

    def is_draft(self, commit: str) -> bool:
        """Tell whether a commit holds a draft."""
        files = self.files(commit)
        return files is not None and files.is_draft

    def files(self, commit: str) -> DraftFiles | None:
        """Return the files of the draft in a commit; None where it has none to be read.

        `commit` is an id, or names the parent of one: `<id>^`.
        """
        if commit not in self._files:
            files = self._derived(commit) or self._listed(commit)
            self._files[commit] = files
            self._shape = self._shape if files is None else files.shape
        return self._files[commit]

    def _derived(self, name: str) -> DraftFiles | None:
        """Return the files before a commit of which git listed what it changed."""
        commit = name.removesuffix("^")
        changes = self._changes.get(commit)
        after = self.files(commit) if name != commit and changes else None
        return files_before(after, changes) if after is not None and changes else None

    def _listed(self, commit: str) -> DraftFiles | None:
        top, folder = (self.objects.take(name) for name in _names(commit))
        return _files(top, folder, self._shape)

    def forget(self, commit: str) -> None:
        """Forget what was asked of a commit: nobody looks at it again."""
        for each in (commit, f"{commit}^"):
            self._files.pop(each, None)
        self._changes.pop(commit, None)
        self.objects.forget((commit, *_names(commit)))

    def draft(self, commit: str, date: str | None) -> Draft | None:
        """Return the draft of a commit; None where a file is missing, damaged or unusual."""
        files = self.files(commit)
        if files is None or not files.is_draft or not files.shape.is_plain:
            return None
        self._ask_for_all(files)
        try:
            draft = self._reader.read(_Shelf(self.objects, files), date)
        except RepositoryError:
            return None
        return None if self._said else draft

    def _ask_for_all(self, files: DraftFiles) -> None:
        """Ask for every text that was not read before."""
        new = {files.outline, *map(bytes.hex, files.blobs)} - self._read
        self._read |= new
        self.objects.ask(new)

    def _outline(self, blob: str) -> bytes:
        found = self.objects.take(blob)
        return b"" if found is None else found.data


class _Shelf:
    """The files of one commit, to be read from."""

    where = "the commit"

    def __init__(self, objects: GitObjects, files: DraftFiles) -> None:
        self._objects, self._files = objects, files

    def key(self, path: str) -> str | None:
        if path == OUTLINE:
            return self._files.outline
        clause_id = path.removeprefix(f"{CLAUSES}/").removesuffix(".txt")
        return self._files.blob(clause_id) if clause_id in self._files.shape.places else None

    def load(self, path: str) -> bytes:
        key = self.key(path)
        found = self._objects.take(key) if key is not None else None
        if found is None or found.kind != "blob":
            raise RepositoryError(f"{path} cannot be read.", "`git fsck` tells more.")
        return found.data


def _names(commit: str) -> tuple[str, str]:
    """Return the names of the trees that list the files of a draft."""
    return f"{commit}^{{tree}}", f"{commit}:{CLAUSES}"


def _files(
    top: GitObject | None, folder: GitObject | None, like: Shape | None
) -> DraftFiles | None:
    if top is None or top.kind != "tree":
        return None
    if folder is not None and folder.kind != "tree":
        return None
    return files_of(top.data, b"" if folder is None else folder.data, like)
