"""Write a file that the user named: whole or not at all, and over nothing unasked."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from draftvc.errors import DraftvcError


def save(path: Path, data: bytes, force: bool = False) -> None:
    """Write a file beside its place and move it there.

    Raises:
        DraftvcError: there is a file already and `force` is off; or it cannot be written.
    """
    if path.is_dir():
        raise DraftvcError(f"{path} is a directory.", "Name a file in it.")
    if os.path.lexists(path) and not force:
        raise DraftvcError(f"{path} is there already.", "Name another file, or add --force.")
    try:
        _replace(path, data)
    except OSError as error:
        raise DraftvcError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Name a file in a directory that is there and yours, on a disk with room.",
        ) from error


def _replace(path: Path, data: bytes) -> None:
    if os.path.lexists(path) and not path.is_file():
        path.write_bytes(data)  # a pipe or a device: it has no place to move to
        return
    handle, made = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(made)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(path.stat().st_mode if path.exists() else 0o666 & ~mask)
        beside.replace(path.resolve())
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
