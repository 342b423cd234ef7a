"""What the hook refuses: new faults in what is staged, whatever stands in the working tree."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.program import draftvc
from tests.drivers.room import (
    OP1,
    OP2,
    OUTLINE,
    PP1,
    PP2,
    attempt,
    begin,
    clause,
    commit,
    edit,
    subjects,
)
from tests.store.gitrepo import git, put

BREAK = ("often]", "often")
"""The edit of PP1 that loses a bracket."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return begin(tmp_path / "le projet d’été")


def test_a_sound_change_passes_without_a_word(place):
    edit(place, PP1, "more often", "far more often")
    assert commit(place, "-a", "-m", "Reword PP1") == (True, "")


def test_a_new_fault_is_refused_with_its_place_and_what_to_do(place):
    edit(place, PP1, *BREAK)
    done, said = commit(place, "-a", "-m", "Break PP1")
    assert not done
    assert subjects(place) == ["Record the draft"]
    lines = said.splitlines()
    assert lines[0].startswith("draftvc: refused: this would bring a fault into the draft")
    assert "error E101 PP1, line 2, column 39 of clauses/recognizing-rivers-k3f9q.txt:" in said
    assert "PP2" not in said
    row = next(index for index, line in enumerate(lines) if line.startswith("     2 | "))
    written = clause(place, PP1).read_text(encoding="utf-8").splitlines()[1]
    shown = lines[row].partition(" | ")[2].removesuffix("…")
    assert shown in written
    assert lines[row][lines[row + 1].index("^")] == "["
    assert any(line.startswith("  → ") for line in lines)
    assert "draftvc check --staged" in said
    assert "git commit --no-verify" in said


def test_the_way_around_is_gits_own(place):
    edit(place, PP1, *BREAK)
    assert commit(place, "-a", "-m", "Break PP1", "--no-verify") == (True, "")


def test_an_old_fault_passes_and_so_does_its_repair(place):
    edit(place, PP2, "one in three", "one in four")
    assert commit(place, "-a", "-m", "Reword beside the fault") == (True, "")
    edit(place, PP2, "silent", "silent]")
    assert commit(place, "-a", "-m", "Repair PP2") == (True, "")
    edit(place, PP2, "silent]", "silent")
    assert not commit(place, "-a", "-m", "Break PP2 again")[0]


def test_a_second_fault_beside_an_old_one_is_refused_and_named_alone(place):
    edit(place, PP2, "one record", "[one record")
    done, said = commit(place, "-a", "-m", "Break PP2 once more")
    assert not done
    assert said.count("error E") == 1
    assert "line 4" in said


def test_an_old_fault_moves_with_its_clause(place):
    lines = OUTLINE.splitlines(keepends=True)
    put(place / "outline", "".join([lines[0], lines[2], lines[1], *lines[3:]]))
    assert commit(place, "-a", "-m", "Swap PP1 and PP2") == (True, "")


def test_a_fault_of_the_working_tree_alone_does_not_count(place):
    edit(place, OP2, "next", "fifth")
    git(place, "add", clause(place, OP2))
    edit(place, PP1, *BREAK)
    assert commit(place, "-m", "Name the session") == (True, "")


def test_a_repair_that_is_not_staged_does_not_count(place):
    edit(place, PP1, *BREAK)
    git(place, "add", "-A")
    edit(place, PP1, "often {", "often] {")
    done, said = commit(place, "-m", "Break PP1")
    assert not done
    assert "error E101 PP1" in said


def test_of_a_file_that_is_half_staged_the_staged_half_counts(place):
    edit(place, OP1, "the maps", "[the maps")
    git(place, "add", "-A")
    edit(place, OP1, "the maps", "the maps]")
    assert not commit(place, "-m", "Open a bracket")[0]
    git(place, "add", "-A")
    edit(place, OP1, "[the maps]", "[the maps")
    assert commit(place, "-m", "Bracket the maps") == (True, "")


def test_a_commit_of_one_path_looks_at_that_path(place):
    edit(place, PP1, *BREAK)
    git(place, "add", clause(place, PP1))
    edit(place, OP2, "next", "fifth")
    assert commit(place, "-m", "Name the session", clause(place, OP2)) == (True, "")
    assert subjects(place)[0] == "Name the session"
    done, said = commit(place, "-m", "Break PP1", clause(place, PP1))
    assert not done
    assert "error E101 PP1" in said


def test_an_amended_commit_is_compared_with_what_it_replaces(place):
    edit(place, OP2, "next", "fifth")
    commit(place, "-a", "-m", "Name the session")
    assert commit(place, "--amend", "-m", "Say which session") == (True, "")
    edit(place, PP1, *BREAK)
    assert not commit(place, "-a", "--amend", "--no-edit")[0]


def test_other_work_in_the_repository_is_not_looked_at(place):
    edit(place, PP1, *BREAK)
    put(place / "minutes.txt", "[[[")
    git(place, "add", "minutes.txt")
    assert commit(place, "-m", "Write the minutes") == (True, "")


