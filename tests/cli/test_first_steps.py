"""What a newcomer meets: the first commit, names that mislead, places where nothing can be done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, Done, draftvc, git, validated

FIRST = SAMPLES / "resolution-v1.txt"


def commit(place: Path, *words: str) -> Done:
    """Commit as somebody does who has draftvc on the path; the hooks run."""
    found = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": found}
    call = ["git", "commit", "-q", *words]
    done = subprocess.run(call, cwd=place, capture_output=True, text=True, env=env, timeout=60)
    return Done(done.returncode, done.stdout, done.stderr, b"")


def test_what_init_wrote_can_be_committed_before_there_is_a_draft(tmp_path):
    draftvc("init", tmp_path)
    git("add", "-A", cwd=tmp_path)
    assert commit(tmp_path, "-m", "Begin") == Done(0, "", "", b"")
    assert draftvc("import", FIRST, cwd=tmp_path).code == 0
    (tmp_path / "draft.toml").write_text("check = 3\n")
    git("add", "-A", cwd=tmp_path)
    assert commit(tmp_path, "-m", "Break the settings").code == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2023-05-22", "would be read as a date"),
        ("PP7", "would be read as a clause"),
        ("HEAD", "means something else to git"),
        ("v1..v2", "would be read as two revisions"),
        ("--force", "means something else to git"),
        ("draft.toml", "There is a file draft.toml here"),
        ("main", "Git knows something by the name main already"),
    ],
)
def test_a_name_that_would_mean_something_else_is_refused(draft, name, said):
    git("branch", "-f", "-M", "main", cwd=draft)
    done = draftvc("import", FIRST, f"--as={name}", cwd=draft)
    assert (done.code, done.out) == (2, "")
    assert said in done.only_line


@pytest.mark.parametrize("named", [(), ("water",)])
def test_init_makes_it_where_the_call_says_as_git_does(tmp_path, named):
    said = draftvc("-C", tmp_path, "init", *named)
    assert (said.code, said.err) == (0, "")
    assert (tmp_path.joinpath(*named) / "draft.toml").is_file()
    again = draftvc("init", *named, "--repo", tmp_path)
    assert "is a repository for a draft already" in again.out


def test_nothing_is_made_below_a_directory_that_is_not_there(tmp_path):
    for command in ("init", "demo"):
        said = draftvc("-C", tmp_path / "no such", command, cwd=tmp_path)
        assert said.code == 2
        assert f"`draftvc {command} '{tmp_path / 'no such'}'` makes it." in said.only_line
    assert not list(tmp_path.iterdir())


def test_the_demo_is_made_where_the_call_says(tmp_path):
    assert draftvc("-C", tmp_path, "demo").code == 0
    assert (tmp_path / "outline").is_file()


def test_hooks_are_refused_where_they_would_never_run(bare, tmp_path):
    done = draftvc("hooks", "install", "-C", bare)
    assert done.code == 2
    assert "is a bare repository" in done.only_line
    assert not (bare / "hooks" / "pre-commit").exists()
    for action in ((), ("status",), ("uninstall",)):
        said = draftvc("-C", bare, "hooks", *action)
        assert said.code == 0
        assert ("pre-receive: absent" in said.out) is ("uninstall" not in action)
        assert "pre-commit: absent" not in said.out
        assert "This is a bare repository: nobody commits here" in said.out
        assert "`draftvc hooks install --server` puts it in." in said.out
    assert draftvc("-C", bare, "hooks", "install", "--server").code == 0
    told = draftvc("-C", bare, "hooks", "status").out
    assert "pre-receive: installed\n" in told
    assert "`draftvc hooks uninstall --server` takes it out." in told
    git("init", "-q", "--object-format=sha256", tmp_path / "wide", cwd=tmp_path)
    done = draftvc("hooks", "install", "-C", tmp_path / "wide")
    assert done.code == 2
    assert "names its objects by sha256" in done.only_line
    assert not (tmp_path / "wide" / ".git" / "hooks" / "pre-commit").exists()


def test_a_draft_is_not_begun_inside_another(draft):
    done = draftvc("init", "annex", cwd=draft)
    assert (done.code, done.out) == (2, "")
    assert "annex lies in the repository of a draft" in done.only_line
    assert not (draft / "annex").exists()


# What is not there


@pytest.mark.parametrize("words", [["show"], ["diff", "v3", "v4"], ["log"], ["path"]])
def test_a_bracket_that_is_not_there_is_an_error_that_names_the_nearest(room, words):
    done = draftvc(*words, "PP4#99", cwd=room)
    assert (done.code, done.out) == (2, "")
    assert "There is no PP4#99: PP4 has" in done.only_line
    assert "The nearest is PP4#" in done.only_line


def test_path_takes_an_id_and_a_label_of_before(room):
    """What had a label in v1 that nothing has today is found by it, and by its id."""
    today = validated(draftvc("show", "v4", "--format", "json", cwd=room), "draft")
    first = validated(draftvc("show", "v1", "--format", "json", cwd=room), "draft")
    labels = {each["id"]: each["label"] for each in today["clauses"]}
    then = {each["label"]: each["id"] for each in first["clauses"]}
    old = next(label for label in then if label not in labels.values())
    clause_id = then[old]
    by_id, by_old = (draftvc("path", each, cwd=room) for each in (clause_id, old))
    assert by_id.out == by_old.out == f"clauses/{clause_id}.txt\n"
    assert f"The draft has no {old} today" in by_old.only_line


# Revisions that are not quite there


def test_a_log_that_leaves_a_revision_out_says_so_and_exits_with_3(draft):
    (draft / "outline").write_text("no outline at all\n")
    git("commit", "-q", "-a", "--no-verify", "-m", "Break it", cwd=draft)
    broken = git("rev-parse", "HEAD", cwd=draft).strip()
    git("revert", "--no-edit", "HEAD", cwd=draft)
    done = draftvc("log", cwd=draft)
    assert done.code == 3
    assert f"{broken[:10]} is left out: " in done.err
    told = draftvc("log", "--format", "json", cwd=draft)
    assert told.code == 3
    assert [each["commit"] for each in validated(told, "log")["left_out"]] == [broken]


def test_a_commit_made_by_hand_has_the_date_of_its_text(draft):
    path = draft / draftvc("path", "PP4", cwd=draft).out.strip()
    path.write_text(path.read_text().replace("numbers", "figures"))
    git("commit", "-q", "-a", "--no-verify", "-m", "By hand", cwd=draft)
    newest = draftvc("show", "v4", "--format", "json", cwd=draft).json["date"]
    log = draftvc("log", "--format", "json", cwd=draft).json["revisions"]
    assert log[0]["date"] == newest
    assert (
        draftvc("diff", "v4", "HEAD", "--format", "json", cwd=draft).json["new"]["date"] == newest
    )
    assert draftvc("status", "--format", "json", cwd=draft).json["revision"]["date"] == newest


def test_one_without_a_date_in_its_text_has_that_of_the_commit(tmp_path):
    draftvc("init", tmp_path)
    (tmp_path / "text.txt").write_text("The Assembly,\n1. Urges all to be quiet;\n")
    assert draftvc("import", "text.txt", "--date", "2025-03-03", cwd=tmp_path).code == 0
    path = tmp_path / draftvc("path", "OP1", cwd=tmp_path).out.strip()
    path.write_text("1.\nUrges most to be quiet;\n")
    git("commit", "-qam", "By hand", "--no-verify", cwd=tmp_path)
    day = git("log", "-1", "--format=%cs", cwd=tmp_path).strip()
    assert draftvc("log", "--format", "json", cwd=tmp_path).json["revisions"][0]["date"] == day


def test_the_end_of_a_shallow_clone_is_not_called_the_first_revision(room, tmp_path):
    git("clone", "-q", "--depth=2", f"file://{room}", "shallow", cwd=tmp_path)
    done = draftvc("log", cwd=tmp_path / "shallow")
    assert done.code == 0
    assert "first revision" not in done.out
    assert "earlier history is not in this shallow clone" in done.out
    log = validated(draftvc("log", "--format", "json", cwd=tmp_path / "shallow"), "log")
    assert [each.get("shallow") for each in log["revisions"]] == [None, True]


# What is said of a call


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "--as"], "`draftvc import` was given --as without a value."),
        (["path"], "`draftvc path` needs CLAUSE."),
        (["path", "PP1", "PP2"], "“PP2” is more than `draftvc path` takes."),
        (["diff", "--format", "xml"], "“xml” behind --format is none of rich, text, json, md."),
        (["hooks", "remove"], "“remove” is none of install, uninstall, status."),
        (["show", "--source", "--clean"], "and --clean changes what is shown."),
        (["show", "--source", "--format", "md"], "and --format changes what is shown."),
    ],
)
def test_a_wrong_call_is_told_in_words_of_ours(room, words, said):
    done = draftvc(*words, cwd=room)
    assert (done.code, done.out) == (2, "")
    assert said in done.only_line


def test_one_revision_has_nothing_to_be_compared_with(tmp_path):
    draftvc("init", tmp_path)
    draftvc("import", FIRST, cwd=tmp_path)
    done = draftvc("diff", cwd=tmp_path)
    assert done.code == 0
    assert "v1 is the only revision yet" in done.only_line
    assert "v1 is the only revision yet" in draftvc("diff", "v1", "v2", cwd=tmp_path).only_line


def test_the_lines_of_the_demo_fit_a_terminal(tmp_path):
    done = draftvc("demo", "rivers", cwd=tmp_path)
    assert done.code == 0
    assert [line for line in done.out.splitlines() if len(line) > 80] == []
