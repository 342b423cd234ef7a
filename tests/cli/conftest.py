"""Repositories for the tests of the command line: built once, copied where they are written to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc, git


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory, _isolated_git: Path) -> Path:
    """A repository with the four sample revisions, to be read only."""
    place = tmp_path_factory.mktemp("room") / "draft"
    assert draftvc("init", place).code == 0
    files = [SAMPLES / f"resolution-v{number}.txt" for number in (1, 2, 3, 4)]
    done = draftvc("import", *files, cwd=place)
    assert done.code == 0, done.err
    return place


@pytest.fixture
def draft(room: Path, tmp_path: Path) -> Path:
    """A copy of that repository, to be changed."""
    return Path(shutil.copytree(room, tmp_path / "draft", symlinks=True))


@pytest.fixture
def bare(room: Path, tmp_path: Path) -> Path:
    """A bare clone of that repository."""
    git("clone", "-q", "--bare", room, tmp_path / "bare.git", cwd=tmp_path)
    return tmp_path / "bare.git"
