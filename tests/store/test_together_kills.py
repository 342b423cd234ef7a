"""A kill at any moment of what puts several files in place leaves all of them or none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from draftvc.app.applying import apply_diff
from draftvc.app.conflicts import open_conflicts
from draftvc.app.desk import Desk
from draftvc.app.merging import merge
from draftvc.app.resolving import Choice, resolve
from draftvc.store.repository import open_repository
from tests.merging import OP1, OP2, PP1, Edits, add_clause, commit_all, fork
from tests.store.gitrepo import git
from tests.store.kills import killed, lines_of
from tests.store.room import make_files, make_room

pytestmark = [
    pytest.mark.skipif(not hasattr(sys, "settrace") or sys.platform == "win32", reason="forks"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

SAMPLE = 10
HERE: Edits = {OP2: ("next session", "spring session"), OP1: ("the maps", "the charts")}
TORN: Edits = {
    PP1: ("figures", "tables"),
    OP1: ("the maps", "the globes"),
    OP2: ("next session", "tenth session"),
}
MIXED = "clauses of two states"


class Scene:
    """A repository before some work, copied for each kill."""

    def __init__(self, place: Path) -> None:
        self.place, self.before = place, place / "before"
        self.make()
        self.old = state(self.before)
        there = self.copy()
        self.work(there)
        self.new = state(there)
        assert self.old != self.new

    def make(self) -> None:
        raise NotImplementedError

    def work(self, there: Path) -> object:
        raise NotImplementedError

    def copy(self) -> Path:
        there = self.place / "repo"
        shutil.rmtree(there, ignore_errors=True)
        return Path(shutil.copytree(self.before, there, symlinks=True))


class Applying(Scene):
    """A diff with clauses that come, go and change, onto a draft with an edit of its own."""

    def make(self) -> None:
        files = make_files(self.place / "received")
        make_room(self.before, *files)
        git(self.before, "checkout", "-q", "-B", "work", "v1")
        self.sent = self.place / "sent.json"
        program = [sys.executable, "-m", "draftvc", "diff", "v1", "v3", "--format", "json"]
        told = subprocess.run(program, cwd=self.before, check=True, capture_output=True)
        self.sent.write_bytes(told.stdout)
        repo = open_repository(self.before)
        first = repo.working_draft().clauses[1].id
        assert first is not None
        edited = self.before / repo.path_of(first)
        edited.write_text(edited.read_text("utf-8").replace("somebody", "everybody"), "utf-8")

    def work(self, there: Path) -> object:
        return apply_diff(str(self.sent), Desk(there))


class Opening(Scene):
    """A merge that stays open."""

    def make(self) -> None:
        fork(self.before, HERE, TORN)

    def work(self, there: Path) -> object:
        return merge("fra", Desk(there))


class Settling(Scene):
    """All conflicts of an open merge settled in one call; the outline is written, too."""

    def make(self) -> None:
        fork(self.before, HERE, TORN)
        git(self.before, "checkout", "-q", "fra")
        add_clause(self.before, "welcoming-the-lamps-a1b2c", PP1, "", "Welcoming the lamps,")
        commit_all(self.before, "One more")
        git(self.before, "checkout", "-q", "main")
        merge("fra", Desk(self.before))
        assert len(open_conflicts(open_repository(self.before)).draft) == 2

    def work(self, there: Path) -> object:
        return resolve((), True, Choice("theirs"), Desk(there))


SCENES: tuple[type[Scene], ...] = (Applying, Opening, Settling)


def state(there: Path) -> dict[str, object]:
    """Return what a user finds: the files, what is staged, and whether a merge is open."""
    files: dict[str, object] = {
        each.relative_to(there).as_posix(): each.read_bytes()
        for each in there.rglob("*")
        if each.is_file() and ".git" not in each.relative_to(there).parts
    }
    files["staged"] = git(there, "ls-files", "--stage")
    for name in ("MERGE_HEAD", "MERGE_MSG", "AUTO_MERGE"):
        found = there / ".git" / name
        files[name] = found.read_bytes() if found.exists() else None
    return files


@pytest.mark.parametrize("scene", SCENES)
def test_killed_at_a_sample_of_moments(scene, tmp_path):
    _kill_everywhere(scene(tmp_path), SAMPLE)


@pytest.mark.long
@pytest.mark.parametrize("scene", SCENES)
def test_killed_at_every_moment(scene, tmp_path):
    _kill_everywhere(scene(tmp_path))


@pytest.mark.parametrize("scene", SCENES)
def test_what_takes_it_back_can_be_killed_too(scene, tmp_path):
    _kill_what_puts_right(scene(tmp_path), back=(25, 90), sample=4)


@pytest.mark.long
@pytest.mark.parametrize("scene", SCENES)
def test_what_takes_it_back_can_be_killed_at_every_moment(scene, tmp_path):
    _kill_what_puts_right(scene(tmp_path), back=range(1, 150, 9))


def _kill_everywhere(scene: Scene, sample: int | None = None) -> None:
    there = scene.copy()
    count = lines_of(partial(scene.work, there))
    outcomes = set()
    for moment in _moments(count, sample):
        there = scene.copy()
        assert killed(partial(scene.work, there), moment)
        outcomes.add(_check(scene, there, f"moment {moment} of {count}"))
    assert "old" in outcomes
    # A diff is applied when the run file goes: after that, nothing is watched.
    assert outcomes == {"old", "new"} or isinstance(scene, Applying)


def _kill_what_puts_right(scene: Scene, back: Iterable[int], sample: int | None = None) -> None:
    there = scene.copy()
    count = lines_of(partial(scene.work, there))
    half_done = scene.place / "half done"
    for first in (count - each for each in back):
        there = scene.copy()
        assert killed(partial(scene.work, there), first)
        shutil.rmtree(half_done, ignore_errors=True)
        shutil.copytree(there, half_done, symlinks=True)
        for second in _moments(lines_of(partial(_finish, there)), sample):
            shutil.rmtree(there)
            shutil.copytree(half_done, there, symlinks=True)
            killed(partial(_finish, there), second)
            _check(scene, there, f"moments {first} and {second}")


def _moments(count: int, sample: int | None) -> list[int]:
    if sample is None or sample >= count:
        return list(range(1, count + 1))
    step = count / sample
    return sorted({max(int(count - number * step), 1) for number in range(sample)})


def _finish(there: Path) -> tuple[str, ...]:
    return open_repository(there).finish_interrupted()


def _check(scene: Scene, there: Path, when: str) -> str:
    """Check what the next command makes of what a kill left; return which state it is."""
    touched = state(there) not in (scene.old, scene.new)
    said = _finish(there)
    now = state(there)
    assert now in (scene.old, scene.new), when
    outcome = "old" if now == scene.old else "new"
    if touched:
        assert said, when
    if said:
        assert "interrupted" in said[0], (when, said)
        assert ("call it again" in said[0]) == (outcome == "old"), (when, said)
    left = {*there.rglob("*.lock"), *there.rglob("*draftvc-*"), *there.rglob("*.tmp")}
    assert {each for each in left if ".git" not in each.parts} == set(), when
    assert _finish(there) == (), when
    if outcome == "old":
        scene.work(there)
    assert state(there) == scene.new, when
    left = {*there.rglob("*.lock"), *there.rglob("*draftvc-*"), *there.rglob("*.tmp")}
    assert left == set(), when
    return outcome


def test_the_program_is_killed_after_some_time(tmp_path):
    """As a user kills it: from outside, over the time in which it writes."""
    scene = Applying(tmp_path)
    command = [sys.executable, "-m", "draftvc", "apply", str(scene.sent)]
    begun = time.monotonic()
    subprocess.run(command, cwd=scene.copy(), check=True, capture_output=True)
    whole = time.monotonic() - begun
    for number in range(6):
        there = scene.copy()
        process = subprocess.Popen(command, cwd=there, stdout=subprocess.DEVNULL)
        time.sleep(whole * (0.4 + 0.6 * number / 6))
        process.kill()
        process.wait()
        _check(scene, there, f"{number} of 6")


def _half_applied(tmp_path: Path) -> Path:
    """Return a repository in which a diff was killed with files of both states in place."""
    scene = Applying(tmp_path)
    count = lines_of(partial(scene.work, scene.copy()))
    for moment in range(count, 0, -1):
        there = scene.copy()
        killed(partial(scene.work, there), moment)
        files = state(there)
        clauses = {key for key in files if key.startswith("clauses/") and ".tmp" not in key}
        olds = {key for key in clauses if files[key] == scene.old.get(key)}
        run = there / ".git" / "draftvc-run.json"
        outline = files["outline"] == scene.old["outline"]
        if run.exists() and clauses - olds and outline and json.loads(run.read_text())["files"]:
            return there
    raise AssertionError(MIXED)


def test_what_somebody_took_back_or_went_on_with_is_left(tmp_path):
    there = _half_applied(tmp_path)
    git(there, "checkout", "-q", "--", ".")
    git(there, "clean", "-q", "-f")
    taken_back = state(there)
    told = _finish(there)
    assert "taken back" not in told[0]
    assert "interrupted" in told[0]
    assert state(there) == taken_back


def test_a_commit_of_half_a_diff_is_refused_and_one_that_went_on_is_left(tmp_path):
    there = _half_applied(tmp_path)
    git(there, "add", "-A", "clauses", "outline")
    hook = [sys.executable, "-m", "draftvc", "hook", "pre-commit"]
    told = subprocess.run(hook, cwd=there, check=False, capture_output=True, text=True)
    assert told.returncode == 1
    assert "sent.json was interrupted half-way" in told.stderr
    git(there, "commit", "-q", "--no-verify", "-m", "Half of it")
    before = state(there)
    said = _finish(there)
    assert "left as it is" in said[0]
    assert state(there) == {key: before[key] for key in before if not key.endswith(".tmp")}
