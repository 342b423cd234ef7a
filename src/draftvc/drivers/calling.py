"""What git tells a hook that it calls: which index, what is merged, whether a message is wanted.

Everything here is answered without reading a draft, so that a commit of other work costs little.
The current directory is the top of the working tree, and the environment names the index that is
about to be committed: of `git commit -a` and of `git commit PATH` it is not the usual one.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Sequence
from pathlib import Path

from draftvc.store.gitcli import find_git_dir, git_config, merge_heads, run_git

_PATHS = ("draft.toml", "outline", "clauses")
"""What a draft is made of; the received file beside them does not change it."""

_HEAD_NAMED = "GITHEAD_"
_NO_EDITOR = ":"


def touches_draft(merged: bool = False) -> bool:
    """Tell whether a draft is staged, and differs from that of the last commit.

    With `merged` also from that of a commit that is merged: a merge that keeps ours whole can drop
    what was agreed on the other side.
    """
    if not run_git(None, "ls-files", "-z", "--", "draft.toml", "outline"):
        return False
    asked = ("diff", "--cached", "--name-only", "--no-renames", "-z")
    if run_git(None, *asked, "--", *_PATHS):
        return True
    git_dir = find_git_dir(Path.cwd()) if merged else None
    others = merged_heads(git_dir) if git_dir is not None else ()
    return any(run_git(None, *asked, each, "--", *_PATHS) for each in others)


def staged_file(path: str) -> bytes:
    """Return the content of a file as it is staged; nothing where it is not."""
    return run_git(None, "cat-file", "blob", f":{path}", check=False)


def clause_files(commit: str | None = None) -> tuple[str, ...]:
    """Return the paths of the clause files that are staged, or in a commit."""
    asked = ("ls-tree", "--name-only", "-z", commit) if commit else ("ls-files", "-z")
    listed = run_git(None, *asked, "--", "clauses/")
    return tuple(os.fsdecode(path) for path in listed.split(b"\0") if path)


def comment_marks() -> tuple[str, ...]:
    """Return what may begin the lines that git takes out of a message."""
    found = git_config(None, "core.commentString") or git_config(None, "core.commentChar") or "#"
    return tuple("#;@!$%^&|:") if found == "auto" else (found,)


def message_encoding() -> str:
    """Return the encoding in which git reads messages."""
    wanted = git_config(None, "i18n.commitEncoding") or "utf-8"
    try:
        return codecs.lookup(wanted).name
    except LookupError:
        return "utf-8"


def merged_heads(git_dir: Path) -> tuple[str, ...]:
    """Return the commits that are being merged into HEAD; none where no merge is made.

    A merge without conflicts has not written MERGE_HEAD yet when it calls pre-merge-commit; it
    names the commits in its environment.
    """
    written = merge_heads(git_dir)
    if written:
        return written
    return tuple(
        name.removeprefix(_HEAD_NAMED) for name in os.environ if name.startswith(_HEAD_NAMED)
    )


def wants_proposal(words: Sequence[str]) -> bool:
    """Tell whether git asks prepare-commit-msg for a message that nobody has written yet.

    `words` are the file, and where the message comes from. A template is a form to fill in, not a
    message. Where no editor opens, an empty message must still stop the commit.
    """
    source = words[1] if len(words) > 1 else "template"
    return bool(words) and source == "template" and os.environ.get("GIT_EDITOR") != _NO_EDITOR
