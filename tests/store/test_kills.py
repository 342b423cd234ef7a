"""A kill at any moment of an import leaves the old or the new revision, and nothing half done."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from draftvc.store.repository import open_repository
from tests.store.gitrepo import git
from tests.store.kills import killed, lines_of
from tests.store.room import import_into, make_files, make_room

pytestmark = [
    pytest.mark.skipif(not hasattr(sys, "settrace") or sys.platform == "win32", reason="forks"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

SAMPLE = 8
"""Moments that are tried in `make test`; `make test-long` tries them all."""


class Scene:
    """A repository before an import, copied for each kill, and the import."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.files = make_files(place / "received")
        self.before = place / "before"
        self.expected: list[str] = []
        """Names of the revisions after the import, oldest first."""

    def copy(self) -> Path:
        there = self.place / "repo"
        shutil.rmtree(there, ignore_errors=True)
        return Path(shutil.copytree(self.before, there, symlinks=True))

    def work(self, there: Path) -> object:
        raise NotImplementedError

    def again(self, there: Path, outcome: str) -> object:
        """The next import: of the last file where it was recorded, which changes nothing."""
        return self.work(there)


class First(Scene):
    """The first import of all, into a repository without a commit."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        make_room(self.before)
        self.expected = ["v1"]

    def work(self, there: Path) -> object:
        return import_into(there, self.files[0])


class Next(Scene):
    """Two further files in one call: one commit point."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        make_room(self.before, self.files[0])
        self.expected = ["v1", "v2", "v3"]

    def work(self, there: Path) -> object:
        return import_into(there, *self.files[1:])

    def again(self, there: Path, outcome: str) -> object:
        return import_into(there, self.files[2]) if outcome == "new" else self.work(there)


class Detached(Next):
    """The same on a detached HEAD."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        git(self.before, "checkout", "-q", "--detach")


class Replacing(Scene):
    """The newest revision put right."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        make_room(self.before, *self.files[:2])
        self.expected = ["v1", "v2"]

    def work(self, there: Path) -> object:
        return import_into(there, self.files[2], replace="v2")


SCENES: tuple[type[Scene], ...] = (First, Next, Detached, Replacing)


@pytest.mark.parametrize("scene", SCENES)
def test_killed_at_a_sample_of_moments(scene, tmp_path):
    _kill_everywhere(scene(tmp_path), SAMPLE)


@pytest.mark.long
@pytest.mark.parametrize("scene", SCENES)
def test_killed_at_every_moment(scene, tmp_path):
    _kill_everywhere(scene(tmp_path))


def test_what_puts_it_right_can_be_killed_too(tmp_path):
    _kill_the_recovery(Next(tmp_path), back=(10, 40, 90, 600), sample=4)


@pytest.mark.long
def test_what_puts_it_right_can_be_killed_at_every_moment(tmp_path):
    _kill_the_recovery(Next(tmp_path), back=(*range(1, 120, 8), 300, 600, 900))


def _kill_everywhere(scene: Scene, sample: int | None = None) -> None:
    there = scene.copy()
    count = lines_of(partial(scene.work, there))
    old, outcomes = _head(scene.before), set()
    for moment in _moments(count, sample):
        there = scene.copy()
        assert killed(partial(scene.work, there), moment)
        outcomes.add(_check(scene, there, old, f"moment {moment} of {count}"))
    assert outcomes == {"old", "new"}  # else the moments were not where it matters


def _kill_the_recovery(scene: Scene, back: Iterable[int], sample: int | None = None) -> None:
    """Kill the import `back` moments before its end, and then what puts that right."""
    there = scene.copy()
    count = lines_of(partial(scene.work, there))
    old, outcomes = _head(scene.before), set()
    for first in (count - each for each in back):
        there = scene.copy()
        assert killed(partial(scene.work, there), first)
        half_done = scene.place / "half done"
        shutil.rmtree(half_done, ignore_errors=True)
        shutil.copytree(there, half_done, symlinks=True)
        again = lines_of(partial(_finish, there))
        for second in _moments(again, sample):
            there = scene.copy()
            shutil.rmtree(there)
            shutil.copytree(half_done, there, symlinks=True)
            assert killed(partial(_finish, there), second)
            outcomes.add(_check(scene, there, old, f"moments {first} and {second}"))
    assert outcomes == {"old", "new"}


