"""From the options of a command to the desk that its use case works at."""

from __future__ import annotations

import shlex
from pathlib import Path

from draftvc.app.desk import Desk
from draftvc.cli.progress import Progress
from draftvc.cli.saying import say
from draftvc.errors import RepositoryError


def desk_for(repo: Path | None, progress: Progress | None = None) -> Desk:
    """Return the desk of a call.

    Raises:
        RepositoryError: the directory that was named does not exist.
    """
    _refuse_absent(repo, "Check the spelling.")
    if progress is None:
        return Desk(repo, tell=say)

    def tell(sentence: str) -> None:
        progress.clear()
        say(sentence)

    return Desk(repo, tell=tell, tick=progress.tick)


def place_in(repo: Path | None, directory: Path, call: str) -> Path:
    """Return where something is to be made: a directory, seen from `-C DIR` as with git.

    Args:
        repo: what `-C` named.
        directory: what the call named, else the directory that it is in.
        call: the command that makes it.

    Raises:
        RepositoryError: the directory that `-C` named does not exist.
    """
    _refuse_absent(repo, f"`{call} {shlex.quote(str(repo))}` makes it.")
    return directory if repo is None else repo / directory


def _refuse_absent(repo: Path | None, remedy: str) -> None:
    if repo is not None and not repo.is_dir():
        raise RepositoryError(f"There is no directory {repo}.", remedy)
