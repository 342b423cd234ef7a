"""The seam to the git program: a clean environment, and answers in git's own words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from draftvc.errors import RepositoryError
from draftvc.store.gitcli import (
    find_git_dir,
    git_config,
    git_flag,
    git_records,
    hooks_directory,
    rev_parse,
    run_git,
)
from tests.store.gitrepo import git, put


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with one commit, in a folder whose name no shell forgives."""
    place = tmp_path / "a dráft's repo"
    git(None, "init", "-q", place)
    put(place / "minutes.txt", "Monday\n")
    git(place, "add", ".")
    git(place, "commit", "-q", "-m", "Add minutes")
    return place


def test_output_is_bytes_and_paths_are_not_quoted(repo):
    put(repo / "procès-verbal.txt", "")
    git(repo, "add", ".")
    assert run_git(repo, "ls-files", "-z").split(b"\0") == [
        b"minutes.txt",
        "procès-verbal.txt".encode(),
        b"",
    ]


def test_a_command_reads_what_it_is_given(repo):
    blob = run_git(repo, "hash-object", "-w", "--stdin", stdin=b"some words\n").decode().strip()
    assert run_git(repo, "cat-file", "blob", blob) == b"some words\n"


def test_a_command_that_fails_is_said_with_its_reason(repo):
    with pytest.raises(RepositoryError, match=r"git checkout failed: .*nowhere"):
        run_git(repo, "checkout", "nowhere")
    assert run_git(repo, "checkout", "nowhere", check=False) == b""


def test_records_come_whole_and_one_by_one(repo):
    for number in range(3):
        git(repo, "commit", "-q", "--allow-empty", "-m", f"Number {number}")
    asked = ("log", "--format=%x01%s")
    told = [each.decode().strip() for each in git_records(repo, *asked, before=b"\x01")]
    assert told[:3] == ["Number 2", "Number 1", "Number 0"]
    first = git_records(repo, *asked, before=b"\x01")
    assert next(first).strip() == b"Number 2"
    first.close()


def test_records_of_a_command_that_fails_end_with_its_reason(repo):
    records = git_records(repo, "log", "nowhere", before=b"\x01")
    with pytest.raises(RepositoryError, match=r"git log failed: .*nowhere"):
        list(records)


def test_no_repository_is_said_with_the_next_step(tmp_path):
    with pytest.raises(RepositoryError, match="no git repository") as caught:
        run_git(tmp_path, "status")
    assert "draftvc init" in caught.value.remedy


def test_no_git_program_is_said_with_the_next_step(repo, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(RepositoryError, match="git program was not found") as caught:
        run_git(repo, "status")
    assert "Install git" in caught.value.remedy


def test_a_directory_that_is_gone_is_not_a_missing_git(tmp_path):
    with pytest.raises(RepositoryError, match="could not be started"):
        run_git(tmp_path / "gone", "status")


def test_messages_are_not_translated_and_nothing_prompts(repo, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("GIT_TERMINAL_PROMPT", "1")
    shown = run_git(repo, "-c", "alias.env=!env", "env").decode()
    assert "LC_ALL=C\n" in shown
    assert "GIT_TERMINAL_PROMPT=0\n" in shown


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
def test_what_git_told_a_hook_of_another_repository_is_not_passed_on(repo, monkeypatch, name):
    monkeypatch.setenv(name, str(repo.parent / "elsewhere"))
    assert run_git(repo, "ls-files") == b"minutes.txt\n"


def test_in_the_current_directory_it_is(repo, tmp_path, monkeypatch):
    """`git commit -a` shows its hooks an index of its own, and `--git-dir` another repository."""
    other = tmp_path / "other"
    git(None, "init", "-q", other)
    put(other / "agenda.txt", "")
    git(other, "add", ".")
    monkeypatch.chdir(repo)
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    assert run_git(None, "ls-files") == b"agenda.txt\n"
    monkeypatch.delenv("GIT_INDEX_FILE")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert run_git(None, "ls-files") == b"agenda.txt\n"
    assert find_git_dir(Path.cwd()) == other / ".git"
    assert find_git_dir(repo.parent) is None


def test_what_changes_the_meaning_of_paths_or_of_output_is_taken_out(repo, monkeypatch):
    monkeypatch.chdir(repo)
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "/bin/false")
    monkeypatch.setenv("GIT_ICASE_PATHSPECS", "1")
    put(repo / "minutes.txt", "Tuesday\n")
    assert b"+Tuesday" in run_git(None, "diff")
    assert run_git(None, "ls-files", "MINUTES.TXT") == b""


def test_settings_come_from_every_file_and_the_environment(repo, monkeypatch):
    assert git_config(repo, "draftvc.absent") is None
    assert git_config(repo, "init.defaultBranch") == "main"
    git(repo, "config", "draftvc.words", "of two\nlines")
    assert git_config(repo, "draftvc.words") == "of two\nlines"
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "commit.gpgSign")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "yes")
    assert git_flag(repo, "commit.gpgSign")
    assert not git_flag(repo, "tag.gpgSign")


