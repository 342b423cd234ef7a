"""Patches between two clones: `git format-patch` here, `git am` there, with the hooks in both."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc, git, validated
from tests.drivers.room import OP1, OP2, PP1, attempt, begin, clause, edit
from tests.drivers.test_agreed import REASON
from tests.store.gitrepo import git as told_by


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a clone with OP2 agreed, in which the patches are made."""
    here = begin(tmp_path / "here")
    edit(here, OP2, "next session.", "next session. Ad ref 3 March 2025 17.05")
    edit(here, OP1, "{KEN+} to", "{KEN+}\nto")  # as draftvc writes it
    git("commit", "-q", "-a", "-m", "Agree OP2", cwd=here)
    return here


@pytest.fixture
def there(tmp_path: Path, here: Path) -> Path:
    """Return another clone, in which they are applied."""
    there = tmp_path / "there"
    git("clone", "-q", here, there, cwd=tmp_path)
    assert draftvc("git", "enable", cwd=there).code == 0
    return there


def patch(here: Path, message: str = "Change it") -> Path:
    """Commit what was edited, past the hooks, and return it as a patch."""
    git("commit", "-q", "-a", "--no-verify", "-m", message, cwd=here)
    told_by(here, "format-patch", "-q", "-1", "--start-number", "1", "-o", here.parent / "sent")
    (made,) = (here.parent / "sent").iterdir()
    return made


def test_revisions_arrive_with_their_names_and_every_byte(tmp_path: Path):
    here, there = tmp_path / "here", tmp_path / "there"
    samples = [SAMPLES / f"resolution-v{number}.txt" for number in (1, 2, 3)]
    draftvc("init", here)
    assert draftvc("import", samples[0], cwd=here).code == 0
    git("clone", "-q", here, there, cwd=tmp_path)
    draftvc("git", "enable", cwd=there)
    assert draftvc("import", *samples[1:], cwd=here).code == 0
    sent = tmp_path / "sent"
    told_by(here, "format-patch", "-q", "-2", "-o", sent)
    assert attempt(there, "am", "-q", *sorted(sent.iterdir())) == (True, "")
    for asked in (("rev-parse", "HEAD^{tree}"), ("log", "--format=%B%an%ai")):
        assert told_by(there, *asked) == told_by(here, *asked)
    assert draftvc("show", "v3", "--source", cwd=there).raw == samples[2].read_bytes()


def test_a_patch_that_changes_agreed_words_is_seen_by_check_unless_it_says_why(here, there):
    edit(here, OP2, "next session", "fifth session")
    assert attempt(there, "am", "-q", patch(here, "Name another session"))[0]
    said = draftvc("check", "HEAD", cwd=there)
    assert said.code == 1
    assert "E303 OP2" in said.out
    git("commit", "-q", "--amend", "--no-verify", "-m", REASON, cwd=there)
    assert "E303" not in draftvc("check", "HEAD", cwd=there).out


def test_a_patch_with_its_reason_is_taken(here, there):
    edit(here, OP2, "next session", "fifth session")
    assert attempt(there, "am", "-q", patch(here, REASON))[0]
    assert "E303" not in draftvc("check", "HEAD", cwd=there).out


@pytest.fixture
def stopped(here: Path, there: Path) -> Path:
    """Return a clone in which a patch conflicts with what stands there."""
    edit(here, OP1, "the maps", "the maps and charts")
    edit(there, OP1, "the maps", "the atlases")
    git("commit", "-q", "-a", "-m", "Atlases", cwd=there)
    assert not attempt(there, "am", "-3", patch(here, "Ask for charts"))[0]
    return there


def test_a_patch_in_conflict_is_shown_settled_and_gone_on_with(stopped: Path):
    shown = validated(draftvc("conflicts", "--format", "json", cwd=stopped), "conflicts")
    assert (shown["kind"], shown["theirs"]["name"]) == ("am", "Ask for charts")
    (one,) = shown["conflicts"]
    assert (one["base"], one["ours"], one["theirs"]) == ("maps", "atlases", "maps and charts")
    assert "A `git am` is open, and OP1 is in conflict." in draftvc("status", cwd=stopped).err
    for action in ("--continue", "--abort"):
        assert f"Call: git am {action}" in draftvc("merge", action, cwd=stopped).err
    said = draftvc("resolve", "OP1", "--brackets", "--as", "FRA,USA", cwd=stopped)
    assert "To go on: git am --continue" in said.out
    assert "To give it up: git am --abort" in said.out
    assert attempt(stopped, "am", "--continue")[0]
    text = clause(stopped, OP1).read_text(encoding="utf-8")
    assert "atlases" in text
    assert "charts" in text
    assert told_by(stopped, "log", "-1", "--format=%s").strip() == "Ask for charts"
    assert "OP1" not in draftvc("check", "HEAD", cwd=stopped).out


def test_where_nothing_of_a_patch_is_left_it_is_skipped(stopped: Path):
    said = " ".join(draftvc("resolve", "OP1", "--ours", cwd=stopped).out.split())
    assert "Where it was settled as ours has it: git am --skip." in said
    assert attempt(stopped, "am", "--skip")[0]
    assert draftvc("conflicts", cwd=stopped).out.startswith("Nothing is in conflict")


def test_a_patch_that_does_not_apply_is_told_with_the_way_to_its_conflict(here, there):
    edit(here, PP1, "than the figures", "than the numbers")
    made = patch(here)
    edit(there, PP1, "more often", "oftener")
    git("commit", "-q", "-a", "-m", "Oftener", cwd=there)
    assert not attempt(there, "am", made)[0]
    said = " ".join(draftvc("conflicts", cwd=there).out.split())
    assert "Where it did not apply: git am --abort, then again with: git am -3" in said
    assert attempt(there, "am", "--abort")[0]
    # Both sides changed one sentence, and in other words: it combines.
    assert attempt(there, "am", "-3", "-q", made)[0]
    text = clause(there, PP1).read_text(encoding="utf-8")
    assert "oftener" in text
    assert "the numbers" in text


def test_a_hook_of_ones_own_stops_at_a_patch_that_brings_a_fault(here, there):
    hook = there / ".git" / "hooks" / "pre-applypatch"
    hook.write_text(f"#!/bin/sh\n'{sys.executable}' -m draftvc hook pre-commit\n")
    hook.chmod(0o755)
    edit(here, PP1, "[more often] {USA+", "[more often {USA+")
    done, said = attempt(there, "am", "-3", patch(here))
    assert not done
    assert "error E101 PP1" in said
    assert attempt(there, "am", "--abort")[0]
