"""Whole drafts, merged: order, numbers, deletions, and the laws over negotiated drafts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from draftvc.diff.equality import drafts_are_equal
from draftvc.draft.read import draft_of_clauses
from draftvc.merge.clause import merge_clause
from draftvc.merge.drafts import merge_drafts
from draftvc.merge.model import Policy
from tests.merge.drafts import draft, lines, told


class Case(NamedTuple):
    name: str
    base: str
    ours: str
    theirs: str
    result: list[str]


def _cases() -> Iterator[Case]:
    text = (Path(__file__).parent / "cases.md").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        parts = block.strip().split("\n.\n")
        if len(parts) == 5:
            yield Case(parts[0], parts[1], parts[2], parts[3], parts[4].split("\n"))


CASES = list(_cases())


def _ids(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=_ids)
def test_the_result_is_the_one_a_reader_would_write(case: Case):
    merged = merge_drafts(draft(case.base), draft(case.ours), draft(case.theirs))
    assert lines(merged).split("\n") + told(merged) == case.result


@pytest.mark.parametrize("case", CASES, ids=_ids)
def test_a_side_that_changed_nothing_changes_nothing(case: Case):
    base = draft(case.base)
    for text in (case.base, case.ours, case.theirs):
        side = draft(text)
        for sides in ((base, base, side), (base, side, base), (base, side, side)):
            merged = merge_drafts(*sides, Policy(guard=False))
            assert not merged.conflicts
            assert drafts_are_equal(draft_of_clauses(merged.stored), side)


@pytest.mark.parametrize("case", CASES, ids=_ids)
def test_swapping_the_sides_swaps_the_result(case: Case):
    base, ours, theirs = draft(case.base), draft(case.ours), draft(case.theirs)
    forth, back = merge_drafts(base, ours, theirs), merge_drafts(base, theirs, ours)
    assert {(c.clause_id, c.why) for c in forth.conflicts} == {
        (c.clause_id, c.why) for c in back.conflicts
    }
    if not forth.conflicts:
        assert lines(forth) == lines(back)
        assert told(forth) == told(back)


@pytest.mark.parametrize("case", CASES, ids=_ids)
def test_with_parties_nothing_is_left_in_conflict(case: Case):
    sides = draft(case.base), draft(case.ours), draft(case.theirs)
    merged = merge_drafts(*sides, Policy(parties=("FRA", "USA")))
    assert not merged.conflicts
    if any(" conflict: " in line for line in case.result):
        assert merged.decisions


def test_what_one_side_deleted_and_the_other_edited_stands_in_brackets():
    base = draft("tea: 1. Requests tea;\nmilk: 2. Requests milk;")
    ours = draft("tea: 1. Requests tea;")
    theirs = draft("tea: 1. Requests tea;\nmilk: 2. Requests cold milk;")
    merged = merge_drafts(base, ours, theirs, Policy(parties=("FRA", "USA")))
    assert lines(merged) == "tea: 1. Requests tea;\nmilk: 2. [Requests cold milk;] {USA+, FRA-}"


def test_a_reopening_that_was_announced_passes_the_guard():
    base = draft("tea: 1. Requests tea, Ad ref 3 March 2025 12.26")
    theirs = draft("tea: 1. Requests coffee, Ad ref 3 March 2025 12.26")
    merged = merge_drafts(base, base, theirs, Policy(reopened=frozenset({"tea"})))
    assert lines(merged) == "tea: 1. Requests coffee, Ad ref 3 March 2025 12.26"
    assert told(merged) == []


def test_a_git_merge_leaves_numbers_as_they_are():
    base = draft("tea: 7. Requests tea;")
    ours = draft("tea: 7. Requests tea;\nsugar: 7.bis Requests sugar;")
    theirs = draft("tea: 7. Requests tea;\nhoney: 7.bis Requests honey;")
    merged = merge_drafts(base, ours, theirs, Policy(renumber=False))
    assert [each.label for each in merged.clauses] == ["OP7", "OP7.bis", "OP7.bis~2"]


_FRONT = "This version reflects the discussions held on {}\nWorld Bread Assembly\n{}\n"


def test_of_two_days_in_the_front_the_later_stands():
    base, ours, theirs = (
        _FRONT.format(day, title)
        for day, title in (
            ("Monday 3 March 2025", "Draft resolution - bread"),
            ("Friday 7 March 2025", "Draft resolution - bread"),
            ("Tuesday 4 March 2025", "Draft resolution - bread and milk"),
        )
    )
    for sides in ((base, ours, theirs), (base, theirs, ours)):
        merged = merge_clause(*sides)
        assert not merged.conflicts
        assert merged.stored_text() == _FRONT.format(
            "Friday 7 March 2025", "Draft resolution - bread and milk"
        )
        (decision,) = merged.decisions
        assert decision.lost == (theirs.split("\n")[0],)


def test_two_titles_are_a_conflict():
    base, ours, theirs = (
        _FRONT.format("Monday 3 March 2025", title) for title in ("Bread", "Cake", "Pies")
    )
    merged = merge_clause(base, ours, theirs)
    assert [each.why for each in merged.conflicts] == ["words"]
    assert merged.stored_text("theirs") == theirs
