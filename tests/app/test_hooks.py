"""Hooks go in beside those that are there, run after them, and go out without a trace."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from draftvc.app.hooks import ASIDE, HooksReport, install, status, uninstall
from draftvc.app.shims import HOOKS, SERVER_HOOKS, shim, whose
from draftvc.errors import RepositoryError

BEFORE = '#!/bin/sh\necho "the hook that was there: $*" >&2\n'


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Return a git repository in a folder whose name no shell forgives."""
    path = tmp_path / "a dráft's repo"
    git(None, "init", "-q", str(path))
    return path


def git(repo: Path | None, *args: str, ok: bool = True) -> str:
    run = subprocess.run(
        ["git", *args], cwd=repo, capture_output=True, text=True, check=False, input="the input\n"
    )
    assert not ok or run.returncode == 0, run.stderr
    return run.stdout + run.stderr


def put(path: Path, text: str, mode: int = 0o755) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def tree(folder: Path) -> dict[str, tuple[int, str | bytes]]:
    """Return mode and content of everything in a folder; of a link where it leads."""
    return {
        path.relative_to(folder).as_posix(): (stat.S_IMODE(path.lstat().st_mode), _content(path))
        for path in sorted(folder.rglob("*"))
    }


def _content(path: Path) -> str | bytes:
    if path.is_symlink():
        return str(path.readlink())
    return path.read_bytes() if path.is_file() else b""


def states(report: HooksReport) -> dict[str, str]:
    return {each.name: each.state for each in report.hooks}


def commit(repo: Path, *args: str, ok: bool = True) -> str:
    (repo / "minutes.txt").write_text(str(os.urandom(4)), encoding="utf-8")
    git(repo, "add", "minutes.txt")
    return git(repo, "commit", "-q", "-m", "Add minutes", *args, ok=ok)


def test_every_hook_goes_in_and_can_be_run(repo):
    assert set(states(status(repo)).values()) == {"absent"}
    report = install(repo)
    assert set(states(report).values()) == {"installed"}
    assert [each.path.parent for each in report.hooks] == [report.directory] * len(HOOKS)
    assert report.directory.samefile(repo / ".git" / "hooks")
    assert all(os.access(each.path, os.X_OK) for each in report.hooks)
    assert all("installed" in line for line in report.said)


def test_the_place_of_the_program_that_runs_is_tried_first(repo):
    install(repo)
    text = (repo / ".git/hooks/pre-commit").read_text(encoding="utf-8")
    assert f"installed={Path(sys.executable).parent.as_posix()}/draftvc" in text


def test_twice_in_and_once_out_leaves_every_file_as_it_was(repo):
    hooks = repo / ".git" / "hooks"
    put(hooks / "pre-commit", BEFORE, 0o750)
    put(hooks / "prepare-commit-msg", "#!/bin/sh\n# never made executable\n", 0o640)
    put(hooks / "commit-msg", BEFORE)
    before = tree(repo / ".git")
    install(repo)
    once = tree(repo / ".git")
    assert once != before
    report = install(repo)
    assert all("installed already" in line for line in report.said)
    assert tree(repo / ".git") == once
    uninstall(repo)
    assert tree(repo / ".git") == before
    uninstall(repo)
    assert tree(repo / ".git") == before


def test_gits_own_samples_are_left_alone(tmp_path):
    template = tmp_path / "template"
    put(template / "hooks" / "pre-commit.sample", BEFORE)
    git(None, "init", "-q", f"--template={template}", str(tmp_path / "r"))
    before = tree(tmp_path / "r" / ".git")
    install(tmp_path / "r")
    assert (tmp_path / "r/.git/hooks/pre-commit.sample").read_text(encoding="utf-8") == BEFORE
    uninstall(tmp_path / "r")
    assert tree(tmp_path / "r" / ".git") == before


def test_a_repository_without_a_hooks_folder_gets_one(tmp_path):
    git(None, "init", "-q", "--template=", str(tmp_path / "r"))
    assert set(states(install(tmp_path / "r")).values()) == {"installed"}


