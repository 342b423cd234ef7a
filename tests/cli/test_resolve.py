"""`resolve` as a process: what the clause reads after it, and what the merge's message tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.test_recounting import forked, row
from tests.cli.program import draftvc, git, validated
from tests.drivers.room import attempt
from tests.merging import PP1, PP2, clause, fork, text_of

WAS = "[more often] {USA+,FRA-}"
OURS = {PP1: (WAS, "[far more often] {USA+, FRA-, KEN+}")}
THEIRS = {PP1: (WAS, "[rarely] {USA+, NOR+}")}


@pytest.mark.parametrize("named", [[], ["--as", "KEN,NOR"]])
def test_wordings_that_stand_in_brackets_get_no_second_ones(tmp_path: Path, named: list[str]):
    place = fork(tmp_path / "draft", OURS, THEIRS)
    told = validated(draftvc("merge", "fra", "--format", "json", cwd=place), "merge")
    assert [each["why"] for each in told["conflicts"]] == ["words"]
    assert draftvc("resolve", "PP1", "--brackets", *named, cwd=place).code == 0
    text = " ".join(text_of(place, PP1).split())
    assert "[far more often] {USA+, FRA-, KEN+} [rarely] {USA+, NOR+}" in text
    assert draftvc("merge", "--continue", cwd=place).code == 0
    said = git("log", "-1", "--format=%B", cwd=place)
    assert "rarely" in said
    assert "withdraw" not in said
    assert "far more often” is put" not in said


def test_the_letters_behind_a_clause_that_goes_are_counted_again(tmp_path: Path):
    place = forked(tmp_path / "draft")
    assert draftvc("merge", "fra", cwd=place).code == 1
    done = draftvc("resolve", "OP2b", "--ours", "--format", "json", cwd=place)
    assert done.code == 0, done.err
    said = "The numbers are counted again: OP2c is OP2b now."
    assert validated(done, "conflicts")["settled"] == ["OP2b is taken out.", said]
    assert row(place) == "a. open b. count"
    assert draftvc("merge", "--continue", cwd=place).code == 0
    assert "W402" not in draftvc("check", cwd=place).out
    assert git("status", "--porcelain", cwd=place) == ""


def test_a_text_with_a_fault_is_told_at_once_and_written(tmp_path: Path):
    place = fork(tmp_path / "draft", OURS, THEIRS)
    assert draftvc("merge", "fra", cwd=place).code == 1
    path = f"clauses/{PP1}.txt"
    file = tmp_path / "pp1.txt"
    text = "Recognizing that rivers cross borders [seldom {USA+} than the figures that go,\n"
    file.write_text(text, encoding="utf-8")
    done = draftvc("resolve", "PP1", "--with", file, "--format", "json", cwd=place)
    assert done.code == 0, done.err
    _, fault, what_to_do = validated(done, "conflicts")["settled"]
    line, at = next(
        (number, line.index("["))
        for number, line in enumerate(text_of(place, PP1).splitlines(), start=1)
        if "[" in line
    )
    assert fault.startswith(f"E101 PP1, line {line}, column {at + 1} of {path}: ")
    assert "Put ] where the bracketed words end" in fault
    again = f"git checkout -m -- {path}"
    assert what_to_do.endswith(again)
    assert draftvc("merge", "--continue", cwd=place).code == 2
    git(*again.split()[1:], cwd=place)
    file.write_text(text.replace("seldom", "seldom]"), encoding="utf-8")
    done = draftvc("resolve", "PP1", "--with", file, "--format", "json", cwd=place)
    assert len(validated(done, "conflicts")["settled"]) == 1
    assert draftvc("merge", "--continue", cwd=place).code == 0


def test_a_bracket_that_runs_on_into_another_paragraph_is_no_fault_of_the_text(tmp_path: Path):
    place = fork(tmp_path / "draft", OURS, THEIRS)
    assert draftvc("merge", "fra", cwd=place).code == 1
    file = tmp_path / "pp1.txt"
    file.write_text("[Recognizing that rivers cross borders seldom,\n", encoding="utf-8")
    done = draftvc("resolve", "PP1", "--with", file, "--format", "json", cwd=place)
    assert validated(done, "conflicts")["settled"][1].startswith("E101 PP1, line 2, column 1 of ")
    assert draftvc("merge", "--abort", cwd=place).code == 0
    assert draftvc("merge", "fra", cwd=place).code == 1
    path = clause(place, PP2)
    path.write_text("\nNoting the report on the state of gauges],\n", encoding="utf-8")
    git("add", path, cwd=place)
    done = draftvc("resolve", "PP1", "--with", file, "--format", "json", cwd=place)
    assert len(validated(done, "conflicts")["settled"]) == 1


@pytest.mark.parametrize(("how", "ended"), [("--ours", "--skip"), ("--theirs", "--continue")])
def test_where_nothing_of_a_commit_is_left_it_is_skipped(tmp_path: Path, how: str, ended: str):
    ours = {PP1: (f"{WAS} than", f"{OURS[PP1][1]}\nthan")}  # in lines, as draftvc writes it
    place = fork(tmp_path / "draft", ours, THEIRS)
    assert not attempt(place, "cherry-pick", "fra")[0]
    said = draftvc("resolve", "PP1", how, cwd=place).out
    assert f"git cherry-pick {ended}" in said
    assert attempt(place, "-c", "core.editor=true", "cherry-pick", ended)[0]
    assert draftvc("conflicts", cwd=place).out.startswith("Nothing is in conflict")
