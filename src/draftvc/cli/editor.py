"""Open a file in the user's editor, as git would."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from draftvc.errors import DraftvcError
from draftvc.store.gitcli import git_config

_NOT_STARTED = 127
"""Exit code of the shell for a command that it does not find."""


def open_in_editor(path: Path, git_dir: Path | None) -> None:
    """Open a file and return when the editor was left.

    Raises:
        DraftvcError: the editor cannot be started, or says that it failed.
    """
    command = editor(git_dir, os.environ)
    # The user's own words, for the user's own shell, as git does it; the file is no part of them.
    shell = ["sh", "-c", f'{command} "$@"', command, str(path)]
    try:
        code = subprocess.call(shell)
    except OSError as error:
        raise DraftvcError(f"The editor cannot be started: {error}.", _ANOTHER) from error
    if code == _NOT_STARTED:
        raise DraftvcError(f"The editor “{command}” is not found.", _ANOTHER)
    if code:
        raise DraftvcError(
            f"The editor “{command}” ended with an error (code {code}).",
            "`git diff` shows whether the file was changed.",
        )


_ANOTHER = "Name one that is there: `git config --global core.editor nano`."


def editor(git_dir: Path | None, env: Mapping[str, str]) -> str:
    """Return the command of the editor, in git's order: GIT_EDITOR, core.editor, VISUAL, EDITOR."""
    if env.get("GIT_EDITOR"):
        return env["GIT_EDITOR"]
    configured = git_config(git_dir, "core.editor")
    visual = env.get("VISUAL") if env.get("TERM") != "dumb" else None
    return configured or visual or env.get("EDITOR") or "vi"
