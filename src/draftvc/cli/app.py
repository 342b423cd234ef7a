"""The command line: what stands before the command, and which command is called."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from draftvc.cli.table import help_page, load
from draftvc.errors import DraftvcError

_HELP = ("--help", "-h")
_REPO = ("--repo", "-C")


def call(argv: Sequence[str]) -> int:
    """Return the exit code of a call, given its arguments without the program's name."""
    _speak_utf8()
    repo, words = _before_command(list(argv))
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    if not words or words[0] in _HELP:
        print(help_page(), end="")
        return 0
    name, *rest = words
    return load(name)(f"draftvc {name}", repo + rest)


def _speak_utf8() -> None:
    """Write UTF-8 under every locale; half a character of a file's name as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _before_command(words: list[str]) -> tuple[list[str], list[str]]:
    """Return `--repo DIR` where it stands before the command, as with git, and what follows."""
    repo: list[str] = []
    while words and words[0].startswith("-") and words[0] not in _HELP:
        option, equals, value = words[0].partition("=")
        if option not in _REPO:
            raise DraftvcError(
                f"{words[0]} is no option of the program itself.",
                "Options stand behind the command; `draftvc --help` lists the commands.",
            )
        if not equals and len(words) == 1:
            raise DraftvcError(f"{option} needs a directory.", "Write `draftvc -C DIR COMMAND`.")
        repo = ["--repo", value if equals else words[1]]
        words = words[1 if equals else 2 :]
    return repo, words
