"""Build the sample repository: `draftvc demo [DIR]`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import draftvc
from draftvc.app.desk import Desk
from draftvc.app.importing import import_files
from draftvc.app.initialise import initialise
from draftvc.errors import DraftvcError
from draftvc.report.model import ImportReport

AUTHOR = "draftvc demo <demo@draftvc.invalid>"
"""Who records the samples: the demo works where git knows nobody yet."""


def samples() -> tuple[Path, ...]:
    """Return the files of the four revisions that ship with the program, the oldest first."""
    folder = Path(draftvc.__file__).parent / "samples"
    return tuple(sorted(folder.glob("resolution-v*.txt")))


def place_for_demo(wanted: Path | None) -> Path:
    """Return the directory to build in: the one that was named if it is empty, or a new one.

    Raises:
        DraftvcError: the directory has something in it, or is none.
    """
    if wanted is None:
        return Path(tempfile.mkdtemp(prefix="draftvc-demo-"))
    if wanted.exists() and not wanted.is_dir():
        raise DraftvcError(f"{wanted} is no directory.", "Name a new or empty one.")
    if wanted.is_dir() and any(wanted.iterdir()):
        raise DraftvcError(
            f"{wanted} is not empty, and the demo has a directory of its own.",
            "Name a new or empty directory, or none.",
        )
    return wanted


def record_samples(desk: Desk) -> ImportReport:
    """Make the desk's place a repository and record the samples in it."""
    assert desk.start is not None  # a place was made for it
    initialise(desk.start)
    return import_files(desk.repository, samples(), author=AUTHOR, parties=desk.parties)
