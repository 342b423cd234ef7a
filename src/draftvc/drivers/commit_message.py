"""prepare-commit-msg: what changed in the draft, as the message that the editor opens with."""

from __future__ import annotations

from pathlib import Path

from draftvc.app.messages import change_message
from draftvc.diff.compare import compare
from draftvc.drivers.calling import comment_marks, message_encoding
from draftvc.errors import EXIT_DONE
from draftvc.store.repository import Repository, open_repository


def prepare_commit_msg(file: str) -> int:
    """Write the proposal above what git, or a template, put into the file; always 0.

    The proposal is text like any other: whoever deletes it stops the commit.

    Raises:
        RepositoryError: the repository, or a draft in it, cannot be read.
        OSError: the file cannot be written.
    """
    proposal = _proposal(open_repository())
    if not proposal:
        return EXIT_DONE
    marks = comment_marks()
    # A line that git would take for a comment would be lost.
    lines = (f" {line}" if line.startswith(marks) else line for line in proposal.split("\n"))
    path = Path(file)
    given = path.read_bytes()
    gap = b"\n" if given.startswith(b"\n") else b"\n\n"
    written = "\n".join(lines).encode(message_encoding(), "replace")
    path.write_bytes(written + gap + given)
    return EXIT_DONE


def _proposal(repo: Repository) -> str:
    """Return what the staged draft changes in that of the last commit; empty for nothing."""
    head = repo.head()
    if head is None or not repo.is_draft(head):
        return ""
    old, new = repo.draft(head), repo.staged_draft()
    events = compare(old, new).events
    if not events:
        return ""
    return "\n\n".join(change_message(old, new, events))
