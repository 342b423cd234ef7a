"""The cases in `cases/*.md` and on the page `docs/tricky_cases.md`; and the reader of cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftvc.diff.compare import compare
from draftvc.diff.model import Event
from draftvc.draft.read import read_draft
from tests.caselib import KINDS, Case, Events, complaint, read_cases, read_events, read_page

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "tricky_cases.md"
CASES = [case for path in sorted((HERE / "cases").glob("*.md")) for case in read_cases(path)]
TRICKY = list(read_page(PAGE))
EVERY = [*CASES, *TRICKY]


def _named(cases: list[Case]) -> list[object]:
    return [pytest.param(case, id=f"{case.place} {case.name}") for case in cases]


@pytest.mark.parametrize("case", _named(EVERY))
def test_the_events_are_those_a_delegate_would_report(case: Case):
    comparison = compare(read_draft(case.before), read_draft(case.after))
    problem = complaint(case.wanted, comparison.events)
    assert problem is None, f"{case.place} {case.name}\n{problem}\nbecause: {case.why}"
    assert comparison.complete


@pytest.mark.parametrize("case", _named(EVERY))
def test_a_draft_does_not_differ_from_itself(case: Case):
    for text in (case.before, case.after):
        assert compare(read_draft(text), read_draft(text)).events == ()


@pytest.mark.parametrize("case", _named(EVERY))
def test_nothing_is_left_unexplained_in_either_direction(case: Case):
    forth = compare(read_draft(case.before), read_draft(case.after))
    back = compare(read_draft(case.after), read_draft(case.before))
    assert not [event for event in (*forth.events, *back.events) if event.kind == "residual"]
    assert back.complete
    assert bool(back.events) == bool(forth.events)


# A residual is what no rule explains: a text that gave one would be a case with a better name.
WITHOUT_CASE = {"residual"}


def test_every_kind_of_event_has_a_case():
    wanted = {line.kind for case in EVERY for line in case.wanted.lines}
    assert KINDS - wanted == WITHOUT_CASE


def test_case_names_are_unique():
    names = [case.name for case in EVERY]
    assert len(set(names)) == len(names)


def test_every_tricky_case_names_a_refused_reading():
    assert [case.name for case in TRICKY if "Refused" not in case.why] == []


# ------------------------------------------------------------------------ the reader of cases


def _events(*lines: str) -> Events:
    return read_events(lines)


RESERVE = Event(kind="position.withdrawn", clause="PP1", bracket="PP1#2", party="RUS")
LIFTED = Event(kind="bracket.lifted", clause="PP1", bracket_old="PP1#1", text="by night", group="a")
DROPPED = Event(kind="bracket.dropped", clause="PP1", bracket_old="PP1#2", text="by day", group="a")


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("position.withdrawn PP1#2 party=RUS", RESERVE),
        ("position.withdrawn PP1#2 stance=none", RESERVE),
        ('bracket.lifted PP1#1 text="by night"', LIFTED),
        ('bracket.lifted PP1#1 text="by …"', LIFTED),
    ],
)
def test_a_line_fits_its_event(line: str, event: Event):
    assert complaint(_events(line), [event]) is None


@pytest.mark.parametrize(
    "line",
    [
        "position.withdrawn PP1 party=RUS",
        "position.withdrawn PP1#2 party=USA",
        "position.withdrawn PP1#2 party=none",
        "position.added PP1#2 party=RUS",
        "position.withdrawn PP1#2 stance=reserve",
        "position.withdrawn PP1#2 group=g1",
        "(no events)",
    ],
)
def test_a_line_that_says_otherwise_is_a_complaint(line: str):
    assert complaint(_events(line), [RESERVE]) is not None


def test_a_group_is_shared_by_its_lines_and_by_no_others():
    both = _events("bracket.lifted PP1#1 group=g1", "bracket.dropped PP1#2 group=g1")
    one = _events("bracket.lifted PP1#1 group=g1", "bracket.dropped PP1#2")
    two = _events("bracket.lifted PP1#1 group=g1", "bracket.dropped PP1#2 group=g2")
    assert complaint(both, [DROPPED, LIFTED]) is None
    assert complaint(one, [DROPPED, LIFTED]) is not None
    assert complaint(two, [DROPPED, LIFTED]) is not None


def test_the_order_counts_only_where_the_case_says_so():
    lines = ("bracket.lifted PP1#1", "bracket.dropped PP1#2")
    assert complaint(_events(*lines), [DROPPED, LIFTED]) is None
    assert complaint(_events("# ordered", *lines), [DROPPED, LIFTED]) is not None


@pytest.mark.parametrize(
    "line", ["", "bracket.gone PP1", "bracket.lifted PP1 colour=red", 'text.edited PP1 text="a']
)
def test_a_line_that_cannot_be_read_is_refused(line: str):
    with pytest.raises(ValueError):
        _events(line)