def test_a_folder_of_that_name_makes_no_draft(tmp_path):
    place = tmp_path / "other"
    git(None, "init", "-q", place)
    shutil.copytree(
        begin(tmp_path / "draft") / ".git" / "hooks", place / ".git/hooks", dirs_exist_ok=True
    )
    put(place / "clauses" / "of a contract.txt", "[")
    git(place, "add", "-A")
    assert commit(place, "-m", "Keep the contract") == (True, "")


def test_a_draft_that_is_taken_out_whole_passes(place):
    git(place, "rm", "-q", "-r", "draft.toml", "outline", "clauses")
    assert commit(place, "-m", "Close the file") == (True, "")


def test_faults_of_a_first_commit_are_new(tmp_path):
    source = begin(tmp_path / "source")
    place = tmp_path / "copy"
    git(None, "init", "-q", place)
    shutil.copytree(source / ".git" / "hooks", place / ".git" / "hooks", dirs_exist_ok=True)
    for name in ("draft.toml", "outline"):
        shutil.copy(source / name, place / name)
    shutil.copytree(source / "clauses", place / "clauses")
    git(place, "add", "-A")
    done, said = commit(place, "-m", "Record the draft")
    assert not done
    assert "error E101 PP2" in said


def test_strict_refuses_old_faults_and_warnings(tmp_path):
    place = begin(tmp_path / "strict", check="strict")
    edit(place, PP1, "USA+,", "USA+,UAS-,")
    done, said = commit(place, "-a", "-m", "Ask for more")
    assert not done
    assert 'check = "strict"' in said
    assert "error E101 PP2" in said
    assert "warning W201 PP1" in said


def test_off_refuses_nothing(tmp_path):
    place = begin(tmp_path / "off", check="off")
    edit(place, PP1, *BREAK)
    assert commit(place, "-a", "-m", "Break PP1") == (True, "")


def test_the_setting_that_is_staged_counts(place):
    edit(place, PP1, *BREAK)
    git(place, "add", clause(place, PP1))
    put(place / "draft.toml", 'check = "off"\n')
    assert not commit(place, "-m", "Break PP1")[0]
    git(place, "add", "draft.toml")
    assert commit(place, "-m", "Break PP1, and look away") == (True, "")


def test_parties_of_the_repository_are_known(tmp_path):
    place = begin(tmp_path / "strict", check="strict")
    put(place / "draft.toml", 'check = "strict"\n[parties]\nRWC = "River Watch Coalition"\n')
    edit(place, PP2, "silent", "silent]")
    edit(place, PP1, "USA+,", "USA+,RWC-,")
    git(place, "add", "-A")
    assert commit(place, "-m", "Hear the coalition") == (True, "")


def branches(place: Path, theirs: tuple[str, str, str], ours: tuple[str, str, str]) -> None:
    """Commit one edit on a branch `topic`, and another on the branch it left."""
    git(place, "switch", "-q", "-c", "topic")
    edit(place, *theirs)
    git(place, "commit", "-q", "--no-verify", "-a", "-m", "Theirs")
    git(place, "switch", "-q", "-")
    edit(place, *ours)
    git(place, "commit", "-q", "--no-verify", "-a", "-m", "Ours")


def test_a_fault_that_either_side_has_passes_a_merge(place):
    branches(place, (PP1, *BREAK), (OP2, "next", "fifth"))
    assert attempt(place, "merge", "-q", "--no-edit", "topic")[0]
    assert subjects(place)[0] == "Merge branch 'topic'"


def test_a_fault_that_only_the_merge_makes_is_refused(place):
    branches(
        place,
        (OP1, "the minutes", "the minutes] {USA+} [and the drafts"),
        (OP1, "[the records", "the records"),
    )
    edit(place, OP1, "calendars]", "calendars")
    git(place, "commit", "-q", "-a", "-m", "Lift the brackets")
    done, said = attempt(place, "merge", "-q", "--no-edit", "topic")
    assert not done
    assert "this would bring 2 faults into the draft" in said
    assert "E101 OP1" in said
    assert "E102 OP1" in said
    assert subjects(place)[0] == "Lift the brackets"
    done, said = commit(place, "-m", "Merge as it is")
    assert not done
    assert "this would bring 2 faults into the draft" in said
    assert commit(place, "--no-verify", "-m", "Merge as it is") == (True, "")


def test_a_merge_that_was_resolved_by_hand_is_checked(place):
    branches(place, (PP1, "more often", "seldom"), (PP1, "more often", "always"))
    assert not attempt(place, "merge", "-q", "--no-edit", "topic")[0]
    put(clause(place, PP1), "\nRecognizing that rivers cross [borders {USA+,FRA-},\n")
    git(place, "add", "-A")
    done, said = commit(place, "--no-edit")
    assert not done
    assert "error E101 PP1" in said
    put(clause(place, PP1), "\nRecognizing that rivers cross [borders] {USA+,FRA-},\n")
    git(place, "add", "-A")
    assert commit(place, "--no-edit")[0]


