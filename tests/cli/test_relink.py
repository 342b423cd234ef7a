"""`draftvc relink`: a wrong pairing is corrected by hand, and stays corrected."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from draftvc.errors import EXIT_DONE, EXIT_WRONG
from tests.cli.program import draftvc, git

V1 = """Noting the lanterns of the harbour,

1. Requests the harbour master to count the lanterns each evening;

2. Invites the bakers of every town to open before dawn;
"""
V2 = """Noting the lanterns of the harbour,

1. Calls upon whoever keeps a light by the sea to number it daily;

2. Invites the bakers of every town to open before dawn;
"""
V3 = V2.replace("daily", "twice daily").replace("bakers", "good bakers")
SWAPPED = """Noting the lanterns of the harbour,

1. Calls upon whoever keeps a light by the sea to number it daily;

2. Requests the harbour master to count the lanterns and the bakers each evening;
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository with one revision."""
    assert draftvc("init", tmp_path / "room").code == EXIT_DONE
    _import(tmp_path / "room", V1, "v1")
    return tmp_path / "room"


def _import(place: Path, text: str, name: str) -> None:
    file = place.parent / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    done = draftvc("import", file, cwd=place)
    assert done.code == EXIT_DONE, done.err


def _kinds(place: Path, *call: str) -> list[tuple[str, str]]:
    found = draftvc("diff", *call, "--format", "json", cwd=place).json["events"]
    return [(event["kind"], event["clause"]) for event in found]


def _path(place: Path, label: str) -> str:
    return draftvc("path", label, cwd=place).out.strip()


def test_a_clause_taken_for_a_new_one_is_the_old_one_again(place):
    born = _path(place, "OP1")
    _import(place, V2, "v2")
    assert ("clause.added", "OP1") in _kinds(place, "v1", "v2")
    later, bakers = _path(place, "OP1"), _path(place, "OP2")
    done = draftvc("relink", "OP1", "OP1", cwd=place)
    assert done.code == EXIT_DONE, done.err
    assert done.out.startswith("OP1 of v2 is the clause that was OP1 in v1.\n")
    assert git("status", "--porcelain", cwd=place) == ""
    # The path of the later id is the only one that changed.
    assert (_path(place, "OP1"), _path(place, "OP2")) == (born, bakers)
    renamed = git("show", "--name-status", "--format=", "--no-renames", "HEAD", cwd=place)
    assert set(renamed.split()[1::2]) == {later, born, "outline"}
    assert "Relink: " in git("log", "-1", "--format=%B", cwd=place)
    _is_one_clause(place)
    _import(place, V3, "v3")
    assert _path(place, "OP1") == born
    assert _kinds(place, "v2", "v3") == [("text.edited", "OP1"), ("text.edited", "OP2")]
    _is_one_clause(place)
    assert "v3" in draftvc("log", "OP1", cwd=place).out
    assert draftvc("diff", "--exit-code", cwd=place).code == EXIT_DONE
    git("clone", "-q", place, place.parent / "clone", cwd=place.parent)
    _is_one_clause(place.parent / "clone")


def _is_one_clause(place: Path) -> None:
    """Hold that OP1 is one clause through v1 and v2, in diff and log."""
    assert {kind for kind, _ in _kinds(place, "v1", "v2")} == {"text.edited"}
    for call in (("log", "OP1"), ("log", "OP1", "--own")):
        told = draftvc(*call, "--format", "json", cwd=place).json["revisions"]
        names = [each["name"] for each in told]
        assert names[-2:] == ["v2", "v1"]
        assert {event["kind"] for event in told[-2]["events"]} == {"text.edited"}
    whole = draftvc("log", "--format", "json", cwd=place).json["revisions"]
    assert all(event["kind"] == "text.edited" for each in whole for event in each["events"])


def test_the_clause_that_was_taken_for_it_is_another_one(place):
    master = _path(place, "OP1")
    _import(place, SWAPPED, "v2")
    assert _path(place, "OP2") == master
    done = draftvc("relink", "OP1", "OP1", cwd=place)
    assert done.code == EXIT_DONE, done.err
    assert "What was taken for it, OP2 of v2, is another clause now." in done.out
    assert _path(place, "OP1") == master
    assert ("text.edited", "OP1") in _kinds(place, "v1", "v2")
    assert "clause.moved" not in {kind for kind, _ in _kinds(place, "v1", "v2")}


def test_an_older_pairing_is_corrected_after_others_were_recorded(place):
    born = _path(place, "OP1")
    _import(place, V2, "v2")
    _import(place, V3, "v3")
    done = draftvc("relink", "OP1", "OP1", "--rev", "v2", cwd=place)
    assert done.code == EXIT_DONE, done.err
    assert _path(place, "OP1") == born
    _is_one_clause(place)
    assert _kinds(place, "v2", "v3") == [("text.edited", "OP1"), ("text.edited", "OP2")]


def test_a_line_begun_before_the_correction_is_merged_into_the_clause(place):
    _import(place, V2, "v2")
    git("branch", "other", cwd=place)
    assert draftvc("relink", "OP1", "OP1", cwd=place).code == EXIT_DONE
    today = _path(place, "OP1")
    branch = git("branch", "--show-current", cwd=place).strip()
    git("checkout", "-q", "other", cwd=place)
    file = place / _path(place, "OP1")
    file.write_text(file.read_text("utf-8").replace("daily", "nightly"), encoding="utf-8")
    git("commit", "-qam", "Number it at night", cwd=place)
    git("checkout", "-q", branch, cwd=place)
    done = draftvc("merge", "other", cwd=place)
    assert done.code == EXIT_DONE, done.out
    assert _path(place, "OP1") == today
    assert "nightly" in (place / today).read_text("utf-8")
    assert len(list((place / "clauses").iterdir())) == 3


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("OP2", "OP2"), "is the clause that was OP2 in v1 already"),
        (("OP9", "OP1"), "There is no clause OP9"),
        (("OP1", "OP1", "--rev", "v1"), "is the first revision"),
        (("OP1", "OP1", "--rev", "v9"), "v9"),
    ],
)
def test_a_correction_that_makes_no_sense(place, call, said):
    _import(place, V2, "v2")
    head = git("rev-parse", "HEAD", cwd=place)
    done = draftvc("relink", *call, cwd=place)
    assert done.code == EXIT_WRONG
    assert said in done.only_line
    assert git("rev-parse", "HEAD", cwd=place) == head


def test_uncommitted_changes_come_first(place):
    _import(place, V2, "v2")
    file = place / _path(place, "OP2")
    file.write_text(file.read_text("utf-8").replace("dawn", "noon"), encoding="utf-8")
    done = draftvc("relink", "OP1", "OP1", cwd=place)
    assert done.code == EXIT_WRONG
    assert "uncommitted changes: OP2" in done.only_line


def _corrected_there(place: Path) -> None:
    """Leave an edit on `main`, and on `fra` another and the correction that concerns both."""
    _import(place, V2, "v2")
    git("checkout", "-q", "-b", "fra", cwd=place)
    _edit(place, "a light", "a lamp")
    assert draftvc("relink", "OP1", "OP1", "--rev", "v2", cwd=place).code == EXIT_DONE
    git("checkout", "-q", "main", cwd=place)
    _edit(place, "daily", "weekly")


def _edit(place: Path, old: str, new: str) -> None:
    file = place / _path(place, "OP1")
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    git("commit", "-q", "-a", "-m", "Edit", cwd=place)


def test_a_merge_knows_the_corrections_of_the_line_that_comes_in(place):
    born = _path(place, "OP1")
    _corrected_there(place)
    assert draftvc("merge", "fra", cwd=place).code == EXIT_DONE
    assert _path(place, "OP1") == born
    assert "a lamp by the sea to number it weekly" in (place / born).read_text(encoding="utf-8")
    assert len(list((place / "clauses").iterdir())) == 3
    assert git("status", "--porcelain", cwd=place) == ""


def test_a_merge_of_git_over_a_correction_is_told_how_it_goes_better(place):
    born = _path(place, "OP1")
    _corrected_there(place)
    subprocess.run(["git", "merge", "-q", "fra"], cwd=place, check=False, capture_output=True)
    told = draftvc("conflicts", "--format", "json", cwd=place).json["next"]
    assert told[0].endswith("draftvc merge --abort, then: draftvc merge fra")
    assert draftvc("merge", "--abort", cwd=place).code == EXIT_DONE
    assert draftvc("merge", "fra", cwd=place).code == EXIT_DONE
    assert "a lamp by the sea to number it weekly" in (place / born).read_text(encoding="utf-8")
