"""Who records, and when: as git itself finds it out."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pygit2

from draftvc.errors import DraftvcError, RepositoryError
from draftvc.store.gitcli import run_git
from draftvc.store.revision import moment

_AUTHOR = re.compile(r"\s*(?P<name>[^<>\n]*[^<>\s])\s*<(?P<mail>[^<>\s]+)>\s*")
_IDENT = re.compile(r"(?P<name>.*) <(?P<mail>[^<>]*)> (?P<time>\d+) (?P<east>[+-]\d{4})")


@dataclass(frozen=True, slots=True)
class Identity:
    """Author and committer of a commit."""

    author: pygit2.Signature
    committer: pygit2.Signature

    @property
    def written(self) -> datetime:
        """The moment at which the author wrote it."""
        return moment(self.author.time, self.author.offset)

    def variables(self) -> dict[str, str]:
        """Return the variables that tell git the same."""
        return {
            f"GIT_{role}_{key}": value
            for role, who in (("AUTHOR", self.author), ("COMMITTER", self.committer))
            for key, value in (
                ("NAME", who.name),
                ("EMAIL", who.email),
                ("DATE", f"@{who.time} {_zone(who.offset)}"),
            )
        }


def identity(git_dir: Path, author: str | None = None) -> Identity:
    """Return who records: of git's settings and variables, and of `--author`, which wins.

    Raises:
        RepositoryError: git knows nobody; the remedy has the commands that tell it.
        DraftvcError: `author` is not written as `Name <mail>`.
    """
    given = _variables("AUTHOR", author) if author is not None else {}
    who = _ask(git_dir, "GIT_AUTHOR_IDENT", given)
    if who is None:
        raise _misdated(git_dir, "AUTHOR", given) or _nobody()
    # Whoever gave `--author` has said who they are.
    committer, stands_in = _ask(git_dir, "GIT_COMMITTER_IDENT", {}), {}
    if committer is None:
        stands_in = _variables("COMMITTER", author) if author is not None else {}
        committer = _ask(git_dir, "GIT_COMMITTER_IDENT", stands_in)
    if committer is None:
        raise _misdated(git_dir, "COMMITTER", stands_in) or _nobody()
    return Identity(who, committer)


def _ask(git_dir: Path, which: str, env: Mapping[str, str]) -> pygit2.Signature | None:
    # Git would make up an address from the name of the machine.
    named = ("-c", "user.useConfigOnly=true", f"--git-dir={git_dir}")
    told = run_git(git_dir, *named, "var", which, check=False, env=env)
    match = _IDENT.fullmatch(os.fsdecode(told).rstrip("\n"))
    if match is None:
        return None
    east = match["east"]
    minutes = int(east[1:3]) * 60 + int(east[3:5])
    return pygit2.Signature(
        match["name"].encode("utf-8", "replace").decode("utf-8"),
        match["mail"].encode("utf-8", "replace").decode("utf-8"),
        int(match["time"]),
        -minutes if east[0] == "-" else minutes,
    )


def _misdated(git_dir: Path, role: str, env: Mapping[str, str]) -> RepositoryError | None:
    """Return the error for a date in a variable that git does not take; None where it is none."""
    name = f"GIT_{role}_DATE"
    written = os.environ.get(name)
    if not written or _ask(git_dir, f"GIT_{role}_IDENT", {**env, name: ""}) is None:
        return None
    return RepositoryError(
        f"The variable {name} is “{written}”, which git does not take for a date.",
        f"Write it as 2025-03-07T18:00:00+01:00, or take it out: unset {name}.",
    )


def _variables(role: str, author: str) -> dict[str, str]:
    match = _AUTHOR.fullmatch(author)
    if match is None:
        raise DraftvcError(
            f"--author “{author}” is not understood.",
            'Write it as --author "Ana Silva <ana.silva@example.org>".',
        )
    return {f"GIT_{role}_NAME": match["name"], f"GIT_{role}_EMAIL": match["mail"]}


def _zone(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _nobody() -> RepositoryError:
    return RepositoryError(
        "git does not know who you are, and a revision names who recorded it.",
        'Tell it once: git config --global user.name "Your Name", and '
        "git config --global user.email you@example.org; "
        'or give --author "Your Name <you@example.org>".',
    )
