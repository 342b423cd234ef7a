"""What is said of an error that ended the call, and the exit code it gives."""

from __future__ import annotations

import errno
import os
import platform
import tempfile
import traceback
from importlib import metadata
from itertools import pairwise
from pathlib import Path

from draftvc import __version__
from draftvc.app.history_faults import fault_of_history
from draftvc.cli.saying import say
from draftvc.errors import EXIT_DEFECT, EXIT_WRONG, DraftvcError

_REFUSALS = frozenset(
    {
        errno.EACCES,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EIO,
        errno.EMFILE,
        errno.ENOSPC,
        errno.EPERM,
        errno.EROFS,
    }
)
"""What the system refuses for reasons outside the program."""
_LIBRARIES = ("lark", "msgspec", "pygit2", "rich", "tomlkit", "typer")


def told(error: Exception, argv: list[str]) -> int:
    """Say what went wrong and return the exit code; a defect leaves a log to be sent."""
    if isinstance(error, DraftvcError):
        say(f"draftvc: {error}")
        return error.exit_code
    if isinstance(error, OSError) and error.errno in _REFUSALS:
        where = f": {error.filename}" if error.filename else ""
        say(
            f"draftvc: The system refused: {error.strerror}{where}. "
            "Check the disk and who may write to it, and call again."
        )
        return EXIT_WRONG
    cause = _fault_of_history(argv)
    if cause is not None:
        say(f"draftvc: {cause}")
        return cause.exit_code
    say(f"draftvc: A defect in the program ({type(error).__name__}). {_logged(error, argv)}")
    return EXIT_DEFECT


def _fault_of_history(argv: list[str]) -> DraftvcError | None:
    """Return the commit of the repository that cannot be read, where there is one."""
    named = [place for option, place in pairwise(argv) if option in ("-C", "--repo")]
    try:
        return fault_of_history(Path(*named[-1:]))
    except Exception:  # the defect itself is what is to be told
        return None


def _logged(error: Exception, argv: list[str]) -> str:
    """Return what to do about a defect, with the file that tells of it."""
    try:
        path = _write(_report(error, argv))
    except Exception as second:
        return f"No log file could be written ({second})."
    return f"Please send the file {path} to those who maintain draftvc."


def _report(error: Exception, argv: list[str]) -> str:
    """Return versions and traceback; no word of any draft."""
    lines = [
        f"draftvc {__version__}",
        f"python {platform.python_version()} on {platform.platform()}",
        *(f"{name} {_version(name)}" for name in _LIBRARIES),
        f"arguments {argv!r}",
        f"directory {_directory()}",
        "",
        # The end of a recursion says it all, and its middle nothing.
        *traceback.format_exception(error, limit=-50),
    ]
    return "\n".join(lines)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "is not installed"


def _directory() -> str:
    try:
        return str(Path.cwd())
    except OSError:
        return "was removed"


def _write(report: str) -> str:
    file, path = tempfile.mkstemp(prefix="draftvc-defect-", suffix=".log")
    with os.fdopen(file, "w", encoding="utf-8", errors="backslashreplace") as log:
        log.write(report)
    return path
