"""The proposal in the editor: there where nobody wrote a message, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.room import OP2, PP1, attempt, begin, clause, commit, edit, subjects
from tests.store.gitrepo import git, put


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return begin(tmp_path / "le projet d’été")


class Editor:
    """An editor that keeps what it was opened with, and writes what it is told to."""

    def __init__(self, folder: Path, script: str = "") -> None:
        self.seen = folder / "seen.txt"
        program = put(folder / "editor.sh", f'#!/bin/sh\ncp "$1" "{self.seen}"\n{script}\n')
        program.chmod(0o755)
        self.env = {"GIT_EDITOR": f'"{program}"'}

    def lines(self) -> list[str]:
        return self.seen.read_text(encoding="utf-8").split("\n")


def withdraw(place: Path) -> None:
    """Let FRA leave the bracket of PP1, and OP2 change outside brackets."""
    edit(place, PP1, "USA+,FRA-", "USA+")
    edit(place, OP2, "next", "fifth")


def test_the_proposal_stands_above_what_git_wrote_and_is_committed_if_kept(place, tmp_path):
    withdraw(place)
    editor = Editor(tmp_path)
    assert commit(place, "-a", env=editor.env) == (True, "")
    lines = editor.lines()
    assert 0 < len(lines[0]) <= 72
    assert lines[1] == ""
    assert any(line.startswith("PP1  ") and "FRA" in line for line in lines)
    assert any(line.startswith("OP2  ") for line in lines)
    assert all(len(line) <= 72 for line in lines[: lines.index("# On branch main")])
    assert lines.index("# On branch main") > lines.index("")
    assert subjects(place)[0] == lines[0]
    body = git(place, "log", "-1", "--format=%b")
    assert "PP1  " in body
    assert "#" not in body
    assert git(place, "log", "-1", "--format=%(trailers)").strip() == ""


def test_only_what_is_staged_is_proposed(place, tmp_path):
    withdraw(place)
    git(place, "add", clause(place, OP2))
    editor = Editor(tmp_path)
    commit(place, env=editor.env)
    assert not any("PP1" in line for line in editor.lines())
    editor = Editor(tmp_path)
    commit(place, clause(place, PP1), env=editor.env)
    assert any(line.startswith("PP1  ") for line in editor.lines())


def test_an_emptied_message_still_stops_the_commit(place, tmp_path):
    withdraw(place)
    for empty in (': > "$1"', 'sed -i "/^[^#]/d" "$1"'):
        done, said = commit(place, "-a", env=Editor(tmp_path, empty).env)
        assert not done
        assert "empty commit message" in said
    assert subjects(place) == ["Record the draft"]


def test_without_an_editor_an_absent_message_still_stops_the_commit(place):
    withdraw(place)
    done, said = commit(place, "-a", "--no-edit")
    assert not done
    assert "empty commit message" in said


def test_a_message_that_somebody_wrote_is_left_alone(place, tmp_path):
    withdraw(place)
    assert commit(place, "-a", "-m", "Write down the fifth session") == (True, "")
    assert git(place, "log", "-1", "--format=%B").strip() == "Write down the fifth session"
    edit(place, OP2, "fifth", "sixth")
    message = put(tmp_path / "message", "From a file\n")
    assert commit(place, "-a", "-F", message) == (True, "")
    edit(place, OP2, "sixth", "seventh")
    editor = Editor(tmp_path)
    assert commit(place, "-a", "--amend", env=editor.env) == (True, "")
    assert editor.lines()[0] == "From a file"
    edit(place, OP2, "seventh", "eighth")
    assert commit(place, "-a", "-e", "-m", "With an editor", env=editor.env) == (True, "")
    assert editor.lines()[0] == "With an editor"
    edit(place, OP2, "eighth", "ninth")
    assert commit(place, "-a", "-c", "HEAD", env=editor.env) == (True, "")
    assert editor.lines()[0] == "With an editor"


@pytest.mark.parametrize("how", ["--no-ff", "--squash"])
def test_the_message_of_a_merge_or_squash_is_left_alone(place, tmp_path, how):
    git(place, "switch", "-q", "-c", "topic")
    edit(place, OP2, "next", "fifth")
    git(place, "commit", "-q", "-a", "-m", "Theirs")
    git(place, "switch", "-q", "-")
    edit(place, PP1, "USA+,FRA-", "USA+")
    git(place, "commit", "-q", "-a", "-m", "Ours")
    editor = Editor(tmp_path)
    assert attempt(place, "merge", how, "--edit", "topic", env=editor.env)[0]
    if how == "--squash":
        assert commit(place, env=editor.env)[0]
    assert editor.lines()[0].startswith(("Merge branch", "Squashed commit"))
    assert not any("OP2  " in line for line in editor.lines())


def test_a_template_is_kept_below_the_proposal(place, tmp_path):
    template = put(tmp_path / "template", "Meeting:\nChair:\n")
    git(place, "config", "commit.template", str(template))
    withdraw(place)
    editor = Editor(tmp_path)
    assert commit(place, "-a", env=editor.env) == (True, "")
    lines = editor.lines()
    assert any(line.startswith("PP1  ") for line in lines[: lines.index("Meeting:")])
    assert lines[lines.index("Meeting:") - 1] == ""
    assert lines[lines.index("Meeting:") + 1] == "Chair:"


@pytest.mark.parametrize("setting", [["-v"], ["--cleanup=scissors"], ["--cleanup=verbatim"]])
def test_the_proposal_stands_above_the_scissors(place, tmp_path, setting):
    withdraw(place)
    editor = Editor(tmp_path)
    assert commit(place, "-a", *setting, env=editor.env) == (True, "")
    lines = editor.lines()
    assert subjects(place)[0] == lines[0]
    assert any(line.startswith("PP1  ") for line in lines)
    if setting != ["--cleanup=verbatim"]:
        cut = next(index for index, line in enumerate(lines) if ">8" in line)
        assert next(i for i, line in enumerate(lines) if line.startswith("PP1  ")) < cut
        assert "diff --git" not in git(place, "log", "-1", "--format=%B")


@pytest.mark.parametrize("mark", [";", "P", "auto"])
def test_no_line_of_the_proposal_is_taken_for_a_comment(place, tmp_path, mark):
    git(place, "config", "core.commentChar", mark)
    withdraw(place)
    assert commit(place, "-a", env=Editor(tmp_path).env) == (True, "")
    assert "PP1  " in git(place, "log", "-1", "--format=%b")


def test_the_message_is_written_in_the_encoding_that_git_reads(place, tmp_path):
    git(place, "config", "i18n.commitEncoding", "ISO-8859-1")
    edit(place, OP2, "next session", "séance suivante")
    assert commit(place, "-a", env=Editor(tmp_path).env)[0]
    said = git(place, "-c", "i18n.logOutputEncoding=utf-8", "log", "-1", "--format=%B")
    assert "séance suivante" in said


def test_a_commit_that_changes_no_draft_gets_no_proposal(place, tmp_path):
    put(place / "minutes.txt", "It was closed at noon.\n")
    editor = Editor(tmp_path)
    assert not commit(place, "-a", env=editor.env)[0]
    assert editor.lines()[0] == ""
    edit(place, PP1, "than the", "than  the")
    assert not commit(place, "-a", env=editor.env)[0]
    assert editor.lines()[0] == ""


def test_a_draft_that_cannot_be_read_is_no_reason_to_stop(place, tmp_path):
    put(place / "outline", "what is this\n")
    editor = Editor(tmp_path, 'echo "By hand" > "$1"')
    done, said = commit(place, "-a", "--no-verify", env=editor.env)
    assert done
    assert "The prepare-commit-msg hook did nothing; git goes on." in said
    assert editor.lines()[0] == ""
    assert subjects(place)[0] == "By hand"


def test_agreed_text_comes_first(place, tmp_path):
    edit(place, OP2, "next session.", "next session. Ad ref 3 March 2025 17.05")
    git(place, "commit", "-q", "-a", "-m", "Agree on OP2")
    edit(place, OP2, "next session", "fifth session")
    edit(place, PP1, "USA+,FRA-", "USA+")
    editor = Editor(tmp_path)
    done, said = commit(place, "-a", env=editor.env)
    assert editor.lines()[0].startswith("agreed text changed in OP2")
    # The proposal names no reason, and somebody must: the guard waits for it.
    assert not done
    assert "Reopens: OP2" in said
