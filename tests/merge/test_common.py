"""Several bases made one: what two lines settled differently is never settled in silence."""

from __future__ import annotations

from hypothesis import given

from draftvc.diff.equality import normal_form
from draftvc.draft.model import Draft, StoredClause
from draftvc.draft.recorded import draft_of_clauses
from draftvc.merge.before import outline_before
from draftvc.merge.common import common_clauses
from draftvc.merge.drafts import entries_of, merge_drafts
from draftvc.merge.model import Choice, Policy
from draftvc.notation.reader import read_marks
from tests.merge.drafts import draft
from tests.merge.edits import edited, edits
from tests.merge.test_laws import sound
from tests.merge.test_outline import changed, depths, outline, steps

FREE = Policy(guard=False)


def of_text(text: str) -> Draft:
    return draft_of_clauses([StoredClause("a", 0, "preambular", None, "", text)])


def settled(base: Draft, one: Draft, other: Draft, choice: Choice) -> Draft:
    (clause,) = merge_drafts(base, one, other, FREE).clauses
    return of_text(clause.resolved(choice) or "")


def text_of(base: Draft, one: Draft, other: Draft) -> str:
    (clause,) = common_clauses(base, one, other)
    return clause.raw


@given(sound, edits, edits)
def test_lines_that_settled_a_conflict_apart_are_in_conflict(base, mine, other):
    was, one, two = (of_text(text) for text in (base, edited(base, mine), edited(base, other)))
    merged = merge_drafts(was, one, two, FREE)
    common = draft_of_clauses(common_clauses(was, one, two))
    here, there = settled(was, one, two, "ours"), settled(was, one, two, "theirs")
    again = merge_drafts(common, here, there, FREE)
    assert bool(again.conflicts) == bool(merged.conflicts)
    alike = merge_drafts(common, here, here, FREE)
    assert not alike.conflicts
    assert [c.text for c in alike.clauses] == [c.text for c in here.clauses]


@given(sound, edits, edits)
def test_the_common_draft_reads_and_holds_what_combines(base, mine, other):
    was, one, two = (of_text(text) for text in (base, edited(base, mine), edited(base, other)))
    merged = merge_drafts(was, one, two, FREE)
    text = text_of(was, one, two)
    assert not [fault for fault in read_marks(text).faults if fault.code != "W105"]
    if not merged.conflicts:
        assert normal_form(text) == normal_form(merged.clauses[0].text)
    assert normal_form(text_of(was, was, two)) == normal_form(two.clauses[0].text)


def test_a_number_and_a_mark_that_do_not_combine_are_as_before_both():
    base = draft("tea: Noting the tea,")
    one = draft("tea: Noting the tea, Ad ref 3 March 2025 10.00")
    other = draft("tea: Noting the tea, Ad ref 4 March 2025 10.00")
    assert text_of(base, one, other) == "Noting the tea,"


def test_two_headings_stand_beside_each_other():
    base, one, other = (draft(f"tea({each}): 1. Requests tea;") for each in ("HOT", "OLD", "NEW"))
    (clause,) = common_clauses(base, one, other)
    assert clause.heading == "OLD / NEW"


def test_a_clause_deleted_in_one_base_and_edited_in_the_other_is_open():
    base, gone = draft("tea: 1. Requests tea;\nfish: 2. Requests fish;"), draft("fish: 1. Fish;")
    edited_one = draft("tea: 1. Requests green tea;\nfish: 2. Requests fish;")
    common = draft_of_clauses(common_clauses(base, gone, edited_one))
    again = merge_drafts(common, gone, edited_one, FREE)
    assert [each.why for each in again.conflicts][:1] == ["deleted"]


@given(depths, steps, steps)
def test_disputed_places_go_back_and_nothing_is_disputed_then(depths, mine, other):
    base = outline(depths)
    ours, theirs = changed(base, mine, "x"), changed(base, other, "y")
    merged = outline_before(base, ours, theirs)
    assert not merged.conflicts
    assert len({each.id for each in merged.entries}) == len(merged.entries)


def test_a_clause_moved_to_two_places_is_where_it_was():
    base, ours, theirs = (
        draft("\n".join(f"{each}: Noting {each}," for each in names.split()))
        for names in ("tea fish soup bread", "fish soup tea bread", "fish soup bread tea")
    )
    merged = outline_before(*map(entries_of, (base, ours, theirs)))
    assert [each.id for each in merged.entries] == ["tea", "fish", "soup", "bread"]