@pytest.mark.parametrize(
    ("path", "text", "named"),
    [
        ("outline", f"{OUTLINE}what is this\n", "Line 6"),
        (
            "outline",
            f"{OUTLINE}lost-clause-a2b3c 0 operative\n",
            "lost-clause-a2b3c.txt is missing",
        ),
        ("outline", f"<<<<<<< HEAD\n{OUTLINE}", "conflict"),
        ("outline", None, "no outline"),
        (f"clauses/{OP2}.txt", None, f"{OP2}.txt is missing"),
        ("draft.toml", 'check = "sometimes"\n', "check"),
        ("draft.toml", "check = \n", "draft.toml"),
        ("draft.toml", "[parties]\nRWC = 3\n", "RWC"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(place, path, text, named):
    put(place / path, text) if text is not None else (place / path).unlink()
    git(place, "add", "-A")
    done, said = commit(place, "-m", "Break the form")
    assert not done
    assert said.startswith("draftvc: refused: what is staged cannot be read as a draft.")
    assert named in said
    assert "git commit --no-verify" in said
    assert "Traceback" not in said


def test_a_link_in_the_place_of_a_clause_is_refused(place):
    clause(place, OP2).unlink()
    clause(place, OP2).symlink_to("/etc/passwd")
    git(place, "add", "-A")
    done, said = commit(place, "-m", "Link OP2")
    assert not done
    assert "is a link" in said


def test_a_paragraph_that_no_line_of_the_outline_names_is_refused(place):
    put(clause(place, "decides-also-c9d8e"), "3.\nDecides also to meet in the spring.\n")
    git(place, "add", "-A")
    done, said = commit(place, "-m", "Add OP3")
    assert not done
    assert "clauses/decides-also-c9d8e.txt is named by no line of the outline" in said
    put(place / "outline", f"{OUTLINE}decides-also-c9d8e 0 operative\n")
    assert commit(place, "-a", "-m", "Add OP3") == (True, "")
    put(place / "outline", OUTLINE)
    assert not commit(place, "-a", "-m", "Take OP3 out, and leave its file")[0]
    assert commit(place, "-a", "--no-verify", "-m", "Leave it lying")[0]
    edit(place, OP2, "next", "fifth")
    assert commit(place, "-a", "-m", "Name the session") == (True, "")


def test_marks_of_a_conflict_are_refused(place):
    branches(place, (PP1, "more often", "seldom"), (PP1, "more often", "always"))
    assert not attempt(place, "merge", "-q", "--no-edit", "topic")[0]
    git(place, "add", "-A")
    done, said = commit(place, "--no-edit")
    assert not done
    assert f"clauses/{PP1}.txt (PP1) has the marks of a conflict" in said
    assert f"Or `git checkout -m -- clauses/{PP1}.txt`, and `draftvc resolve PP1`" in said
    git(place, "checkout", "-q", "-m", "--", clause(place, PP1))
    assert draftvc("resolve", "PP1", "--theirs", cwd=place).code == 0
    assert commit(place, "--no-edit") == (True, "")


def test_a_form_that_was_broken_before_can_be_repaired(place):
    put(place / "outline", f"{OUTLINE}what is this\n")
    assert commit(place, "-a", "--no-verify", "-m", "Break the outline")[0]
    edit(place, PP2, "silent", "silent]")
    put(place / "outline", OUTLINE)
    assert commit(place, "-a", "-m", "Repair the outline") == (True, "")


def test_a_working_tree_beside_the_first_one_is_checked(place, tmp_path):
    second = tmp_path / "second room"
    git(place, "worktree", "add", "-q", second, "-b", "second")
    edit(second, PP1, *BREAK)
    done, said = commit(second, "-a", "-m", "Break PP1")
    assert not done
    assert "error E101 PP1" in said
    edit(second, PP1, "often {", "often] {")
    edit(second, OP2, "next", "fifth")
    assert commit(second, "-a", "-m", "Name the session") == (True, "")


def test_a_commit_from_below_or_from_outside_is_checked(place, tmp_path):
    edit(place, PP1, *BREAK)
    assert not commit(place / "clauses", "-a", "-m", "Break PP1")[0]
    named = (f"--git-dir={place / '.git'}", f"--work-tree={place}")
    done, said = attempt(tmp_path, *named, "commit", "-a", "-m", "Break PP1")
    assert not done
    assert "error E101 PP1" in said


def test_a_hook_that_was_there_stops_the_commit_before_ours_speaks(tmp_path):
    place = begin(tmp_path / "repo")
    hook = place / ".git/hooks/pre-commit"
    put(hook.with_name("pre-commit.before-draftvc"), "#!/bin/sh\necho closed\nexit 1\n").chmod(
        0o755
    )
    edit(place, PP1, *BREAK)
    assert commit(place, "-a", "-m", "Break PP1") == (False, "closed\n")


def test_words_of_a_draft_cannot_repaint_the_terminal(place):
    edit(place, PP1, "[more often]", "\x1b[2J[more often")
    done, said = commit(place, "-a", "-m", "Break PP1")
    assert not done
    assert "\x1b" not in said
    assert "␛[2J" in said
