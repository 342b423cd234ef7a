"""What follows the commit point: tags, working tree, index, and the end of the run.

Done again from any point in between, it ends in the same state.
"""

from __future__ import annotations

from pathlib import Path

import pygit2

from draftvc.errors import BusyError
from draftvc.store.locks import unlock_index
from draftvc.store.placing import Placing
from draftvc.store.references import TAGS, move, target
from draftvc.store.runfile import Run, end_run


def follow(git: pygit2.Repository, git_dir: Path, run: Run, placing: Placing | None) -> list[str]:
    """Make everything follow a branch that has moved, and return what there is to say of it.

    Args:
        git: the repository.
        git_dir: its directory; the lock of the index is held where there is a `placing`.
        run: the recording, `ready`.
        placing: what is staged for the working tree; None where that has gone elsewhere.

    Raises:
        OSError, pygit2.GitError, RepositoryError: something cannot be written; the run stands.
    """
    said = [_tagged(git, git_dir, name, old, new) for name, (new, old) in run.tags.items()]
    if placing is not None:
        placing.put()
        said += [
            f"{path} was changed by another program meanwhile, and is left as it is."
            for path in placing.left
        ]
    unlock_index(git_dir, run.process)
    end_run(git_dir)
    return [sentence for sentence in said if sentence]


def _tagged(git: pygit2.Repository, git_dir: Path, name: str, old: str | None, new: str) -> str:
    if target(git, TAGS + name) == new:
        return ""
    try:
        move(git, git_dir, TAGS + name, (old, new), f"draftvc: {name}")
    except BusyError:
        if target(git, TAGS + name) != old:
            return f"The tag {name} was made by another program meanwhile, and is left as it is."
        raise
    return ""
