"""`resolve` as a process: what the clause reads after it, and what the merge's message tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.test_recounting import forked, row
from tests.cli.program import draftvc, git, validated
from tests.merging import PP1, fork, text_of

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
