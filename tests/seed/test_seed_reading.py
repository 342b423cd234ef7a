"""The real text reads as people read it: clauses, brackets, positions, marks, faults, residue."""

from __future__ import annotations

import textwrap
from collections import Counter
from functools import cache

import pytest

from draftvc.checks.place import Places
from draftvc.diagnostics import Diagnostic
from draftvc.draft.counts import count
from draftvc.draft.faults import delimiter_diagnostics
from draftvc.draft.model import Clause, Draft
from draftvc.draft.read import read_draft
from draftvc.draft.run_on import run_on_brackets
from draftvc.notation.model import Brace, Position
from tests.seed.real import PARAGRAPHS, other_text, seed_text

# label, lines, `[`, `]`, groups, entries
CLAUSES = [
    ("PP1", 8, 15, 6, 6, 7, 10),
    ("PP2", 16, 20, 3, 3, 3, 6),
    ("PP3", 21, 26, 0, 0, 0, 0),
    ("PP4", 27, 36, 10, 10, 10, 15),
    ("PP5", 37, 48, 9, 9, 9, 14),
    ("PP6", 49, 62, 17, 17, 17, 19),
    ("PP7", 63, 69, 4, 4, 6, 5),
    ("PP7.bis", 70, 75, 1, 1, 2, 1),
    ("PP8", 76, 78, 0, 0, 0, 0),
    ("OP1", 80, 84, 7, 7, 7, 21),
    ("OP1a", 85, 92, 15, 15, 15, 27),
    ("OP1b", 93, 97, 5, 5, 5, 6),
    ("OP1c", 98, 103, 6, 6, 6, 11),
    ("OP1d", 104, 110, 6, 6, 6, 20),
    ("OP1d.alt1", 111, 112, 0, 0, 1, 1),
    ("OP1e", 113, 116, 5, 5, 5, 5),
    ("OP1e.alt1", 117, 118, 1, 1, 1, 3),
    ("OP1f", 119, 120, 1, 0, 0, 0),
    ("OP1g", 121, 123, 0, 2, 2, 2),
    ("OP2", 124, 126, 10, 9, 9, 10),
]
PARTIES = """
USA 29+ 1- 1r; FRA 22+ 7- 1d; CMR 17+ 1r; RUS 7+ 1- 5r; EGY 3+ 7- 2r; ARG 9+ 1- 1r; NGA 6+ 2- 1r;
NLD 2+ 4-; TZA 6+; IDN 2+ 2- 1d; DZA 4+; IND 3+ 1r; CRI 2+ 2-; DEU 3+ 1-; GHA 3+; CHL 3+; PSE 2+;
BRA 1+ 1-; Chair 2+; SWE 1+ 1-; MAR 1+ 1-; ZAF 1+; FIN 1-; PHL 1+
"""
SIGNS = {"support": "+", "oppose": "-", "reserve": "r", "delete": "d"}


@cache
def _draft() -> Draft:
    return read_draft(seed_text())


@pytest.fixture
def draft() -> Draft:
    return _draft()


def clause(draft: Draft, label: str) -> Clause:
    return draft.clauses[draft.by_label[label]]


def braces(draft: Draft) -> list[Brace]:
    return [brace for each in draft.clauses for brace in each.reading.braces]


def entries(draft: Draft) -> list[Position]:
    return [position for brace in braces(draft) for position in brace.positions]


def told(draft: Draft) -> dict[tuple[str, int | None], Diagnostic]:
    found = [*map(Places(draft).placed, delimiter_diagnostics(draft))]
    return {(each.code, each.line): each for each in found}


def line_of(draft: Draft, each: Clause, offset: int) -> int:
    assert draft.source is not None
    return draft.source.place(each.source_offset(each.raw_place(offset)))[0]


# ---------------------------------------------------------------------------- structure


def test_the_clauses_stand_where_they_stand(draft):
    found = []
    for each in draft.clauses[1:]:
        raw, reading = each.raw, each.reading
        lines = draft.source.place(each.start)[0], draft.source.place(each.start + len(raw) - 1)[0]
        positions = sum(len(brace.positions) for brace in reading.braces)
        counted = (raw.count("["), raw.count("]"), len(reading.braces), positions)
        found.append((each.label, *lines, *counted))
    assert found == CLAUSES
    assert draft.clauses[0].label == "FRONT"


