"""The words of a clause with what came and went."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given

from draftvc.diff.compare import compare
from draftvc.diff.model import Edit
from draftvc.draft.model import Clause, Draft
from draftvc.report.page.marked import elided, heading_runs, marked, pieces
from draftvc.report.safe import visible
from tests.report.build import cases, diff_of, sample
from tests.strategies import broken_clauses, sound_clauses


def shown(before: str, after: str, edge: int = 100) -> str:
    """Return the words of the one clause of two drafts."""
    report = diff_of(before, after)
    (old,), (new,) = report.old_draft.clauses, report.new_draft.clauses
    edits = [edit for event in report.events for edit in event.edits]
    return "".join(p.text for p in pieces(marked(old.text, new.text, edits), edge))


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ("Recalling that the level is read within one day of the flood,",
         "Recalling that the level is read within two days of the flood,",
         "Recalling that the level is read within −‹one day› +‹two days› of the flood,"),
        ("Recalling that reading is open, [free of charge] {USA+}, although few read,",
         "Recalling that reading is open, free of charge, although few read,",
         "Recalling that reading is open, −‹[›free of charge−‹] {USA+}›, although few read,"),
        ("Recalling that reading is open, free of charge, although few read,",
         "Recalling that reading is open, [free of charge] {USA+}, although few read,",
         "Recalling that reading is open, +‹[›free of charge+‹] {USA+}›, although few read,"),
        ("Recalling [the right to a seat] {USA+ FRA-}{RUS reserve} on trains at night,",
         "Recalling [the right to a seat] {USA+ FRA-} on trains at night,",
         "Recalling [the right to a seat] {USA+, FRA-} −‹{RUS reserve}› on trains at night,"),
        ("Recalling [the right to a seat] {USA+ RUS reserve FRA-} on trains at night,",
         "Recalling [the right to a seat] {USA+ FRA-} on trains at night,",
         "Recalling [the right to a seat] {USA+, −‹RUS reserve›, FRA-} on trains at night,"),
        ("1. [Urges] {CMR+} [Requests] {CMR+} the railways to keep one coach;",
         "1. Requests the railways to keep one coach;",
         "1. −‹[Urges] {CMR+} [›Requests−‹] {CMR+}› the railways to keep one coach;"),
        ("Noting that letters go up,[“]{FRA+}] {RUS reserve}",
         "Noting that letters go up,[“]{FRA+} {RUS reserve}",
         "Noting that letters go up,[“] {FRA+} −‹]› {RUS reserve}"),
        ("Noting that letters [go up] {USA+ FRA-}{RUS reserve} to the town,",
         "Noting that letters [go up] {USA+ FRA-{RUS reserve} to the town,",
         "Noting that letters [go up] {USA+, FRA-−‹}› {RUS reserve} to the town,"),
        ("Noting that letters {USA+}, cards and parcels go up to the town,",
         "Noting that letters and cards, {USA+} and parcels go up to the town,",
         "Noting that letters −‹{USA+},› +‹and› cards+‹, {USA+}› and parcels go up to the town,"),
        ("1. [Thanks all.] Ad ref 3 May 2025",
         "1. [Thanks all. Ad ref 3 May 2025]",
         "1. [Thanks all. +‹Ad ref 3 May 2025›] −‹Ad ref 3 May 2025›"),
        ("1. [Thanks all. Ad ref 3 May 2025]",
         "1. [Thanks all.] Ad ref 3 May 2025",
         "1. [Thanks all. −‹Ad ref 3 May 2025›] +‹Ad ref 3 May 2025›"),
        ("Noting that letters [go up] {USA+, FRA-} to the town,",
         "Noting that letters [go up] {USA+, FRA- to the town,",
         "Noting that letters [go up] {USA+, FRA-−‹}› to the town,"),
        ("Noting that letters [go up] {NLD+} to the town,",
         "Noting that letters [go up] NLD+} to the town,",
         "Noting that letters [go up] −‹{›NLD+} to the town,"),
        ("Reaffirming the [t][T]argets {USA+} of the plan for libraries,",
         "Reaffirming the Targets of the plan for libraries,",
         "Reaffirming the −‹[t][›T−‹]›argets −‹{USA+}› of the plan for libraries,"),
        ("Reaffirming the Targets of the plan for libraries,",
         "Reaffirming the [t][T]argets {USA+} of the plan for libraries,",
         "Reaffirming the +‹[t][›T+‹]›argets +‹{USA+}› of the plan for libraries,"),
        ("Recalling that trains stop[, in particular,]{ARG+} where people live,",
         "Recalling that trains stop[, in particular,}{ARG+} where people live,",
         "Recalling that trains stop[, in particular,−‹]›+‹}› {ARG+} where people live,"),
        ("Recalling [clean banks and shaded paths along all rivers] {USA+} of the plain,",
         "Recalling [clean banks] {USA+} [and shaded paths along all rivers] {USA+} of the plain,",
         "Recalling [clean banks +‹] {USA+} [›and shaded paths along all rivers] {USA+} of the "
         "plain,"),
        ("2. Invites ports [to] {CMR+} [in] {CMR+} [promote] {CMR+} [promoting] {CMR+} shelves;",
         "2. Invites ports in promoting shelves;",
         "2. Invites ports −‹[to] {CMR+} [›in−‹] {CMR+} [promote] {CMR+} [›promoting−‹] "
         "{CMR+}› shelves;"),
        ("Recalling [a seat] {USA+} on trains,",
         "Recalling [a seat] {USA+, KEN+} on trains,",
         "Recalling [a seat] {USA+, +‹KEN+›} on trains,"),
    ],
)  # fmt: skip
def test_what_came_and_went_is_marked_in_place(before: str, after: str, seen: str):
    assert shown(before, after) == seen


def test_a_group_that_goes_along_does_not_lead_words_astray():
    old = Clause("PP1", "preambular", "", "Reading is [free of charge] {USA+} for all,")
    new = Clause("PP1", "preambular", "", "Reading is [free] {USA+} of charge for all,")
    edits = [Edit("PP1", (26, 27), (16, 16), "]", ""), Edit("PP1", (16, 16), (16, 17), "", "]")]
    seen = "".join(piece.text for piece in pieces(marked(old.text, new.text, edits)))
    assert seen == "Reading is [free+‹]› {USA+} of charge−‹]› for all,"


def test_a_new_order_of_entries_is_not_marked():
    seen = shown(
        "1. Requests towns to open [a room] {IND+ CMR+ ARG- FRA-} in every house of books;",
        "1. Requests towns to open [a room] {ARG-, CMR+, FRA+, IND+} in every house of books;",
    )
    assert seen.count("‹") == 2
    assert "−‹FRA-›" in seen
    assert "+‹FRA+›" in seen


def test_entries_that_came_together_are_marked_together():
    before = "Noting [the stairs] {GHA+, FRA+} of every port,"
    after = "Noting [the stairs] {GHA+, FRA+, NLD-, PHL-, RUS-} of every port,"
    assert "{GHA+, FRA+, +‹NLD-, PHL-, RUS-›}" in shown(before, after)
    assert "−‹NLD-, PHL-, RUS-›" in shown(after, before)


def test_no_space_stands_before_a_bracket_that_closes():
    seen = shown(
        "Recalling that the [lowcost] {USA+} repair of clocks is taught,",
        "Recalling that the low-cost repair of clocks is taught,",
    )
    assert "−‹[lowcost] {USA+}› +‹low-cost› repair" in seen


def test_long_stretches_that_stayed_are_left_out():
    words = " ".join(f"word{n}" for n in range(60))
    seen = shown(f"Recalling {words} the sea,", f"Recalling {words} the lake,", edge=3)
    assert seen == "… word58 word59 the −‹sea› +‹lake›,"


def test_a_clause_that_came_is_all_marked():
    clause = Clause("PP1", "preambular", "", "Recalling [the sea] {USA+},")
    assert pieces(marked(None, clause.text, ()))[0].text == "+‹Recalling [the sea] {USA+},›"
    assert pieces(marked(clause.text, None, ()))[0].text == "−‹Recalling [the sea] {USA+},›"
    assert marked(None, None, ()) == ()


def test_signs_of_the_draft_are_told_from_ours():
    seen = shown("Recalling the ‹sea› and −‹x› here,", "Recalling the ‹lake› and −‹x› here,")
    assert seen == "Recalling the ‹−‹sea› +‹lake›› and −⟨U+2039⟩x› here,"


def test_headings_are_matched_word_by_word():
    runs = heading_runs("OPERATIVE CLAUSES", "OPERATIVE PARAGRAPHS")
    assert "".join(p.text for p in pieces(runs)) == "OPERATIVE −‹CLAUSES› +‹PARAGRAPHS›"
    assert pieces(heading_runs("", "ANNEX"))[0].text == "+‹ANNEX›"


_GONE, _COME = re.compile("−‹[^›]*›"), re.compile(r"\+‹([^›]*)›")


def _both_sides(old: Clause, new: Clause, edits) -> None:
    """Check the law of the module: both texts can be read off."""
    seen = "".join(p.text for p in pieces(marked(old.text, new.text, edits, whole=True), 10**6))
    assert _plain(_COME.sub(r"\1", _GONE.sub("", seen))) == _plain(visible(new.text))
    back = _COME.sub("", _GONE.sub(lambda m: m[0][2:-1], seen))
    assert _plain(back) == _plain(visible(old.text))


_MARK = re.compile(r"[\[(]?(?:agreed,? )?ad ref[\])]?(?=\W*\Z)")
"""An agreed mark without a day, however it is spelled."""


def _plain(text: str) -> tuple[str, list[str]]:
    """Return a text without spaces and groups, and the set of the entries of its groups.

    The spelling of a keyword (`Ad Ref`, `Delete`, `RUS +`) is layout, and so is what parts entries.
    """
    text = _MARK.sub("ad ref", text.casefold())
    groups = re.findall(r"\{([^{}]*)\}", text)
    entries = sorted(
        {
            "".join(e.split())
            for group in groups
            for e in re.split(r",|(?<=[+-])\s", group)
            if e.strip()
        }
    )
    return "".join(re.sub(r"\{[^{}]*\}", "", text).split()), entries


def _drafts():
    for case in cases():
        yield diff_of(case.before, case.after)
        yield diff_of(case.after, case.before)
    for old, new in ((1, 2), (2, 3), (3, 4), (4, 1)):
        yield diff_of(sample(old), sample(new))


def test_both_texts_can_be_read_off():
    for report in _drafts():
        new_ids = {c.label: c for c in report.new_draft.clauses}
        for pair in report.comparison.pairs:
            old, new = report.old_draft.clauses[pair.old], report.new_draft.clauses[pair.new]
            edits = [
                edit
                for event in report.events
                for edit in event.edits
                if edit.old and edit.new and new_ids.get(edit.clause_id) is new
            ]
            # A group that is never closed has its entries among the words.
            if all(text.count("{") == text.count("}") for text in (old.text, new.text)):
                _both_sides(old, new, edits)


@given(sound_clauses, sound_clauses)
def test_both_generated_texts_can_be_read_off(one: str, other: str):
    _generated(one, other)


@given(broken_clauses, broken_clauses)
def test_broken_texts_are_marked_too(one: str, other: str):
    old, new = (Clause("PP1", "preambular", "", text) for text in (one, other))
    comparison = compare(Draft((old,)), Draft((new,)))
    edits = [edit for event in comparison.events for edit in event.edits]
    runs = marked(old.text, new.text, edits)
    assert len(elided(runs)) == len(runs)


def _generated(one: str, other: str) -> None:
    old, new = (Clause("PP1", "preambular", "", text) for text in (one, other))
    comparison = compare(Draft((old,)), Draft((new,)))
    edits = [edit for event in comparison.events for edit in event.edits]
    spans_old = [edit.old for edit in edits if edit.old]
    spans_new = [edit.new for edit in edits if edit.new]
    # The law is about edits that leave the same on both sides.
    assume(len(comparison.pairs) == 1)
    assume(_rest(old.text, spans_old) == _rest(new.text, spans_new))
    _both_sides(old, new, edits)


def _rest(text: str, cut: list[tuple[int, int]]) -> tuple[str, list[str]]:
    kept = list(text)
    for start, end in cut:
        kept[start:end] = [""] * (end - start)
    return _plain("".join(kept))
