"""Each kind of event, as it is said."""

from __future__ import annotations

import doctest
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.diff.kinds import GRAVITY, KINDS
from draftvc.diff.model import Edit, Event
from draftvc.report import safe, width
from draftvc.report.say import findings, summary, words
from draftvc.report.sentences import SENTENCES, Context, sentence
from draftvc.report.width import cells
from tests.report.build import cases, diff_of, event

SAID = [
    ("‘“calls upon all’ is dropped",
     event("bracket.dropped", bracket_old="PP1#1", text="“calls upon all", positions=())),
    ("‘the “right” to know’ becomes “the right to be told”, still in brackets",
     event("bracket.edited", bracket="PP1#1", before="the “right” to know",
           after="the right to be told", class_="substantive")),
    ("“; which” becomes a comma, outside any bracket",
     event("text.edited", before="; which", after=",", class_="substantive")),
    ("a comma and a full stop are struck (editorial)",
     event("text.edited", "FRONT", before=", … .", after="…", class_="editorial",
           edits=(Edit("FRONT", (9, 10), (9, 9), ",", ""),
                  Edit("FRONT", (20, 21), (19, 19), ".", "")))),
    ("the marks ... are struck, outside any bracket",
     event("text.edited", before="...", after="", class_="substantive")),
    ("the marks ;;; become a full stop, outside any bracket",
     event("text.edited", before=";;;", after=".", class_="substantive")),
    ("the quotation marks “ and ” are now written ‘ and ’ (editorial)",
     event("text.edited", before="“ … ”", after="‘ … ’", class_="editorial",
           edits=(Edit("PP1", (9, 10), (9, 10), "“", "‘"),
                  Edit("PP1", (20, 21), (20, 21), "”", "’")))),
    ("the quotation marks “ and ” are now written \" (editorial, in agreed text)",
     event("text.edited", before="“ … ”", after='" … "', class_="editorial", agreed=True,
           edits=(Edit("PP1", (9, 10), (9, 10), "“", '"'),
                  Edit("PP1", (20, 21), (20, 21), "”", '"')))),
    ("“people’s” is now written “people's”, still in brackets (editorial)",
     event("bracket.edited", before="people’s", after="people's", class_="editorial",
           edits=(Edit("PP1", (9, 17), (9, 17), "people’s", "people's"),))),
    ("a fault is made: the } is gone; a group is opened and never closed (E101)",
     event("syntax.broken", code="E101", edits=(Edit("PP1", (9, 10), (9, 9), "}", ""),))),
    ("a fault is made: the ] becomes }; a bracket is closed by the wrong mark (E103)",
     event("syntax.broken", code="E103", edits=(Edit("PP1", (9, 10), (9, 10), "]", "}"),))),
    ("a fault is repaired: the } becomes ]; a bracket was closed by the wrong mark (E103)",
     event("syntax.repaired", code="E103", edits=(Edit("PP1", (9, 10), (9, 10), "}", "]"),))),
    ("a fault is repaired: the [ is gone; a bracket was opened and never closed (E101)",
     event("syntax.repaired", code="E101", edits=(Edit("PP1", (9, 10), (9, 9), "[", ""),))),
    ("a new paragraph: “Welcoming the offer of Brazil,”",
     event("clause.added", text="Welcoming the offer of Brazil,", positions=())),
    ("a new alternative: “Comfort on night trains” (CMR supports)",
     event("clause.added", "OP1a.alt1", text="Comfort on night trains", positions="CMR+")),
    ("the paragraph is back (last seen in v2): “Noting the train,”",
     event("clause.added", text="Noting the train,", positions=(), reinstated="v2")),
    ("the sub-paragraph is removed: “Building the skills of those who measure,”",
     event("clause.removed", "OP1c", text="Building the skills of those who measure,")),
    ("OP1d becomes OP1c", event("clause.renumbered", "OP1c", clause_old="OP1d", was="d.")),
    ("OP1c.alt1 becomes the text, as OP1c",
     event("clause.renumbered", "OP1c", clause_old="OP1c.alt1", was="Alt1. c")),
    ("the paragraph moves to stand after PP8 (PP6.bis until now)",
     event("clause.moved", "PP8.bis", clause_old="PP6.bis", place="PP8", was="PP6")),
    ("the paragraph moves to the beginning (PP3 until now)",
     event("clause.moved", "PP1", clause_old="PP3", place=None, was="PP2")),
    ("the paragraph moves to the beginning (PP2 until now)",
     event("clause.moved", "PP1", clause_old="PP2", place="FRONT", was="PP1")),
    ("the paragraph is split: “Invites the ports.” now stands by itself",
     event("clause.split", "OP1", text="Invites the ports.", was=("OP1",))),
    ("OP2 is joined to it: “Invites the ports.”",
     event("clause.merged", "OP1", clause_old="OP1", text="Invites the ports.",
           was=("OP1", "OP2"))),
    ("OP1f and OP1g are joined into OP1f",
     event("clause.merged", "OP1f", clause_old="OP1g", text="Centering the towns.",
           was=("old:OP1f", "OP1f"))),
    ("the paragraph is agreed ad ref (22 May 2023, 12.26)",
     event("clause.agreed", when="2023-05-22T12:26")),
    ("the agreed mark is corrected: 3 March 2025, 16.40 becomes 3 March 2025, 16.45",
     event("clause.agreed", when="2025-03-03T16:45", was="2025-03-03T16:40")),
    ("the paragraph is reopened: its agreed mark of 3 March 2025 is gone",
     event("clause.reopened", was="2025-03-03")),
    ("“free of charge” is put in brackets (USA supports)",
     event("bracket.added", text="free of charge", origin="existing", positions="USA+")),
    ("“free of charge” is proposed in brackets (USA and KEN support, FRA opposes, RUS reserves)",
     event("bracket.added", text="free of charge", origin="new",
           positions="USA+, FRA-, RUS reserve, KEN+")),
    ("“by day and by night” is put in brackets, some of the words new",
     event("bracket.added", text="by day and by night", origin="mixed", positions=())),
    ("“well lit” is proposed in brackets in place of “covered” (IDN supports; read as one "
     "substitution)",
     event("bracket.added", text="well lit", origin="new", positions="IDN+", replaces="covered")),
    ("an empty bracket is put in", event("bracket.added", text="", origin="new", positions=())),
    ("the brackets around “free of charge” are lifted: the words are accepted",
     event("bracket.lifted", text="free of charge", positions="USA+")),
    ("the brackets around “standards” are lifted: the word is accepted, and FRA's objection and "
     "RUS's reserve fall away",
     event("bracket.lifted", text="standards", positions="USA+, FRA-, RUS reserve")),
    ("the brackets around “standards” are lifted: the word is accepted, and the objections of "
     "five parties fall away",
     event("bracket.lifted", text="standards", positions="FRA-, DEU-, NLD-, FIN-, BRA-")),
    ("the brackets around an opening quotation mark are lifted: accepted as it stands",
     event("bracket.lifted", text="“", positions="FRA+")),
    ("“human rights and” is dropped, with it ARG's support and EGY's objection",
     event("bracket.dropped", text="human rights and", positions="ARG+, EGY-")),
    ("“, as well as stairs” is dropped, with it DEU's support and two inner brackets",
     event("bracket.dropped", text=", as well as stairs", positions="DEU+",
           inner=("PP1#2", "PP1#3"))),
    ("“free, in time and shared” is dropped",
     event("bracket.dropped", text="free , in time and shared", positions=())),
    ("“free of charge” becomes “free of cost”, still in brackets",
     event("bracket.edited", before="free of charge", after="free of cost", class_="substantive")),
    ("“free of charge” is struck, and the brackets stand empty",
     event("bracket.edited", before="free of charge", after="", class_="substantive")),
    ("“co-operation” is now written “cooperation”, still in brackets (editorial)",
     event("bracket.edited", before="co-operation", after="cooperation", class_="editorial")),
    ("the bracket around “including by lending tools” is drawn tighter, around “lending tools” "
     "alone: the other words are accepted",
     event("bracket.rescoped", before="including by lending tools", after="lending tools")),
    ("the bracket around “free” is drawn wider, around “free of charge”",
     event("bracket.rescoped", before="free", after="free of charge")),
    ("the bracket “a shelf of books” moves here from OP1",
     event("bracket.moved", "OP2", clause_old="OP1", text="a shelf of books", was="OP1#1",
           edits=(Edit("OP1", (9, 27), (9, 9), " [a shelf of books]", ""),
                  Edit("OP2", (9, 9), (9, 27), "", " [a shelf of books]")))),
    ("two brackets are joined into one: “clean banks and paths”",
     event("bracket.merged", text="clean banks and paths", was=("PP1#1", "PP1#2"))),
    ("the bracket around “clean banks and paths” is parted",
     event("bracket.split", text="clean banks and paths", was=("PP1#1",))),
    ("KEN now supports “and forecasts”",
     event("position.added", bracket="PP1#1", text="and forecasts", party="KEN", stance="support")),
    ("EGY now opposes the paragraph", event("position.added", party="EGY", stance="oppose")),
    ("RUS withdraws its reserve on “the right to privacy”",
     event("position.withdrawn", bracket="PP1#1", text="the right to privacy", party="RUS",
           stance="reserve")),
    ("IDN no longer asks to delete “lively”",
     event("position.withdrawn", bracket="PP1#1", text="lively", party="IDN", stance="delete")),
    ("CMR withdraws its reserve on OP1a to d",
     event("position.withdrawn", "OP1", party="CMR", stance="reserve",
           edits=(Edit("OP1", (9, 9), (9, 9), "{CMR reserve OP1a to d, awaiting it}", ""),))),
    ("FRA, who opposed “standards”, now supports it",
     event("position.changed", bracket="PP1#1", text="standards", party="FRA", from_="oppose",
           to="support", before="FRA-", after="FRA+")),
    ("CMR changes its reserve: “OP1a to c” becomes “OP1a to d”",
     event("position.changed", "OP1", party="CMR", from_="reserve", to="reserve",
           before="CMR reserve OP1a to c", after="CMR reserve OP1a to d")),
    ("CMR adds to its reserve: “pending instructions”",
     event("position.changed", "OP1", party="CMR", from_="reserve", to="reserve",
           before="CMR reserve", after="CMR reserve pending instructions")),
    ("NGA moves its reserve from bracket OP1a#4 to “a chart”",
     event("position.moved", "OP1a", bracket="OP1a#5", bracket_old="OP1a#4", text="a chart",
           party="NGA", stance="reserve", was="OP1a#4")),
    ("agreed text is changed: “one day” becomes “two days”",
     event("text.edited", before="one day", after="two days", agreed=True, class_="substantive")),
    ("“duty” becomes “night”, outside any bracket",
     event("text.edited", before="duty", after="night", class_="substantive")),
    ("“at night” is inserted, outside any bracket",
     event("text.edited", before="", after="at night", class_="substantive")),
    ("“at night” is struck, outside any bracket",
     event("text.edited", before="at night", after="", class_="substantive")),
    ("“assembly” is now written “Assembly” (editorial)",
     event("text.edited", before="assembly", after="Assembly", class_="editorial")),
    ("“Friday 7” becomes “Tuesday 11” (editorial)",
     event("text.edited", "FRONT", before="Friday 7", after="Tuesday 11", class_="editorial")),
    ("in the heading, “CLAUSES” becomes “PARAGRAPHS”",
     event("text.edited", before="CLAUSES", after="PARAGRAPHS", class_="substantive", edits=())),
    ("a note of FRA comes: “suggest to move as last para”",
     event("note.added", party="FRA", text="suggest to move as last para")),
    ("FRA's note “suggest to move as last para” goes",
     event("note.removed", party="FRA", text="suggest to move as last para")),
    ("a placeholder comes: “full name of the declaration” (RUS)",
     event("placeholder.added", party="RUS", text="full name of the declaration")),
    ("the placeholder “full name” is filled: “Declaration on Rivers”",
     event("placeholder.filled", text="full name", after="Declaration on Rivers")),
    ("the placeholder “full name” goes",
     event("placeholder.removed", text="full name")),
    ("a fault is made: a bracket is closed by the wrong mark (E103)",
     event("syntax.broken", code="E103", edits=())),
    ("a fault is repaired: a bracket or group was closed that was never opened (E102)",
     event("syntax.repaired", code="E102", edits=())),
    ("a change that draftvc has no name for: “x” becomes “y”",
     event("residual", before="x", after="y")),
]  # fmt: skip


