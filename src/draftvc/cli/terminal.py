"""What standard output is: a terminal or not, how wide, with colour or without."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import IO

from draftvc.cli.options import ColorWish
from draftvc.errors import DraftvcError
from draftvc.report.formats import Look

_WIDTH = 80
"""Columns where nothing says how many there are."""


def is_terminal() -> bool:
    """Tell whether a person reads standard output directly."""
    return sys.stdout is not None and sys.stdout.isatty()


def standard_output() -> IO[bytes]:
    """Return standard output for bytes.

    Raises:
        DraftvcError: there is none.
    """
    if sys.stdout is None:
        raise DraftvcError("Standard output is closed.", "Call again with one.")
    return sys.stdout.buffer


def look(color: ColorWish, env: Mapping[str, str] = os.environ) -> Look:
    """Return width and colour for a report on standard output."""
    return Look(width=_width(env), color=_colored(color, env))


def _colored(color: ColorWish, env: Mapping[str, str]) -> bool:
    if color != "auto":
        return color == "always"
    # https://no-color.org: present and not empty, whatever its value.
    return is_terminal() and not env.get("NO_COLOR") and env.get("TERM") != "dumb"


def _width(env: Mapping[str, str]) -> int:
    columns = env.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    if not is_terminal():
        return _WIDTH
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _WIDTH
    except OSError:
        return _WIDTH
