"""Calls that cannot be served: exit code 2, one line that says what and what to do."""

from __future__ import annotations

import pytest

from tests.cli.program import draftvc


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["dif"], "There is no command “dif”. Did you mean `draftvc diff`?"),
        (["withdraw"], "There is no command “withdraw”. `draftvc --help` lists"),
        (["diff", "--onyl", "x"], "`draftvc diff` has no option --onyl. Did you mean --only?"),
        (["diff", "--zzz"], "has no option --zzz. `draftvc diff --help` lists what it takes."),
        (["diff", "--format", "xml"], "“xml” behind --format is none of rich, text, json, md."),
        (["diff", "--only"], "`draftvc diff` was given --only without a value."),
        (["path"], "`draftvc path` needs CLAUSE."),
        (["--color", "diff"], "--color is no option of the program itself."),
        (["-C"], "-C needs a directory."),
        (["-C", "/nowhere/at/all", "log"], "There is no directory /nowhere/at/all."),
        (["hooks", "instal"], "“instal” is none of install, uninstall, status."),
    ],
)
def test_a_wrong_call_is_one_line(tmp_path, words, said):
    done = draftvc(*words, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.only_line
    assert done.only_line.startswith("draftvc: ")


@pytest.mark.parametrize(
    "words", [["log"], ["status"], ["check"], ["path", "OP1"], ["edit", "OP1"], ["import", "x"]]
)
def test_outside_a_repository_the_call_says_how_to_make_one(tmp_path, words):
    done = draftvc(*words, cwd=tmp_path)
    assert done.code == 2
    assert "draftvc init" in done.only_line
