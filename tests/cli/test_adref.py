"""`draftvc adref` and `draftvc doctor`, as processes, with documents that keep their schemas."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import draftvc
from tests.drivers.room import OP1, OP2, begin, clause, edit
from tests.report.test_documents import assert_valid
from tests.store.gitrepo import git, put

MARK = " Ad ref 3 March 2025 17.05"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """OP2 agreed, opened twice and agreed still; OP1 agreed and open again."""
    place = begin(tmp_path / "le projet d’été")

    def save(message: str) -> None:
        git(place, "commit", "-q", "--no-verify", "-a", "-m", f"Save\n\n{message}")

    edit(place, OP2, "next session.", f"next session.{MARK}")
    edit(place, OP1, "to all;", f"to all;{MARK.replace('3 March', '45 March')}")
    save("Draft-Version: v2")
    edit(place, OP2, "next", "fifth")
    save('Reopens: OP2 "the hall is taken" By: RUS, EU\nDraft-Version: v3')
    edit(place, OP2, "fifth", "sixth")
    edit(place, OP1, MARK.replace("3 March", "45 March"), "")
    save("Draft-Version: v4")
    edit(place, OP1, "the maps", "all maps")
    save("Draft-Version: v5")
    return place


def test_each_agreed_clause_with_mark_moment_revision_and_reopenings(place):
    found = draftvc("adref", "--format", "json", cwd=place).json
    assert_valid(found)
    op1, op2 = found["clauses"]
    assert (op1["clause"], op1["status"]) == ("OP1", "open")
    assert op1["agreed"]["when"] is None
    assert [each["revision"]["name"] for each in op1["reopened"]] == ["v4"]
    assert (op2["clause"], op2["status"]) == ("OP2", "agreed")
    assert op2["agreed"] == {"raw": "Ad ref 3 March 2025 17.05", "when": "2025-03-03T17:05"}
    assert op2["revision"]["name"] == "v4"
    assert [each["revision"]["name"] for each in op2["reopened"]] == ["v3", "v4"]
    assert op2["reopened"][0]["by"] == ["RUS", "EU"]
    assert op2["reopened"][0]["reason"] == "the hall is taken"
    assert "reason" not in op2["reopened"][1]
    assert [each["still_marked"] for each in op2["reopened"]] == [True, True]
    assert [each["still_marked"] for each in op1["reopened"]] == [False]


def test_of_an_earlier_revision(place):
    found = draftvc("adref", "v2", "--format", "json", cwd=place).json
    assert [each["status"] for each in found["clauses"]] == ["agreed", "agreed"]
    assert all(not each["reopened"] for each in found["clauses"])


def test_to_read(place):
    said = " ".join(draftvc("adref", cwd=place).out.split())
    assert "1 clause agreed ad ref, 1 agreed before and not now" in said
    assert "OP2 Ad ref 3 March 2025 17.05, agreed in v4" in said
    assert "reopened once, in v3 by RUS and EU: “the hall is taken”" in said
    assert "changed under its mark in v4, where nobody reopened it" in said
    assert "OP1 open again; was agreed in v2" in said
    assert "**OP2**" in draftvc("adref", "--format", "md", cwd=place).out


def test_what_a_merged_branch_agreed_and_reopened_is_told_of_the_branch(place):
    v2 = git(place, "rev-parse", "HEAD~3").strip()
    git(place, "checkout", "-q", "-b", "late", "HEAD~2")
    edit(place, OP2, "fifth", "seventh")
    git(place, "commit", "-qanm", 'By post\n\nReopens: OP2 "by post" By: NOR')
    edit(place, OP1, " Ad ref 45 March 2025 17.05", " Ad ref 6 March 2025 10.05")
    git(place, "commit", "-qanm", "Put the day right")
    git(place, "checkout", "-q", "main")
    git(place, "reset", "-q", "--hard", v2)
    git(place, "commit", "-qnm", "Nothing", "--allow-empty")
    git(place, "merge", "-q", "--no-verify", "--no-edit", "late")
    found = draftvc("adref", "--format", "json", cwd=place).json
    op1, op2 = found["clauses"]
    assert op1["agreed"]["when"] == "2025-03-06T10:05"
    assert [each["by"] for each in op2["reopened"]] == [["RUS", "EU"], ["NOR"]]
    assert draftvc("adref", "late", "--format", "json", cwd=place).json["clauses"][1] == op2


def test_an_agreement_that_a_merge_does_not_take_is_open_again(place):
    v2 = git(place, "rev-parse", "HEAD~3").strip()
    git(place, "checkout", "-q", "-b", "room", f"{v2}~1")
    edit(place, OP1, "the maps", "all maps")
    git(place, "commit", "-qanm", "Not agreed here")
    git(place, "merge", "-q", "--no-verify", "--no-commit", "-s", "ours", v2)
    edit(place, OP1, "all maps", "each map")
    git(place, "commit", "-qanm", "Neither is agreed")
    clauses = draftvc("adref", "--format", "json", cwd=place).json["clauses"]
    assert {each["status"] for each in clauses} == {"open"}
    assert [len(each["reopened"]) for each in clauses] == [1, 1]


def test_in_a_shallow_clone_it_is_said_that_history_ends(place, tmp_path):
    shallow = tmp_path / "shallow"
    git(None, "clone", "-q", "--depth=1", place.as_uri(), shallow)
    done = draftvc("adref", cwd=shallow)
    assert "earlier history is not in this shallow clone" in " ".join(done.err.split())


def test_a_clause_that_is_gone_and_a_label_that_only_looks_alike(place):
    lines = (place / "outline").read_text(encoding="utf-8").splitlines(keepends=True)
    put(place / "outline", "".join(line for line in lines if not line.startswith(OP2)))
    clause(place, OP2).unlink()
    message = 'Save\n\nReopens: OP21 "no" By: RUS'
    git(place, "commit", "-q", "--no-verify", "-a", "-m", message)
    last = draftvc("adref", "--format", "json", cwd=place).json["clauses"][-1]
    assert (last["clause"], last["status"]) == ("OP2", "gone")
    assert last["reopened"][-1]["by"] == []


def states(*words: str | Path) -> dict[str, str]:
    document = draftvc("-C", words[0], "doctor", "--format", "json").json
    assert_valid(document)
    return {each["name"]: each["state"] for each in document["checkups"]}


def test_the_doctor_names_what_is_missing_and_what_mends_it(place, tmp_path):
    done = draftvc("doctor", cwd=place)
    assert done.code == 1
    assert "→ draftvc git enable" in done.out
    # One command mends all of it, and is said once a subject.
    assert len([line for line in done.out.splitlines() if line.startswith("  missing")]) == 2
    assert done.out.splitlines()[-1] == "To mend: draftvc git enable"
    assert states(place)["diff.draftvc.command"] == "missing"
    assert draftvc("git", "enable", cwd=place).code == 0
    assert set(states(place).values()) == {"ok"}
    git(place, "config", "alias.dlog", "log --graph")
    git(place, "config", "include.path", "draftvc.gitconfig", ok=False)
    git(place, "tag", "v3", "HEAD")
    (place / ".git" / "hooks" / "commit-msg").unlink()
    found = states(place)
    assert found["v3"] == "differs"
    assert found["commit-msg"] == "missing"
    said = draftvc("doctor", cwd=place).out
    command = next(line for line in said.splitlines() if "→ git tag" in line).split("→ ")[1]
    git(place, *command.split()[1:])
    assert "v3" not in states(place)


def test_the_doctor_outside_a_draft_and_in_a_bare_repository(tmp_path):
    git(None, "init", "-q", tmp_path / "other")
    assert states(tmp_path / "other")["draft"] == "missing"
    assert draftvc("doctor", cwd=tmp_path).out.startswith("This machine; no repository here")
