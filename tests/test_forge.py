"""What a forge runs on a change request: the plain script, and the action that calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc, git

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "forge" / "change-request"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    place = tmp_path / "the draft"
    assert draftvc("init", place).code == 0
    assert draftvc("import", SAMPLES / "resolution-v4.txt", cwd=place).code == 0
    git("checkout", "-qb", "request", cwd=place)
    return place


REOPENED = 'A change\n\nReopens: OP3 "the session is moved" By: KEN'


def change(draft: Path, old: str, new: str, message: str = REOPENED) -> None:
    file = draft / draftvc("path", "OP3", cwd=draft).out.strip()
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    git("commit", "-qam", message, "--no-verify", cwd=draft)


def run(draft: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [str(SCRIPT), *args]
    return subprocess.run(
        command, cwd=draft, env={**os.environ, "PATH": path, **env}, capture_output=True, text=True
    )


def branch(draft: Path) -> str:
    return git("for-each-ref", "--format=%(refname:short)", "refs/heads", cwd=draft).split()[0]


def test_the_events_are_written_as_markdown(draft, tmp_path):
    base = branch(draft)
    change(draft, "fourth", "fifth")
    out = tmp_path / "events.md"
    done = run(draft, base, "request", str(out))
    assert done.returncode == 0, done.stderr
    assert "“fourth” becomes “fifth”" in out.read_text(encoding="utf-8")


def test_a_new_fault_fails_and_is_annotated(draft):
    base = branch(draft)
    change(draft, "fourth session", "[fourth session")
    done = run(draft, base, "request", GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert "::error file=clauses/" in done.stdout
    assert "OP3" in done.stderr


def test_a_fault_that_was_there_before_is_no_failure(draft):
    change(draft, "fourth session", "[fourth session")
    git("branch", "-f", "before", cwd=draft)
    change(draft, "September", "October")
    assert run(draft, "before", "request").returncode == 0


def test_a_paragraph_that_no_line_of_the_outline_names_fails(draft):
    base = branch(draft)
    (draft / "clauses" / "sound-the-bell-aaaaa.txt").write_text("d.\nsound the bell;\n")
    git("add", "-A", cwd=draft)
    git("commit", "-qm", "Sound the bell", "--no-verify", cwd=draft)
    done = run(draft, base, "request")
    assert done.returncode == 1
    assert "\nclauses/sound-the-bell-aaaaa.txt is named by no line of the outline" in done.stderr
    assert run(draft, "request", "request").returncode == 0


def test_a_line_of_the_outline_without_its_text_fails(draft):
    base = branch(draft)
    path = draftvc("path", "PP4", cwd=draft).out.strip()
    (draft / path).unlink()
    git("commit", "-qam", "Lose it", "--no-verify", cwd=draft)
    done = run(draft, base, "request")
    assert done.returncode == 1
    assert f"\n{path} is missing, and the outline names it" in done.stderr
    git("branch", "-f", "before", cwd=draft)
    change(draft, "September", "October")
    assert run(draft, "before", "request").returncode == 0  # it stood so before


def test_agreed_text_that_an_earlier_commit_changes_fails(draft):
    base = branch(draft)
    change(draft, "fourth", "fifth", message="A change")
    change(draft, "September", "October")
    done = run(draft, base, "request")
    assert done.returncode == 1, done.stdout
    assert "agreed text changes without a reason" in done.stderr
    git("reset", "-q", "--soft", base, cwd=draft)
    git("commit", "-qnm", REOPENED, cwd=draft)
    assert run(draft, base, "request").returncode == 0


def test_a_log_that_it_writes_into_keeps_what_stands_there(draft, tmp_path):
    change(draft, "fourth", "fifth")
    job = f"(echo before; '{SCRIPT}' {branch(draft)} request) >'{tmp_path}/job.log'"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-c", job], cwd=draft, env={**os.environ, "PATH": path}, check=True)
    assert (tmp_path / "job.log").read_text(encoding="utf-8").startswith("before\n")


def test_a_long_page_is_cut_at_a_line_and_says_so(draft):
    base = branch(draft)
    change(draft, "fourth", "fifth")
    done = run(draft, base, "request", DRAFTVC_COMMENT_BYTES="200")
    assert done.returncode == 0, done.stderr
    assert "The rest is cut off here" in done.stdout


def test_what_cannot_be_compared_is_said(draft):
    git("checkout", "-q", "--orphan", "elsewhere", cwd=draft)
    git("commit", "-qm", "Another beginning", "--no-verify", cwd=draft)
    done = run(draft, "request", "elsewhere")
    assert done.returncode == 2
    assert "no commit in common" in done.stderr
    assert run(draft).returncode == 2


def test_the_action_calls_the_script_with_names_that_no_shell_reads():
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert "forge/change-request" in text
    scripts = text.split("run: |")[1:]
    assert scripts
    # An expression inside a script would be pasted into it before the shell reads it.
    assert not any("${{" in script.split("    - name:")[0] for script in scripts)
