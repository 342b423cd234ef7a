"""commit-msg: whether a commit may change what was agreed ad referendum.

Git calls it for commits and merges alike, with the message that was written. A change of agreed
words is refused unless a line `Reopens: PP3 "reason" By: RUS` says why; it is the draft of the
index that counts, as for the other hooks.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from draftvc.app import guard
from draftvc.drivers.again import commit_again
from draftvc.drivers.calling import comment_marks, merged_heads, message_encoding, staged_file
from draftvc.drivers.staged import say_findings
from draftvc.errors import EXIT_DONE, EXIT_FOUND
from draftvc.store.layout import SETTINGS
from draftvc.store.repository import open_repository
from draftvc.store.settings import read_settings

_SCISSORS = f" {'-' * 24} >8 {'-' * 24}"
_ANYWAY = (
    "To commit all the same:   git commit --no-verify, with the rest of your command "
    "(a server may still refuse it)"
)


def check_message(file: str, say: Callable[[str], None]) -> int:
    """Return 0 where the commit may be made, 1 where it is refused and said why.

    Raises:
        RepositoryError: the repository, or what is staged, cannot be read; pre-commit said so.
        OSError: the message cannot be read.
    """
    repo = open_repository()
    if read_settings(staged_file(SETTINGS)).check == "off":
        return EXIT_DONE
    head = repo.head()
    parents = tuple(dict.fromkeys((*((head,) if head else ()), *merged_heads(repo.git_dir))))
    if not any(map(repo.is_draft, parents)):
        return EXIT_DONE  # nothing was agreed yet
    draft = repo.staged_draft()
    found = guard.of_draft(repo, draft, parents, _message(Path(file)))
    if not found:
        return EXIT_DONE
    say("draftvc: refused: this changes agreed text, and the message does not say why.\n")
    say_findings(found, draft, repo, say)
    again = commit_again(file, merging=len(parents) > 1)
    say(f"What you wrote is kept:   {again}\n{_ANYWAY}")
    return EXIT_FOUND


def _message(file: Path) -> str:
    """Return a message without the lines that git takes out."""
    text = file.read_bytes().decode(message_encoding(), "replace")
    marks = comment_marks()
    kept = []
    for line in text.splitlines():
        if line.startswith(marks):
            if line.endswith(_SCISSORS):
                break  # git cuts the message here
            continue
        kept.append(line)
    return "\n".join(kept)
