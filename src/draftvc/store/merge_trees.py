"""The trees of a merge: what stands beside the draft merged as git merges it, and the whole tree.

Clauses and outline are merged by draftvc; settings, attributes and other files of the repository
by libgit2, which calls no driver. A merge is made from no received file, so it holds none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pygit2
from pygit2.enums import FileMode

from draftvc.errors import RepositoryError
from draftvc.limits import DEFAULT
from draftvc.store.gitcli import run_git
from draftvc.store.layout import CLAUSES, OUTLINE, SOURCE, clause_id_of
from draftvc.store.placing import Change, Stages, changes
from draftvc.store.relinks import renamed_tree
from draftvc.store.repository import Repository
from draftvc.store.shelves import load_blob

_RECEIVED = re.compile(r"[0-9a-f]{12}-.")
_PLAIN = frozenset({FileMode.BLOB, FileMode.BLOB_EXECUTABLE})


@dataclass(frozen=True, slots=True)
class MergeTree:
    """A tree as a merge leaves it in the working tree, and what of it is in conflict."""

    tree: str
    unmerged: Mapping[str, Stages] = field(default_factory=dict)
    """By path; what the tree has there is for people to look at."""


def merge_bases(repo: Repository, theirs: str, *ours: str) -> tuple[str, ...]:
    """Return the newest commits that two lines have in common, none of which leads to another.

    Args:
        repo: the repository.
        theirs: the end of one line.
        ours: the end of the other; several stand for a commit that merges them.
    """
    return tuple(_told(repo, "merge-base", "--all", theirs, *ours))


def hidden_commit(repo: Repository, tree: str) -> str:
    """Write a commit without parents that no branch has, and return its id."""
    nobody = pygit2.Signature("draftvc", "draftvc", 0, 0)
    made = repo.git.create_commit(None, nobody, nobody, "In common\n", pygit2.Oid(hex=tree), [])
    return str(made)


def _told(repo: Repository, *args: str) -> list[str]:
    told = run_git(repo.git_dir, f"--git-dir={repo.git_dir}", *args, check=False)
    return told.decode("ascii", "replace").split()


def clause_blobs(repo: Repository, commit: str) -> dict[str, str]:
    """Return the blob id of each clause file of a commit, by the clause's permanent id."""
    tree = _tree(repo, commit)
    if CLAUSES not in tree or not isinstance(below := tree[CLAUSES], pygit2.Tree):
        return {}
    named = ((clause_id_of(f"{CLAUSES}/{entry.name}"), str(entry.id)) for entry in below)
    return {clause_id: blob for clause_id, blob in named if clause_id is not None}


def outline_blob(repo: Repository, commit: str) -> str:
    """Return the blob id of the outline of a commit that holds a draft."""
    return str(_tree(repo, commit)[OUTLINE].id)


def file_at(repo: Repository, commit: str, path: str) -> bytes | None:
    """Return a file as a commit has it, under the path that stands there; None where it has none.

    Raises:
        RepositoryError: it is above the limit.
    """
    try:
        entry = repo.git[commit].peel(pygit2.Tree)[path]
    except KeyError:
        return None
    return load_blob(repo.git, str(entry.id), path, DEFAULT)


def write_blob(repo: Repository, data: bytes) -> str:
    """Write a blob, and return its id."""
    return str(repo.git.create_blob(data))


def merge_beside(
    repo: Repository, commits: tuple[str | None, str, str], ids: Iterable[str]
) -> MergeTree:
    """Return what stands beside the clauses and the outline, merged as git merges files.

    Args:
        repo: the repository.
        commits: base, ours and theirs; without a base whatever differs is in conflict.
        ids: permanent ids of the clauses that some side has; other files in the folder are no
            clauses, and are merged here.
    """
    names = frozenset(f"{each}.txt" for each in ids)
    base, ours, theirs = (
        _beside(repo.git, _tree(repo, each), names) if each else _empty(repo) for each in commits
    )
    index = repo.git.merge_trees(base, ours, theirs)
    unmerged: dict[str, Stages] = {}
    for sides in list(index.conflicts or ()):
        path = next(each.path for each in sides if each is not None)
        unmerged[path] = Stages(*((str(e.id), int(e.mode)) if e else None for e in sides))
        del index.conflicts[path]
        index.add(_to_look_at(repo, path, sides))
    return MergeTree(str(index.write_tree(repo.git)), unmerged)


