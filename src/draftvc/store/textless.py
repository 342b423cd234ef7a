"""Lines of the outline whose clause has no file: a paragraph that is announced, and in no draft.

Reading leaves such a line out; which these are is asked of the draft that was read.
"""

from __future__ import annotations

from typing import NamedTuple

import pygit2

from draftvc.draft.model import Draft
from draftvc.errors import RepositoryError
from draftvc.store.layout import OUTLINE, clause_path, read_outline
from draftvc.store.plainfile import decoded, read_file
from draftvc.store.repository import Repository
from draftvc.store.shelves import load_blob
from draftvc.store.staging import staged


class TextlessLine(NamedTuple):
    """A line of an outline whose clause has no file."""

    clause_id: str
    number: int
    """From 1."""

    @property
    def path(self) -> str:
        """Where the clause's file would stand."""
        return clause_path(self.clause_id)


def textless_in_commit(repo: Repository, commit: str) -> tuple[TextlessLine, ...]:
    """Return the lines without a file in a commit, from the top.

    Raises:
        RepositoryError: its draft cannot be read.
    """
    tree = repo.git[commit].peel(pygit2.Tree)
    if OUTLINE not in tree:
        return ()
    outline = load_blob(repo.git, str(tree[OUTLINE].id), OUTLINE)
    return _without_file(outline, repo.draft(commit))


def textless_before(repo: Repository, commit: str) -> tuple[TextlessLine, ...]:
    """Return the same of a commit that another follows; none where it holds no draft to read."""
    try:
        return textless_in_commit(repo, commit) if repo.is_draft(commit) else ()
    except RepositoryError:
        return ()


def textless_in_index(repo: Repository, draft: Draft) -> tuple[TextlessLine, ...]:
    """Return the lines without a file in the index, whose draft is given; none in conflict."""
    outline = [
        each.blob for each in staged(repo.git_dir) if each.path == OUTLINE and each.stage in (0, 2)
    ]
    if not outline:
        return ()
    found = _without_file(load_blob(repo.git, outline[0], OUTLINE), draft)
    return _settled(found, repo)


def textless_in_working_tree(repo: Repository, draft: Draft) -> tuple[TextlessLine, ...]:
    """Return the lines without a file on the disk, whose draft is given; none in conflict.

    A file that a sparse checkout leaves out is there.
    """
    if repo.root is None or (outline := read_file(repo.root, OUTLINE)) is None:
        return ()
    return _settled(_without_file(outline, draft), repo)


def _without_file(outline: bytes, draft: Draft) -> tuple[TextlessLine, ...]:
    text = decoded(outline)[0]
    missing = {line.id for line in read_outline(text)} - draft.by_id.keys()
    numbered = enumerate(text.split("\n"), start=1) if missing else ()
    ids = ((number, line.split(" ", 1)[0].strip()) for number, line in numbered)
    return tuple(TextlessLine(each, number) for number, each in ids if each in missing)


def _settled(lines: tuple[TextlessLine, ...], repo: Repository) -> tuple[TextlessLine, ...]:
    if not lines:
        return ()
    in_conflict = {each.path for each in staged(repo.git_dir) if each.stage}
    return tuple(line for line in lines if line.path not in in_conflict)
