"""What is in conflict, read from the index, and putting an end to it, file by file.

Whoever made the conflict (`draftvc merge`, or git's merge, rebase, cherry-pick, stash pop), the
index has it in the same form: up to three versions of a path. Nothing else is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pygit2

from draftvc.errors import RepositoryError
from draftvc.limits import DEFAULT
from draftvc.store.gitcli import run_git
from draftvc.store.layout import CLAUSES, OUTLINE, SOURCE, clause_id_of
from draftvc.store.patches import is_applying, patch_subject
from draftvc.store.placing import Change
from draftvc.store.plainfile import read_file
from draftvc.store.refusals import reason_of
from draftvc.store.repository import Repository
from draftvc.store.revision import short
from draftvc.store.shelves import load_blob
from draftvc.store.staging import in_conflict, staged
from draftvc.store.together import Together, put_together

Open = Literal["merge", "rebase", "am", "cherry-pick", "revert", "stash"]
"""What waits to be finished; `stash`: whatever leaves no trace of itself beside the index."""

_NEED_STAGED = ("am", "cherry-pick", "revert")
_STASH = "refs/stash"
_SUBJECT = 60
"""Characters of a commit's subject that name a side."""


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A file in conflict; a side that has not the file is None."""

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


@dataclass(frozen=True, slots=True)
class OpenMerge:
    """What is being merged."""

    kind: Open
    ours: str | None
    """The commit that is checked out."""
    theirs: str | None
    """The commit that is merged, picked, or stashed; None where git keeps no note of it."""
    ours_name: str
    theirs_name: str
    """As a sentence names the sides."""
    has_staged: bool = True
    """Whether anything is staged, where git records nothing else: `--continue` stops there."""


def open_merge_of(repo: Repository) -> OpenMerge:
    """Return what is being merged; it is asked where something is in conflict or waits."""
    kind, theirs = _kind(repo)
    head = repo.head()
    names = {"rebase": "what you rebase onto"}
    return OpenMerge(
        kind,
        head,
        theirs,
        names.get(kind) or repo.branch() or "what is checked out",
        _named(repo, kind, theirs),
        kind not in _NEED_STAGED or bool(_staged(repo)),
    )


def unmerged_files(repo: Repository) -> tuple[Unmerged, ...]:
    """Return the files that are in conflict, by path."""
    found = []
    for path, sides in in_conflict(staged(repo.git_dir)).items():
        base, ours, theirs = (
            load_blob(repo.git, each.blob, path, DEFAULT) if each is not None else None
            for each in sides
        )
        found.append(Unmerged(path, base, ours, theirs))
    return tuple(sorted(found, key=lambda each: each.path))


def staged_clauses(repo: Repository) -> frozenset[str]:
    """Return the ids of the clauses whose files are staged and in no conflict."""
    found = (clause_id_of(each.path) for each in staged(repo.git_dir) if not each.stage)
    return frozenset(each for each in found if each is not None)


def staged_texts(repo: Repository) -> dict[str, bytes]:
    """Return the files of the clauses that are staged and in no conflict, by id."""
    found = {clause_id_of(e.path): e for e in staged(repo.git_dir) if not e.stage}
    return {
        clause_id: load_blob(repo.git, entry.blob, entry.path, DEFAULT)
        for clause_id, entry in found.items()
        if clause_id is not None
    }


def settled_paths(repo: Repository) -> frozenset[str]:
    """Return the files whose conflict is over and that `git checkout -m -- FILE` brings back."""
    call = (f"--git-dir={repo.git_dir}", "ls-files", "--resolve-undo", "--full-name", "-z")
    told = run_git(repo.git_dir, *call, check=False).decode("utf-8", "replace")
    return frozenset(line.partition("\t")[2] for line in told.split("\0")) - {""}


def staged_outline(repo: Repository) -> bytes | None:
    """Return the outline that is staged; None where there is none, or it is in conflict."""
    return staged_bytes(repo, OUTLINE)


def staged_bytes(repo: Repository, path: str) -> bytes | None:
    """Return the content of a file that is staged; None where none is, or it is in conflict."""
    entries = (each for each in staged(repo.git_dir) if each.path == path and not each.stage)
    entry = next(entries, None)
    return load_blob(repo.git, entry.blob, path, DEFAULT) if entry is not None else None


def edited_since(repo: Repository) -> tuple[str, ...]:
    """Return the files that the open merge changed and somebody edited since: git keeps them.

    Those in conflict are left out, which git gives up with the merge.
    """
    call = (f"--git-dir={repo.git_dir}", f"--work-tree={repo.root}")

    def paths(*args: str) -> frozenset[str]:
        told = run_git(repo.root, *call, *args, "-z", "--name-only", check=False)
        return frozenset(told.decode("utf-8", "replace").split("\0")) - {""}

    disputed = paths("diff-files", "--diff-filter=U")
    return tuple(sorted((paths("diff-files") - disputed) & paths("diff-index", "--cached", "HEAD")))


def outline_of(repo: Repository, commit: str | None) -> bytes | None:
    """Return the outline of a commit; None where it has none."""
    if commit is None or not repo.is_draft(commit):
        return None
    tree = repo.git[commit].peel(pygit2.Tree)
    return load_blob(repo.git, str(tree[OUTLINE].id), OUTLINE, DEFAULT)


def last_with(repo: Repository, clause_id: str) -> str | None:
    """Return the newest commit of this branch in which a clause stood; None where none had it."""
    head = repo.head()
    if head is None:
        return None
    told = run_git(
        repo.git_dir, f"--git-dir={repo.git_dir}", "log", "-1", "--format=%P", "--diff-filter=D",
        head, "--", f"{CLAUSES}/{clause_id}.txt",
    )  # fmt: skip
    return next(iter(told.decode("ascii", "replace").split()), None)


def settle(repo: Repository, files: Mapping[str, bytes | None]) -> None:
    """Put files in place and stage them; None takes a file out. Their conflicts are over.

    Raises:
        RepositoryError: a path is none of the draft's, or it cannot be written.
        BusyError: another program is writing here.
    """
    root = repo.root
    if root is None:
        raise RepositoryError("A bare repository has no conflicts.", "Call this in a clone.")
    for path, data in files.items():
        received = data is None and path.startswith(f"{SOURCE}/")
        if path != OUTLINE and clause_id_of(path) is None and not received:
            raise RepositoryError(f"{path} is no file of the draft.", "`git add` takes it.")
    changed = tuple(_change(repo, root, path, data) for path, data in files.items())
    try:
        put_together(
            repo.git, repo.git_dir, root, Together("Settling conflicts", changed, indexed=True)
        )
    except (OSError, pygit2.GitError) as error:
        raise RepositoryError(
            f"The conflicts could not be settled: {reason_of(error)}.",
            "Check who owns these files, and that the disk is not full; then call again.",
        ) from error


def _change(repo: Repository, root: Path, path: str, data: bytes | None) -> Change:
    if (root / path).parent.is_symlink():
        raise RepositoryError(
            f"{(root / path).parent} is a link.", "Put the folder itself in its place."
        )
    there = read_file(root, path)
    return Change(
        path,
        str(repo.git.create_blob(there)) if there is not None else None,
        str(repo.git.create_blob(data)) if data is not None else None,
    )


def _kind(repo: Repository) -> tuple[Open, str | None]:
    """Return what is open, and the commit that comes in."""
    git_dir = repo.git_dir
    merged = _commit_in(git_dir / "MERGE_HEAD")
    if merged:
        return "merge", merged
    if is_applying(git_dir):
        return "am", None
    if (git_dir / "rebase-merge").is_dir() or (git_dir / "rebase-apply").is_dir():
        return "rebase", _commit_in(git_dir / "REBASE_HEAD")
    for name, kind in (("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert")):
        found = _commit_in(git_dir / name)
        if found:
            # What a revert brings in is what was before the commit.
            parents = repo.revision(found).parents
            return kind, found if kind == "cherry-pick" else next(iter(parents), None)  # type: ignore[return-value]
    return "stash", repo.resolve(_STASH)


def _staged(repo: Repository) -> bytes:
    """Return the paths that are staged otherwise than the last commit has them."""
    call = (f"--git-dir={repo.git_dir}", "diff", "--cached", "--name-only", "-z", "HEAD")
    return run_git(repo.git_dir, *call, check=False)


def _commit_in(file: Path) -> str | None:
    try:
        found = re.match(r"[0-9a-f]{40}", file.read_text(encoding="ascii", errors="replace"))
    except OSError:
        return None
    return found[0] if found else None


def _named(repo: Repository, kind: Open, commit: str | None) -> str:
    """Return how a sentence names the side that comes in."""
    if kind == "am":
        return _cut(patch_subject(repo.git_dir)) or "what comes in"
    if commit is None:
        return "what comes in"
    if kind == "stash":
        return "what was stashed"
    if kind == "revert":
        return "what was before the commit that is reverted"
    revision = repo.revision(commit)
    # The tip of the branch that is rebased stands for itself, not for all of the branch.
    branch = None if kind == "rebase" else _branch_at(repo, commit)
    return branch or revision.name or f"{short(commit)} ({_cut(revision.subject)})"


def _cut(subject: str) -> str:
    return subject if len(subject) <= _SUBJECT else f"{subject[:_SUBJECT].rstrip()}…"


def _branch_at(repo: Repository, commit: str) -> str | None:
    """Return a branch that ends with a commit, one of this clone first; None: there is none."""
    for branches in (repo.git.branches.local, repo.git.branches.remote):
        for name in branches:
            branch = branches.get(name)
            is_own = branch is not None and not name.endswith("/HEAD")
            if branch is not None and is_own and str(branch.target) == commit:
                return str(name)
    return None
