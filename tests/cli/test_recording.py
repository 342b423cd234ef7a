"""`draftvc init`, `import`, `hooks` and `demo`: what they make, and what they say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc, git

FILES = [SAMPLES / f"resolution-v{number}.txt" for number in (1, 2, 3, 4)]


def test_init_says_what_it_made_and_makes_it_once(tmp_path):
    done = draftvc("init", tmp_path / "water")
    assert (done.code, done.err) == (0, "")
    assert "Wrote draft.toml" in done.out
    assert "pre-commit: installed." in done.out
    again = draftvc("init", cwd=tmp_path / "water")
    assert (again.code, again.err) == (0, "")
    assert "nothing changed" in again.out


def test_init_prints_the_lines_for_hooks_kept_elsewhere(tmp_path):
    git("init", "-q", tmp_path, cwd=tmp_path)
    git("config", "core.hooksPath", "my-hooks", cwd=tmp_path)
    out = draftvc("init", cwd=tmp_path).out
    assert "core.hooksPath is set to my-hooks" in out
    assert re.search(r"pre-commit: .*draftvc.* hook pre-commit", out)


def test_import_says_what_each_file_became(tmp_path):
    draftvc("init", tmp_path)
    for file in FILES[:2]:
        shutil.copy(file, tmp_path)
    done = draftvc("import", *[file.name for file in FILES[:2]], cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    heads = [line for line in done.out.splitlines() if not line.startswith(" ")]
    assert heads[0] == "v1 (3 March 2025) is recorded from resolution-v1.txt"
    assert heads[2] == "v2 (5 March 2025) is recorded from resolution-v2.txt"
    assert "  PP7 added; RUS reserve withdrawn; and 10 more" in done.out.splitlines()
    assert git("status", "--porcelain", "-uno", cwd=tmp_path) == ""
    assert git("log", "--format=%(trailers:key=Draft-Version,valueonly)", cwd=tmp_path).split() == [
        "v2",
        "v1",
    ]


def test_faults_of_the_text_are_recorded_and_said(draft):
    git("reset", "-q", "--hard", "HEAD~2", cwd=draft)
    done = draftvc("import", FILES[2], "--as", "friday", cwd=draft)
    assert done.code == 0
    assert "! E103 OP1b, line 52" in done.out
    assert draftvc("check", "friday", cwd=draft).code == 1


def test_the_same_file_again_changes_nothing(draft):
    before = git("rev-parse", "HEAD", cwd=draft)
    done = draftvc("import", FILES[3], cwd=draft)
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "reads like v4: nothing changed, and nothing is recorded" in said
    assert git("rev-parse", "HEAD", cwd=draft) == before


def test_an_import_names_the_call_that_lists_what_it_counts(tmp_path):
    draftvc("init", tmp_path)
    text = "Noting the lamp , and the stove,\n1. Urges [] the cook,\n3. Thanks {} the guard;\n"
    (tmp_path / "the draft.txt").write_text(text, encoding="utf-8")
    said = " ".join(draftvc("import", "the draft.txt", cwd=tmp_path).out.split())
    call = re.search(r"! (.+): draftvc (.+) names the places", said)
    assert call is not None
    checked = draftvc(*shlex.split(call[2]), cwd=tmp_path)
    assert checked.out.rstrip().splitlines()[-1].startswith(f"{call[1]} in ")


def test_a_dry_run_records_nothing(tmp_path):
    draftvc("init", tmp_path)
    done = draftvc("import", FILES[0], "--dry-run", cwd=tmp_path)
    assert done.code == 0
    assert "v1 (3 March 2025) would be recorded" in done.out
    assert "Nothing was recorded" in done.out
    assert git("rev-list", "--all", cwd=tmp_path) == ""


def test_options_reach_the_record(draft):
    done = draftvc(
        *("import", FILES[0], "--as", "v9", "--date", "1 April 2025"),
        *("--author", "Ann Secretary <ann@example.org>"),
        cwd=draft,
    )
    assert done.code == 0, done.err
    shown = git("log", "-1", "--format=%an|%(trailers:key=Draft-Date,valueonly)", cwd=draft)
    assert shown.split() == ["Ann", "Secretary|2025-04-01"]
    assert draftvc("show", "v9", "--source", cwd=draft).raw == FILES[0].read_bytes()


def test_replace_puts_the_newest_right(draft):
    done = draftvc("import", FILES[2], "--replace", "v4", cwd=draft)
    assert done.code in (0, 2)
    done = draftvc("import", FILES[0], "--replace", "v4", cwd=draft)
    assert done.code == 0, done.err
    assert draftvc("show", "v4", "--source", cwd=draft).raw == FILES[0].read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import"], "`draftvc import` needs FILE."),
        (["import", "none.txt"], "There is no file none.txt"),
        (["import", FILES[0], FILES[1], "--as", "v9"], "--as names one revision"),
        (["import", FILES[0], "--date", "soon"], "“soon” is no date."),
        (["import", FILES[0], "--replace", "v1"], "v1"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_written(draft, words, said):
    before = git("rev-parse", "HEAD", cwd=draft)
    done = draftvc(*words, cwd=draft)
    assert (done.code, done.out) == (2, "")
    assert said in done.only_line
    assert git("rev-parse", "HEAD", cwd=draft) == before
    assert git("status", "--porcelain", cwd=draft) == ""


def test_one_bad_file_stops_them_all(tmp_path):
    draftvc("init", tmp_path)
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7\n")
    done = draftvc("import", FILES[0], "bad.txt", cwd=tmp_path)
    assert done.code == 2
    assert git("rev-list", "--all", cwd=tmp_path) == ""


def test_hooks_are_installed_told_and_taken_out(draft):
    assert "pre-commit: installed" in draftvc("hooks", "status", cwd=draft).out
    assert draftvc("hooks", cwd=draft).out == draftvc("hooks", "status", cwd=draft).out
    assert draftvc("hooks", "uninstall", "-C", draft).code == 0
    assert "pre-commit: absent" in draftvc("hooks", "status", cwd=draft).out
    assert "is installed already" not in draftvc("hooks", "install", cwd=draft).out


def test_a_commit_that_breaks_a_bracket_is_refused_by_the_hook(draft):
    path = draft / draftvc("path", "PP4", cwd=draft).out.strip()
    path.write_text(path.read_text().replace("numbers", "[numbers"))
    assert draftvc("check", "--staged", cwd=draft).code == 0
    git("add", "-A", cwd=draft)
    assert draftvc("check", "--staged", cwd=draft).code == 1
    found = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    commit = ["git", "commit", "-q", "-m", "Break it"]
    env = {**os.environ, "PATH": found}
    done = subprocess.run(commit, cwd=draft, capture_output=True, text=True, env=env)
    assert done.returncode == 1
    assert "E101" in done.stderr and "PP4" in done.stderr
    path.write_text(path.read_text().replace("[numbers", "[numbers]"))
    git("add", "-A", cwd=draft)
    assert subprocess.run(commit, cwd=draft, capture_output=True, env=env).returncode == 0


def test_the_demo_shows_and_leaves_a_sound_repository(tmp_path):
    done = draftvc("demo", tmp_path / "demo")
    assert (done.code, done.err) == (0, "")
    for caption in ("$ draftvc log\n", "$ draftvc diff v3 v4\n", "$ draftvc check v3\n"):
        assert caption in done.out
    assert "RUS withdraws its reserve on “the right to know”" in done.out
    assert "agreed text is changed" in done.out
    assert "E103" in done.out
    assert f"cd {tmp_path}/demo" in done.out
    assert git("status", "--porcelain", cwd=tmp_path / "demo") == ""
    git("fsck", "--strict", cwd=tmp_path / "demo")
    # What it says to try works.
    tried = re.findall(r"^  draftvc ((?:log|diff|show|status)\b.*?)(?:   .*)?$", done.out, re.M)
    assert len(tried) >= 4
    for words in tried:
        assert draftvc(*words.split(), cwd=tmp_path / "demo").code == 0, words


def test_the_demo_needs_no_identity_and_no_directory(tmp_path):
    env = {"GIT_CONFIG_GLOBAL": "/dev/null", "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    done = draftvc("demo", cwd=tmp_path, env={**env, "EMAIL": ""})
    assert (done.code, done.err) == (0, "")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("draftvc-demo-")]


def test_the_demo_writes_into_nothing_that_is_there(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    for place in (tmp_path, tmp_path / "mine.txt"):
        done = draftvc("demo", place)
        assert (done.code, done.out) == (2, "")
        assert "Name a new or empty" in done.only_line
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
