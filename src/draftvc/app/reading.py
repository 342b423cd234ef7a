"""Read a file of the user's disk, or standard input, as the text of a draft."""

from __future__ import annotations

import difflib
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from draftvc.errors import DraftvcError, InputError
from draftvc.formats.text import LIMIT_VARIABLE, decode, refuse_too_large, shown_name
from draftvc.limits import DEFAULT, Limits
from draftvc.source import STDIN, SourceText

CLAUSE_VARIABLE = "DRAFTVC_CLAUSE_CHARS"
"""The environment variable that raises `Limits.clause_chars`."""
_PIECE = 1 << 20
"""Bytes read at a time."""


def read_received(path: str | Path, limits: Limits = DEFAULT) -> tuple[bytes, Draft]:
    """Return the bytes of a file, `-` for standard input, and the draft that it holds.

    Raises:
        InputError: as `read_path` and `draft_of` say.
    """
    data, source = read_path(path, limits)
    return data, _draft(source, limits)


def draft_of(data: bytes, name: str, limits: Limits = DEFAULT) -> Draft:
    """Return the draft that the bytes of a file hold.

    Raises:
        InputError: they are no plain text; or a clause is longer than `limits.clause_chars`.
    """
    return _draft(decode(data, name, _raised(limits, "file_bytes", LIMIT_VARIABLE)), limits)


def _draft(source: SourceText, limits: Limits) -> Draft:
    allowed = _raised(limits, "clause_chars", CLAUSE_VARIABLE)
    draft = read_draft(source)
    for clause in draft.clauses:
        if len(clause.raw) > allowed.clause_chars:
            line, _ = source.place(clause.start or 0)
            raise InputError(
                f"{shown_name(source.name)}, line {line}: {clause.label} has {len(clause.raw):,} "
                f"characters, more than the limit clause_chars ({allowed.clause_chars:,}).",
                "Have line breaks between its clauses been lost? If it is one clause, raise the "
                f"limit: {CLAUSE_VARIABLE}=CHARACTERS draftvc …",
            )
    return draft


def read_path(path: str | Path, limits: Limits = DEFAULT) -> tuple[bytes, SourceText]:
    """Return the bytes of a file, `-` for standard input, and its text.

    Raises:
        InputError: it cannot be read, or is no plain text; the remedy says what to do.
    """
    name = str(path)
    allowed = _raised(limits, "file_bytes", LIMIT_VARIABLE)
    data = _read_stdin(allowed) if name == STDIN else _read_file(Path(name), allowed)
    return data, decode(data, name, allowed)


def read_bytes(path: str | Path, limits: Limits = DEFAULT) -> bytes:
    """Return the bytes of a file that is no draft, `-` for standard input.

    Raises:
        InputError: it cannot be read, or is larger than `limits.file_bytes`.
    """
    allowed = _raised(limits, "file_bytes", LIMIT_VARIABLE)
    return _read_stdin(allowed) if str(path) == STDIN else _read_file(Path(path), allowed)


def _raised(limits: Limits, name: str, variable: str) -> Limits:
    """Return the limits with the one of that name as the environment sets it."""
    wanted = os.environ.get(variable, "").strip()
    if not wanted:
        return limits
    number = wanted.replace("_", "").replace(",", "")
    if not (number.isascii() and number.isdigit()):
        what = name.partition("_")[2].replace("chars", "characters")
        raise DraftvcError(
            f"{variable} is “{wanted}”, which is no number of {what}.",
            f"Set it to a number such as {getattr(limits, name) * 4}, or unset it.",
        )
    return limits._replace(**{name: int(number)})


def _read_stdin(limits: Limits) -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("Standard input is closed.", "Give the name of a file instead of `-`.")
    return _read_all(sys.stdin.buffer, shown_name(STDIN), limits)


def _read_file(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path} is a directory.", "Give the file in it that holds the draft.")
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if stat.S_ISREG(before.st_mode):
                refuse_too_large(before.st_size, str(path), limits)
            data = _read_all(file, str(path), limits)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise _as_input_error(error, path) from error
    except ValueError as error:  # a NUL in the name
        raise InputError(f"{str(path)!r} is no name of a file.", "Check the spelling.") from error
    if _changed(before, after, len(data)):
        raise InputError(
            f"{path} was changed while it was read.", "Call again when it has been saved."
        )
    return data


def _read_all(file: BinaryIO, shown: str, limits: Limits) -> bytes:
    """Return all bytes, in pieces: a pipe or a device does not say how many will come."""
    pieces: list[bytes] = []
    size = 0
    while piece := file.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        refuse_too_large(size, shown, limits)
    return b"".join(pieces)


def _changed(before: os.stat_result, after: os.stat_result, size: int) -> bool:
    """Tell whether a file of the disk was written to, or cut, between the two looks at it."""
    if not stat.S_ISREG(before.st_mode):
        return False
    same = before.st_mtime_ns == after.st_mtime_ns and before.st_size == after.st_size
    # The files of /proc and their like have size 0 and content.
    return not same or (before.st_size not in (0, size))


def _as_input_error(error: OSError, path: Path) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(f"There is no file {path}.", _nearest(path))
    if isinstance(error, PermissionError):
        return InputError(
            f"{path} may not be read by this user.", "Ask its owner, or copy it to your folder."
        )
    reason = error.strerror or str(error)
    return InputError(f"{path} cannot be read: {reason}.", "Check the disk, and call again.")


def _nearest(path: Path) -> str:
    """Return which names beside a missing file are like it."""
    if not path.parent.is_dir():
        return f"There is no directory {path.parent} either: check the spelling."
    try:
        beside = [each.name for each in path.parent.iterdir()]
    except OSError:
        beside = []
    near = difflib.get_close_matches(path.name, beside, n=3, cutoff=0.7)
    if not near:
        return "Check the spelling, and the directory you are in."
    return f"Did you mean {' or '.join(str(path.parent / name) for name in near)}?"
