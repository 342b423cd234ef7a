"""`draftvc log`: every revision in events; one clause through whatever happened to it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.program import SAMPLES, draftvc, git, validated


def log(*words, cwd, code=0):
    done = draftvc("log", *words, "--format", "json", cwd=cwd)
    assert done.code == code, done.err
    return validated(done, "log")


def kinds(revision):
    return [event["kind"] for event in revision["events"]]


def test_the_log_is_newest_first_and_the_first_revision_has_its_counts(room):
    report = log(cwd=room)
    assert [each["name"] for each in report["revisions"]] == ["v4", "v3", "v2", "v1"]
    first = report["revisions"][-1]
    assert first["events"] == []
    assert first["counts"]["brackets"] > 0
    assert first["date"] == "2025-03-03"


def test_a_revision_says_what_a_diff_with_its_parent_says(room):
    for newer, older in (("v4", "v3"), ("v3", "v2")):
        done = draftvc("diff", older, newer, "--format", "json", cwd=room)
        told = next(each for each in log(cwd=room)["revisions"] if each["name"] == newer)
        assert told["events"] == done.json["events"]


def test_who_withdrew_a_reserve(room):
    report = log("--only", "position.withdrawn", cwd=room)
    told = [
        (each["name"], event["party"])
        for each in report["revisions"]
        for event in each["events"]
        if event["stance"] == "reserve"
    ]
    assert told == [("v3", "CMR"), ("v2", "RUS")]


def test_a_party_is_taken_in_any_case(room):
    report = log("--party", "rus", "--only", "position", cwd=room)
    assert [each["name"] for each in report["revisions"]] == ["v2"]


def test_a_clause_is_followed_through_relabelling(room):
    """OP1c was Alt1. c before it was adopted, and Alt1. d before a sub-paragraph went."""
    report = log("OP1c", cwd=room)
    assert [(each["name"], each["label"]) for each in report["revisions"]] == [
        ("v4", "OP1c"),
        ("v3", "OP1c.alt1"),
        ("v1", "OP1d.alt1"),
    ]
    assert all("clause.renumbered" in kinds(each) for each in report["revisions"][:2])
    assert report["revisions"][-1]["counts"]


def test_a_moved_clause_is_followed_to_where_it_stood(room):
    report = log("PP8.bis", cwd=room)
    assert [(each["name"], each["label"]) for each in report["revisions"]] == [
        ("v3", "PP8.bis"),
        ("v1", "PP6.bis"),
    ]
    assert "clause.moved" in kinds(report["revisions"][0])


def test_a_clause_may_be_named_by_a_label_that_it_had(room):
    done = draftvc("log", "PP6.bis", "--format", "json", cwd=room)
    assert done.code == 0
    assert (
        "The draft has no PP6.bis today: what was PP6.bis in v2 is PP8.bis now." in done.only_line
    )
    assert done.json["revisions"] == log("PP8.bis", cwd=room)["revisions"]


def test_a_clause_that_is_gone_is_followed_to_its_end(room):
    done = draftvc("log", "OP1b.alt1", "--format", "json", cwd=room)
    assert "The draft has no OP1b.alt1 today; it stood last in v3." in done.only_line
    assert kinds(done.json["revisions"][0]) == ["clause.removed"]
    assert done.json["revisions"][0]["name"] == "v4"


def test_a_clause_may_be_named_by_its_permanent_id(room):
    shown = draftvc("show", "OP1c", "--format", "json", cwd=room).json
    clause_id = next(each["id"] for each in shown["clauses"] if each["label"] == "OP1c")
    assert log(clause_id, cwd=room)["revisions"] == log("OP1c", cwd=room)["revisions"]
    shown = draftvc("show", "v3", "OP1b.alt1", "--format", "json", cwd=room).json
    gone = next(each["id"] for each in shown["clauses"] if each["label"] == "OP1b.alt1")
    assert kinds(log(gone, cwd=room)["revisions"][0]) == ["clause.removed"]


def test_what_hangs_under_a_clause_belongs_to_its_log_even_when_it_is_gone(room):
    whole = {e["clause"] for each in log("OP1", cwd=room)["revisions"] for e in each["events"]}
    assert {"OP1", "OP1a", "OP1b.alt1", "OP1c"} <= whole
    own = log("OP1", "--own", cwd=room)["revisions"]
    assert {e["clause"] for each in own for e in each["events"]} == {"OP1"}


def test_the_log_begins_where_it_is_told(room):
    assert [each["name"] for each in log("v2", cwd=room)["revisions"]] == ["v2", "v1"]
    assert log("2025-03-08", "PP2", cwd=room)["revisions"][0]["name"] == "v3"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["OP9"], "There is no clause OP9. The nearest are"),
        (["OP1", "OP2"], "One clause is followed at a time."),
        ([SAMPLES / "resolution-v1.txt"], "A file has no log."),
        (["v9"], "There is no revision, file or clause “v9”."),
    ],
)
def test_what_cannot_be_followed_is_refused(room, words, said):
    done = draftvc("log", *words, cwd=room)
    assert (done.code, done.out) == (2, "")
    assert said in done.only_line


@pytest.mark.parametrize("form", ["text", "rich", "md"])
def test_every_format_names_the_revisions_newest_first(room, form):
    out = draftvc("log", "--format", form, cwd=room).out
    assert -1 < out.index("v4") < out.index("v3") < out.index("v2")


def test_a_bare_repository_has_the_same_log(room, bare):
    assert log(cwd=bare) == log(cwd=room)
    assert log("OP1c", cwd=bare) == log("OP1c", cwd=room)


def test_log_into_head_ends_quietly(room):
    script = f'{sys.executable} -m draftvc log 2>err.txt | head -1; echo "${{PIPESTATUS[0]}}"; '
    script += "cat err.txt; rm err.txt"
    done = subprocess.run(["bash", "-c", script], cwd=room, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert lines[1] in ("0", "141")


def edit(place, label, old, new):
    path = place / draftvc("path", label, cwd=place).out.strip()
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_commit_made_by_git_is_a_revision_too(draft):
    edit(draft, "PP4", "numbers", "figures")
    git("commit", "-qam", "Figures, not numbers", cwd=draft)
    newest = log(cwd=draft)["revisions"][0]
    assert newest["commit"].startswith(newest["name"])
    assert [(e["kind"], e["clause"]) for e in newest["events"]] == [("text.edited", "PP4")]


def test_a_commit_that_leaves_the_text_alone_is_not_told(draft):
    (draft / "notes.txt").write_text("coffee at four\n")
    git("add", "notes.txt", cwd=draft)
    git("commit", "-qm", "Remember the coffee", cwd=draft)
    assert log(cwd=draft)["revisions"][0]["name"] == "v4"


def test_a_merge_is_told_where_it_differs_from_every_parent(draft):
    git("checkout", "-qb", "side", cwd=draft)
    edit(draft, "PP4", "numbers", "figures")
    git("commit", "-qam", "On the side", cwd=draft)
    git("checkout", "-q", "main", cwd=draft)
    edit(draft, "PP6", "night roster", "night watch")
    git("commit", "-qam", "On the main line", cwd=draft)
    git("merge", "-q", "--no-ff", "-m", "Join the two", "side", cwd=draft)
    subjects = git("log", "--format=%s", cwd=draft).splitlines()
    assert subjects[0] == "Join the two"
    told = log(cwd=draft)["revisions"]
    # Nothing in the merge was not in one of its parents.
    assert [sorted({e["clause"] for e in each["events"]}) for each in told[:2]] in (
        [["PP6"], ["PP4"]],
        [["PP4"], ["PP6"]],
    )
    edit(draft, "PP4", "figures", "readings")
    git("commit", "-qa", "--amend", "-m", "Join the two, otherwise", cwd=draft)
    merge = log(cwd=draft)["revisions"][0]
    assert {e["clause"] for e in merge["events"]} == {"PP4"}


def test_history_before_the_draft_is_left_out(tmp_path):
    git("init", "-q", tmp_path, cwd=tmp_path)
    (tmp_path / "readme.txt").write_text("An older project.\n")
    git("add", "readme.txt", cwd=tmp_path)
    git("commit", "-qm", "Begin", cwd=tmp_path)
    assert draftvc("init", tmp_path).code == 0
    assert draftvc("import", SAMPLES / "resolution-v1.txt", cwd=tmp_path).code == 0
    (only,) = log(cwd=tmp_path)["revisions"]
    assert only["name"] == "v1"
    assert only["counts"]


def test_a_revision_that_cannot_be_read_hides_no_other(draft):
    outline = draft / "outline"
    sound = outline.read_text(encoding="utf-8")
    outline.write_text(sound.replace(" preambular", " no-such-kind", 1), encoding="utf-8")
    git("commit", "--no-verify", "-qam", "Break the outline by hand", cwd=draft)
    outline.write_text(sound, encoding="utf-8")
    git("commit", "--no-verify", "-qam", "Mend it", cwd=draft)
    done = draftvc("log", "--format", "json", cwd=draft)
    assert done.code == 3
    assert "is left out: Line 2 of the outline" in done.err
    assert [each["name"] for each in done.json["revisions"]] == ["v4", "v3", "v2", "v1"]
