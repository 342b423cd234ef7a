"""From the options of a command to the desk that its use case works at."""

from __future__ import annotations

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
    if repo is not None and not repo.is_dir():
        raise RepositoryError(f"There is no directory {repo}.", "Check the spelling.")
    if progress is None:
        return Desk(repo, tell=say)

    def tell(sentence: str) -> None:
        progress.clear()
        say(sentence)

    return Desk(repo, tell=tell, tick=progress.tick)
