"""Laws of a diff that is sent as JSON and replayed: all of it fits, and gives the other draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.diff.compare import compare
from draftvc.diff.equality import drafts_are_equal
from draftvc.diff.patch import Patch, apply_patch, reverse
from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from draftvc.draft.recorded import draft_of_clauses
from draftvc.formats.diff_json import read_patch
from draftvc.report.documents.reports import diff_json
from draftvc.report.model import DiffReport, Side
from tests.diff.drafts import broken_drafts, mutated_pairs, unrelated_pairs


def _sent(old: str, new: str) -> tuple[Draft, Draft, Patch]:
    a, b = read_draft(old), read_draft(new)
    found = compare(a, b)
    report = DiffReport(Side("monday.txt"), Side("friday.txt"), found.events, found, a, b)
    return a, b, read_patch("".join(diff_json(report)).encode(), "changes.json")


def _shape(draft: Draft) -> list[tuple[str, str, int, str | None]]:
    return [(each.label, each.kind, each.depth, each.parent) for each in draft.clauses]


def check_both_ways(old: str, new: str) -> None:
    """Check that a diff gives the one draft from the other, and its reverse the other way."""
    a, b, patch = _sent(old, new)
    for given_draft, wanted, sent in ((a, b, patch), (b, a, reverse(patch))):
        applied = apply_patch(given_draft, sent)
        assert applied.refusals == ()
        made = draft_of_clauses(applied.clauses)
        assert drafts_are_equal(made, wanted)
        # To the letter, so that the way back is open, too.
        edited = {edit.clause_id for event in sent.events for edit in event.edits}
        for clause, meant in zip(made.clauses, wanted.clauses, strict=True):
            assert clause.id not in edited or clause.text == meant.text
        assert _shape(made) == _shape(wanted)


@given(st.one_of(mutated_pairs, st.tuples(broken_drafts, broken_drafts), unrelated_pairs))
def test_a_diff_fits_the_draft_that_it_was_made_from_and_its_reverse_the_other(
    pair: tuple[str, str],
) -> None:
    check_both_ways(*pair)


_LIGHTS = "Noting the lights on the river,\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_LIGHTS, "Noting the lights on the river,\na. the lamps;\nc. the bells of the harbour;\n"),
        (_LIGHTS, "Noting the lights on the river:\n(c) the bells of the harbour;\n"),
        (_LIGHTS, "PP3. Noting the lights on the river,\n"),
        (_LIGHTS, "PP3. Noting the lights on the river,\nPP3c. the bells of the harbour;\n"),
        (_LIGHTS, "*3. Noting* the lights on the river,\n"),
        (_LIGHTS, f"{_LIGHTS}PP7.bis Recalling the bells of the harbour,\n"),
        (_LIGHTS, f"{_LIGHTS}Option 1: Recalling the bells of the harbour,\n"),
        (_LIGHTS, f"{_LIGHTS}[Option 1: Recalling the bells of the harbour,]\n"),
        (_LIGHTS, "Option 1: Noting the lights on the river,\n"),
        (
            f"{_LIGHTS}Option 1: bells of the harbour that ring all night,\n",
            f"{_LIGHTS}Option 1: Recalling bells of the harbour that ring all night,\n",
        ),
    ],
)
def test_a_preambular_paragraph_keeps_the_number_or_letter_that_is_written_before_it(
    old: str, new: str
) -> None:
    text = "1. Requests the towns to keep the lights;\n"
    check_both_ways(old + text, new + text)


def test_paragraphs_that_are_joined_elsewhere_come_apart_again_where_they_stood() -> None:
    """The longer of two keeps the clause, and what stood before both is its place."""
    short = (
        "Keeping every reading room of the upper river open at night, with a bench, a bell and a "
        "clock for those who wait"
    )
    kept = "Lending lamps, blankets and maps of the old harbour to families of every sailor"
    long = f"{kept} and to whoever comes there by sail before it is day or late"
    head = "1. Requests the towns to provide, without delay:\n"
    ferries = (
        "{} Providing a timetable of all ferries and barges between the ports and the islands, "
        "printed large, in each of the languages that are spoken there, every spring and autumn;\n"
        "{} Repairing the stairs, rails, bridges and locks of the canal that the floods of last "
        "year broke, before the rains come again, with stone from the quarries of the valley;\n"
    )
    apart = f"{head}a. {short};\nb. {long};\n{ferries.format('c.', 'd.')}"
    joined = f"{head}{ferries.format('a.', 'b.')}c. {short}, {kept};\n"
    for old, new in ((apart, joined), (joined, apart)):
        _, _, patch = _sent(old, new)
        assert {"clause.moved"} < {e.kind for e in patch.events}
        check_both_ways(old, new)


def test_a_fault_in_a_part_is_applied_with_the_split_that_it_came_with_and_not_without() -> None:
    rooms = "1. Requests the towns to keep every reading room of the upper river open all night"
    lamps = "lend lamps, blankets and maps to families of every sailor"
    whole = f"{rooms} and to {lamps} {{KEN+}};\n"
    for group in ("{KEN+", "{KEN+}}", "KEN+}"):
        parts = f"{rooms};\n2. Requests the towns to {lamps} {group};\n"
        a, _, patch = _sent(whole, parts)
        assert {"clause.split", "syntax.broken"} < {e.kind for e in patch.events}
        check_both_ways(whole, parts)
        faults = tuple(e for e in patch.events if e.kind == "syntax.broken" and not e.edits)
        alone = apply_patch(a, Patch(faults, patch.old, patch.new, is_whole=False))
        assert faults
        assert [r.cause for r in alone.refusals] == ["there is no such clause here"] * len(faults)


@given(mutated_pairs, st.sets(st.integers(0, 30)))
def test_a_part_of_a_diff_is_applied_event_by_event_or_refused(
    pair: tuple[str, str], left_out: set[int]
) -> None:
    a, _, patch = _sent(*pair)
    some = tuple(e for number, e in enumerate(patch.events) if number not in left_out)
    part = Patch(some, patch.old, patch.new, is_whole=False)
    applied = apply_patch(a, part)
    assert {e.id for e in applied.events} | {r.event.id for r in applied.refusals} == {
        e.id for e in some
    }
    assert len(applied.events) + len(applied.refusals) == len(some)
    assert applied.clauses or not a.clauses or some


@given(mutated_pairs, st.one_of(broken_drafts, st.just("1. Requests [the ferries] {KEN+};\n")))
def test_onto_another_draft_every_change_that_does_not_fit_has_a_cause(
    pair: tuple[str, str], other: str
) -> None:
    _, _, patch = _sent(*pair)
    for sent in (patch, reverse(patch)):
        applied = apply_patch(read_draft(other), sent)
        assert len(applied.events) + len(applied.refusals) == len(sent.events)
        assert all(each.cause and each.clause for each in applied.refusals)
