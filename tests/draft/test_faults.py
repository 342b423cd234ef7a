"""Delimiter faults of small drafts: code, place, words, both readings."""

from __future__ import annotations

import pytest

from draftvc.draft.faults import delimiter_diagnostics
from draftvc.draft.read import read_draft
from draftvc.draft.run_on import find_run_ons, run_on_brackets

PRINCIPLES = "1. Requests the railways to be guided by these:\n"


def told(text):
    return delimiter_diagnostics(read_draft(text))


def codes(text):
    return [(each.code, each.clause) for each in told(text)]


@pytest.mark.parametrize(
    ("text", "code", "delimiter", "message"),
    [
        (
            "Recalling that travellers have [the right to a seat {USA+} at night,",
            "E101",
            "[",
            "The bracket opened before “the right to a” is never closed.",
        ),
        (
            "Recalling that trains stop [at noon] {USA+, FRA-",
            "E101",
            "{",
            "The braces opened with “{USA+, FRA-” are never closed.",
        ),
        (
            "Recalling that travellers have the right to a seat] {USA+} at night,",
            "E102",
            "]",
            "The ] behind “right to a seat” closes nothing.",
        ),
        (
            "Recalling that trains stop at noon} every day,",
            "E102",
            "}",
            "The } behind “trains stop at noon” closes nothing.",
        ),
        (
            "Recalling that trains stop[, in particular,}{ARG+} where people live,",
            "E103",
            "}",
            "The bracket around “in particular” is closed by } instead of ].",
        ),
        ("Recalling [] the lamp,", "W105", "[", "The bracket holds no words."),
    ],
)
def test_a_fault_is_told_in_the_words_of_the_room(text, code, delimiter, message):
    (found,) = told(text)
    assert (found.code, found.delimiter, found.message) == (code, delimiter, message)
    assert found.clause == "PP1"
    assert text[found.offset] == delimiter
    assert found.hint


def test_a_reserve_behind_a_stray_bracket_is_said_to_be_read_of_the_clause():
    (found,) = told("Recalling that trains stop] {RUS reserve} at noon,")
    assert "{RUS reserve} is read as said of all of PP1" in found.hint


def test_a_wrong_mark_has_a_fix():
    text = "Recalling that trains stop [at noon} {ARG+},"
    (found,) = told(text)
    fixed = text[: found.fix.start] + found.fix.text + text[found.fix.end :]
    assert told(fixed) == ()


# ---------------------------------------------------------------------------- two readings


def test_a_brace_for_a_bracket_and_a_bracket_left_over_have_two_readings():
    text = "Recalling that trains stop [, at noon,} {ARG+} where people live [at last] {FRA+}]"
    found = told(text)
    assert [each.code for each in found] == ["E103", "E102"]
    assert found[0].readings == found[1].readings
    slip, noise = found[0].readings
    assert "was meant as ]" in slip
    assert "slip to take out" in noise


def test_a_bracket_around_a_paragraph_and_what_hangs_under_it_has_two_readings():
    opened, closed = told(
        "1. Urges the towns.\n"
        "[2. Asks the ports:\na. to mend stairs;\nb. to keep trains warm.] {USA-}\n"
        "3. Thanks all.\n"
    )
    assert [(each.code, each.clause) for each in (opened, closed)] == [
        ("E101", "OP2"),
        ("E102", "OP2b"),
    ]
    assert opened.readings == closed.readings
    assert opened.readings[1] == (
        "One bracket, from “Asks the ports” in OP2 to “to keep trains warm” in OP2b."
    )


def test_a_lone_bracket_whose_reserve_names_a_clause_may_have_been_opened_there():
    text = (
        f"{PRINCIPLES}a. [[Keeping] {{USA+}} trains warm] {{CRI+}} at night,\n"
        "b. Serving tea,\n"
        "]{CMR reserve OP1a to b, to adapt the language}"
    )
    (found,) = told(text)
    assert (found.code, found.clause) == ("E102", "OP1b")
    assert len(found.readings) == 2
    assert "The bracket that opens OP1a ends here" in found.readings[1]
    assert "“Keeping trains warm”" in found.readings[1]


_INNER = (
    f"{PRINCIPLES}a. {{}}Keeping trains warm,\n"
    "b. [Serving tea,\nc. Reading aloud,]{{USA+}}\n]{{CMR reserve OP1a to c}}"
)


def test_one_bracket_that_runs_on_inside_another_is_told_with_what_to_do():
    opened, _, closed = told(_INNER.format("["))
    assert [(each.code, each.clause) for each in (opened, closed)] == [
        ("E101", "OP1a"),
        ("E102", "OP1c"),
    ]
    assert opened.readings[1] == closed.readings[1]
    assert opened.readings[1] == (
        "One bracket, from “Keeping trains warm” in OP1a to “Reading aloud” in OP1c; then draw the "
        "one that opens OP1b around each clause from OP1b to OP1c by itself, because only one is "
        "read on to the end of OP1c."
    )


def test_with_the_inner_bracket_drawn_around_each_clause_the_outer_one_runs_on():
    text = (
        f"{PRINCIPLES}a. [Keeping trains warm,\nb. [Serving tea,]{{USA+}}\n"
        "c. [Reading aloud,]{USA+}\n]{CMR reserve OP1a to c}"
    )
    assert codes(text) == [("W104", "OP1a")]


