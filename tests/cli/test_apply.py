"""`draftvc apply`: a diff that was sent is replayed, undone, refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from draftvc.diff.equality import drafts_are_equal
from draftvc.draft.read import read_draft
from draftvc.errors import EXIT_DONE, EXIT_INCOMPLETE, EXIT_WRONG
from tests.cli.program import SAMPLES, draftvc, git, validated
from tests.seed.real import seed_text

MONDAY = """Recalling its resolution on ferries,

Noting [with concern] {KEN+, PER-} the state of the piers,

1. Requests [the ports] {NOR reserve} to mend the piers;

2. Invites every town to paint its boats;
"""
FRIDAY = """Recalling its resolution on ferries,

Noting [with concern] {KEN+} the state of the piers,

Welcoming the new lights,

1. Requests the ports to mend the piers;

2. Invites every village to paint its boats;
"""
BROKEN = "Noting [the ] ferries] {KEN+,\n\n1. Asks [the {towns} to [wait;\n\n2. Asks }} more;\n"
OTHER = (
    "Article 1\nThe lamps\n\n1. Lamps are lit at dusk.\n\nArticle 2\nThe keepers\n\n1. A keeper.\n"
)


_WHOLE = ("clause.added", "clause.removed")


def _texts() -> dict[str, str]:
    texts = {f"v{n}": (SAMPLES / f"resolution-v{n}.txt").read_text("utf-8") for n in (1, 2, 3, 4)}
    lines = MONDAY.split("\n\n")
    turned = "\n\n".join([lines[1], lines[0], lines[3], lines[2]])
    return {**texts, "monday": MONDAY, "friday": FRIDAY, "broken": BROKEN, "other": OTHER} | {
        "turned": turned
    }


TEXTS = _texts()
PAIRS = [
    *permutations(("v1", "v4"), 2),
    ("v2", "v3"),
    *permutations(("monday", "friday"), 2),
    ("monday", "turned"),
    ("monday", "broken"),
    ("broken", "v2"),
    ("v1", "other"),
    ("other", "friday"),
]


def _there_and_back(tmp_path: Path, old: str, new: str) -> None:
    """Hold that a diff leads from one text to the other, and its reverse the way back."""
    a, b, sent = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "sent.json"
    a.write_text(old, encoding="utf-8")
    b.write_text(new, encoding="utf-8")
    sent.write_bytes(draftvc("diff", a, b, "--format", "json").raw)
    for source, wanted, way in ((a, new, ()), (b, old, ("--reverse",))):
        done = draftvc("apply", sent, "--onto", source, *way)
        assert done.code == EXIT_DONE, done.err
        assert drafts_are_equal(read_draft(done.out), read_draft(wanted))


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_diff_leads_from_one_text_to_the_other_and_back(tmp_path, old, new):
    _there_and_back(tmp_path, TEXTS[old], TEXTS[new])


def test_the_real_text_and_an_edited_copy(tmp_path):
    text = seed_text()
    lines = text.split("\n")
    edited = "\n".join([*lines[10:40], *lines[:10], *lines[40:]]).replace("{", "{ZMB+, ", 5)
    _there_and_back(tmp_path, text, edited)


def test_a_diff_without_change_gives_the_text(tmp_path):
    wrapped = MONDAY.replace(" to ", "\nto ")
    _there_and_back(tmp_path, MONDAY, wrapped)
    call = ("apply", "sent.json", "--onto", "a.txt", "-o", "made.txt")
    done = draftvc(*call, cwd=tmp_path)
    assert (done.code, done.out.strip()) == (
        EXIT_DONE,
        "The diff has no change: a.txt stays as it is.",
    )
    assert (tmp_path / "made.txt").read_text("utf-8") == MONDAY


def test_standard_input_and_a_file_for_the_text(tmp_path):
    (tmp_path / "monday.txt").write_text(MONDAY, encoding="utf-8")
    (tmp_path / "friday.txt").write_text(FRIDAY, encoding="utf-8")
    sent = draftvc("diff", "monday.txt", "friday.txt", "--format", "json", cwd=tmp_path)
    call = ("apply", "-", "--onto", "monday.txt", "-o", "made.txt")
    done = draftvc(*call, cwd=tmp_path, stdin=sent.raw)
    assert done.code == EXIT_DONE, done.err
    assert "changes applied to monday.txt: PP2" in done.out
    made = (tmp_path / "made.txt").read_text("utf-8")
    # What did not change keeps its layout.
    assert made.startswith("Recalling its resolution on ferries,\n\nNoting [with concern] {KEN+} ")
    again = draftvc(*call, cwd=tmp_path, stdin=sent.raw)
    assert again.code == EXIT_WRONG
    assert "made.txt exists already" in again.only_line
    done = draftvc(*call[:-1], "json.txt", "--format", "json", cwd=tmp_path, stdin=sent.raw)
    told = validated(done, "apply")
    assert (told["written"], told["refused"]) == (["json.txt"], [])
    assert told["clauses"] == ["PP2", "PP3", "OP1", "OP2"]


def test_in_a_repository_the_working_tree_changes_and_nothing_is_recorded(draft):
    head = git("rev-parse", "HEAD", cwd=draft)
    sent = draftvc("diff", "v2", "v4", "--format", "json", cwd=draft)
    done = draftvc("apply", "-", "--reverse", cwd=draft, stdin=sent.raw)
    assert done.code == EXIT_DONE, done.err
    assert "Nothing is recorded yet" in done.out
    assert draftvc("diff", "v2", "--exit-code", cwd=draft).code == EXIT_DONE
    assert draftvc("apply", "-", cwd=draft, stdin=sent.raw).code == EXIT_DONE
    # Ids, outline and files are those of the revision: git sees no change at all.
    assert git("status", "--porcelain", cwd=draft) == ""
    assert git("rev-parse", "HEAD", cwd=draft) == head


def test_a_diff_of_files_fits_a_repository_of_the_same_text(draft):
    files = [SAMPLES / f"resolution-v{number}.txt" for number in (4, 1)]
    sent = draftvc("diff", *files, "--format", "json")
    assert draftvc("apply", "-", cwd=draft, stdin=sent.raw).code == EXIT_DONE
    _reads_like(draft, "v1")
    assert draftvc("apply", "-", "-R", cwd=draft, stdin=sent.raw).code == EXIT_DONE
    _reads_like(draft, "v4")


def _reads_like(draft: Path, revision: str) -> None:
    """Hold that the working tree reads like a revision, but for ids of clauses that came back."""
    left = draftvc("diff", revision, "--format", "json", cwd=draft).json["events"]
    came, went = ({e["body"] for e in left if e["kind"] == kind} for kind in _WHOLE)
    assert came == went
    assert {e["kind"] for e in left} <= {*_WHOLE, "clause.renumbered"}


def test_nothing_is_written_unless_all_fits(draft):
    sent = draftvc("diff", "v3", "v4", "--format", "json", cwd=draft)
    done = draftvc("apply", "-", cwd=draft, stdin=sent.raw)
    assert done.code == EXIT_WRONG
    assert done.out == ""
    assert "Nothing was applied to the working tree: 16 of 16 changes do not fit" in done.err
    assert "! PP3: “one day” does not stand where the diff changes it (text edited)" in done.err
    assert git("status", "--porcelain", cwd=draft) == ""
    done = draftvc("apply", "-", "--partial", cwd=draft, stdin=sent.raw)
    assert done.code == EXIT_WRONG
    assert git("status", "--porcelain", cwd=draft) == ""


def test_partial_writes_what_fits(draft):
    sent = draftvc("diff", "v3", "v4", "--format", "json", cwd=draft)
    back = draftvc("apply", "-", "-R", cwd=draft, stdin=sent.raw)
    assert back.code == EXIT_DONE
    path = draft / draftvc("path", "PP3", cwd=draft).out.strip()
    path.write_text(path.read_text("utf-8").replace("one day", "three days"), encoding="utf-8")
    before = path.read_bytes()
    assert draftvc("apply", "-", cwd=draft, stdin=sent.raw).code == EXIT_WRONG
    done = draftvc("apply", "-", "--partial", "--format", "json", cwd=draft, stdin=sent.raw)
    assert done.code == EXIT_INCOMPLETE
    told = validated(done, "apply")
    assert [each["clause"] for each in told["refused"]] == ["PP3"]
    assert len(told["applied"]) == 15
    assert path.read_bytes() == before
    left = draftvc("diff", "v4", "--format", "json", cwd=draft).json
    assert {event["clause"] for event in left["events"]} == {"PP3"}


def test_a_filtered_diff_applies_what_was_chosen(tmp_path):
    (tmp_path / "a.txt").write_text(MONDAY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FRIDAY, encoding="utf-8")
    call = ("diff", "a.txt", "b.txt", "--only", "position", "--format", "json")
    sent = draftvc(*call, cwd=tmp_path)
    done = draftvc("apply", "-", "--onto", "a.txt", cwd=tmp_path, stdin=sent.raw)
    assert done.code == EXIT_DONE
    assert drafts_are_equal(read_draft(done.out), read_draft(MONDAY.replace(", PER-", "")))


def _document(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "a.txt").write_text(MONDAY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FRIDAY, encoding="utf-8")
    found: dict[str, Any] = draftvc("diff", "a.txt", "b.txt", "--format", "json", cwd=tmp_path).json
    return found


def _out_of_range(document: Any) -> None:
    document["events"][0]["edits"][0]["old"] = [4000, 4000 + len("PER-, ")]


def _span_too_short(document: Any) -> None:
    document["events"][0]["edits"][0]["old"][1] -= 1


def _backwards(document: Any) -> None:
    document["events"][0]["edits"][0]["old"] = [9, 2]


def _leaves_the_folder(document: Any) -> None:
    document["clauses"]["new"][0]["clause_id"] = "../../outline"


def _leaves_by_an_edit(document: Any) -> None:
    document["events"][1]["edits"][0]["clause_id"] = "../hooks/pre-commit"


def _overlap(document: Any) -> None:
    document["events"].append(document["events"][0])


def _deep(document: Any) -> None:
    document["clauses"]["old"][0]["depth"] = 10**9


def _no_kind(document: Any) -> None:
    document["events"][0]["kind"] = "bracket.eaten"


def _no_edits(document: Any) -> None:
    del document["events"][0]["edits"]


def _no_digest(document: Any) -> None:
    for each in document["clauses"]["old"]:
        each.pop("digest", None)


@pytest.mark.parametrize(
    "spoil",
    [
        _out_of_range, _span_too_short, _backwards, _leaves_the_folder, _leaves_by_an_edit,
        _overlap, _deep, _no_kind, _no_edits, _no_digest,
    ],
)  # fmt: skip
def test_a_hostile_document_is_refused_in_a_sentence(
    tmp_path: Path, spoil: Callable[[Any], None]
) -> None:
    document = _document(tmp_path)
    spoil(document)
    (tmp_path / "bad.json").write_text(json.dumps(document), encoding="utf-8")
    done = draftvc("apply", "bad.json", "--onto", "a.txt", "-o", "c.txt", cwd=tmp_path)
    assert done.code == EXIT_WRONG
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert not (tmp_path / "c.txt").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "is no JSON"),
        (b"\xff\xfe\x00", "is no JSON"),
        (b"[" * 100_000, "is JSON, but no diff"),
        (b'{"schema":"draftvc.diff/1","x":' + b"[" * 100_000, "is no JSON"),
        (b"[1]", "is JSON, but no diff"),
        (b'{"schema": "draftvc.log/1"}', "is of schema draftvc.log/1"),
        (b'{"schema": "draftvc.diff/1"}', "has not the form of a diff"),
        (b'{"schema": "draftvc.diff/1", "events": 3}', "has not the form of a diff"),
    ],
)
def test_what_is_no_diff_is_refused_in_a_sentence(tmp_path, data, said):
    (tmp_path / "a.txt").write_text(MONDAY, encoding="utf-8")
    done = draftvc("apply", "-", "--onto", "a.txt", cwd=tmp_path, stdin=data)
    assert done.code == EXIT_WRONG
    assert said in done.only_line


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("apply", "x.json", "-o", "b.txt"), "--onto is missing"),
        (("apply", "-", "--onto", "-"), "cannot be both"),
        (("apply", "x.json"), "There is no file x.json"),
    ],
)
def test_a_call_that_makes_no_sense(tmp_path, call, said):
    done = draftvc(*call, cwd=tmp_path)
    assert done.code == EXIT_WRONG
    assert said in done.only_line


def test_without_a_repository_a_text_is_asked_for(tmp_path):
    document = json.dumps(_document(tmp_path)).encode()
    done = draftvc("apply", "-", cwd=tmp_path, stdin=document)
    assert done.code == EXIT_WRONG
    assert "--onto FILE" in done.only_line