def test_kinds_parents_and_depths(draft):
    kinds = Counter(each.kind for each in draft.clauses)
    assert kinds == {"front": 1, "preambular": 9, "operative": 9, "alternative": 2}
    parents = {each.label: each.parent for each in draft.clauses if each.parent}
    assert parents == {
        **{f"OP1{letter}": "OP1" for letter in "abcdefg"},
        "OP1d.alt1": "OP1d",
        "OP1e.alt1": "OP1e",
    }
    assert {each.depth for each in draft.clauses if each.parent} == {1}


def test_markers_and_headings_as_written(draft):
    markers = [each.marker for each in draft.clauses if each.marker]
    assert markers == [
        "[7.bis", "1.", "a.", "b.", "c.", "d.", "Alt1. d", "e.", "[Alt 1.e", "f.", "g.", "2.",
    ]  # fmt: skip
    headings = {each.label: each.heading for each in draft.clauses if each.heading}
    assert headings == {"OP1": "OPERATIVE CLAUSES"}


def test_the_front(draft):
    elements = draft.clauses[0].text.split("\n")
    assert len(elements) == 7
    assert elements[1] == elements[2] == draft.organ
    assert elements[3] == "Second session"
    assert draft.organ.startswith("United Nations Habitat Assembly")
    assert draft.organ.endswith("Human Settlements Programme")
    assert draft.title == draft.source.line(6)
    assert draft.date == "2023-05-22"


def test_the_last_line_is_set_aside(draft):
    (line,) = draft.set_aside
    assert (line.line, line.code) == (127, "W503")
    assert clause(draft, "OP2").text.endswith("[notably")


# ---------------------------------------------------------------------------- brackets, positions


def test_brackets(draft):
    counts = count(draft)
    assert (counts.brackets, counts.outer_brackets, counts.max_depth) == (106, 89, 2)
    assert (counts.clauses, counts.agreed, counts.positions) == (20, 2, 176)
    assert seed_text().count("[") == seed_text().count("]") == 106
    assert len(braces(draft)) == 111


def test_positions(draft):
    assert Counter(each.stance for each in entries(draft)) == {
        "support": 130,
        "oppose": 32,
        "reserve": 12,
        "delete": 2,
    }
    found: dict[str, Counter[str]] = {}
    for each in entries(draft):
        found.setdefault(each.party, Counter())[SIGNS[each.stance]] += 1
    wanted = {
        party: Counter({count[-1]: int(count[:-1]) for count in counts})
        for party, *counts in (part.split() for part in PARTIES.split(";"))
    }
    assert found == wanted
    assert len(found) == 24


def test_agreed_clauses(draft):
    stamps = {each.label: each.reading.stamp.when for each in draft.clauses if each.reading.stamp}
    assert stamps == {"PP3": "2023-05-22T12:26", "PP8": "2023-05-22T12:52"}


def test_placeholders_and_the_instruction(draft):
    found = [(b.kind, b.party, b.owner) for b in clause(draft, "PP7").reading.braces]
    assert found[1] == ("placeholder", "RUS", 0)
    assert found[-1] == ("placeholder", None, None)
    assert Counter(b.kind for b in braces(draft)) == {"positions": 108, "placeholder": 2, "note": 1}
    note = clause(draft, "PP7.bis").reading.braces[1]
    assert (note.kind, note.party, note.owner) == ("note", "FRA", 0)


def test_the_scope_of_a_reserve_and_its_reason(draft):
    (reserve,) = [p for p in entries(draft) if p.scope]
    assert (reserve.party, reserve.stance) == ("CMR", "reserve")
    assert reserve.scope == ("OP1a", "OP1b", "OP1c", "OP1d", "OP1e")
    assert reserve.note == "to adapt principles language"