def test_the_hook_that_was_there_runs_first(repo):
    put(repo / ".git/hooks/pre-commit", BEFORE)
    put(repo / ".git/hooks/prepare-commit-msg", BEFORE)
    report = install(repo)
    chained = {each.name: each.chained for each in report.hooks}
    assert chained["pre-commit"] == report.directory / f"pre-commit{ASIDE}"
    assert chained["pre-merge-commit"] is None
    said = commit(repo)
    assert "the hook that was there: .git/COMMIT_EDITMSG message" in said


def test_a_hook_that_was_there_and_that_nobody_can_run_is_not_said_to_run(repo):
    put(repo / ".git/hooks/commit-msg", BEFORE, 0o644)
    (said,) = [each for each in install(repo).said if each.startswith("commit-msg:")]
    assert said.endswith(f"is commit-msg{ASIDE} and cannot be run, as before.")


def test_the_hook_that_was_there_gets_arguments_and_input(repo, tmp_path):
    script = '#!/bin/sh\necho "$# $1 $2"\ncat\n'
    put(repo / ".git/hooks/prepare-commit-msg", script)
    install(repo)
    run = subprocess.run(
        ["sh", ".git/hooks/prepare-commit-msg", "a file", "template"],
        cwd=repo,
        input="told\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "2 a file template\ntold\n"


def test_where_the_hook_that_was_there_refuses_the_commit_stops(repo):
    put(repo / ".git/hooks/pre-commit", "#!/bin/sh\necho 'not on a Sunday' >&2\nexit 3\n")
    install(repo)
    assert "not on a Sunday" in commit(repo, ok=False)
    assert git(repo, "log", ok=False).startswith("fatal")
    uninstall(repo)
    assert "not on a Sunday" in commit(repo, ok=False)


def test_a_linked_hook_is_chained_as_a_link(repo, tmp_path):
    put(tmp_path / "shared" / "check", BEFORE)
    link = repo / ".git/hooks/pre-commit"
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "shared" / "check")
    (repo / ".git/hooks/prepare-commit-msg").symlink_to("leads nowhere")
    before = tree(link.parent)
    install(repo)
    assert "the hook that was there" in commit(repo)
    assert not link.is_symlink()
    uninstall(repo)
    assert tree(link.parent) == before


def test_a_hook_of_ours_that_somebody_linked_is_left(repo, tmp_path):
    (tmp_path / "pre-commit").write_bytes(shim("pre-commit"))
    link = repo / ".git/hooks/pre-commit"
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "pre-commit")
    assert states(install(repo))["pre-commit"] == "changed by hand"
    uninstall(repo)
    assert link.is_symlink()


def test_a_hook_changed_by_hand_is_left_and_said(repo):
    install(repo)
    hook = repo / ".git/hooks/pre-commit"
    changed = hook.read_text(encoding="utf-8") + "echo done\n"
    hook.write_text(changed, encoding="utf-8")
    again = install(repo)
    assert states(again)["pre-commit"] == "changed by hand"
    assert "changed by hand" in again.said[0]
    out = uninstall(repo)
    assert hook.read_text(encoding="utf-8") == changed
    assert str(hook) in out.said[0]
    assert not (repo / ".git/hooks/prepare-commit-msg").exists()


def test_a_hook_that_calls_draftvc_already_is_not_chained(repo):
    put(repo / ".git/hooks/pre-commit", '#!/bin/sh\ndraftvc hook pre-commit "$@" || exit $?\n')
    before = tree(repo / ".git/hooks")
    report = install(repo)
    assert states(report)["pre-commit"] == "calls draftvc"
    assert "calls draftvc already" in report.said[0]
    uninstall(repo)
    assert tree(repo / ".git/hooks") == before


def test_a_hook_whose_program_moved_is_brought_up_to_date(repo):
    install(repo)
    hook = repo / ".git/hooks/pre-commit"
    right = hook.read_bytes()
    hook.write_bytes(right.replace(b"installed=", b"installed=/gone/"))
    assert states(status(repo))["pre-commit"] == "installed"
    install(repo)
    assert hook.read_bytes() == right


def test_two_foreign_hooks_of_one_name_are_told_and_nothing_is_written(repo):
    put(repo / f".git/hooks/prepare-commit-msg{ASIDE}", BEFORE)
    put(repo / ".git/hooks/prepare-commit-msg", BEFORE)
    before = tree(repo / ".git")
    with pytest.raises(RepositoryError, match="neither is draftvc's"):
        install(repo)
    assert tree(repo / ".git") == before


