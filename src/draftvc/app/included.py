"""Our part of git's configuration: a file of our own, and the lines that include it.

The settings stand in a file beside the configuration, so that nothing that others write there is
ever among ours. Law: putting the lines in, however often, and taking them out leaves the
configuration byte for byte as it was.
"""

from __future__ import annotations

import os
from pathlib import Path

from draftvc.errors import BusyError, RepositoryError

_SAYS = "`draftvc git enable` added this, and `draftvc git disable` takes it out."
_WHOLE = f"# draftvc: {_SAYS}\n"
_NO_END = f"# draftvc (the line before had no end): {_SAYS}\n"
_MADE = f"# draftvc (the file was made for it): {_SAYS}\n"


def put_in(config: Path, included: Path, text: str) -> bool:
    """Write our file, and include it at the end of a configuration; return whether all was there.

    Raises:
        RepositoryError: one of them cannot be written.
        BusyError: another program is writing the configuration.
    """
    try:
        there = _read(config)
        before = included.read_bytes() if included.is_file() else None
        if before != text.encode():
            included.parent.mkdir(parents=True, exist_ok=True)
            _replace(included, text.encode())
        if without_lines(there or b"", _include(included)) is not None:
            return before == text.encode()
        try:
            replace_locked(config, with_lines(there, _include(included)))
        except BaseException:
            if before is None:
                included.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _out_of_reach(config, error) from error
    return False


def take_out(config: Path, included: Path) -> bool:
    """Take our lines out of a configuration, and remove our file; return whether any were there.

    Raises:
        RepositoryError, BusyError: as for `put_in`.
    """
    try:
        found = without_lines(_read(config) or b"", _include(included))
        if found is not None:
            replace_locked(config, found[0])
        was = included.is_file()
        included.unlink(missing_ok=True)
    except OSError as error:
        raise _out_of_reach(config, error) from error
    return found is not None or was


def with_lines(there: bytes | None, lines: str) -> bytes:
    """Return a file with lines of ours at its end; it has what `without_lines` needs to know."""
    if there is None:
        return (_MADE + lines).encode()
    if there and not there.endswith(b"\n"):
        return there + f"\n{_NO_END}{lines}".encode()
    return there + (_WHOLE + lines).encode()


def without_lines(there: bytes, lines: str) -> tuple[bytes | None] | None:
    """Return a file as it was before `with_lines`, in a tuple; None where they are not there.

    What it was is None where the file was made for the lines and holds nothing else.
    """
    for head in (_WHOLE, "\n" + _NO_END, _MADE):
        before, found, after = there.partition((head + lines).encode())
        if found:
            left = before + after
            return (None if head == _MADE and not left else left,)
    return None


def _include(included: Path) -> str:
    return f'[include]\n\tpath = "{included.name}"\n'


def _read(config: Path) -> bytes | None:
    if config.exists() and not config.is_file():
        raise RepositoryError(
            f"{config} is no file: settings cannot be kept there.",
            "GIT_CONFIG_GLOBAL names it, if set: unset it, or let it name a file.",
        )
    return config.read_bytes() if config.is_file() else None


def _replace(file: Path, data: bytes) -> None:
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        new.write_bytes(data)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def replace_locked(config: Path, data: bytes | None) -> None:
    """Write a file whole, under the lock that git itself takes; None: remove it. Links are kept."""
    file = config.resolve()
    lock = file.with_name(f"{file.name}.lock")
    mode = file.stat().st_mode & 0o777 if file.is_file() else 0o666
    try:
        handle = os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError as error:
        raise BusyError(
            f"{lock} is there: another program is writing git's configuration.",
            "Try again; if no git is running, delete that file.",
        ) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data or b"")
        if data is None:
            file.unlink(missing_ok=True)
            return
        if file.is_file():
            lock.chmod(mode)
        lock.replace(file)
    finally:
        lock.unlink(missing_ok=True)


def _out_of_reach(config: Path, error: OSError) -> RepositoryError:
    return RepositoryError(
        f"{error.filename or config} cannot be read or written: {error.strerror or error}.",
        "Check who owns it, and that the disk is not full.",
    )