@pytest.mark.parametrize(("said", "what"), SAID, ids=[said for said, _ in SAID])
def test_an_event_is_said(said: str, what: Event):
    assert sentence(what) == said


def test_every_kind_is_said_and_has_its_sentence_here():
    assert tuple(SENTENCES) == KINDS
    assert {what.kind for _, what in SAID} == set(KINDS)


def test_a_kind_that_is_not_known_is_said_by_its_name():
    assert sentence(event("clause.blessed", text="all of it")) == "clause.blessed: all of it"


def test_words_are_looked_up_where_the_drafts_are_at_hand():
    report = diff_of(
        "Recalling that every library keeps [a book] {FRA+, RUS reserve} and [a map] {KEN+} too,",
        "Recalling that every library keeps [a book] {FRA+} and [a map] {KEN+, RUS reserve} too,",
    )
    (moved,) = report.events
    assert sentence(moved) == "RUS moves its reserve from bracket PP1#1 to “a map”"
    context = Context(report.old_draft, report.new_draft)
    assert sentence(moved, context) == "RUS moves its reserve from “a book” to “a map”"


def test_the_words_beside_a_fault_are_named():
    report = diff_of(
        "Recalling that trains stop[, in particular,]{ARG+} where people live,",
        "Recalling that trains stop[, in particular,}{ARG+} where people live,",
    )
    (broken,) = report.events
    assert sentence(broken, Context(report.old_draft, report.new_draft)) == (
        "a fault is made: the ] after “in particular,” becomes }; a bracket is closed by the wrong "
        "mark (E103)"
    )


