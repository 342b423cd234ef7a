"""A full disk, a read-only one, another program in the way: said, and nothing half done."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import pygit2
import pytest

from draftvc.errors import BusyError, DraftvcError, IncompleteError, RepositoryError
from draftvc.store.gitcli import GitFailed
from draftvc.store.layout import RUN_FILE
from draftvc.store.locks import lock_index
from draftvc.store.refusals import refusal
from draftvc.store.repository import open_repository
from draftvc.store.runfile import (
    Process,
    Run,
    begin_run,
    end_run,
    read_run,
    spoken_age,
    this_process,
)
from tests.store.gitrepo import git, put
from tests.store.room import WEDNESDAY, import_into, make_files, make_room

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, _isolated_git: Path) -> Path:
    place = tmp_path_factory.mktemp("room")
    make_room(place / "room", *make_files(place)[:2])
    return place / "room"


@pytest.fixture
def room(recorded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(recorded, tmp_path / "room", symlinks=True))


@pytest.fixture
def wednesday(tmp_path: Path) -> Path:
    return put(tmp_path / "wednesday.txt", WEDNESDAY)


def names(room: Path) -> list[str | None]:
    return [each.name for each in open_repository(room).history()]


def assert_as_before(room: Path) -> None:
    assert names(room) == ["v2", "v1"]
    assert_sound(room)


def assert_sound(room: Path) -> None:
    assert git(room, "fsck", "--strict", "--no-dangling") == ""
    assert git(room, "status", "--porcelain") == ""
    git_dir = room / ".git"
    left = [*git_dir.rglob("*.lock"), *git_dir.glob("draftvc-*"), *room.rglob("*.tmp")]
    assert left == []


def in_child(work: Callable[[], object]) -> str:
    """Do some work in a forked process; return the error it ended with, or nothing."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work()
        except DraftvcError as error:
            os.write(write, f"{type(error).__name__}: {error}".encode())
        except BaseException as error:
            os.write(write, f"DEFECT {error!r}".encode())
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read, encoding="utf-8") as told:
        return told.read()


# A full disk


@pytest.mark.parametrize("room_for", [0, 30, 150, 400, 600, 900, 1300, 2000])
def test_where_no_file_may_grow_nothing_is_recorded(room, tmp_path, room_for):
    """Whatever is too large, be it an object, the index or a file: the branch has not moved."""
    text = WEDNESDAY + "".join(f"{n}. Thanks host number {n}.\n" for n in range(4, 12))
    file = put(tmp_path / "long.txt", text)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room_for, room_for))
        import_into(room, file)

    said = in_child(work)
    if "RepositoryError" in said:
        assert "nothing was recorded" in said
        assert "Make room, and call again." in said
        assert_as_before(room)
    else:
        assert said == ""
        assert names(room) == ["v3", "v2", "v1"]
        assert_sound(room)
    import_into(room, file)
    assert names(room) == ["v3", "v2", "v1"]
    assert_sound(room)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, which only root may make."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if not IS_ROOT or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs to mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, but: int) -> None:
    """Fill a disk but for some bytes."""
    free = shutil.disk_usage(disk).free - but
    (disk / "filling").write_bytes(b"x" * max(free, 0))


@pytest.mark.parametrize("free", [0, 4096, 8192, 16384, 32768, 65536, 98304])
def test_a_disk_that_is_really_full(small_disk, recorded, wednesday, free):
    room = Path(shutil.copytree(recorded, small_disk / "room", symlinks=True))
    fill(small_disk, free)
    try:
        import_into(room, wednesday)
        moved = True
    except IncompleteError as error:
        assert "The next draftvc command" in error.remedy
        moved = True
    except RepositoryError as error:
        assert "nothing was recorded" in str(error)
        assert "No space left on device" in str(error)
        moved = False
    assert names(room) == (["v3", "v2", "v1"] if moved else ["v2", "v1"])
    (small_disk / "filling").unlink()
    open_repository(room).finish_interrupted()
    assert_sound(room)
    import_into(room, wednesday)
    assert names(room) == ["v3", "v2", "v1"]
    assert_sound(room)