def whole_tree(repo: Repository, beside: str, outline: str, clauses: Mapping[str, str]) -> str:
    """Write the tree of a merge: what stands beside, the outline, the clauses; return its id.

    Args:
        repo: the repository.
        beside: the tree of everything else.
        outline: blob id of the outline.
        clauses: blob ids of the clause files, by permanent id.
    """
    top = repo.git[beside].peel(pygit2.Tree)
    builder = repo.git.TreeBuilder(top)
    builder.insert(OUTLINE, pygit2.Oid(hex=outline), FileMode.BLOB)
    below = top[CLAUSES] if CLAUSES in top else repo.git[repo.git.TreeBuilder().write()]
    folder = repo.git.TreeBuilder(below.peel(pygit2.Tree))
    for clause_id, blob in clauses.items():
        folder.insert(f"{clause_id}.txt", pygit2.Oid(hex=blob), FileMode.BLOB)
    if len(folder):
        builder.insert(CLAUSES, folder.write(), FileMode.TREE)
    return str(builder.write())


def changed_by(repo: Repository, ours: str, tree: str) -> tuple[Change, ...]:
    """Return which files a merge changes in those of ours.

    Raises:
        RepositoryError: a link or a submodule is among them, which draftvc does not write.
    """
    found = changes(repo.git[ours].peel(pygit2.Tree), repo.git[tree].peel(pygit2.Tree))
    other = [each.path for each in found if each.mode not in _PLAIN]
    if other:
        raise RepositoryError(
            f"The merge changes {', '.join(other)}: links and submodules are left to git.",
            "`git merge` with the same branch does it, clause by clause, once `draftvc git enable` "
            "was called.",
        )
    return found


def _tree(repo: Repository, commit: str) -> pygit2.Tree:
    """Return the tree of a commit, its clauses under the ids that they have today."""
    ids = repo.relinks.ids_at(commit)
    if ids:
        return repo.git[renamed_tree(repo.git, commit, ids)].peel(pygit2.Tree)
    return repo.git[commit].peel(pygit2.Tree)


def _empty(repo: Repository) -> pygit2.Tree:
    return repo.git[repo.git.TreeBuilder().write()].peel(pygit2.Tree)


def _beside(git: pygit2.Repository, tree: pygit2.Tree, names: frozenset[str]) -> pygit2.Tree:
    """Return a tree without the outline, the clauses of these file names and received files."""
    builder = git.TreeBuilder(tree)
    if OUTLINE in tree:
        builder.remove(OUTLINE)
    for folder in (CLAUSES, SOURCE):
        if folder not in tree or not isinstance(below := tree[folder], pygit2.Tree):
            continue
        kept = git.TreeBuilder(below)
        for entry in below:
            name = entry.name or ""
            if name in names if folder == CLAUSES else _RECEIVED.match(name):
                kept.remove(name)
        if len(kept):
            builder.insert(folder, kept.write(), FileMode.TREE)
        else:
            builder.remove(folder)
    return git[builder.write()].peel(pygit2.Tree)


def _to_look_at(
    repo: Repository, path: str, sides: tuple[pygit2.IndexEntry | None, ...]
) -> pygit2.IndexEntry:
    """Return what stands in the working tree for a file in conflict: as git leaves it."""
    base, ours, theirs = sides
    left = ours or theirs or base
    assert left is not None  # a conflict has a side
    if ours is None or theirs is None:
        return left
    try:
        marked = repo.git.merge_file_from_index(base, ours, theirs, use_deprecated=False)
    except (pygit2.GitError, UnicodeDecodeError, ValueError):
        return left  # no text
    blob = repo.git.create_blob((marked.contents or "").encode())
    return pygit2.IndexEntry(path, blob, ours.mode)