def _finish(there: Path) -> tuple[str, ...]:
    return open_repository(there).finish_interrupted()


def _moments(count: int, sample: int | None) -> list[int]:
    if sample is None or sample >= count:
        return list(range(1, count + 1))
    step = count / sample
    return sorted({max(int(count - number * step), 1) for number in range(sample)})


def _check(scene: Scene, there: Path, old: str, when: str) -> str:
    """Check what a kill left, before and after the next command; return which revision it is."""
    now = _head(there)
    outcome = "old" if now == old else "new"
    said = _finish(there)
    assert _head(there) == now, when
    _check_sound(there, when)
    if outcome == "new":
        _check_complete(scene, there, when)
    if any("interrupted" in sentence for sentence in said):
        assert ("is finished now" in said[0]) == (outcome == "new"), (when, said)
    scene.again(there, outcome)
    _check_sound(there, when, again=True)
    _check_complete(scene, there, when)
    return outcome


def _head(there: Path) -> str:
    return git(there, "rev-parse", "--verify", "--quiet", "HEAD", ok=False)


def _check_sound(there: Path, when: str, again: bool = False) -> None:
    said = git(there, "fsck", "--strict", "--no-dangling").splitlines()
    assert [line for line in said if not line.startswith("notice: ")] == [], when
    if not _head(there):
        # Nothing was recorded yet: what `init` wrote waits for the first import.
        assert git(there, "status", "--porcelain") == "?? .gitattributes\n?? draft.toml\n", when
    else:
        assert git(there, "status", "--porcelain") == "", when
        # As scripts ask it: without a refresh of what git knows of the files' times.
        assert git(there, "diff-files", "--name-only") == "", when
    left = {*there.rglob("*.lock"), *there.rglob("*draftvc-*"), *there.rglob("*.tmp")}
    # A run file that was not whole yet says nothing; the next import takes it away.
    assert left <= (set() if again else {*(there / ".git").glob("draftvc-new-*")}), when


def _check_complete(scene: Scene, there: Path, when: str) -> None:
    repo = open_repository(there)
    revisions = list(repo.history())
    assert [each.name for each in reversed(revisions)] == scene.expected, when
    for each in revisions:
        assert repo.resolve(f"refs/tags/{each.name}") == each.commit, when
    newest = repo.newest()
    assert newest is not None
    assert repo.working_draft().clauses == repo.draft(newest.commit).clauses, when


def test_the_number_of_moments_is_what_it_seems(tmp_path):
    """A harness that never kills would let everything pass."""
    scene = Next(tmp_path)
    count = lines_of(partial(scene.work, scene.copy()))
    assert count > 200
    assert not killed(partial(scene.work, scene.copy()), count + 50)


def test_the_program_is_killed_after_some_time(tmp_path):
    _kill_the_program(Next(tmp_path), 3)


@pytest.mark.long
def test_the_program_is_killed_after_any_time(tmp_path):
    _kill_the_program(Next(tmp_path), 60)


def _kill_the_program(scene: Scene, times: int) -> None:
    """Start `draftvc import`, and kill it from outside at moments over the time that it takes."""
    old = _head(scene.before)
    command = [sys.executable, "-m", "draftvc", "import", *map(str, scene.files[1:])]
    begun = time.monotonic()
    subprocess.run(command, cwd=scene.copy(), check=True, capture_output=True)
    whole = time.monotonic() - begun
    for number in range(times):
        there = scene.copy()
        process = subprocess.Popen(command, cwd=there, stdout=subprocess.DEVNULL)
        # The first half of the time goes by with reading.
        time.sleep(whole * (0.5 + 0.5 * number / times))
        process.kill()
        process.wait()
        time.sleep(0.05)
        _check(scene, there, old, f"{number} of {times}")
