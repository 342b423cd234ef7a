"""Numbers of a row whose conflict is settled: counted through, or said where that cannot be."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

from draftvc.app.conflicts import open_conflicts
from draftvc.app.desk import Desk
from draftvc.app.merging import merge
from draftvc.app.resolving import Choice, resolve
from draftvc.checks.duplicate_label import duplicate_label
from draftvc.checks.numbering import numbering
from draftvc.errors import DraftvcError
from draftvc.report.merging import ConflictsReport
from tests.merging import (
    change,
    clause,
    commit_all,
    edit,
    enable,
    fork,
    put,
    remove_clause,
    text_of,
)
from tests.store.gitrepo import git

ROW = {
    "open-the-a1a1a": "open the locks by day;",
    "close-the-b2b2b": "close the locks by night;",
    "count-the-c3c3c": "count the boats;",
    "paint-the-d4d4d": "paint the boats;",
}
A, B, C, D = ROW
DRIVER = f'"{sys.executable}" -m draftvc driver merge %O %A %B %L %P'
AGAIN = "The numbers are counted again: "


def write_row(place: Path, *ids: str, letters: Sequence[str] = "abcdef") -> None:
    """Write a row of letters under the last paragraph; nothing is committed."""
    for clause_id in ROW:
        if clause_id not in ids and clause(place, clause_id).exists():
            remove_clause(place, clause_id)
    for at, clause_id in enumerate(ids):
        there = clause(place, clause_id)
        words = there.read_text().split("\n", 1)[1] if there.exists() else f"{ROW[clause_id]}\n"
        put(there, f"{letters[at]}.\n{words}")
    kept = [e for e in (place / "outline").read_text().splitlines() if e.split()[0] not in ROW]
    put(place / "outline", "\n".join([*kept, *(f"{each} 1 operative" for each in ids)]) + "\n")


def row(place: Path) -> str:
    """Return the row as it stands: letters and first words."""
    order = [e.split()[0] for e in (place / "outline").read_text().splitlines()]
    files = (text_of(place, each).split() for each in order if each in ROW)
    return " ".join(f"{marker} {word}" for marker, word, *_ in files)


def forked(place: Path, letters: Sequence[str] = "abcdef") -> Path:
    """Return a draft in which ours takes B out, and theirs edits B and C."""
    fork(place, {}, {})
    write_row(place, A, B, C, letters=letters)
    commit_all(place, "Add a row")
    git(place, "branch", "-q", "-f", "fra")
    git(place, "checkout", "-q", "fra")
    change(place, {B: ("by night", "at dusk"), C: ("the boats", "all boats")}, "France edits")
    git(place, "checkout", "-q", "main")
    write_row(place, A, C, letters=letters)
    commit_all(place, "Take a letter out")
    return place


def joined(place: Path, by: str) -> None:
    """Merge `fra`, by git with our driver, by git alone, or by ourselves."""
    if by == "draftvc":
        merge("fra", Desk(place))
        return
    if by == "driver":
        enable(place, DRIVER)
    git(place, "merge", "-q", "fra", ok=False)


def is_sound(place: Path) -> bool:
    """Tell whether no number of what is staged stands twice, and none is missing."""
    draft = Desk(place).repository.staged_draft()
    parties = Desk(place).parties
    return not [*duplicate_label(draft, parties), *numbering(draft, parties)]


def told(report: ConflictsReport) -> list[str]:
    return [each for each in report.settled if each.startswith(AGAIN)]


@pytest.mark.parametrize("by", ["draftvc", "driver", "git"])
@pytest.mark.parametrize(
    ("choice", "result"),
    [
        (Choice("ours"), "a. open b. count"),
        (Choice("theirs"), "a. open b. close c. count"),
        (Choice("base"), "a. open b. close c. count"),
        (Choice("brackets", ("FRA", "USA")), "a. open b. [close c. count"),
    ],
    ids=["ours", "theirs", "base", "brackets"],
)
def test_a_row_without_a_gap_has_none_when_its_conflict_is_settled(
    tmp_path: Path, by: str, choice: Choice, result: str
):
    place = forked(tmp_path / "draft")
    joined(place, by)
    resolve([B], False, choice, Desk(place))
    report = resolve([C], False, Choice(), Desk(place)) if by == "git" else None
    assert row(place) == result
    assert is_sound(place)
    assert "all boats" in text_of(place, C)
    assert report is None or report.conflicts == ()
    assert git(place, "diff", "--name-only") == ""


@pytest.mark.parametrize("by", ["draftvc", "driver", "git"])
def test_a_row_of_roman_numerals_is_counted_as_one(tmp_path: Path, by: str):
    place = forked(tmp_path / "draft", ("i", "ii", "iii", "iv"))
    joined(place, by)
    resolve([B], False, Choice("theirs"), Desk(place))
    if by == "git":
        resolve([C], False, Choice(), Desk(place))
    assert row(place) == "i. open ii. close iii. count"
    assert is_sound(place)


def test_what_is_counted_again_is_said(tmp_path: Path):
    place = forked(tmp_path / "draft")
    joined(place, "draftvc")
    report = resolve([B], False, Choice("ours"), Desk(place))
    assert report.settled == ("OP2b is taken out.", f"{AGAIN}OP2c is OP2b now.")
    other = forked(tmp_path / "other")
    joined(other, "driver")
    report = resolve([], True, Choice("theirs"), Desk(other))
    assert told(report) == [f"{AGAIN}OP2b~2 is OP2c now."]
    assert resolve_nothing_moves(tmp_path / "third")


def resolve_nothing_moves(place: Path) -> bool:
    joined(forked(place), "draftvc")
    return not told(resolve([B], False, Choice("theirs"), Desk(place)))


def test_a_row_with_a_gap_on_a_side_is_left_and_the_gap_is_said(tmp_path: Path):
    place = forked(tmp_path / "draft", letters="acd")
    joined(place, "draftvc")
    report = resolve([B], False, Choice("theirs"), Desk(place))
    assert told(report) == []
    assert text_of(place, B).startswith("c.\n")


def test_a_number_that_stands_twice_and_cannot_be_counted_is_said_with_what_to_do(tmp_path: Path):
    place = tmp_path / "draft"
    fork(place, {}, {})
    write_row(place, A, B, C, D)
    commit_all(place, "Add a row")
    git(place, "branch", "-q", "-f", "fra")
    git(place, "checkout", "-q", "fra")
    change(place, {B: ("by night", "at dusk"), C: ("the boats", "all boats")}, "France edits")
    git(place, "checkout", "-q", "main")
    write_row(place, A, C, D, letters="abd")
    commit_all(place, "Take a letter out, and leave a gap")
    joined(place, "driver")
    report = resolve([], True, Choice("theirs"), Desk(place))
    assert row(place) == "a. open b. close b. count d. paint"
    assert told(report) == []
    assert report.settled[1:] == (
        "OP2b stands more than once; this one is addressed as OP2b~2. Give one of them another "
        "number, or mark it as an alternative (Alt1.). "
        f"It stands in clauses/{C}.txt; then: git add clauses/{C}.txt",
    )


def test_an_edit_of_ones_own_is_not_written_over(tmp_path: Path):
    place = forked(tmp_path / "draft")
    joined(place, "draftvc")
    edit(place, C, "all boats", "all the boats")
    report = resolve([B], False, Choice("ours"), Desk(place))
    assert "all the boats" in text_of(place, C)
    assert text_of(place, C).startswith("c.\n")
    (said,) = (each for each in report.settled if "git add" in each)
    assert f"clauses/{C}.txt" in said
    assert "b." in said


def test_two_clauses_in_conflict_of_one_label_are_told_apart_by_id(tmp_path: Path):
    place = forked(tmp_path / "draft")
    edit(place, C, "the boats", "most boats")
    commit_all(place, "Edit")
    joined(place, "draftvc")
    assert [each.label for each in open_conflicts(Desk(place).repository).draft] == ["OP2b"] * 2
    with pytest.raises(DraftvcError, match="OP2b stands for two") as error:
        resolve(["OP2b"], False, Choice("ours"), Desk(place))
    assert B in (error.value.remedy or "")
    assert C in (error.value.remedy or "")
    resolve([B], False, Choice("ours"), Desk(place))
    assert row(place).startswith("a. open <<<<<<<") or "count" in text_of(place, C)
    resolve([C], False, Choice("theirs"), Desk(place))
    assert row(place) == "a. open b. count"


def test_a_number_that_was_given_by_hand_stays(tmp_path: Path):
    place = forked(tmp_path / "draft")
    joined(place, "draftvc")
    file = put(tmp_path / "given.txt", "a.bis close the locks at dawn;\n")
    resolve([B], False, Choice(file=str(file)), Desk(place))
    assert text_of(place, B).startswith("a.bis\n")


def test_a_row_is_counted_when_the_outline_is_settled_last(tmp_path: Path):
    place = forked(tmp_path / "draft")
    for branch, heading in (("fra", "THERE"), ("main", "HERE")):
        git(place, "checkout", "-q", branch)
        outline = (place / "outline").read_text()
        put(place / "outline", outline.replace("OPERATIVE CLAUSES", heading))
        commit_all(place, f"Head it {heading}")
    joined(place, "driver")
    resolve([B], False, Choice("theirs"), Desk(place))
    resolve(["outline"], False, Choice("ours"), Desk(place))
    assert row(place) == "a. open b. close c. count"


@pytest.mark.parametrize("by", ["draftvc", "driver"])
@pytest.mark.parametrize(
    ("side", "result"),
    [
        ("ours", "a. count b. open c. close"),
        ("theirs", "a. open b. count c. close"),
        ("base", "a. open b. close c. count"),
    ],
)
def test_a_row_is_numbered_as_the_places_that_were_chosen(
    tmp_path: Path, by: str, side: Literal["ours", "theirs", "base"], result: str
):
    place = tmp_path / "draft"
    fork(place, {}, {})
    write_row(place, A, B, C)
    commit_all(place, "Add a row")
    git(place, "branch", "-q", "-f", "fra")
    for branch, order in (("fra", (A, C, B)), ("main", (C, A, B))):
        git(place, "checkout", "-q", branch)
        write_row(place, *order)
        commit_all(place, "Move the last one")
    joined(place, by)
    resolve([], True, Choice(side), Desk(place))
    assert row(place) == result
    assert is_sound(place)
