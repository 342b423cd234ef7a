"""JSON documents: to the letter, and valid by the schemas that ship with them."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from draftvc.diagnostics import Diagnostic, Fix
from draftvc.diff.kinds import KINDS
from draftvc.diff.model import Event
from draftvc.draft.model import Draft
from draftvc.report.documents.events import KEYS, ORDER, event_document
from draftvc.report.formats import Look, render
from draftvc.report.model import CheckReport, Filter, LogReport, ShowReport, Side
from tests.report.build import (
    TESTS,
    cases,
    check_of,
    diff_of,
    document_of,
    event,
    import_of,
    log_of,
    sample,
    show_of,
    status_of,
)

NAMES = (
    "adref",
    "check",
    "conflicts",
    "diff",
    "doctor",
    "draft",
    "import",
    "log",
    "merge",
    "status",
)


@cache
def schema(name: str) -> dict[str, Any]:
    """Return a schema as it ships."""
    text = files("draftvc.report").joinpath(f"schemas/{name}-1.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def assert_valid(document: dict[str, Any]) -> None:
    """Check a document by the schema that it names."""
    name = str(document["schema"]).removeprefix("draftvc.").removesuffix("/1")
    errors = [
        f"{error.json_path}: {error.message[:300]}"
        for error in Draft202012Validator(schema(name)).iter_errors(document)
    ]
    assert not errors


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_sound_and_closed(name: str):
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for part in _objects(schema(name)):
        assert "additionalProperties" in part


def _objects(part: object):
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for each in part.values():
            yield from _objects(each)
    elif isinstance(part, list):
        for each in part:
            yield from _objects(each)


@pytest.mark.parametrize("name", ["diff", "log"])
def test_each_kind_has_a_branch_with_its_keys(name: str):
    definitions = schema(name)["$defs"]
    assert definitions["event"] == {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in KINDS]}
    assert tuple(KEYS) == KINDS
    for kind, (must, may) in KEYS.items():
        branch = definitions[kind]
        assert list(branch["properties"]) == [key for key in ORDER if key in must | may]
        assert set(branch["required"]) == must
        assert branch["properties"]["kind"] == {"const": kind}
        assert branch["additionalProperties"] is False


def test_shared_parts_are_the_same_in_every_schema():
    seen: dict[str, Any] = {}
    for name in NAMES:
        definitions = schema(name)["$defs"]
        for key, part in definitions.items():
            assert seen.setdefault(key, part) == part


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_case_gives_valid_documents(case):
    for before, after in ((case.before, case.after), (case.after, case.before)):
        report = diff_of(before, after)
        assert_valid(document_of(report))
        for each in report.events:
            _nothing_lost(each)
    assert_valid(document_of(show_of(case.after)))
    assert_valid(document_of(check_of(case.after)))


def _nothing_lost(each: Event) -> None:
    """Check that a document has every field that the event has."""
    document = event_document(each)
    renamed = {"from_": "from", "class_": "class"}
    for name in Event._fields:
        if getattr(each, name) not in (None, (), False, ""):
            assert renamed.get(name, name) in document, (each.kind, name)


@pytest.mark.parametrize(
    ("old", "new"), [(1, 2), (2, 3), (3, 4), (2, 1), (3, 2), (4, 3), (1, 4), (4, 1)]
)
def test_the_samples_give_valid_documents(old: int, new: int):
    assert_valid(document_of(diff_of(sample(old), sample(new))))
    assert_valid(document_of(show_of(sample(new))))
    assert_valid(document_of(show_of(sample(new), parties=False)))
    assert_valid(document_of(status_of(sample(new))))


@given(st.text(st.sampled_from("ab [](){}+-,;.\nUSA“”\u202e"), max_size=80))
def test_any_text_gives_valid_documents(text: str):
    assert_valid(document_of(show_of(text)))
    assert_valid(document_of(check_of(text)))
    assert_valid(document_of(diff_of(text, "Recalling [the sea] {USA+},")))


def test_the_examples_of_the_page_are_valid():
    page = (TESTS.parent / "docs" / "json.md").read_text("utf-8")
    examples = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        assert_valid(json.loads(example))
    shown = json.loads(examples[1])
    (written,) = shown["clauses"]
    (made,) = document_of(show_of(written["text"] + "\n"))["clauses"]
    assert made == written
    for name in NAMES:
        assert f"`{name}-1.json`" in page


# ----------------------------------------------------------------------------- to the letter


def test_a_diff_has_its_keys_in_order():
    text = "Recalling [the right to a seat] {USA+ FRA-}{RUS reserve} on trains,"
    report = diff_of(text, text.replace("{RUS reserve}", ""))
    raw = "".join(render(report, "json", Look()))
    assert raw.endswith("}\n")
    assert raw.count("\n") == 1
    document = json.loads(raw)
    assert list(document) == [
        "schema", "old", "new", "filter", "clauses", "events", "summary", "laws", "set_aside",
        "fallbacks",
    ]  # fmt: skip
    assert document["old"] == {"name": "v3"}
    assert document["new"] == {"name": "v4", "commit": "c" * 40}
    assert document["summary"] == {"position.withdrawn": 1}
    assert document["laws"] == {"complete": True}
    assert document["filter"] == {"only": [], "party": [], "clauses": [], "own": False}
    (told,) = document["events"]
    assert list(told) == [
        "id", "kind", "clause", "clause_old", "clause_id", "bracket", "bracket_old", "text",
        "party", "stance", "edits",
    ]  # fmt: skip
    assert "RUS reserve" in told["edits"][0]["before"]


def test_a_filter_is_carried_and_the_summary_speaks_of_what_is_shown():
    chosen = Filter(("bracket",), ("USA",), ("OP1",), own=True)
    document = document_of(diff_of(sample(1), sample(2), ["bracket"], chosen))
    assert document["filter"] == {
        "only": ["bracket"],
        "party": ["USA"],
        "clauses": ["OP1"],
        "own": True,
    }
    summary = document["summary"]
    assert all(kind.startswith("bracket.") for kind in summary)
    assert list(summary) == [kind for kind in KINDS if kind in summary]


def test_places_at_the_start_are_null_and_no_other_key_is():
    moved = event_document(event("clause.moved", place=None, was="", body="x"))
    assert moved["place"] is None
    assert moved["was"] is None
    lifted = event_document(event("bracket.lifted", bracket_old="PP1#1", text="x", positions=()))
    assert None not in lifted.values()
    assert "place" not in lifted


def test_words_of_the_record_keep_their_names():
    changed = event_document(
        event("position.changed", party="FRA", from_="oppose", to="support", before="FRA-",
              after="FRA+", class_="editorial")
    )  # fmt: skip
    assert changed["from"] == "oppose"
    assert changed["to"] == "support"
    assert "class" not in changed
    assert "from_" not in changed


def test_a_clause_to_the_letter():
    draft = show_of(
        "1. Requests [the [right] {NOR reserve} to know] {USA+, FRA-} by [date] "
        "{KEN suggest to wait}\n"
    )
    document = document_of(draft)
    assert list(document) == ["schema", "revision", "clauses", "counts", "set_aside", "diagnostics"]
    clauses = document["clauses"]
    (clause,) = clauses
    assert list(clause) == [
        "label", "marker", "kind", "parent", "text", "words", "status", "agreed", "brackets",
        "positions", "notes", "placeholders",
    ]  # fmt: skip
    assert clause["words"] == "Requests the right to know by date"
    outer, inner, blank = clause["brackets"]
    assert outer == {
        "address": "OP1#1",
        "text": "the right to know",
        "depth": 1,
        "start": 12,
        "end": 47,
        "closed": "]",
        "blank": False,
        "positions": [
            {"party": "USA", "stance": "support", "scope": [], "raw": "USA+"},
            {"party": "FRA", "stance": "oppose", "scope": [], "raw": "FRA-"},
        ],
        "parent": None,
    }
    assert inner["parent"] == "OP1#1"
    assert inner["depth"] == 2
    assert clause["text"][outer["start"] : outer["end"]].startswith("[the [right]")
    assert blank["blank"] is True
    assert clause["notes"] == [
        {"party": "KEN", "text": "suggest to wait", "raw": "{KEN suggest to wait}"}
    ]


def test_a_bracket_that_runs_on_says_where_it_ends_and_has_its_positions():
    clauses = document_of(show_of(sample(1)))["clauses"]
    by_label = {clause["label"]: clause for clause in clauses}
    runs_on = by_label["OP1e"]["brackets"][0]
    assert runs_on["end_clause"] == "OP1f"
    assert [position["raw"] for position in runs_on["positions"]] == ["USA+"]
    assert by_label["OP1f"]["positions"] == []
    assert "end_clause" not in by_label["OP1e"]["brackets"][1]


def test_each_entry_counts_once():
    document = document_of(show_of(sample(1)))
    clauses, counts = document["clauses"], document["counts"]
    entries = [p for c in clauses for p in c["positions"]]
    entries += [p for c in clauses for b in c["brackets"] for p in b["positions"]]
    assert len(entries) == counts["positions"]


def test_an_agreed_clause_and_a_placeholder():
    clauses = document_of(show_of(sample(1)))["clauses"]
    by_label = {clause["label"]: clause for clause in clauses}
    assert by_label["PP3"]["status"] == "agreed"
    assert by_label["PP3"]["agreed"]["when"] == "2025-03-03T16:40"
    assert by_label["PP1"]["agreed"] is None
    assert by_label["PP5"]["placeholders"][0]["party"] == "RUS"
    assert by_label["OP1"]["heading"] == "OPERATIVE CLAUSES"
    assert by_label["OP1"]["positions"][0]["scope"] == ["OP1a", "OP1b", "OP1c"]


def test_without_parties_the_document_names_none():
    raw = "".join(render(show_of(sample(1), parties=False), "json", Look()))
    for party in ("RUS", "USA", "CMR", "FRA", "IDN"):
        assert party not in raw


def test_chosen_clauses_are_shown_and_addresses_kept():
    whole = show_of(sample(1))
    report = ShowReport(whole.draft, None, (3, 5), whole.counts, ())
    document = document_of(report)
    clauses = document["clauses"]
    assert [clause["label"] for clause in clauses] == ["PP3", "PP5"]
    assert document["revision"] is None
    assert_valid(document)


def test_a_log_streams_and_is_valid():
    pieces = list(render(log_of("OP1"), "json", Look()))
    assert len(pieces) == 6
    document = json.loads("".join(pieces))
    assert_valid(document)
    assert list(document) == ["schema", "clause", "filter", "revisions"]
    first = document["revisions"][-1]
    assert first["events"] == []
    assert first["counts"]["clauses"] == 19
    assert "counts" not in document["revisions"][0]
    assert_valid(document_of(LogReport(None, ())))


def test_findings_to_the_letter():
    found = Diagnostic(
        "W204", "A comma too many.", "OP1", None, 7, "v1.txt", 3, 8, "Take it out.",
        ("one", "two"), Fix(3, 4, ""), source_line="never shown",
    )  # fmt: skip
    document = document_of(CheckReport(Side("v1.txt"), (found, Diagnostic("E401", "Twice."))))
    assert_valid(document)
    assert document["diagnostics"] == [
        {
            "code": "W204",
            "severity": "warning",
            "message": "A comma too many.",
            "clause": "OP1",
            "file": "v1.txt",
            "line": 3,
            "column": 8,
            "hint": "Take it out.",
            "readings": ["one", "two"],
            "fix": {"start": 3, "end": 4, "text": ""},
        },
        {"code": "E401", "severity": "error", "message": "Twice.", "readings": [], "fix": None},
    ]


def test_a_status_counts_its_findings_by_code():
    document = document_of(status_of(sample(3)))
    diagnostics = document["diagnostics"]
    assert diagnostics["E103"] == 1
    assert document["open"] == [
        {"clause": label, "brackets": number} for label, number in status_of(sample(3)).open
    ]


def test_an_import_is_valid_and_says_what_became_of_each_file():
    assert_valid(document_of(import_of()))
    document = document_of(import_of(name=None, commit=None, same_as=Side("v1", "d" * 40)))
    assert_valid(document)
    (one,) = document["imported"]
    assert "name" not in one
    assert one["same_as"] == {"name": "v1", "commit": "d" * 40}


def test_half_a_character_is_written_so_that_json_reads_it_back():
    report = CheckReport(Side("x"), (Diagnostic("E101", "Not closed.", file="caf\udce9.txt"),))
    raw = "".join(render(report, "json", Look())).encode("utf-8", "backslashreplace")
    assert json.loads(raw)["diagnostics"][0]["file"] == "caf\udce9.txt"


def test_characters_are_kept_as_they_are():
    draft = Draft(())
    assert_valid(document_of(show_of(draft)))
    raw = "".join(render(show_of("Recalling \u202e the “sea” コ,\n"), "json", Look()))
    assert "\u202e" in raw
    assert "“sea” コ" in raw