def test_long_words_are_shortened_and_keep_both_ends():
    text = "that every young person in every town on the river may learn to swim before the winter"
    said = sentence(event("bracket.dropped", text=text, positions=()))
    assert said.startswith("“that every young person")
    assert " … " in said
    assert said.endswith("the winter” is dropped")
    assert cells(said) < 80


def test_of_two_long_wordings_what_differs_is_said():
    text = "every person in every town on the long river from its source may learn to {} in time"
    said = sentence(event("bracket.edited", before=text.format("swim"), after=text.format("row")))
    assert said == "“… learn to swim in time” becomes “… learn to row in time”, still in brackets"


@pytest.mark.parametrize("trap", ["\x1b[2J", "\u202e", "\u200b", "\ufeff", "\r", "\x07", "\ud800"])
def test_no_character_of_the_draft_steers_the_terminal(trap: str):
    for _, what in SAID:
        fields = {
            name: value + trap
            for name in ("text", "before", "after", "party", "when", "replaces", "code")
            if isinstance(value := getattr(what, name), str)
        }
        said = sentence(what._replace(**fields))  # type: ignore[arg-type]
        assert trap not in said
        assert "\n" not in said
        said.encode("utf-8")


def test_sentences_read_alike_in_every_case():
    """One line, no full stop, no label of its own, no white space doubled."""
    for case in cases():
        report = diff_of(case.before, case.after)
        context = Context(report.old_draft, report.new_draft)
        for each in report.events:
            said = sentence(each, context)
            assert said == said.strip()
            assert not any(unicodedata.category(char).startswith("C") for char in said)
            assert "  " not in said
            assert "None" not in said
            assert not said.endswith(".")
            assert not said.startswith(f"{each.clause} is "), said


def test_a_parted_bracket_says_its_parts():
    report = diff_of(
        "Recalling [clean banks and shaded paths along all rivers] {USA+} of the plain,",
        "Recalling [clean banks] {USA+} [and shaded paths along all rivers] {USA+} of the plain,",
    )
    context = Context(report.old_draft, report.new_draft)
    (said,) = [sentence(e, context) for e in report.events if e.kind == "bracket.split"]
    assert said.endswith("is parted into “clean banks” and “and shaded paths along all rivers”")


def test_summaries_rank_as_the_differ_does():
    ranked = [kind for kind in summary._CLASSES if kind in GRAVITY]
    assert ranked == [kind for kind in GRAVITY if kind in summary._CLASSES]
    assert set(KINDS) <= set(summary._CLASSES)


@pytest.mark.parametrize("module", [safe, width, words, findings])
def test_examples_in_docstrings_hold(module):
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


@given(st.text(max_size=200), st.integers(8, 60))
def test_what_is_shortened_fits(text: str, room: int):
    text = words.one_line(text)
    assert cells(words.shorten(text, room)) <= room
    assert cells(words.shorten(text, room, at_end=True)) <= room