def test_a_run_that_was_killed_between_the_two_renames_is_mended(repo):
    put(repo / f".git/hooks/pre-commit{ASIDE}", BEFORE)
    install(repo)
    assert "the hook that was there" in commit(repo)
    uninstall(repo)
    assert (repo / ".git/hooks/pre-commit").read_text(encoding="utf-8") == BEFORE


@pytest.mark.parametrize("given", ["our hooks", "/absolute"])
def test_where_core_hookspath_is_set_nothing_is_written(repo, tmp_path, given):
    folder = tmp_path / "absolute" if given == "/absolute" else repo / given
    put(folder / "pre-commit", BEFORE)
    git(repo, "config", "core.hooksPath", str(folder) if given == "/absolute" else given)
    before = tree(tmp_path)
    report = install(repo)
    assert tree(tmp_path) == before
    assert report.elsewhere in (given, str(folder))
    assert report.directory.samefile(folder)
    assert report.lines == tuple((name, f'draftvc hook {name} "$@" || exit $?') for name in HOOKS)
    assert "nothing is written" in report.said[0]
    assert states(report)["pre-commit"] == "another program's"


def test_the_lines_that_stand_there_are_not_asked_for_again(repo):
    git(repo, "config", "core.hooksPath", "ours")
    for name, line in install(repo).lines:
        put(repo / "ours" / name, f"#!/bin/sh\n{line}\n")
    report = status(repo)
    assert set(states(report).values()) == {"calls draftvc"}
    assert report.lines == ()
    assert "already" in report.said[0]


def test_hooks_put_in_before_core_hookspath_was_set_can_be_taken_out(repo):
    before = tree(repo / ".git/hooks")
    install(repo)
    git(repo, "config", "core.hooksPath", "elsewhere")
    report = uninstall(repo)
    assert tree(repo / ".git/hooks") == before
    assert "elsewhere" in report.said[-1]


def test_a_worktree_shares_the_hooks_of_its_repository(repo, tmp_path):
    commit(repo)
    git(repo, "worktree", "add", "-q", str(tmp_path / "second room"), "-b", "second")
    before = tree(repo / ".git" / "hooks")
    report = install(tmp_path / "second room")
    assert report.directory.samefile(repo / ".git/hooks")
    assert set(states(status(repo)).values()) == {"installed"}
    uninstall(tmp_path / "second room")
    assert tree(repo / ".git" / "hooks") == before


def test_a_folder_below_the_top_finds_the_same_hooks(repo, monkeypatch):
    (repo / "clauses").mkdir()
    monkeypatch.chdir(repo / "clauses")
    assert install().directory.samefile(repo / ".git/hooks")
    git(repo, "config", "core.hooksPath", "ours")
    (repo / "ours").mkdir()
    assert status().directory.samefile(repo / "ours")
    uninstall()
    assert not (repo / ".git/hooks/pre-commit").exists()


