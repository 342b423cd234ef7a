"""Record that two ids are one clause: one commit that moves the file of the later id."""

from __future__ import annotations

from draftvc.store.objects import MergeCommit
from draftvc.store.recording import record_commit, refuse_uncommitted
from draftvc.store.relinks import renamed_tree
from draftvc.store.repository import Repository
from draftvc.store.revision import RELINK, RELINK_SINCE, message_of


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
    tree = renamed_tree(repo.git, head, {later: earlier, **back})
    named = repo.revision(since)
    called = named.name or named.subject
    trailers = {RELINK: f"{later} {earlier} {since}", RELINK_SINCE: called}
    message = message_of(subject, body, trailers)
    made = MergeCommit(tree, (head,), message)
    return record_commit(repo, made, base=head, what="the corrected pairing")[0].commit
