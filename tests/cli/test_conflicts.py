"""An open merge: what is in conflict is said, and what to do; received files keep their bytes."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc, git

FIRST = (SAMPLES / "resolution-v1.txt").read_text(encoding="utf-8")


def fork(draft: Path, left: str, right: str) -> None:
    """Import one text on each of two branches, and merge them with git alone."""
    file = draft.parent / "resolution.txt"
    for branch, text in (("left", left), ("right", right)):
        git("switch", "-q", "-C", branch, "v1", cwd=draft)
        file.write_text(text, encoding="utf-8")
        assert draftvc("import", file, "--as", branch + "-1", cwd=draft).code == 0
    subprocess.run(["git", "merge", "-q", "left"], cwd=draft, check=False, capture_output=True)


@pytest.fixture
def torn(draft: Path) -> Path:
    """Both sides changed the same words of PP4."""
    assert "numbers" in FIRST
    fork(draft, FIRST.replace("numbers", "figures"), FIRST.replace("numbers", "measurements"))
    return draft


def test_marks_in_a_clause_are_said(torn):
    path = draftvc("path", "PP4", cwd=torn).out.strip()
    assert "<<<<<<<" in (torn / path).read_text()
    for words in (["status"], ["diff"]):
        done = draftvc(*words, cwd=torn)
        assert done.code == 0
        assert "A merge, rebase or cherry-pick is open, and PP4" in done.err
        assert "`draftvc conflicts` shows where" in done.err
        assert f"PP4 is read with the marks of a conflict that stand in {path}." in done.err
    done = draftvc("check", cwd=torn)
    assert done.code == 2
    assert f"{path} (PP4) has the marks of a conflict." in done.err
    # Somebody without our hooks records them all the same.
    git("rm", "-rq", "source", cwd=torn)
    git("commit", "-qam", "Both", "--no-verify", cwd=torn)
    done = draftvc("check", "HEAD", cwd=torn)
    assert done.code == 2
    assert f"{path} (PP4) has the marks of a conflict." in done.err


def test_received_files_of_both_sides_keep_their_bytes_and_go_with_one_command(draft):
    fork(draft, FIRST.replace("numbers", "figures"), FIRST.replace("Monday 3", "Friday 7"))
    done = draftvc("status", cwd=draft)
    assert "open, and source/ is in conflict." in done.err
    assert "`git rm -r source`" in done.err
    for file in (draft / "source").iterdir():
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert file.name.startswith(digest[:12])
    git("rm", "-rq", "source", cwd=draft)
    git("commit", "-q", "--no-edit", "--no-verify", cwd=draft)
    assert "is open" not in draftvc("status", cwd=draft).err
    text = draftvc("show", "HEAD", "--clean", cwd=draft).out
    assert "figures" in text
