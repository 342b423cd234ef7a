"""The hook files that draftvc ships: their text, and whether a file is one of them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Literal

import draftvc
from draftvc.errors import RepositoryError

HOOKS = ("pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg")
"""Names of the hooks, in the order in which git calls them."""

SERVER_HOOKS = ("pre-receive",)
"""Names of the hooks of a repository that is pushed to."""

Whose = Literal["ours", "ours, changed by hand", "another program's", "calls draftvc"]

_PROGRAM_LINE = re.compile(rb"^installed=.*$", re.MULTILINE)
_VERSION_1 = (
    b'if [ -x "$before" ]; then\n    "$before" "$@" || exit $?\nfi\n',
    re.compile(rb'if \[ -x "\$before" \]; then\n    # .*?\nfi\n', re.DOTALL),
)
"""How the first version called the hook that was there before, and how later ones do."""
_OURS = re.compile(rb"^# draftvc hook, version \d+:", re.MULTILINE)


def shim(name: str) -> bytes:
    """Return the text of a hook, with the place of the program that runs now written in.

    The place is tried before the PATH: programs with windows often start git without the PATH
    of the user's shell.
    """
    line = b"installed=" + os.fsencode(shlex.quote(program_path()))
    return _PROGRAM_LINE.sub(lambda _: line, _shipped(name), count=1)


def whose(name: str, text: bytes) -> Whose:
    """Return who wrote a hook file, by its text."""
    shipped = _without_program(_shipped(name))
    if _without_program(text) in (shipped, _as_in_version_1(shipped)):
        return "ours"
    if _OURS.search(text):
        return "ours, changed by hand"
    return "calls draftvc" if f"draftvc hook {name}".encode() in text else "another program's"


def call_line(name: str) -> str:
    """Return the line that a hook of another program needs to call draftvc."""
    return f'draftvc hook {name} "$@" || exit $?'


def _without_program(text: bytes) -> bytes:
    return _PROGRAM_LINE.sub(b"installed=", text, count=1)


def _as_in_version_1(text: bytes) -> bytes:
    was, now = _VERSION_1
    return now.sub(lambda _: was, text).replace(b"hook, version 2:", b"hook, version 1:")


def _shipped(name: str) -> bytes:
    # In a checkout the shims stand beside the sources; a wheel has them inside the package.
    package = Path(draftvc.__file__).parent
    for folder in (package / "hooks", package.parent.parent / "hooks"):
        path = folder / name
        if path.is_file():
            return path.read_bytes()
    raise RepositoryError(
        f"The hook {name} is missing from this installation of draftvc.", "Install draftvc again."
    )


def program_path() -> str:
    """Return the path of the draftvc that runs now, or of the one on the PATH; else nothing."""
    beside = Path(sys.executable).parent / ("draftvc.exe" if sys.platform == "win32" else "draftvc")
    if beside.is_file():
        return beside.as_posix()
    found = shutil.which("draftvc")
    return Path(found).absolute().as_posix() if found else ""
