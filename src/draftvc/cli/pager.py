"""Send a report to the pager where a person reads it on a terminal.

The order is git's: DRAFTVC_PAGER, GIT_PAGER, core.pager, PAGER, less.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from draftvc.cli.terminal import is_terminal, standard_output
from draftvc.errors import DraftvcError
from draftvc.store.gitcli import git_config

_LESS = "less -FRX"
_NOT_STARTED = (126, 127)
"""Exit codes of the shell for a command that it cannot run, or does not find."""


@contextlib.contextmanager
def output(git_dir: Path | None) -> Iterator[IO[bytes]]:
    """Give what a report is written to: the pager, or standard output.

    Raises:
        DraftvcError: there is no standard output, or the pager cannot be started.
    """
    command = pager(git_dir, os.environ) if is_terminal() else None
    if command is None:
        yield standard_output()
        return
    # The user's own words, for the user's own shell, as git does it.
    process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=_environment())
    assert process.stdin is not None
    try:
        # Who leaves the pager early has read enough.
        with contextlib.suppress(BrokenPipeError):
            yield process.stdin
    finally:
        code = _leave_to_reader(process)
    if code in _NOT_STARTED:
        raise DraftvcError(
            f"The pager “{command}” cannot be started.",
            "Set DRAFTVC_PAGER to another one, or to `cat` for none.",
        )


def pager(git_dir: Path | None, env: Mapping[str, str]) -> str | None:
    """Return the command of the pager; None for none. Git is asked only where it is used."""
    for name in ("DRAFTVC_PAGER", "GIT_PAGER"):
        if name in env:
            return _unless_cat(env[name])
    configured = git_config(git_dir, "core.pager") if git_dir is not None else None
    if configured is not None:
        return _unless_cat(configured)
    if "PAGER" in env:
        return _unless_cat(env["PAGER"])
    return _LESS if shutil.which("less") else None


def _unless_cat(command: str) -> str | None:
    return None if command.strip() in ("", "cat") else command


def _environment() -> dict[str, str]:
    """Return ours, with what git tells less and lv where they were told nothing."""
    return {"LESS": "FRX", "LV": "-c", **os.environ}


def _leave_to_reader(process: subprocess.Popen[bytes]) -> int:
    """Close the pager's input and wait until the reader leaves it; ^C is for the pager then."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        return process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
