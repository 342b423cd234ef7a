"""commit-msg with real git: agreed text changes with a reason, or not at all."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.program import draftvc
from tests.drivers.room import OP2, PP1, attempt, begin, clause, commit, edit, subjects
from tests.store.gitrepo import git, put

REASON = 'Name another session\n\nReopens: OP2 "the hall is taken" By: RUS'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = begin(tmp_path / "le projet d’été")
    edit(place, OP2, "next session.", "next session. Ad ref 3 March 2025 17.05")
    assert commit(place, "-a", "-m", "Agree on OP2") == (True, "")
    return place


def test_a_silent_change_is_refused_with_its_place_and_what_to_write(place):
    edit(place, OP2, "next", "fifth")
    done, said = commit(place, "-a", "-m", "Name the session")
    assert not done
    assert "error E303 OP2, line 2, column 40 of clauses/decides-to-h8w6r.txt:" in said
    assert "“next” becomes “fifth”" in " ".join(said.split())
    assert 'Reopens: OP2 "reason" By: RUS' in " ".join(said.split())
    assert "git commit --all --edit -F '.git/COMMIT_EDITMSG' (and --amend" in said
    assert subjects(place)[0] == "Agree on OP2"
    assert commit(place, "-a", "-m", "Name the session", "--no-verify") == (True, "")


REASONED = """#!/bin/sh
printf '\n%s\n' 'Reopens: OP2 "the hall is taken" By: RUS' >> "$1"
"""


def offered(said: str) -> str:
    """Return the command that the refusal offers for the message that was written."""
    (line,) = [each for each in said.splitlines() if each.startswith("What you wrote is kept:")]
    return line.partition(":")[2].partition(" (and --amend")[0].strip()


@pytest.mark.parametrize("words", ["--all", "--all --amend", "PATH", "staged", "--amend"])
@pytest.mark.parametrize("folder", [".", "clauses"])
def test_the_command_for_the_message_that_is_kept_does_it(place, tmp_path, words, folder):
    editor = put(tmp_path / "editor", REASONED)
    editor.chmod(0o755)
    before = subjects(place)
    path = edit(place, OP2, "next", "fifth")
    if words in ("staged", "--amend"):
        git(place, "add", path)
    args = [path if each == "PATH" else each for each in words.split() if each != "staged"]
    done, said = commit(place / folder, *args[:-1], "-m", "Name the session", *args[-1:])
    assert not done
    command = offered(said) + (" --amend" if "--amend" in words else "")
    done, said = attempt(place / folder, *shlex.split(command)[1:], env={"GIT_EDITOR": str(editor)})
    assert done, said
    after = subjects(place)
    assert after == ["Name the session", *(before[1:] if "--amend" in words else before)]
    assert "fifth" in git(place, "show", f"HEAD:clauses/{OP2}.txt")


def test_a_reason_lets_it_pass(place):
    edit(place, OP2, "next", "fifth")
    assert commit(place, "-a", "-m", REASON) == (True, "")


def test_a_reason_for_another_clause_does_not(place):
    edit(place, OP2, "next", "fifth")
    assert not commit(place, "-a", "-m", REASON.replace("OP2", "OP1"))[0]


def test_the_label_is_that_of_the_revision_before(place):
    edit(place, OP2, "next", "fifth")
    edit(place, OP2, "2.", "3.")
    assert commit(place, "-a", "-m", REASON) == (True, "")


def test_a_reason_in_a_comment_is_none(place):
    edit(place, OP2, "next", "fifth")
    message = put(place.parent / "message", f"Name it\n\n# {REASON.splitlines()[-1]}\n")
    assert not commit(place, "-a", "-F", message)[0]


def test_a_reason_below_the_line_where_git_cuts_the_message_is_none(place):
    edit(place, OP2, "next", "fifth")
    cut = f"# {'-' * 24} >8 {'-' * 24}"
    message = put(place.parent / "message", f"Name it\n\n{cut}\n{REASON.splitlines()[-1]}\n")
    assert not commit(place, "-a", "--cleanup=scissors", "-F", message)[0]


def test_silent_unmarking_and_removal_are_refused(place):
    edit(place, OP2, " Ad ref 3 March 2025 17.05", "")
    assert "its agreed mark is gone" in " ".join(commit(place, "-a", "-m", "Unmark")[1].split())
    git(place, "checkout", "-q", ".")
    clause(place, OP2).unlink()
    lines = (place / "outline").read_text(encoding="utf-8").splitlines(keepends=True)
    put(place / "outline", "".join(line for line in lines if not line.startswith(OP2)))
    done, said = commit(place, "-a", "-m", "Drop OP2")
    assert not done
    assert "E303 OP2" in said
    assert "the clause is gone" in said
    assert commit(place, "-a", "-m", REASON) == (True, "")


def test_words_put_behind_the_mark_are_named_alone(place):
    edit(place, OP2, "17.05", "17.05 and more")
    done, said = commit(place, "-a", "-m", "Say more")
    assert not done
    said = " ".join(said.split())
    assert "“and more” stands behind that mark, so that the clause is no longer read" in said
    assert "its agreed mark is gone" not in said
    assert "error E303 OP2, line 2, column 80" in said


def test_layout_numbers_and_other_clauses_pass(place):
    edit(place, OP2, "return to", "return\nto")
    edit(place, OP2, "2.", "3.")
    edit(place, PP1, "FRA-", "FRA+")
    assert commit(place, "-a", "-m", "Layout") == (True, "")


def test_check_off_passes_all(place):
    put(place / "draft.toml", 'check = "off"\n')
    edit(place, OP2, "next", "fifth")
    assert commit(place, "-a", "-m", "Name the session") == (True, "")


def branches(place: Path, message: str) -> None:
    """Let a branch change the agreed clause, and the one it left change another."""
    git(place, "switch", "-q", "-c", "topic")
    edit(place, OP2, "next", "fifth")
    git(place, "commit", "-q", "--no-verify", "-a", "-m", message)
    git(place, "switch", "-q", "-")
    edit(place, PP1, "FRA-", "FRA+")
    git(place, "commit", "-q", "-a", "-m", "Ours")


def test_what_a_merge_lets_through_is_caught(place):
    branches(place, "Silent")
    done, said = attempt(place, "merge", "--no-edit", "topic")
    assert not done
    assert "E303 OP2" in said
    assert subjects(place)[0] == "Ours"
    git(place, "merge", "--abort")


def test_a_merge_that_keeps_ours_whole_does_not_drop_what_theirs_agreed(place):
    git(place, "switch", "-q", "-c", "topic")
    edit(place, PP1, "figures that describe them,", "figures, Ad ref 4 March 2025 10.00")
    git(place, "commit", "-q", "-a", "-m", "Agree on PP1")
    git(place, "switch", "-q", "-")
    edit(place, PP1, "figures that describe", "numbers that describe")
    git(place, "commit", "-q", "-a", "-m", "Reword PP1")
    for words in (("merge", "-q", "--no-edit", "topic"), ("checkout", "-q", "--ours", "clauses")):
        attempt(place, *words)
    git(place, "add", "-A")
    assert git(place, "diff", "--cached") == ""
    done, said = commit(place, "--no-edit")
    assert not done
    assert "E303 PP1" in said
    assert "--amend" not in said
    git(place, "merge", "--abort")
    done, said = attempt(place, "merge", "-q", "--no-edit", "-s", "ours", "topic")
    assert not done
    assert "E303 PP1" in said
    reason = 'Merge topic\n\nReopens: PP1 "the numbers" By: RUS'
    assert commit(place, "-m", reason) == (True, "")


def test_what_the_other_branch_gave_its_reason_for_needs_no_second_one(place):
    branches(place, REASON)
    done, said = attempt(place, "merge", "--no-edit", "topic")
    assert done, said


def test_check_tells_the_same_of_the_working_tree_the_index_and_a_revision(place):
    edit(place, OP2, "next", "fifth")
    assert "E303" in draftvc("check", cwd=place).out
    assert "E303" not in draftvc("check", "--staged", cwd=place).out
    git(place, "add", "-A")
    assert "E303" in draftvc("check", "--staged", cwd=place).out
    git(place, "commit", "-q", "--no-verify", "-m", "Silent")
    assert "E303" in draftvc("check", "HEAD", cwd=place).out
    assert "E303" not in draftvc("check", cwd=place).out
    git(place, "commit", "-q", "--amend", "-m", REASON)
    assert "E303" not in draftvc("check", "HEAD", cwd=place).out


ROOM = """\
This version represents the conclusions of the discussions held on Monday 3 March 2025
Draft resolution - open river data
The World Rivers Assembly,
Recognizing that rivers cross borders [more often] {USA+, FRA-} than the figures,
OPERATIVE CLAUSES
1. Requests members to open [the records] {KEN+} to all;
2. Decides to return to the matter at its next session. Ad ref 3 March 2025 17.05
"""


def test_the_text_of_the_room_is_recorded_and_says_so_first(tmp_path):
    place = tmp_path / "room"
    assert draftvc("init", place).code == 0
    first = put(tmp_path / "v1.txt", ROOM)
    second = put(tmp_path / "v2.txt", ROOM.replace("next", "fifth"))
    assert draftvc("import", first, cwd=place).code == 0
    done = draftvc("import", second, cwd=place)
    assert done.code == 0, done.err
    assert subjects(place)[0].startswith("agreed text changed in OP2")
    assert "E303" not in draftvc("check", "v2", cwd=place).out
    assert "E303" not in draftvc("check", cwd=place).out
