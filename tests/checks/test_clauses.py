"""Findings about clauses: W301, W302, W304, E401, W402, W501 to W503."""

from __future__ import annotations

import pytest

from draftvc.checks.agreed_brackets import agreed_brackets
from draftvc.checks.buried_mark import buried_mark
from draftvc.checks.duplicate_label import duplicate_label
from draftvc.checks.no_clause import no_clause
from draftvc.checks.numbering import numbering
from draftvc.checks.set_aside import set_aside
from draftvc.checks.stamp_date import stamp_date
from draftvc.draft.model import Clause, Draft, SetAside
from draftvc.draft.read import read_draft
from draftvc.source import SourceText
from tests.checks.build import FewParties, draft, marked

PARTIES = FewParties()


def messages(rule, given):
    return [f"{each.code} {each.message}" for each in rule(given, PARTIES)]


def test_agreed_words_have_no_brackets():
    given = draft(
        OP1="1. Urges towns, Ad ref 3 March 2025 16.40",
        OP2="2. Asks [all] {USA+} [old] towns, Ad ref 3 March 2025 16.41",
    )
    (one,) = agreed_brackets(given, PARTIES)
    assert one.message == "OP2 is marked “Ad ref 3 March 2025 16.41” and still has 2 brackets."
    assert marked(one, given) == "[all]"


@pytest.mark.parametrize(
    ("mark", "wanted"),
    [
        ("Ad ref 3 March 2025 16.40", []),
        ("Ad ref 3 March 2025", []),
        ("Ad ref", []),
        ("Ad ref 33 March 2025", ["W302 The date of “Ad ref 33 March 2025” is not understood."]),
        (
            "Ad ref 3/5/2025",
            [
                "W302 “Ad ref 3/5/2025” can be of 3 May 2025 or of 5 March 2025: OP1 is read as "
                "agreed, and its day is left open."
            ],
        ),
        ("Ad ref 13/5/2025", []),
        ("Ad Ref 3 Mai 2025", ["W302 The date of “Ad Ref 3 Mai 2025” is not understood."]),
    ],
)
def test_the_date_of_a_mark(mark, wanted):
    assert messages(stamp_date, draft(OP1=f"1. Urges towns, {mark}")) == wanted


BURIED = [
    ("Ad ref 3 March 2025 (PER reserve),", "Ad ref 3 March 2025", "(PER reserve),"),
    ("Ad ref 3 March 2025, and their dogs,", "Ad ref 3 March 2025", ", and their dogs,"),
    ("[Agreed ad ref] [and all] {USA+}", "[Agreed ad ref]", "[and all] {USA+}"),
    ("agreed ad ref pending KEN", "agreed ad ref", "pending KEN"),
    (
        "Ad ref 3 March 2025 12.26 Noting all the lamps at the mill,",
        "Ad ref 3 March 2025",
        "12.26 Noting all the lamps at …",
    ),
]


@pytest.mark.parametrize(("end", "mark", "behind"), BURIED)
def test_a_mark_with_words_behind_it_is_named(end, mark, behind):
    (one,) = messages(buried_mark, draft(OP1=f"1. Urges towns to ring, {end}"))
    assert one == f"W304 “{mark}” is not read as an agreed mark: “{behind}” stands behind it."


@pytest.mark.parametrize(
    "text",
    [
        "Urges towns to ring, Ad ref 3 March 2025 {PER reserve}",
        "Urges towns to ring what was agreed ad referendum in the first week of all the meetings,",
        "Urges towns to ring {KEN ad ref 3 March 2025 only},",
        "Says who supports this article ad referendum. 56Notes: all ring their bells in the night,",
        "Refers to page 3,",
    ],
)
def test_words_and_groups_are_no_lost_mark(text):
    assert messages(buried_mark, draft(OP1=f"1. {text}")) == []


def test_a_mark_in_braces_is_named():
    (one,) = messages(buried_mark, draft(OP1="1. Urges towns {agreed ad ref 3 March 2025};"))
    assert one.endswith(
        "“agreed ad ref 3 March 2025” is not read as an agreed mark: it stands in braces."
    )
    (one,) = messages(buried_mark, draft(OP1="1. Urges all towns to ring {Ad ref}"))
    assert one.endswith("it stands in braces.")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Urges towns to read the text agreed ad referendum;", "agreed ad referendum"),
        ("Urges towns to ring in the form [agreed]", "[agreed]"),
        ("Urges towns to ring, Agreed", "Agreed"),
        ("Urges towns to ring, [agreed in informals]", "[agreed in informals]"),
        ("Urges towns to ring. (Agreed in informal)", "(Agreed in informal)"),
    ],
)
def test_words_that_may_be_a_mark_are_said_to_be_words(text, mark):
    (one,) = messages(buried_mark, draft(OP1=f"1. {text}"))
    assert one == f"W304 “{mark}” is read as words of the sentence, not as an agreed mark."


def test_two_clauses_with_one_label():
    given = draft(OP1="1. Urges,", OP2="2. Asks,", OP2__2="2. Asks,", OP2__2a="a. to ring,")
    (one,) = duplicate_label(given, PARTIES)
    assert one.message == "OP2 stands more than once; this one is addressed as OP2~2."
    assert one.line is None  # the place is added when all rules have spoken
    assert marked(one, given) == "2."


