"""The command that makes a refused commit again, with the message that was written for it.

Git takes back what `--all` or paths had put into the index: without them the command would have
nothing to commit.
"""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote

from draftvc.store.gitcli import run_git

_ALL = "index.lock"
"""The index of `git commit --all`, and of `--include`."""
_PATHS = "next-index-"
"""How the name begins of the index that `git commit PATH` makes."""
_NAMED = 3
"""Paths that the command names at most."""


def commit_again(file: str, merging: bool) -> str:
    """Return what to type after a refusal, from the file of the message as git names it."""
    prefix = os.environ.get("GIT_PREFIX") or "."
    taken, paths = _from_index(prefix)
    command = f"git commit{taken} --edit -F '{os.path.relpath(file, prefix)}'{paths}"
    # An amended commit cannot be told from a new one: git calls the hook in the same way.
    return command if merging else f"{command} (and --amend, if your command had it)"


def _from_index(prefix: str) -> tuple[str, str]:
    """Return the option and the paths that the refused command took the files with."""
    name = Path(os.environ.get("GIT_INDEX_FILE", "")).name
    if name.startswith(_PATHS):
        changed = run_git(None, "diff", "--cached", "--name-only", "--no-renames", "-z", "HEAD")
        paths = [
            os.path.relpath(os.fsdecode(each), prefix) for each in changed.split(b"\0") if each
        ]
        named = " ".join(map(quote, paths[:_NAMED]))
        return "", f" -- {named}" + (" and the other paths" if len(paths) > _NAMED else "")
    if name == _ALL:
        left = run_git(None, "diff-files", "--name-only", "-z")
        return (" --include", " -- and your paths") if left else (" --all", "")
    return "", ""
