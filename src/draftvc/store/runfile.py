"""The run file: who records here now, and how far they have come.

It stands in the git directory from before the first lock until after the last, so that the next
command can tell what a killed run left from what another program holds, and finish it. It is made
whole or not at all, and by one run at a time.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from draftvc.errors import BusyError, RepositoryError
from draftvc.store.layout import RUN_FILE

NEW = "draftvc-new-"
"""How our half-written files in the git directory begin."""

# What a file system without links answers; ENOENT where another run's end took our file along.
_NO_LINKS = frozenset(
    {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.ENOENT}
)

Step = Literal["preparing", "ready", "back"]
"""`back`: what was put in place is being taken back."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process that can be told from every other one, also from a later one of that number."""

    host: str
    boot: str
    """Of the machine's start; empty where it cannot be told."""
    pid: int
    start: str
    """Moment of the process's start, as the system counts it; empty where it cannot be told."""

    def lives(self) -> bool:
        """Tell whether it runs still; a process of another machine is held to."""
        if not self.pid:
            return False
        if self.host != socket.gethostname():
            return True
        return self.boot == _boot() and _runs(self.pid, self.start)


def this_process() -> Process:
    """Return the process that runs now."""
    return Process(socket.gethostname(), _boot(), os.getpid(), _start(os.getpid()) or "")


NOBODY = Process("", "", 0, "")
"""In place of a process that gave up: what is left waits for the next command."""


@dataclass(frozen=True, slots=True)
class Run:
    """A recording under way."""

    process: Process
    began: float
    """Seconds since 1970."""
    what: str
    """The revisions as a sentence names them: `v3`, `v1 to v4`."""
    branch: str
    """The reference that moves: `refs/heads/main`, or `HEAD` where it is detached."""
    old: str | None
    """The commit it stands at before; None before the first one."""
    step: Step = "preparing"
    new: str | None = None
    """The commit it shall stand at: known when the objects are written."""
    tags: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    """By name: the tag object to point to, and what the tag points to before."""
    expects: Mapping[str, str] = field(default_factory=dict)
    """By path: the blob id of a file that no commit holds yet and that is replaced."""
    doing: str = ""
    """Of a run that moves no branch and puts files in place, as a sentence begins."""
    files: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    """Of such a run, by path: the blob before and after; None where there is no file."""
    index: str = ""
    """Of such a run: the copy of the index whose moving into place is the commit point."""
    theirs: str = ""
    """Of such a run: the commit that is being merged, where it leaves a merge open."""


def read_run(git_dir: Path) -> Run | None:
    """Return the recording that is under way; None where there is none.

    Raises:
        RepositoryError: the run file is damaged.
    """
    path = git_dir / RUN_FILE
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    try:
        tags = {name: (new, old) for name, (new, old) in given.pop("tags").items()}
        files = {path: (old, new) for path, (old, new) in given.pop("files", {}).items()}
        return Run(process=Process(**given.pop("process")), tags=tags, files=files, **given)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def begin_run(git_dir: Path, run: Run) -> None:
    """Write the run file, of which there can be one.

    Raises:
        BusyError: another run is under way.
        OSError: it cannot be written.
    """
    try:
        create_whole(git_dir / RUN_FILE, _text(run))
    except FileExistsError as error:
        other = read_run(git_dir)
        raise _busy(git_dir, other) from error


def update_run(git_dir: Path, run: Run) -> None:
    """Write the run file anew."""
    new = git_dir / f"{NEW}{os.getpid()}"
    new.write_bytes(_text(run))
    new.replace(git_dir / RUN_FILE)


def end_run(git_dir: Path) -> None:
    """Remove the run file, and what a killed run may have left half-written beside it."""
    (git_dir / RUN_FILE).unlink(missing_ok=True)
    for left in git_dir.glob(f"{NEW}*"):
        left.unlink(missing_ok=True)


def create_whole(path: Path, data: bytes) -> None:
    """Create a file with its content in one step.

    Raises:
        FileExistsError: there is one.
    """
    new = path.parent / f"{NEW}{os.getpid()}"
    try:
        new.write_bytes(data)
        os.link(new, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # What is killed here leaves an empty file.
        with path.open("xb") as file:
            file.write(data)
    finally:
        new.unlink(missing_ok=True)


def _text(run: Run) -> bytes:
    return (json.dumps(asdict(run), indent=1) + "\n").encode()


def _busy(git_dir: Path, other: Run | None) -> RepositoryError:
    if other is None:
        return BusyError("Another draftvc was recording here.", "Call again.")
    process, age = other.process, spoken_age(time.time() - other.began)
    if process.host == socket.gethostname():
        return BusyError(
            f"Another draftvc (process {process.pid}) began to record here {age} ago.",
            "Call again when it has finished.",
        )
    return BusyError(
        f"A draftvc on {process.host} (process {process.pid}) began to record here {age} ago.",
        f"Call again when it has finished. If it runs no longer: rm '{git_dir / RUN_FILE}'",
    )


def spoken_age(seconds: float) -> str:
    """Return a span of time in words."""
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            number = int(seconds // size)
            return f"{number} {unit}{'s' if number > 1 else ''}"
    number = max(int(seconds), 0)
    return "1 second" if number == 1 else f"{number} seconds"


def _damaged(path: Path) -> RepositoryError:
    return RepositoryError(
        f"{path}, which tells of a recording under way, cannot be read.",
        f"If no draftvc runs here: rm '{path}'",
    )


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _start(pid: int) -> str | None:
    """Return when a process started, in the system's ticks; None where it ended or is unknown."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name of the program stands in parentheses and may hold anything.
    state, *rest = fields.rpartition(")")[2].split()
    return None if state in "ZX" else rest[18]


def _runs(pid: int, start: str) -> bool:
    if Path("/proc/self/stat").exists():
        return _start(pid) == start
    if sys.platform == "win32":
        return True  # signal 0 would end it there; the message says what to remove
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
