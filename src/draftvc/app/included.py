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
_OURS = f"# The settings of draftvc: {_SAYS}\n"
"""The first line of our file."""
_GOES = b"# draftvc removes this file\n"
"""What the lock of a file holds that is removed."""
_MADE = f"# draftvc (the file was made for it): {_SAYS}\n"


def put_in(config: Path, text: str) -> bool:
    """Write our file, and include it at the end of a configuration; return whether all was there.

    Raises:
        RepositoryError: one of them cannot be written.
        BusyError: another program is writing the configuration.
    """
    try:
        there = _read(config)
        included = _included(config, there)
        clear_left(config, _include(included))
        before = written_before(config)
        data = (_OURS + text).encode()
        if before != data:
            included.parent.mkdir(parents=True, exist_ok=True)
            _replace(included, data)
        if without_lines(there or b"", _include(included)) is not None:
            return before == data
        try:
            replace_locked(config, with_lines(there, _include(included)))
        except BaseException:
            if before is None:
                included.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _out_of_reach(config, error) from error
    return False


def written_before(config: Path) -> bytes | None:
    """Return our file as it stands; None where there is none."""
    included = _included(config, _read(config))
    return included.read_bytes() if included.is_file() else None


def put_back(config: Path, before: bytes | None) -> None:
    """Put our file back to what it was before `put_in`; None: take it out again."""
    if before is None:
        take_out(config)
    else:
        _replace(_included(config, _read(config)), before)


def take_out(config: Path) -> bool:
    """Take our lines out of a configuration, and remove our file; return whether any were there.

    Raises:
        RepositoryError, BusyError: as for `put_in`.
    """
    try:
        there = _read(config)
        included = _included(config, there)
        clear_left(config, _include(included))
        found = without_lines(there or b"", _include(included))
        if found is not None:
            replace_locked(config, found[0])
        was = included.is_file()
        included.unlink(missing_ok=True)
        _beside(included).unlink(missing_ok=True)
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


def _included(config: Path, there: bytes | None) -> Path:
    """Return our file: the one that is included, else the first name that nobody else has."""
    dot = "." if config.name.startswith(".") else ""
    names = [f"{dot}draftvc{number}.gitconfig" for number in ("", *map("-{}".format, range(2, 10)))]
    files = [config.with_name(name) for name in names]
    for file in files:
        if without_lines(there or b"", _include(file)) is not None:
            return file
    for file in files:
        if not os.path.lexists(file) or _is_ours(file):
            return file
    raise RepositoryError(
        f"{files[0]} and its like are there, and none is draftvc's.",
        "Give one of them another name.",
    )


def _is_ours(file: Path) -> bool:
    return file.is_file() and file.read_bytes().startswith(_OURS.encode())


def _replace(file: Path, data: bytes) -> None:
    new = _beside(file)
    try:
        new.write_bytes(data)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def _beside(file: Path) -> Path:
    """Return where a file is written before it takes its place; a killed call may leave it."""
    return file.with_name(f"{file.name}.draftvc-new")


def clear_left(config: Path, lines: str) -> None:
    """Remove what a killed call left of writing a file: the text, and the lock.

    The lock is ours where it holds the file with our lines in it or taken out.
    """
    file = config.resolve()
    lock = _lock(file)
    _beside(file).unlink(missing_ok=True)
    if lock.is_file():
        held, there = lock.read_bytes(), file.read_bytes() if file.is_file() else b""
        is_ours = held == _GOES or (held and _bare(held, lines) == _bare(there, lines))
        if is_ours and held != there:
            lock.unlink(missing_ok=True)


def _bare(data: bytes, lines: str) -> bytes:
    found = without_lines(data, lines)
    return data if found is None else found[0] or b""


def _lock(file: Path) -> Path:
    return file.with_name(f"{file.name}.lock")


def replace_locked(config: Path, data: bytes | None) -> None:
    """Write a file whole, under the lock that git itself takes; None: remove it. Links are kept."""
    file = config.resolve()
    lock, new = _lock(file), _beside(file)
    mode = file.stat().st_mode & 0o777 if file.is_file() else 0o666
    try:
        _write(new, _GOES if data is None else data, mode)
        if file.is_file():
            new.chmod(mode)
        _take(lock, new)
    finally:
        new.unlink(missing_ok=True)
    try:
        if data is None:
            file.unlink(missing_ok=True)
        else:
            lock.replace(file)
    finally:
        lock.unlink(missing_ok=True)


def _write(new: Path, data: bytes, mode: int) -> None:
    new.unlink(missing_ok=True)  # it may be a second name of a lock
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(data)


def _take(lock: Path, new: Path) -> None:
    """Give the lock its content in one step: of a lock that a kill leaves, it tells whose it is."""
    try:
        try:
            os.link(new, lock)
        except FileExistsError:
            raise
        except OSError:  # not on every disk
            _write_lock(lock, new)
    except FileExistsError as error:
        if _is_empty(lock):
            raise BusyError(
                f"{lock} is there and empty: a git or draftvc was stopped before it wrote "
                f"{lock.name.removesuffix('.lock')}, or is about to write it.",
                f"Try again; if no git or draftvc is running, delete that file: rm '{lock}'",
            ) from error
        raise BusyError(
            f"{lock} is there: another program is writing git's configuration.",
            "Try again; if no git is running, delete that file.",
        ) from error


def _is_empty(lock: Path) -> bool:
    try:
        return lock.stat().st_size == 0
    except OSError:
        return False


def _write_lock(lock: Path, new: Path) -> None:
    mode = new.stat().st_mode & 0o777
    with os.fdopen(os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(new.read_bytes())


def _out_of_reach(config: Path, error: OSError) -> RepositoryError:
    return RepositoryError(
        f"{error.filename or config} cannot be read or written: {error.strerror or error}.",
        "Check who owns it, and that the disk is not full.",
    )
