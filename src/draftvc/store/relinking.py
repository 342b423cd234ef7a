"""Record that two ids are one clause: one commit that moves the file of the later id."""

from __future__ import annotations

from collections.abc import Mapping

import pygit2
from pygit2.enums import FileMode

from draftvc.errors import RepositoryError
from draftvc.store.layout import CLAUSES, OUTLINE, outline_text, read_outline
from draftvc.store.objects import MergeCommit
from draftvc.store.recording import record_commit, refuse_uncommitted
from draftvc.store.repository import Repository
from draftvc.store.revision import RELINK, message_of


def record_relink(  # what the commit says
    repo: Repository, later: str, earlier: str, *, since: str, subject: str, body: str
) -> str:
    """Record that from a commit on the later id stands for the earlier clause; return the commit.

    Where the earlier id was another clause's there, the two change places.

    Raises:
        RepositoryError: the repository is not in a state to be written.
    """
    head = repo.head()
    assert head is not None  # a revision was named
    refuse_uncommitted(repo, head)
    back = {earlier: later} if repo.draft(since).by_id.keys() >= {earlier} else {}
    tree = _renamed(repo.git, head, {later: earlier, **back})
    message = message_of(subject, body, {RELINK: f"{later} {earlier} {since}"})
    made = MergeCommit(tree, (head,), message)
    return record_commit(repo, made, base=head, what="the corrected pairing")[0].commit


def _renamed(git: pygit2.Repository, commit: str, ids: Mapping[str, str]) -> str:
    """Return the tree of a commit with its clauses under other ids."""
    tree = git[commit].peel(pygit2.Tree)
    outline = git[tree[OUTLINE].id].read_raw().decode("utf-8", "replace")
    lines = [line._replace(id=ids.get(line.id, line.id)) for line in read_outline(outline)]
    if len({line.id for line in lines}) < len(lines):
        raise RepositoryError(
            "Both clauses stand in the draft today.",
            "Name with --rev the revision in which the later one came.",
        )
    folder = tree[CLAUSES] if CLAUSES in tree else None  # noqa: SIM401  # a tree has no `get`
    builder = git.TreeBuilder(folder) if isinstance(folder, pygit2.Tree) else git.TreeBuilder()
    blobs: dict[str, pygit2.Oid] = {}
    for one, other in ids.items():
        file = builder.get(f"{one}.txt")
        if file is not None:
            blobs[other] = file.id
            builder.remove(f"{one}.txt")
    for name, blob in blobs.items():
        builder.insert(f"{name}.txt", blob, FileMode.BLOB)
    top = git.TreeBuilder(tree)
    top.insert(OUTLINE, git.create_blob(outline_text(lines).encode()), FileMode.BLOB)
    if len(builder):
        top.insert(CLAUSES, builder.write(), FileMode.TREE)
    return str(top.write())
