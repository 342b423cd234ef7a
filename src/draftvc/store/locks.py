"""Lock files: git's own protocol for the index, and what to say of a lock that stands in the way.

`index.lock` is held from before the branch moves until the index has followed, as git itself does:
a `git commit` in between would undo the revision. Ours bears the name of its process.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path

from draftvc.errors import BusyError
from draftvc.store.runfile import Process, create_whole, spoken_age

_OURS = b"draftvc "
_GRAIN = 2.0
"""Seconds by which the times of a file system may be rounded."""


def lock_index(git_dir: Path, process: Process) -> None:
    """Take the lock of the index.

    Raises:
        BusyError: another program holds it; its age is named, and the command that removes it.
        OSError: it cannot be written.
    """
    path = index_lock(git_dir)
    try:
        create_whole(path, _mark(process))
    except FileExistsError as error:
        raise in_the_way(path) from error


def unlock_index(git_dir: Path, process: Process) -> bool:
    """Remove the lock of the index where it is the one of a process; tell whether it was."""
    path = index_lock(git_dir)
    try:
        ours = path.read_bytes() == _mark(process)
    except OSError:
        return False
    if ours:
        path.unlink(missing_ok=True)
    return ours


def index_lock(git_dir: Path) -> Path:
    """Return the path of the lock of the index."""
    return git_dir / "index.lock"


def remove_stale(path: Path, wanted: str, since: float) -> bool:
    """Remove the lock of a reference that a killed run left; tell whether there was one.

    It is no older than the run, and holds the id that the run was about to write, or the beginning
    of it; any other is of another program.
    """
    try:
        recent = path.stat().st_mtime >= since - _GRAIN
        ours = recent and wanted.startswith(path.read_text(encoding="ascii").strip())
    except (OSError, UnicodeDecodeError):
        return False
    if ours:
        path.unlink(missing_ok=True)
    return ours


def in_the_way(path: Path) -> BusyError:
    """Return the error for a lock of another program."""
    try:
        age = f" It is {spoken_age(time.time() - path.stat().st_mtime)} old."
    except OSError:
        return BusyError("Another program was writing to the repository.", "Call again.")
    return BusyError(
        f"Another program holds the lock {path}.{age}",
        f"Call again when it has finished. If none runs: rm '{path}'",
    )


def _mark(process: Process) -> bytes:
    return _OURS + json.dumps(asdict(process)).encode() + b"\n"