def test_a_disk_mounted_read_only(small_disk, recorded, wednesday):
    room = Path(shutil.copytree(recorded, small_disk / "room", symlinks=True))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(RepositoryError, match="may not be written") as caught:
        import_into(room, wednesday)
    assert "nothing was recorded" in caught.value.message
    assert names(room) == ["v2", "v1"]
    assert open_repository(room).working_draft().clauses
    assert open_repository(room).uncommitted() == ()


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_a_repository_of_another(room, wednesday):
    for path in (room / ".git", *(room / ".git").rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with pytest.raises(RepositoryError, match="may not be written"):
            import_into(room, wednesday)
    finally:
        for path in (room / ".git", *(room / ".git").rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert_as_before(room)


def test_a_read_only_repository_with_a_run_to_finish_can_be_read(small_disk, recorded):
    room = Path(shutil.copytree(recorded, small_disk / "room", symlinks=True))
    begin_run(room / ".git", run_of(dead()))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    said = open_repository(room).finish_interrupted()
    assert len(said) == 1
    assert "cannot be put right now: Read-only file system" in said[0]


class Failing:
    """Makes the n-th write of a module's own fail; libgit2 and git go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, deadly: int) -> None:
        self.deadly, self.count = deadly, 0
        for owner, name in (
            (Path, "write_bytes"),
            (Path, "replace"),
            (Path, "mkdir"),
            (os, "link"),
            (shutil, "copyfile"),
        ):
            monkeypatch.setattr(owner, name, self._failing(getattr(owner, name)))

    def _failing(self, real: Callable[..., object]) -> Callable[..., object]:
        def write(*args: object, **options: object) -> object:
            self.count += 1
            if self.count == self.deadly:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*args, **options)

        return write


def test_whichever_write_fails_the_branch_has_moved_or_nothing_has(recorded, wednesday, tmp_path):
    outcomes = set()
    for deadly in range(1, 100):
        room = Path(shutil.copytree(recorded, tmp_path / f"room {deadly}", symlinks=True))
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, deadly)
            try:
                import_into(room, wednesday)
                outcome = "done"
            except IncompleteError as error:
                assert "Recorded v3, but its files are not in place" in error.message
                outcome = "incomplete"
            except RepositoryError as error:
                assert "nothing was recorded" in error.message
                outcome = "refused"
        if failing.count < deadly:
            break
        outcomes.add(outcome)
        if outcome == "refused":
            assert_as_before(room)
        else:
            open_repository(room).finish_interrupted()
            assert names(room) == ["v3", "v2", "v1"]
            assert_sound(room)
        import_into(room, wednesday)
        assert names(room) == ["v3", "v2", "v1"]
        assert_sound(room)
        shutil.rmtree(room)
    assert outcomes == {"incomplete", "refused"}


@pytest.mark.parametrize(
    ("error", "said", "remedy"),
    [
        (OSError(errno.ENOSPC, "x"), "no room on the disk", "Make room"),
        (OSError(errno.EDQUOT, "x"), "no room on the disk", "Make room"),
        (OSError("failed to write: No space left on device"), "no room on the disk", "Make room"),
        (
            GitFailed("git update-index failed (exit -25)."),
            "no room on the disk",
            "Make room",
        ),
        (GitFailed("git commit-tree failed: no key.", "Ask."), "no key. Nothing was", "Ask."),
        (OSError(errno.EROFS, "x"), "may not be written (Read-only file system)", "Check who"),
        (OSError("could not open 'x': Permission denied"), "may not be written", "Check who"),
        (OSError(errno.EIO, "x"), "could not be written (Input/output error)", "git fsck"),
        (pygit2.GitError("no error"), "no room on the disk", "Make room"),
    ],
)
def test_what_the_system_refuses_is_said_in_a_sentence(error, said, remedy):
    told = refusal(error, Path("/room"))
    assert said in told.message
    assert "nothing was recorded" in told.message.lower()
    assert remedy in told.remedy


# Others in the way


def dead() -> Process:
    """A process that ran on this machine and runs no longer."""
    return replace(this_process(), start="1")


def run_of(process: Process, **more: object) -> Run:
    return replace(Run(process, time.time() - 120, "v3", "refs/heads/main", None), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "lock", ["index.lock", "refs/heads/main.lock"], ids=["of the index", "of the branch"]
)
def test_a_lock_of_another_program_is_named_with_its_age_and_stays(room, wednesday, lock):
    path = put(room / ".git" / lock, "")
    os.utime(path, (time.time() - 7300, time.time() - 7300))
    with pytest.raises(BusyError, match=r"holds the lock .*2 hours old") as caught:
        import_into(room, wednesday)
    assert f"rm '{path}'" in caught.value.remedy
    assert path.exists()
    path.unlink()
    assert_as_before(room)


def test_a_lock_of_a_detached_head_is_named_too(room, wednesday):
    git(room, "checkout", "-q", "--detach")
    path = put(room / ".git" / "HEAD.lock", "")
    with pytest.raises(BusyError, match="holds the lock"):
        import_into(room, wednesday)
    path.unlink()
    assert_as_before(room)


def test_where_the_tag_cannot_follow_the_next_command_makes_it(room, wednesday):
    path = put(room / ".git" / "refs" / "tags" / "v3.lock", "")
    with pytest.raises(IncompleteError, match="Recorded v3"):
        import_into(room, wednesday)
    said = open_repository(room).finish_interrupted()
    assert "cannot be put right now" in said[0]
    path.unlink()
    assert "is finished now" in open_repository(room).finish_interrupted()[0]
    assert open_repository(room).finish_interrupted() == ()
    assert git(room, "rev-parse", "v3^{commit}") == git(room, "rev-parse", "HEAD")
    assert_sound(room)


def test_a_recording_under_way_is_not_disturbed(room, wednesday):
    begin_run(room / ".git", run_of(this_process()))
    assert open_repository(room).finish_interrupted() == ()
    with pytest.raises(BusyError, match=rf"process {os.getpid()}\) began to record here 2 minutes"):
        import_into(room, wednesday)
    end_run(room / ".git")
    assert_as_before(room)


def test_a_recording_on_another_machine_is_not_disturbed(room, wednesday):
    begin_run(room / ".git", run_of(replace(dead(), host="elsewhere.example.org")))
    assert open_repository(room).finish_interrupted() == ()
    with pytest.raises(BusyError, match=r"on elsewhere\.example\.org") as caught:
        import_into(room, wednesday)
    assert f"rm '{room / '.git' / RUN_FILE}'" in caught.value.remedy


def test_a_damaged_run_file_is_named(room, wednesday):
    for damage in (b"", b"{", b"[]", b'{"process": {}}', b"\xff"):
        put(room / ".git" / RUN_FILE, damage)
        said = open_repository(room).finish_interrupted()
        assert len(said) == 1
        assert "cannot be read" in said[0]
        assert "rm '" in said[0]
        with pytest.raises(RepositoryError, match="cannot be read"):
            import_into(room, wednesday)
    (room / ".git" / RUN_FILE).unlink()
    assert_as_before(room)


def test_locks_of_a_dead_run_are_removed_and_said_and_no_others(room):
    git_dir, new = room / ".git", "ab" * 20
    run = run_of(dead(), new=new, step="ready", tags={"v3": ("cd" * 20, None)})
    begin_run(git_dir, run)
    lock_index(git_dir, run.process)
    ours = [put(git_dir / "refs" / "heads" / "main.lock", new), git_dir / "index.lock"]
    put(git_dir / "refs" / "tags" / "v3.lock", "cdcd")  # killed while it was written
    other = put(git_dir / "refs" / "heads" / "side.lock", "")
    said = open_repository(room).finish_interrupted()
    assert said[0] == "Recording v3 was interrupted before anything was recorded: call it again."
    assert len([each for each in said if each.startswith("Its lock")]) == 3
    assert not any(path.exists() for path in ours)
    assert other.exists()
    other.unlink()
    assert_as_before(room)


def test_a_lock_of_another_program_survives_a_dead_run(room):
    begin_run(room / ".git", run_of(dead(), new="ab" * 20, step="ready"))
    old = put(room / ".git" / "refs" / "heads" / "old.lock", "ab" * 20)
    os.utime(old, (0, 0))
    others = [
        old,
        put(room / ".git" / "index.lock", "DIRC"),
        put(room / ".git" / "refs" / "heads" / "main.lock", "cd" * 20),
    ]
    open_repository(room).finish_interrupted()
    assert all(path.exists() for path in others)


def test_a_branch_that_went_on_after_a_killed_run_is_left_alone(room, wednesday):
    """Somebody committed before the next draftvc command: only the tag follows."""
    old = git(room, "rev-parse", "HEAD").strip()
    import_into(room, wednesday)
    new = git(room, "rev-parse", "HEAD").strip()
    tag = git(room, "rev-parse", "refs/tags/v3").strip()
    git(room, "tag", "-d", "v3")
    git(room, "commit", "-q", "--allow-empty", "--no-verify", "-m", "After it")
    after = git(room, "rev-parse", "HEAD")
    run = run_of(dead(), old=old, new=new, step="ready", tags={"v3": (tag, None)})
    begin_run(room / ".git", run)
    assert "is finished now" in open_repository(room).finish_interrupted()[0]
    assert git(room, "rev-parse", "HEAD") == after
    assert git(room, "rev-parse", "v3^{commit}").strip() == new
    assert_sound(room)


def test_what_was_changed_after_a_killed_run_is_left_and_said(room, wednesday):
    old = git(room, "rev-parse", "HEAD").strip()
    import_into(room, wednesday)
    new = git(room, "rev-parse", "HEAD").strip()
    tag = git(room, "rev-parse", "refs/tags/v3").strip()
    git(room, "read-tree", old)
    git(room, "checkout-index", "-f", "-a")
    put(room / "outline", (room / "outline").read_bytes() + b"extra-words-aaaaa 0 operative\n")
    run = run_of(dead(), old=old, new=new, step="ready", tags={"v3": (tag, None)})
    begin_run(room / ".git", run)
    said = open_repository(room).finish_interrupted()
    assert "is finished now" in said[0]
    assert said[1:] == ("outline was changed by another program meanwhile, and is left as it is.",)
    assert git(room, "status", "--porcelain") == " M outline\n"


def test_two_imports_at_once(recorded, tmp_path):
    """One wins; the other says so and can be repeated, or came after it."""
    for attempt in range(4):
        room = Path(shutil.copytree(recorded, tmp_path / f"room {attempt}", symlinks=True))
        files = [
            put(tmp_path / f"{attempt}-{n}.txt", WEDNESDAY.replace("Requests", f"Asks {n}"))
            for n in range(3)
        ]
        said = at_once([partial(import_into, room, file) for file in files])
        assert all(not each or each.startswith("BusyError") for each in said), said
        assert all("all again" in each for each in said if each), said
        won = said.count("")
        assert won >= 1
        assert len(names(room)) == 2 + won
        assert_sound(room)
        for file, told in zip(files, said, strict=True):
            if told:
                import_into(room, file)
        assert len(names(room)) == 5
        assert_sound(room)


def at_once(works: list[Callable[[], object]]) -> list[str]:
    """Do several pieces of work in processes that begin at the same moment."""
    begin = time.monotonic() + 0.2
    ends = []
    for work in works:
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            told = ""
            try:
                time.sleep(max(begin - time.monotonic(), 0))
                work()
            except DraftvcError as error:
                told = f"{type(error).__name__}: {error}"
            except BaseException as error:
                told = f"DEFECT {error!r}"
            os.write(write, told.encode())
            os._exit(0)
        os.close(write)
        ends.append((child, read))
    said = []
    for child, read in ends:
        with os.fdopen(read, encoding="utf-8") as told_by:
            said.append(told_by.read())
        os.waitpid(child, 0)
    return said


# The run file


def test_a_process_is_known_by_more_than_its_number():
    here = this_process()
    assert here.lives()
    assert not dead().lives()
    assert not replace(here, boot="another").lives()
    assert replace(here, host="elsewhere").lives()
    child = os.fork()
    if child == 0:
        os._exit(0)
    time.sleep(0.05)
    assert not replace(here, pid=child).lives()  # ended, though nobody has asked for its result
    os.waitpid(child, 0)


def test_a_run_file_comes_back_as_it_went_out(tmp_path):
    run = run_of(this_process(), tags={"v3": ("ab" * 20, None)}, expects={"draft.toml": "cd" * 20})
    begin_run(tmp_path, run)
    assert read_run(tmp_path) == run
    assert json.loads((tmp_path / RUN_FILE).read_text(encoding="utf-8"))["process"] == asdict(
        run.process
    )
    assert run.process.host == socket.gethostname()
    end_run(tmp_path)
    assert read_run(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_it_is_made_also_where_there_are_no_links(tmp_path, monkeypatch):
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    begin_run(tmp_path, run_of(this_process()))
    with pytest.raises(BusyError):
        begin_run(tmp_path, run_of(this_process()))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-3, "0 seconds"), (1, "1 second"), (59.9, "59 seconds"), (60, "1 minute"), (7300, "2 hours")],
)
def test_an_age_is_said_in_words(seconds, words):
    assert spoken_age(seconds) == words
