"""`draftvc git enable` that is killed at any step: the next call puts it right."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from draftvc.app.enabling import disable, enable
from tests.app.test_enabling import HOOK, files
from tests.drivers.room import begin
from tests.store.gitrepo import git, put

_CHANGES = frozenset({"os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod"})


def _killed(work: Callable[[], object], deadly: int) -> bool:
    """Do some work in a process that is killed before its n-th change of a file."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    left = deadly

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        writes = (
            event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if event in _CHANGES or writes:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(watch)
        work()
    finally:
        os._exit(0)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository with a hook of somebody else's."""
    place = begin(tmp_path / "room")
    shutil.rmtree(place / ".git" / "hooks")
    (place / ".gitattributes").unlink(missing_ok=True)
    put(place / ".git" / "hooks" / "pre-commit", HOOK).chmod(0o755)
    put(place / ".git" / "info" / "attributes", "*.bin binary")
    return place


def _everywhere_killed(place: Path, work: Callable[[], object], then: Callable[[], object]) -> int:
    """Kill some work at each of its changes; hold each time that what follows gives one result."""
    start = place.parent / "start"
    shutil.copytree(place, start, symlinks=True)
    then_alone = place.parent / "expected"
    for deadly in count(1):
        shutil.rmtree(place)
        shutil.copytree(start, place, symlinks=True)
        was_killed = _killed(work, deadly)
        then()
        found = files(place)
        if deadly == 1:
            shutil.copytree(place, then_alone, symlinks=True)
        assert found == files(then_alone), deadly
        if not was_killed:
            return deadly
    raise AssertionError


def test_enable_that_was_killed_is_taken_out_whole(place):
    before = files(place)
    steps = _everywhere_killed(place, lambda: enable(place), lambda: disable(place))
    assert steps > 15
    assert files(place) == before


def test_enable_that_was_killed_is_finished_by_the_next(place):
    before = files(place)
    _everywhere_killed(place, lambda: enable(place), lambda: enable(place))
    assert git(place, "config", "draftvc.hooks").split()[0] == "pre-commit"
    disable(place)
    assert files(place) == before


def test_disable_that_was_killed_is_finished_by_the_next(place):
    before = files(place)
    enable(place)
    _everywhere_killed(place, lambda: disable(place), lambda: disable(place))
    assert files(place) == before


def test_disable_that_was_killed_can_be_enabled_again(place):
    before = files(place)
    enable(place)
    _everywhere_killed(place, lambda: disable(place), lambda: enable(place))
    disable(place)
    assert files(place) == before


def test_the_file_of_somebody_else_of_that_name_stays(place):
    theirs = put(place / ".git" / "draftvc.gitconfig", "[alias]\n\tmine = status\n")
    git(place, "config", "--add", "include.path", "draftvc.gitconfig")
    before = files(place)
    assert enable(place).changed
    assert not enable(place).changed
    assert git(place, "config", "alias.mine").strip() == "status"
    assert "driver merge" in git(place, "config", "merge.draftvc.driver")
    assert theirs.read_text(encoding="utf-8") == "[alias]\n\tmine = status\n"
    disable(place)
    assert files(place) == before


def test_an_include_of_somebody_else_that_names_our_file_stays(place):
    git(place, "config", "--add", "include.path", "draftvc.gitconfig")
    before = files(place)
    enable(place)
    disable(place)
    assert files(place) == before