@pytest.mark.parametrize(
    ("label", "entry", "owner"),
    [
        ("PP1", "RUS reserve", 0),
        ("PP2", "EGY-", 0),
        ("PP4", "FRA+", 0),
        ("PP6", "RUS reserve", None),
        ("PP7.bis", "USA+", 0),
        ("OP1d.alt1", "CMR+", None),
        ("OP1e.alt1", "EGY+", 0),
    ],
)
def test_what_a_group_belongs_to(draft, label, entry, owner):
    found = [
        brace.owner
        for brace in clause(draft, label).reading.braces
        for position in brace.positions
        if position.raw == entry
    ]
    assert found[0] == owner


def test_a_group_after_a_word_glued_to_brackets_belongs_to_the_last(draft):
    reading = clause(draft, "PP4").reading
    letters = [b for b in reading.brackets if b.end - b.start == 3]
    assert [reading.text[b.start : b.end] for b in letters] == ["[t]", "[T]"]
    owned = {brace.owner for brace in reading.braces}
    assert reading.brackets.index(letters[0]) not in owned
    assert reading.brackets.index(letters[1]) in owned


# ---------------------------------------------------------------------------- faults


def test_the_faults_and_their_lines(draft):
    assert sorted(told(draft)) == [
        ("E101", 126),
        ("E102", 62),
        ("E102", 123),
        ("E103", 51),
        ("W104", 119),
    ]
    assert run_on_brackets(draft) == {"OP1f#1": "OP1g"}


def test_two_readings_are_named_where_there_are_two(draft):
    found = told(draft)
    slip, spare = found["E103", 51], found["E102", 62]
    assert slip.readings == spare.readings
    assert len(slip.readings) == 2
    lone = found["E102", 123]
    assert len(lone.readings) == 2
    assert "OP1a" in lone.readings[1]
    assert "human rights for" in lone.readings[1]
    assert found["E101", 126].readings == ()
    assert found["E103", 51].fix is not None
    assert found["E103", 51].fix.text == "]"


# ---------------------------------------------------------------------------- layout


def wrapped(width: int, *, long_words: bool, hyphens: bool) -> str:
    """Return the real text with each paragraph wrapped at a width."""
    lines = seed_text().splitlines()
    return "\n".join(
        line
        for first, last in PARAGRAPHS
        for line in textwrap.wrap(
            " ".join(lines[first - 1 : last]),
            width,
            break_long_words=long_words,
            break_on_hyphens=hyphens,
        )
    )


def read_as(draft: Draft) -> tuple[object, ...]:
    clauses = [
        (c.label, c.kind, c.depth, c.parent, c.heading, c.marker, c.text) for c in draft.clauses
    ]
    aside = [(line.text, line.code) for line in draft.set_aside]
    return clauses, aside, draft.title, draft.organ, draft.date


@pytest.mark.parametrize("hyphens", [False, True], ids=["at spaces", "at hyphens"])
@pytest.mark.parametrize("long_words", [False, True], ids=["words kept", "words parted"])
def test_wrapped_at_any_width_it_is_the_same_draft(draft, long_words, hyphens):
    wanted = read_as(draft)
    for width in range(40, 201):
        text = wrapped(width, long_words=long_words, hyphens=hyphens)
        assert read_as(read_draft(text)) == wanted, width


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n"], ids=["CRLF", "CR", "blank lines"])
def test_other_line_ends_give_the_same_draft(draft, end):
    again = read_draft(seed_text().replace("\n", end))
    assert read_as(again) == read_as(draft)


def test_the_other_extraction_has_the_same_clauses_and_brackets(draft):
    other = read_draft(other_text())
    labels = [each.label for each in other.clauses]
    assert labels == ["FRONT", "PP1", "PP2", "PP3"]
    assert [(line.line, line.code) for line in other.set_aside] == [
        (1, "W503"), (2, "W503"), (4, "W503"),
    ]  # fmt: skip
    for each in other.clauses[:-1]:
        ours = clause(draft, each.label)
        assert [b.depth for b in each.reading.brackets] == [b.depth for b in ours.reading.brackets]
        assert [b.positions for b in each.reading.braces] == [
            b.positions for b in ours.reading.braces
        ]
        assert each.text.replace("-", "") == ours.text.replace("-", "")
    assert clause(draft, "PP3").text.startswith(other.clauses[-1].text)
    assert "evidence-based" in other.clauses[1].text
