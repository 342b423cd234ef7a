"""A kill at any moment of a merge leaves it recorded, open, or not begun; and nothing is lost."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftvc.app.desk import Desk
from draftvc.app.merging import merge
from draftvc.store.repository import open_repository
from tests.merging import OP1, OP2, PP1, Edits, fork
from tests.store.gitrepo import git
from tests.store.kills import killed, lines_of

pytestmark = [
    pytest.mark.skipif(not hasattr(sys, "settrace") or sys.platform == "win32", reason="forks"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

SAMPLE = 8
HERE: Edits = {OP2: ("next session", "spring session"), OP1: ("the maps", "the charts")}
CLEAN: Edits = {PP1: ("figures", "tables"), OP1: ("the minutes", "the protocols")}
TORN: Edits = {**CLEAN, OP2: ("next session", "tenth session")}


def _killed_copies(tmp_path: Path, theirs: Edits, sample: int | None) -> Iterator[Path]:
    """Yield copies of a repository in which a merge was killed, moment by moment."""
    before = fork(tmp_path / "before", HERE, theirs)
    there = tmp_path / "repo"

    def copy() -> Path:
        shutil.rmtree(there, ignore_errors=True)
        return Path(shutil.copytree(before, there, symlinks=True))

    def work() -> object:
        return merge("fra", Desk(there))

    copy()
    count = lines_of(work)
    moments = range(1, count + 1)
    chosen = moments if sample is None else moments[:: max(1, count // sample)]
    for deadly in chosen:
        copy()
        killed(work, deadly)
        yield there


def _clean_merge(tmp_path: Path, sample: int | None) -> None:
    for there in _killed_copies(tmp_path, CLEAN, sample):
        repo = open_repository(there)
        repo.finish_interrupted()
        assert git(there, "status", "--porcelain") == ""
        if git(there, "log", "-1", "--format=%P").count(" ") == 0:
            assert merge("fra", Desk(there)).outcome == "merged"
        draft = open_repository(there).working_draft()
        text = " ".join(clause.text for clause in draft.clauses)
        assert all(word in text for word in ("spring", "charts", "tables", "protocols"))
        assert git(there, "fsck", "--strict", "--no-dangling") == ""


def _open_merge(tmp_path: Path, sample: int | None) -> None:
    for there in _killed_copies(tmp_path, TORN, sample):
        open_repository(there).finish_interrupted()
        if not (there / ".git" / "MERGE_HEAD").exists():
            # What the refusal of the next merge says to do with files that are half in place.
            paths = ("clauses", "outline", "draft.toml")
            git(there, "restore", "--staged", "--worktree", *paths)
            assert git(there, "status", "--porcelain") == ""
            assert merge("fra", Desk(there)).outcome == "conflicts"
        assert f"UU clauses/{OP2}.txt" in git(there, "status", "--porcelain")
        git(there, "merge", "--abort")
        assert git(there, "status", "--porcelain") == ""


def test_a_merge_that_combines_killed_at_a_sample_of_moments(tmp_path: Path):
    _clean_merge(tmp_path, SAMPLE)


@pytest.mark.long
def test_a_merge_that_combines_killed_at_every_moment(tmp_path: Path):
    _clean_merge(tmp_path, None)


def test_a_merge_that_stays_open_killed_at_a_sample_of_moments(tmp_path: Path):
    _open_merge(tmp_path, SAMPLE)


@pytest.mark.long
def test_a_merge_that_stays_open_killed_at_every_moment(tmp_path: Path):
    _open_merge(tmp_path, None)