def test_a_broken_settings_file_is_said(repo):
    put(repo / ".git" / "config", "[core\n")
    with pytest.raises(RepositoryError, match="bad config line 1"):
        git_config(repo, "core.pager")


def test_hooks_stand_where_git_looks_for_them(repo, tmp_path):
    assert hooks_directory(repo).samefile(repo / ".git" / "hooks")
    git(repo, "config", "core.hooksPath", str(tmp_path / "shared"))
    assert hooks_directory(repo) == tmp_path / "shared"


def test_a_name_is_what_git_takes_it_for(repo):
    commit = git(repo, "rev-parse", "HEAD").strip()
    git(repo, "tag", "-a", "-m", "a tag", "v1")
    for name in ("HEAD", "main", "v1", "@", "HEAD@{0}", commit, commit[:8], "HEAD^{/Add}"):
        assert rev_parse(repo, name) == commit, name
    for name in ("", "v9", "HEAD~5", "--all", "HEAD:minutes.txt", "a\0b", "é", "main..v1"):
        assert rev_parse(repo, name) is None, name


def test_a_repository_is_found_upward_from_any_place_in_it(repo, tmp_path):
    (repo / "annex" / "tables").mkdir(parents=True)
    for place in (repo, repo / "annex" / "tables", repo / "." / "annex" / ".."):
        assert find_git_dir(place) == repo / ".git"
    assert find_git_dir(tmp_path) is None
    assert find_git_dir(tmp_path / "not there yet") is None


def test_bare_repositories_linked_trees_and_links_are_found(repo, tmp_path):
    git(None, "clone", "-q", "--bare", repo, tmp_path / "bare.git")
    assert find_git_dir(tmp_path / "bare.git" / "refs") == tmp_path / "bare.git"
    git(repo, "worktree", "add", "-q", tmp_path / "tree", "-b", "side")
    assert find_git_dir(tmp_path / "tree") == repo / ".git" / "worktrees" / "tree"
    (tmp_path / "link").symlink_to(repo, target_is_directory=True)
    assert find_git_dir(tmp_path / "link") == repo / ".git"


def test_what_only_looks_like_a_repository_is_passed_by(repo):
    place = repo / "annex"
    (place / ".git").mkdir(parents=True)
    assert find_git_dir(place) == repo / ".git"
    (place / ".git").rmdir()
    put(place / ".git", b"\xff no link")
    assert find_git_dir(place) == repo / ".git"


def test_the_search_stops_where_git_stops(repo, monkeypatch):
    (repo / "annex").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repo))
    assert find_git_dir(repo / "annex") is None
    assert find_git_dir(repo) == repo / ".git"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="chown needs root")
def test_a_repository_of_another_user_is_named_with_the_command_that_trusts_it(repo):
    for path in (repo, repo / ".git", *(repo / ".git").rglob("*")):
        os.chown(path, 4321, 4321)
    with pytest.raises(RepositoryError, match="belongs to another user") as caught:
        run_git(repo, "status")
    assert "safe.directory" in caught.value.remedy


def test_a_question_to_git_loads_no_libgit2(repo):
    code = (
        "import sys; from pathlib import Path; from draftvc.store.gitcli import rev_parse; "
        "print(rev_parse(Path(sys.argv[1]), 'HEAD'), 'pygit2' in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, str(repo)], capture_output=True, text=True, check=True
    ).stdout
    assert shown.split() == [git(repo, "rev-parse", "HEAD").strip(), "False"]
