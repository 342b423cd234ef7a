"""Sentences of a command that has no report: lines that fit the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftvc.cli.terminal import look
from draftvc.report.page.lines import wrap
from draftvc.report.text import plain


def wrapped(sentences: Iterable[str]) -> Iterator[str]:
    """Yield sentences as lines that fit the terminal, what follows the first line set in."""
    width = look("auto").columns
    return plain(line for each in sentences for line in wrap([each], width, 0, 2))
