"""Calls from git: quick where there is nothing to do, and never in the way by mistake."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from draftvc.drivers import dispatch, staged
from draftvc.errors import RepositoryError
from tests.drivers.room import PP1, begin, edit
from tests.store.gitrepo import git, put

HEAVY = {"typer", "rich", "click", "tomlkit", "msgspec"}
READING = {"pygit2", "lark", "difflib"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = begin(tmp_path / "repo")
    monkeypatch.chdir(place)
    return place


def imported(place: Path, *words: str) -> set[str]:
    """Return the outside modules that a call of a hook imports."""
    code = (
        "import sys; from draftvc.__main__ import main; sys.argv = ['draftvc', *sys.argv[1:]]; "
        "code = main(); print(*{name.split('.')[0] for name in sys.modules}); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=place, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_a_commit_of_other_work_loads_nothing_that_reads_drafts(place):
    put(place / "minutes.txt", "It was closed at noon.\n")
    git(place, "add", "-A")
    assert not imported(place, "hook", "pre-commit") & (HEAVY | READING)
    assert not imported(place, "hook", "prepare-commit-msg", ".git/COMMIT_EDITMSG") & (
        HEAVY | READING
    )


def test_a_hook_that_reads_a_draft_loads_no_command_line_and_no_colours(place):
    edit(place, PP1, "more often", "far more often")
    git(place, "add", "-A")
    assert not imported(place, "hook", "pre-commit") & HEAVY
    put(place / "message", "")
    assert not imported(place, "hook", "prepare-commit-msg", "message") & HEAVY
    assert "PP1" in (place / "message").read_text(encoding="utf-8")


def test_a_message_that_is_there_loads_nothing(place):
    edit(place, PP1, "more often", "far more often")
    git(place, "add", "-A")
    words = ("hook", "prepare-commit-msg", ".git/COMMIT_EDITMSG", "message")
    assert not imported(place, *words) & (HEAVY | READING)


def break_pp1(place: Path) -> None:
    edit(place, PP1, "often]", "often")
    git(place, "add", "-A")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ZeroDivisionError("by zero"), "hook failed (ZeroDivisionError: by zero)"),
        (RepositoryError("It is locked.", "Wait."), "draftvc: It is locked. Wait."),
    ],
)
def test_what_goes_wrong_in_us_is_said_and_git_goes_on(place, monkeypatch, capfd, error, told):
    def fail(_: object) -> int:
        raise error

    break_pp1(place)
    monkeypatch.setattr(staged, "check_staged", fail)
    assert dispatch.run(["hook", "pre-commit"]) == 0
    said = capfd.readouterr().err
    assert told in said
    assert "git goes on" in said


def test_a_refusal_is_exit_code_1(place, capfd):
    break_pp1(place)
    assert dispatch.run(["hook", "pre-commit"]) == 1
    assert "E101" in capfd.readouterr().err
    assert dispatch.run(["hook", "pre-merge-commit"]) == 1


@pytest.mark.parametrize("argv", [["hook"], ["hook", "post-commit"]])
def test_another_hook_is_a_wrong_call(place, capfd, argv):
    assert dispatch.run(argv) == 2
    assert "pre-commit, pre-merge-commit, prepare-commit-msg" in capfd.readouterr().err


def test_outside_a_repository_a_hook_says_so_and_passes(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert dispatch.run(["hook", "pre-commit"]) == 0
    assert "no git repository" in capfd.readouterr().err