def test_a_reserve_that_names_the_clause_says_so_of_the_bracket_inside_as_well():
    text = _INNER.format("[[Keeping] {{CRI+}} tea and] {{CRI+}} ").replace("{{", "{")
    (_, found) = told(text.replace("}}", "}"))
    assert found.code == "E102"
    assert "has lost its [; then draw the one that opens OP1b around each" in found.readings[1]
    mended = (
        f"{PRINCIPLES}a. [[Keeping] {{CRI+}} [tea and] {{CRI+}} Keeping trains warm,\n"
        "b. [Serving tea,]{USA+}\nc. [Reading aloud,]{USA+}\n]{CMR reserve OP1a to c}"
    )
    assert codes(mended) == [("W104", "OP1a")]


def test_two_loose_ends_that_no_rule_joins_are_told_with_the_span():
    text = f"{PRINCIPLES}a. Keeping [trains warm,\nb. Serving tea] every day,\n"
    opened, closed = told(text)
    assert (opened.code, closed.code) == ("E101", "E102")
    assert opened.readings == closed.readings
    assert opened.readings[1] == "One bracket, from “trains warm” in OP1a to “Serving tea” in OP1b."


def test_loose_ends_without_words_beside_them_are_told_by_where_they_stand():
    opened, closed = told(f"{PRINCIPLES}a. Keeping trains warm [\nb. ] Serving tea every day,\n")
    assert opened.message == "A bracket is opened at the end of the clause and never closed."
    assert closed.message == "The ] at the beginning of the clause closes nothing."
    assert (
        opened.readings
        == closed.readings
        == (
            "Two slips: the bracket opened at the end of OP1a ends in OP1a, and the ] at the "
            "beginning of OP1b stands alone.",
            "One bracket, from the end of OP1a to the beginning of OP1b.",
        )
    )


def test_a_brace_for_a_bracket_without_words_before_it_is_told_by_where_it_stands():
    found = told("Recalling,\n1. [}{ARG+} ] {FRA+}")
    assert found[0].readings
    assert all("  " not in reading for each in found for reading in each.readings)


def test_the_words_after_a_bracket_are_found_behind_any_number_of_marks():
    (found, *others) = told("Recalling " + "[" * 60 + "the lamp,")
    assert found.message == "The bracket opened before “the lamp” is never closed."
    assert len(others) == 59


def test_a_loose_end_of_a_clause_between_is_the_nearer_one():
    text = f"{PRINCIPLES}a. Keeping [warm,\nb. Serving [tea,\nc. Reading] aloud."
    first, second, last = told(text)
    assert first.readings == ()
    assert second.readings == last.readings != ()


def test_one_loose_end_has_one_reading():
    (found,) = told("Recalling that trains [stop at noon,")
    assert found.readings == ()


# ---------------------------------------------------------------------------- brackets that run on


def test_a_bracket_that_begins_a_clause_and_ends_a_later_one_runs_on():
    text = f"{PRINCIPLES}a. [Keeping trains warm,\nb. Serving tea,]{{USA+}}\nc. Reading aloud."
    draft = read_draft(text)
    assert run_on_brackets(draft) == {"OP1a#1": "OP1b"}
    assert codes(text) == [("W104", "OP1a")]
    (run_on,) = find_run_ons(draft)
    assert [position.party for group in run_on.groups for position in group.positions] == ["USA"]


def test_only_the_first_of_two_lone_brackets_is_taken():
    text = f"{PRINCIPLES}a. [Keeping trains warm,\nb. Serving tea,]{{USA+}}\n]{{CMR reserve}}"
    assert codes(text) == [("W104", "OP1a"), ("E102", "OP1b")]


def test_the_nearest_opening_takes_the_closing():
    text = f"{PRINCIPLES}a. [Keeping trains warm,\nb. [Serving tea,\nc. Reading aloud,]"
    assert run_on_brackets(read_draft(text)) == {"OP1b#1": "OP1c"}
    assert codes(text) == [("E101", "OP1a"), ("W104", "OP1b")]


@pytest.mark.parametrize(
    "text",
    [
        f"{PRINCIPLES}a. Keeping [trains warm,\nb. Serving tea,]",
        f"{PRINCIPLES}a. [Keeping trains warm,\nb. Serving] tea,",
        f"{PRINCIPLES}a. [Keeping trains warm,\n2. Serves tea,]",
        "[Recalling the lamp,\nNoting the stove,\n1. Urges the ports to wait]",
    ],
    ids=["not the first thing", "words after it", "another parent", "another part"],
)
def test_nothing_else_crosses_a_clause(text):
    assert run_on_brackets(read_draft(text)) == {}
    assert [code for code, _ in codes(text)] == ["E101", "E102"]


def test_a_bracket_over_a_numbered_paragraph_runs_on_from_before_its_number():
    text = "[1.bis Noting the lamp,\nNoting the stove,]\n"
    assert run_on_brackets(read_draft("Recalling,\n" + text)) == {"PP1.bis#1": "PP2"}
