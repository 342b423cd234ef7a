"""`init` makes a repository for one draft, and leaves what is there as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from draftvc.app.hooks import uninstall
from draftvc.app.initialise import initialise
from draftvc.errors import RepositoryError
from draftvc.store.layout import ATTRIBUTE_LINES
from draftvc.store.repository import open_repository
from tests.store.gitrepo import git, put
from tests.store.room import import_into, make_files


def content(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("name", ["room", "a dráft's new room", "deep/below"])
def test_a_new_directory_becomes_a_plain_git_repository(tmp_path, name):
    report = initialise(tmp_path / name)
    assert (report.root, report.changed) == (tmp_path / name, True)
    assert git(report.root, "rev-parse", "--is-inside-work-tree") == "true\n"
    assert git(report.root, "symbolic-ref", "HEAD") == "refs/heads/main\n"
    assert git(report.root, "status", "--porcelain") == "?? .gitattributes\n?? draft.toml\n"
    assert {each.state for each in report.hooks.hooks} == {"installed"}
    assert open_repository(report.root).settings().format == 1


@pytest.mark.parametrize(
    ("told", "branch"), [("", "main"), ("[init]\n\tdefaultBranch = trunk\n", "trunk")]
)
def test_the_first_branch_is_main_unless_git_was_told_another(tmp_path, monkeypatch, told, branch):
    (tmp_path / "gitconfig").write_text(told, encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    root = initialise(tmp_path / "room").root
    assert git(root, "symbolic-ref", "HEAD") == f"refs/heads/{branch}\n"


def test_a_second_time_changes_nothing_and_says_so(tmp_path):
    initialise(tmp_path)
    before = content(tmp_path)
    report = initialise(tmp_path)
    assert not report.changed
    assert "nothing changed" in report.said[0]
    assert content(tmp_path) == before
    import_into(tmp_path, make_files(tmp_path / "received")[0])
    before = content(tmp_path)
    assert not initialise(tmp_path).changed
    assert content(tmp_path) == before


def test_hooks_that_a_clone_has_not_are_installed(tmp_path):
    initialise(tmp_path)
    uninstall(tmp_path)
    report = initialise(tmp_path)
    assert report.changed
    assert {each.state for each in report.hooks.hooks} == {"installed"}


def test_a_checkout_of_other_things_stays_as_it_is(tmp_path):
    place = tmp_path / "checkout"
    git(None, "init", "-q", place)
    attributes = "*.png binary\n*.txt text"
    put(place / ".gitattributes", attributes)
    put(place / "minutes.txt", "Monday\n")
    git(place, "add", ".")
    git(place, "commit", "-q", "-m", "Begin")
    put(place / "notes.txt", "not committed\n")
    initialise(place)
    assert (place / ".gitattributes").read_text(encoding="utf-8") == "\n".join(
        [attributes, *ATTRIBUTE_LINES, ""]
    )
    import_into(place, make_files(tmp_path)[0])
    assert git(place, "status", "--porcelain") == "?? notes.txt\n"
    assert git(place, "show", "HEAD:minutes.txt") == "Monday\n"
    assert git(place, "log", "--format=%s").splitlines()[1] == "Begin"


def test_the_names_of_a_draft_must_be_free(tmp_path):
    place = tmp_path / "checkout"
    git(None, "init", "-q", place)
    put(place / "outline", "of a novel\n")
    put(place / "source" / "main.c", "")
    before = content(place)
    with pytest.raises(RepositoryError, match="has outline and source already") as caught:
        initialise(place)
    assert "another directory" in caught.value.remedy
    assert content(place) == before


def test_settings_of_another_program_are_not_taken_for_ours(tmp_path):
    put(tmp_path / "draft.toml", "format = 'odt'\n")
    with pytest.raises(RepositoryError, match=r"draft\.toml has format"):
        initialise(tmp_path)


def test_a_part_of_another_repository_is_refused(tmp_path):
    git(None, "init", "-q", tmp_path)
    put(tmp_path / "docs" / "a.txt", "")
    git(tmp_path, "add", ".")
    for place in (tmp_path / "docs", tmp_path / ".git", tmp_path / ".git" / "new"):
        with pytest.raises(RepositoryError, match="is a part of the repository"):
            initialise(place)
    # One that the other does not see, such as a folder for what is built, is free.
    put(tmp_path / ".gitignore", "build\n")
    assert initialise(tmp_path / "build" / "demo").changed
    assert git(tmp_path, "status", "--porcelain", "build") == ""


def test_a_bare_repository_and_a_file_are_refused(tmp_path):
    git(None, "init", "-q", "--bare", tmp_path / "bare.git")
    with pytest.raises(RepositoryError, match="is a bare repository"):
        initialise(tmp_path / "bare.git")
    with pytest.raises(RepositoryError, match="is no directory"):
        initialise(put(tmp_path / "file.txt", ""))


def test_the_users_defaults_do_not_make_what_cannot_be_read(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere" / ".git"))
    initialise(tmp_path / "room")
    assert open_repository(tmp_path / "room").head() is None


def test_the_default_branch_is_the_users(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "init.defaultBranch")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "trunk")
    initialise(tmp_path / "room")
    assert git(tmp_path / "room", "symbolic-ref", "HEAD") == "refs/heads/trunk\n"


@pytest.mark.skipif(os.name != "posix", reason="/dev/null is no directory there")
def test_a_place_that_cannot_be_written_is_said():
    with pytest.raises(RepositoryError, match="cannot be written"):
        initialise(Path("/dev/null/room"))
