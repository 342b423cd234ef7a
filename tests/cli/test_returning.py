"""A clause that was removed and comes back is the clause it was: its id, its path, its history."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import draftvc, git, validated

MONDAY = """\
This version reflects the discussions held on Monday 3 March 2025
World Lakes Assembly
Draft resolution - quiet shores
The World Lakes Assembly,
Noting that every lake has a shore, and that [most shores] {USA+} belong to somebody,
Welcoming the offer of the fishing towns to mend the northern jetties before winter,
Recalling its resolution 1/4 on the reeds of the northern lakes,
1. Requests Member States to keep their shores quiet;
2. Invites the Secretariat to print a map of the lakes and of their ferries;
3. Decides to meet again.
"""
OFFER = "Welcoming the offer of the fishing towns to mend the northern jetties before winter,\n"
MAP = "2. Invites the Secretariat to print a map of the lakes and of their ferries;\n"
TUESDAY = (
    MONDAY.replace("Monday 3", "Tuesday 4")
    .replace(OFFER, "")
    .replace(MAP, "")
    .replace("3. D", "2. D")
)
WEDNESDAY = TUESDAY.replace("Tuesday 4", "Wednesday 5").replace(
    "[most shores] {USA+}", "most shores"
)
THURSDAY = MONDAY.replace("Monday 3", "Thursday 6").replace("[most shores] {USA+}", "most shores")


def files(folder: Path, *texts: str) -> list[Path]:
    """Write texts as the files of day 1, day 2 and so on."""
    paths = [folder / f"day {number}.txt" for number in range(1, len(texts) + 1)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture(params=["one call", "a call each"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Four revisions; PP2 and OP2 go in v2 and are back in v4."""
    place = tmp_path / "room"
    assert draftvc("init", place).code == 0
    paths = files(tmp_path, MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
    for call in [paths] if request.param == "one call" else [[path] for path in paths]:
        done = draftvc("import", *call, cwd=place)
        assert done.code == 0, done.err
    return place


def ids(room: Path, name: str) -> dict[str, str]:
    shown = validated(draftvc("show", name, "--format", "json", cwd=room), "draft")
    return {each["label"]: each["id"] for each in shown["clauses"]}


def test_it_has_its_id_and_path_again(room):
    assert ids(room, "v4") == ids(room, "v1")
    path = draftvc("path", "PP2", cwd=room).out.strip()
    told = git("log", "--format=%s", "--", path, cwd=room).splitlines()
    assert len(told) == 3  # it came, went, and came back


def test_diff_says_that_it_is_back_and_when_it_was_seen(room):
    done = draftvc("diff", "v3", "v4", cwd=room)
    assert "the paragraph is back (last seen in v1): “Welcoming the offer" in done.out
    events = validated(draftvc("diff", "v3", "v4", "--format", "json", cwd=room), "diff")["events"]
    added = [each for each in events if each["kind"] == "clause.added"]
    assert [(each["clause"], each["reinstated"]) for each in added] == [
        ("PP2", "v1"),
        ("OP2", "v1"),
    ]


def test_log_says_so_too(room):
    assert "the paragraph is back (last seen in v1)" in draftvc("log", cwd=room).out
    of_one = draftvc("log", "PP2", cwd=room).out
    assert "the paragraph is back (last seen in v1)" in of_one
    assert "the paragraph is removed" in of_one
    log = validated(draftvc("log", "OP2", "--format", "json", cwd=room), "log")
    kinds = [[each["kind"] for each in one["events"]] for one in log["revisions"]]
    assert kinds[0] == ["clause.added"]
    assert log["revisions"][0]["events"][0]["reinstated"] == "v1"


def test_the_subject_says_so(room):
    assert git("log", "-1", "--format=%s", cwd=room).startswith("PP2 and OP2 brought back")


def test_what_stood_in_neither_is_new(room):
    """Between v1 and v4 nothing came or went; backwards nothing is brought back."""
    kinds = {
        event["kind"]
        for event in draftvc("diff", "v1", "v4", "--format", "json", cwd=room).json["events"]
    }
    assert "clause.added" not in kinds
    back = draftvc("diff", "v2", "v1", "--format", "json", cwd=room).json["events"]
    assert not any("reinstated" in event for event in back)
    loose = draftvc("diff", "day 3.txt", "day 4.txt", "--format", "json", cwd=room.parent)
    assert not any("reinstated" in event for event in loose.json["events"])


def test_nearly_the_same_words_are_the_same_clause_and_others_are_not(tmp_path):
    place = tmp_path / "room"
    draftvc("init", place)
    nearly = THURSDAY.replace("before winter", "before the winter").replace(
        MAP, "2. Invites the Secretariat to sell all boats;\n"
    )
    draftvc("import", *files(tmp_path, MONDAY, TUESDAY, WEDNESDAY, nearly), cwd=place)
    before, after = ids(place, "v1"), ids(place, "v4")
    assert after["PP2"] == before["PP2"]
    assert after["OP2"] not in before.values()


def test_one_that_came_back_by_hand_is_known_too(room):
    git("checkout", "-q", "v3", cwd=room)
    git("checkout", "-q", "v1", "--", "clauses", "outline", cwd=room)
    assert "the paragraph is back (last seen in v1)" in draftvc("diff", "v3", cwd=room).out