NUMBERS = [
    (["OP1", "OP2", "OP3"], []),
    (["OP1", "OP3"], ["OP2 is missing: OP3 stands after OP1."]),
    (["OP2"], ["OP1 is missing: OP2 stands at the start."]),
    (["OP1", "OP3", "OP2"], ["OP2 is missing: OP3 stands after OP1.", "OP2 stands after OP3:"]),
    (["OP1", "OP1.bis", "OP1.ter", "OP2"], []),
    (["OP1", "OP1.ter"], ["OP1.bis is missing: OP1.ter stands after OP1."]),
    (["OP1", "OP2.bis"], ["OP2 is missing: OP2.bis stands after OP1."]),
    (["OP1", "OP1a", "OP1b", "OP2", "OP2a"], []),
    (["OP1", "OP1a", "OP1c"], ["OP1b is missing: OP1c stands after OP1a."]),
    (["OP1", "OP1a", "OP1a.alt1", "OP1b"], []),
    (["OP1", "OP4"], ["OP2 and OP3 are missing: OP4 stands after OP1."]),
    (["OP1", "OP1a", "OP1f"], ["OP1b to OP1e are missing: OP1f stands after OP1a."]),
    (["OP1", "OP3.bis"], ["OP2 and OP3 are missing: OP3.bis stands after OP1."]),
    (["OP1", "OP2.ter"], ["OP2 and OP2.bis are missing: OP2.ter stands after OP1."]),
    (
        ["OP1", "OP9.quater"],
        ["OP2 to OP9, OP9.bis and OP9.ter are missing: OP9.quater stands after OP1."],
    ),
    (["OP1", *(f"OP1{letter}" for letter in "abcdefghij"), "OP2"], []),
]


@pytest.mark.parametrize(("labels", "wanted"), NUMBERS)
def test_numbering(labels, wanted):
    texts = {label: f"{label.removeprefix('OP')}. Words" for label in labels}
    given = draft(**{label.replace(".", "_"): text for label, text in texts.items()})
    got = [each.message for each in numbering(given, PARTIES)]
    assert [message[: len(want)] for message, want in zip(got, wanted, strict=True)] == wanted


def test_paragraphs_that_are_only_counted_carry_the_count_on():
    given = draft(PP1="Noting a,", PP2="Noting b,", PP2_bis="2.bis Noting c,", PP3="Noting d,")
    assert messages(numbering, given) == []


def test_roman_numbers_under_a_letter():
    labels = ["OP1a.i", "OP1a.ii", "OP1a.iv"]
    under = tuple(Clause(x, "operative", "i.", "i. Words", 2, parent="OP1a") for x in labels)
    assert messages(numbering, Draft(under)) == [
        "W402 OP1a.iii is missing: OP1a.iv stands after OP1a.ii."
    ]


def test_lines_set_aside_are_listed_where_they_stand():
    source = SourceText("Noting the river\n- 2 -\nand the sea,\nComments\n", "v1.txt")
    lines = (SetAside(2, "- 2 -", "W501"), SetAside(4, "Comments", "W503"))
    found = list(set_aside(Draft((), set_aside=lines, source=source), PARTIES))
    assert [(one.code, source.place(one.offset or 0)) for one in found] == [
        ("W501", (2, 1)),
        ("W503", (4, 1)),
    ]
    assert found[0].message == "The line “- 2 -” is a page number: it was set aside."


def test_a_text_without_a_paragraph_is_said():
    text = "Assembly of the towns\nRing the bells [and sing] {USA+}\n"
    (one,) = no_clause(read_draft(text), PARTIES)
    assert one.message == "No paragraph was found: the whole text is read as the front of a draft."
    (one,) = no_clause(read_draft(f"{text}\n1. Urges all towns to ring.\n"), PARTIES)
    assert one.message.startswith("Positions stand in the front")
    assert not list(no_clause(read_draft("Assembly of the towns\n1. Urges all to ring."), PARTIES))
    assert not list(no_clause(read_draft(""), PARTIES))


def test_an_operative_paragraph_without_a_number_is_said():
    text = "Recalling all bells,\nNoting the\nNotes,\nUrges all towns to ring,\nAsks all,"
    (one,) = no_clause(read_draft(text), PARTIES)
    assert one.message == (
        "“Urges all towns to …” begins like an operative paragraph and has no number: "
        "it is read as words of PP2."
    )
    assert one.offset == text.index("Urges")


def test_numbers_that_repeat_none_above_them_are_said_to_be_words():
    text = (
        "Recalling the lamp,\n1. Urges all towns.\n2. Asks the ports:\n1.1 to mend stairs;\n"
        "1.2 to keep boats.\n3. Thanks all, at a cost of\n3.1 francs; and\n3.2 pounds.\n"
    )
    (one,) = no_clause(read_draft(text), PARTIES)
    assert one.message == (
        "1.1 and 1.2 begin lines like sub-paragraphs, and are read as words of OP2."
    )
    assert one.hint.endswith("repeat the number that they stand under: 2.1, 2.2.")
    assert one.offset == text.index("1.1")
    (one,) = no_clause(read_draft("1. Urges:\na. towns;\n1.1 to ring;\n1.2 to rest.\n"), PARTIES)
    assert one.hint.endswith("the letters or numbers of the list around them.")


@pytest.mark.parametrize(
    ("items", "named", "how"),
    [
        ("A. to ring;\nB. to rest.", "A. and B.", "write small letters: a., b."),
        ("3.a to ring;\n3.b to rest.", "3.a and 3.b", "begin their paragraph with its number: 3."),
    ],
)
def test_letters_that_begin_nothing_are_said_to_be_words(items, named, how):
    text = f"Recalling the lamp,\n1. Urges all towns:\n{items}\n2. Thanks A. Bell and\nC. Lamp.\n"
    (one,) = no_clause(read_draft(text), PARTIES)
    assert one.message == f"{named} begin lines like sub-paragraphs, and are read as words of OP1."
    assert one.hint.endswith(how)
