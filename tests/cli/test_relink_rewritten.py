"""A pairing that was corrected by hand stays corrected where git rewrites or copies commits."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftvc.errors import EXIT_DONE, EXIT_FOUND
from tests.cli.program import draftvc, git, validated

V1 = """Noting the lanterns of the harbour,

1. Requests the harbour master to count the lanterns each evening;

2. Invites the bakers of every town to open before dawn;

3. Thanks the ferrymen;
"""
V2 = V1.replace(
    "Requests the harbour master to count the lanterns each evening",
    "Calls upon whoever keeps a light by the sea to number it daily",
)
V3 = V2.replace("daily", "twice daily")
SWAPPED = V2.replace(
    "Invites the bakers of every town to open before dawn",
    "Requests the harbour master to count the lanterns and the bakers each evening",
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """`main` with v1 and one more commit, and `fra` with v2 and a correction, checked out."""
    return _corrected(tmp_path / "room", V2)


def _corrected(place: Path, second: str) -> Path:
    """Record v1, and a second text with a correction on a branch of its own; return the place."""
    assert draftvc("init", place).code == EXIT_DONE
    _import(place, V1, "v1")
    git("switch", "-q", "-c", "fra", cwd=place)
    _import(place, second, "v2")
    _relink(place, "OP1", "OP1")
    _minutes(place, "main")
    return place


def _import(place: Path, text: str, name: str) -> None:
    file = place.parent / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    done = draftvc("import", file, "--as", name, cwd=place)
    assert done.code == EXIT_DONE, done.err


def _relink(place: Path, *call: str) -> None:
    done = draftvc("relink", *call, cwd=place)
    assert done.code == EXIT_DONE, done.err


def _minutes(place: Path, branch: str) -> None:
    """Commit something else on a branch, and come back."""
    git("switch", "-q", branch, cwd=place)
    (place / "minutes.txt").write_text(f"Room B, on {branch}\n", encoding="utf-8")
    git("add", "minutes.txt", cwd=place)
    git("commit", "-q", "-m", "Minutes", cwd=place)
    git("switch", "-q", "-", cwd=place)


def _kinds(place: Path, old: str, new: str) -> list[tuple[str, str]]:
    done = draftvc("diff", old, new, "--format", "json", cwd=place)
    assert done.err == ""
    return [(event["kind"], event["clause"]) for event in done.json["events"]]


def _stays_corrected(place: Path, *, without_old_objects: bool = True) -> None:
    """Hold that OP1 is one clause from v1 to what is checked out, here and in a clone."""
    assert set(_kinds(place, "v1", "v2")) == {("text.edited", "OP1")}
    assert _kinds(place, "v2", "HEAD") == []
    for call in (("log",), ("log", "OP1"), ("log", "OP1", "--own")):
        told = draftvc(*call, "--format", "json", cwd=place).json["revisions"]
        assert {event["kind"] for each in told for event in each["events"]} == {"text.edited"}
    if without_old_objects:
        url = place.as_uri()
        git("clone", "-q", "--single-branch", url, place.parent / "clone", cwd=place.parent)
        _stays_corrected(place.parent / "clone", without_old_objects=False)


def rebased(place: Path) -> None:
    git("rebase", "-q", "main", cwd=place)


def rebased_with_a_message_of_an_older_draftvc(place: Path) -> None:
    message = git("log", "-1", "--format=%B", cwd=place)
    lines = [line for line in message.splitlines() if not line.startswith("Relink-Since")]
    git("commit", "-q", "--amend", "-m", "\n".join(lines), cwd=place)
    rebased(place)


def picked_one_by_one(place: Path) -> None:
    git("switch", "-q", "main", cwd=place)
    git("cherry-pick", "fra~1", "fra", cwd=place)


def amended(place: Path) -> None:
    (place / "agenda.txt").write_text("Item 7\n", encoding="utf-8")
    git("add", "agenda.txt", cwd=place)
    git("commit", "-q", "--amend", "--no-edit", cwd=place)


def filtered(place: Path) -> None:
    rename = 'GIT_AUTHOR_EMAIL=desk@example.org; git commit-tree "$@"'
    git("filter-branch", "-f", "--commit-filter", rename, "--", "fra", cwd=place)
    git("update-ref", "-d", "refs/original/refs/heads/fra", cwd=place)


def with_the_revision_amended_below_it(place: Path) -> None:
    script = place.parent / "amend.sh"
    script.write_text("git commit -q --amend -m 'The evening text' -m 'Draft-Version: v2'\n")
    editor = f"sed -i '1a exec sh {script}'"
    git("-c", f"sequence.editor={editor}", "rebase", "-q", "-i", "main", cwd=place)


WAYS = [
    rebased,
    rebased_with_a_message_of_an_older_draftvc,
    picked_one_by_one,
    amended,
    filtered,
    with_the_revision_amended_below_it,
]


@pytest.mark.parametrize("way", WAYS)
def test_a_correction_lives_on_in_rewritten_history(place, way, monkeypatch):
    monkeypatch.setenv("FILTER_BRANCH_SQUELCH_WARNING", "1")
    _stays_corrected(place, without_old_objects=False)
    way(place)
    _stays_corrected(place)


@pytest.mark.parametrize("way", WAYS)
def test_so_does_one_that_gave_two_clauses_each_others_place(tmp_path, way, monkeypatch):
    monkeypatch.setenv("FILTER_BRANCH_SQUELCH_WARNING", "1")
    place = _corrected(tmp_path / "room", SWAPPED)
    before = _kinds(place, "v1", "v2")
    assert ("text.edited", "OP1") in before
    way(place)
    assert _kinds(place, "v1", "v2") == before
    assert _kinds(place, "v2", "HEAD") == []


def test_one_of_two_clauses_that_stood_there_long_since_is_found_by_the_name(tmp_path):
    place = tmp_path / "room"
    assert draftvc("init", place).code == EXIT_DONE
    _import(place, V1, "v1")
    git("switch", "-q", "-c", "fra", cwd=place)
    _import(place, V1.replace("ferrymen", "ferrymen of the bay"), "v2")
    _import(place, V1.replace("ferrymen", "good ferrymen of the bay"), "v3")
    _relink(place, "OP2", "OP3", "--rev", "v3")
    before = _kinds(place, "v2", "v3")
    assert before
    _minutes(place, "main")
    rebased(place)
    assert _kinds(place, "v1", "v2") == [("text.edited", "OP3")]
    assert _kinds(place, "v2", "v3") == before


def test_a_correction_that_is_in_two_lines_of_a_merge_counts_once(tmp_path):
    place = tmp_path / "room"
    assert draftvc("init", place).code == EXIT_DONE
    _import(place, V1, "v1")
    _import(place, SWAPPED, "v2")
    git("branch", "fra", cwd=place)
    _relink(place, "OP1", "OP1")
    before = _kinds(place, "v1", "v2")
    _minutes(place, "fra")
    git("switch", "-q", "fra", cwd=place)
    git("cherry-pick", "main", cwd=place)
    git("merge", "-q", "-m", "Both lines", "main", cwd=place)
    assert _kinds(place, "v1", "v2") == before
    assert _kinds(place, "v2", "HEAD") == []


def test_a_shallow_clone_that_ends_after_the_pairing_knows_the_correction(tmp_path, place):
    git("switch", "-q", "-C", "fra", "fra~1", cwd=place)
    _import(place, V3, "v3")
    _relink(place, "OP1", "OP1", "--rev", "v2")
    git("clone", "-q", "--depth", "2", place.as_uri(), tmp_path / "cut", cwd=tmp_path)
    assert _kinds(tmp_path / "cut", "v3", "HEAD") == []


@pytest.mark.parametrize("text", [V2, SWAPPED])
def test_a_correction_that_is_reverted_counts_no_more(tmp_path, text):
    place = tmp_path / "room"
    assert draftvc("init", place).code == EXIT_DONE
    _import(place, V1, "v1")
    _import(place, text, "v2")
    before = _kinds(place, "v1", "v2")
    _relink(place, "OP1", "OP1")
    after = _kinds(place, "v1", "v2")
    assert after != before
    corrected = git("rev-parse", "HEAD", cwd=place).strip()
    git("revert", "--no-edit", "HEAD", cwd=place)
    assert _kinds(place, "v1", "v2") == before
    assert _kinds(place, "v2", corrected) == _kinds(place, corrected, "HEAD") == []
    git("revert", "--no-edit", "HEAD", cwd=place)
    assert _kinds(place, "v1", "v2") == after
    assert _kinds(place, "v2", "HEAD") == []


def test_after_a_revert_relink_speaks_of_the_newest_revision(place):
    git("revert", "--no-edit", "HEAD", cwd=place)
    done = draftvc("relink", "OP1", "OP1", cwd=place)
    assert done.code == EXIT_DONE, done.err
    assert "v2" in done.out
    assert _kinds(place, "v1", "v2") == [("text.edited", "OP1")]


@pytest.mark.parametrize("order", [("correction", "minutes"), ("minutes", "correction")])
def test_a_correction_that_was_made_one_with_another_commit_holds(place, order):
    before = _kinds(place, "v1", "v2")
    messages = {
        "correction": git("log", "-1", "--format=%B", cwd=place),
        "minutes": "Minutes\n\nReviewed-by: Ann\n",
    }
    message = "\n\n".join(messages[each] for each in order)
    git("commit", "-q", "--amend", "--allow-empty", "-m", message, cwd=place)
    assert _kinds(place, "v1", "v2") == before == [("text.edited", "OP1")]
    assert "no effect" not in draftvc("check", cwd=place).err


def _without_a_trace(place: Path) -> None:
    """Rebase a correction of two old clauses, with a message that names nothing that is there."""
    _import(place, V3.replace("bakers", "good bakers"), "v3")
    _relink(place, "OP2", "OP3", "--rev", "v3")
    trailer = git("log", "-1", "--format=%(trailers:key=Relink,valueonly)", cwd=place).split()
    lost = f"Relink: {trailer[0]} {trailer[1]} {'1' * 40}"
    git("commit", "-q", "--amend", "-m", "OP2 is OP3", "-m", lost, cwd=place)


def test_where_nothing_tells_from_when_on_doctor_and_check_say_so(place):
    _without_a_trace(place)
    done = draftvc("doctor", "--format", "json", cwd=place)
    assert done.code == EXIT_FOUND
    checkups = validated(done, "doctor")["checkups"]
    [lost, sound] = [each for each in checkups if each["subject"] == "corrections"]
    assert (lost["state"], sound["state"]) == ("differs", "ok")
    assert "has no effect" in lost["says"]
    for call in (("check",), ("diff", "v2", "v3"), ("log",)):
        assert "has no effect" in draftvc(*call, cwd=place).err
    revert, _, again = lost["mend"].partition(" && ")
    git(*revert.split()[1:], cwd=place)
    assert _kinds(place, "v2", "v3") == [("text.edited", "OP1"), ("text.edited", "OP2")]
    words = again.replace("OLD", "OP2").replace("NEW", "OP3").replace("REV", "v3").split()
    assert draftvc(*words[1:], cwd=place).code == EXIT_DONE
    assert draftvc("doctor", cwd=place).code == EXIT_DONE
    assert ("text.edited", "OP3") in _kinds(place, "v2", "v3")