def test_outside_a_repository_there_is_nothing_to_install(tmp_path):
    with pytest.raises(RepositoryError):
        install(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_hooks_that_cannot_be_written_are_told(repo):
    (repo / ".git/hooks").chmod(0o555)
    with pytest.raises(RepositoryError, match="cannot be read or written"):
        install(repo)


def test_hooks_where_a_file_stands_for_the_folder_are_told(repo):
    shutil.rmtree(repo / ".git/hooks")
    (repo / ".git/hooks").write_text("no folder", encoding="utf-8")
    with pytest.raises(RepositoryError, match="cannot be read or written"):
        install(repo)


@pytest.mark.parametrize("installed", ["", "/gone/draftvc", "broken"])
def test_where_draftvc_is_missing_the_hook_says_so_and_lets_git_go_on(repo, tmp_path, installed):
    install(repo)
    if installed == "broken":
        put(tmp_path / "broken", "#!/gone/python\n")
        installed = str(tmp_path / "broken")
    for name in HOOKS:
        hook = repo / ".git/hooks" / name
        lines = hook.read_text(encoding="utf-8").split("\n")
        hook.write_text(
            "\n".join(
                f"installed='{installed}'" if "installed=" in each else each for each in lines
            ),
            encoding="utf-8",
        )
    (repo / "minutes.txt").write_text("x", encoding="utf-8")
    git(repo, "add", "minutes.txt")
    run = subprocess.run(
        ["git", "commit", "-q", "-m", "Add minutes"],
        cwd=repo,
        env={**os.environ, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0
    assert "draftvc is not found here: the draft was not checked." in run.stderr
    assert "delete .git/hooks/pre-commit" in run.stderr
    assert git(repo, "log", "--format=%s") == "Add minutes\n"


def test_a_hook_that_git_passes_over_is_told_and_mended(repo):
    install(repo)
    hook = repo / ".git/hooks/commit-msg"
    hook.chmod(0o644)
    assert states(status(repo))["commit-msg"] == "installed, but not executable"
    assert "now git calls it" in " ".join(install(repo).said)
    assert states(status(repo))["commit-msg"] == "installed"
    assert os.access(hook, os.X_OK)
    hook.chmod(0o644)
    uninstall(repo)
    assert not hook.exists()


FRAMEWORK = """\
repos:
- repo: local
  hooks: [{id: told, name: the framework runs, language: system, entry: "true"}]
"""


def test_the_framework_that_moves_our_hook_aside_and_calls_it(repo):
    """`pre-commit install` keeps a hook under another name and calls it: no circle, no loss."""
    put(repo / ".git/hooks/pre-commit", BEFORE)
    install(repo)
    put(repo / ".pre-commit-config.yaml", FRAMEWORK)
    git(repo, "add", ".")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=repo, check=True)
    assert states(status(repo))["pre-commit"] == "installed"
    before = tree(repo / ".git/hooks")
    assert "pre-commit: is installed already." in install(repo).said
    assert tree(repo / ".git/hooks") == before
    said = commit(repo)
    assert said.count("the framework runs") == said.count("the hook that was there") == 1
    uninstall(repo)
    assert (repo / ".git/hooks/pre-commit.legacy").read_text(encoding="utf-8") == BEFORE
    assert "the hook that was there" in commit(repo)


def test_the_framework_whose_configuration_names_ours(repo):
    named = FRAMEWORK.replace(
        "repos:", "repos:\n- repo: draftvc\n  hooks:\n  - id: draftvc-check\n"
    )
    put(repo / ".pre-commit-config.yaml", named)
    call = [sys.executable, "-m", "pre_commit", "install", "-t", "pre-commit", "-t", "commit-msg"]
    subprocess.run(call, cwd=repo, check=True)
    assert states(status(repo)) == {
        "pre-commit": "runs draftvc by its configuration",
        "pre-merge-commit": "absent",
        "prepare-commit-msg": "absent",
        "commit-msg": "another program's",
    }
    before = tree(repo / ".git/hooks")
    assert "pre-commit: calls draftvc already, and is left as it is." in install(repo).said
    assert any("take it out there" in each for each in uninstall(repo).said)
    assert tree(repo / ".git/hooks") == before
    put(repo / ".pre-commit-config.yaml", named.replace("- id: draftvc", "# - id: draftvc"))
    assert states(status(repo))["pre-commit"] == "another program's"


def test_a_hook_before_ours_that_calls_ours_again_makes_no_circle(repo):
    install(repo)
    hooks = repo / ".git/hooks"
    calls = 'echo "once" >&2; exec "${0%/*}/pre-commit.legacy" "$@"'
    put(hooks / f"pre-commit{ASIDE}", f"#!/bin/sh\n# File by https://pre-commit.com\n{calls}\n")
    shutil.copy(hooks / "pre-commit", hooks / "pre-commit.legacy")
    assert commit(repo).count("once") == 1
    uninstall(repo)
    assert not (hooks / "pre-commit.legacy").exists()


@pytest.mark.parametrize("name", [*HOOKS, *SERVER_HOOKS])
def test_a_hook_of_the_first_version_is_ours(name):
    now = shim(name)
    head, _, rest = now.partition(b"    # It may have this hook")
    call = b'    DRAFTVC_HOOK="$here" '
    was = head + rest[rest.find(call) :].replace(call, b"    ") if rest else now
    was = was.replace(b"version 2", b"version 1")
    assert b"DRAFTVC_HOOK" not in was
    assert whose(name, was) == "ours"
    assert whose(name, was + b"echo more\n") == "ours, changed by hand"
