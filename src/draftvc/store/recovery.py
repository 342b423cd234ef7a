"""Finish, or clean up after, a run that was killed."""

from __future__ import annotations

from pathlib import Path

import pygit2


def finish_interrupted(git: pygit2.Repository, git_dir: Path, root: Path | None) -> tuple[str, ...]:
    """Put right what a killed run left behind, and return what there is to say of it."""
    return ()
