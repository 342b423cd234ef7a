"""Findings about groups in braces: W201, E202, W203, W204, I206, W207, W210."""

from __future__ import annotations

import pytest

from draftvc.checks.absent_scope import absent_scope
from draftvc.checks.contradiction import contradiction
from draftvc.checks.empty_group import empty_group
from draftvc.checks.foreign_positions import foreign_positions
from draftvc.checks.instruction import instruction
from draftvc.checks.loose_group import loose_group
from draftvc.checks.stray_comma import stray_comma
from draftvc.checks.unknown_party import unknown_party
from draftvc.checks.unread_stance import unread_stance
from draftvc.draft.read import read_draft
from tests.checks.build import FewParties, draft, marked

PARTIES = FewParties()


def found(rule, text):
    """Return what a rule finds in one clause: code and what stands at the place."""
    given = draft(OP1=text)
    return [f"{each.code} at {marked(each, given)}" for each in rule(given, PARTIES)]


def test_an_unknown_party_names_the_nearest():
    given = draft(OP1="1. Urges [all] {USA+, FRQ-} towns;")
    (one,) = unknown_party(given, PARTIES)
    assert marked(one, given) == "FRQ-}"
    assert one.message == "“FRQ” is not a party that draftvc knows."
    assert one.hint.startswith("Did you mean FRA? If not, name it in draft.toml, under [parties].")


def test_an_unknown_party_is_told_once_in_a_clause():
    text = "1. Urges [all] {QQQ+} the [old] {QQQ-, Chair+} towns {placeholder name of towns XYZ}"
    assert found(unknown_party, text) == ["W201 at QQQ+}", "W201 at XYZ}"]


def test_a_group_over_a_line_break_is_found_where_it_stands():
    assert found(unknown_party, "1. Urges [all] {USA+,\n   FRQ-} towns;") == ["W201 at FRQ-}"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. Urges [all] {USA+, FRA-} towns;", []),
        ("1. Urges [all] {USA+, FRA-, USA-} towns;", ["E202 at USA-}"]),
        ("1. Urges [all] {USA delete} {FRA+, USA+} towns;", ["E202 at USA+}"]),
        ("1. Urges [all] {United States+, FRA-, USA-} towns;", ["E202 at USA-}"]),
        # Support under reserve is no contradiction, and a scope makes it another matter.
        ("1. Urges [all] {USA+, USA reserve} towns;", []),
        # The same party on both members of a substitution asks for the substitution.
        ("1. [Urges] {KEN+} [Requests] {KEN-} towns;", []),
        # Two groups after words, far apart, are about different words.
        ("1. Urges towns {KEN+} and villages {KEN-};", []),
        ("1. Urges towns {KEN+, KEN-};", ["E202 at KEN-};"]),
    ],
)
def test_contradictory_stances(text, wanted):
    assert found(contradiction, text) == wanted


def test_a_contradiction_quotes_both_entries():
    (one,) = contradiction(draft(OP1="1. Urges [all] {USA +, USA delete} towns;"), PARTIES)
    assert one.message == "USA stands on both sides: “USA +” and “USA delete” on the same bracket."


@pytest.mark.parametrize("braces", ["{}", "{ }", "{ , }", "{\n}"])
def test_empty_braces(braces):
    assert found(empty_group, f"1. Urges [all] {braces} towns;") == [
        f"W203 at {(braces + ' ').split()[0]}"
    ]


@pytest.mark.parametrize(
    ("group", "at", "write"),
    [
        ("{RUS +, KEN+}", "+,", "{RUS+, KEN+}"),
        ("{RUS+, KEN-, }", ",", "{RUS+, KEN-}"),
        ("{,RUS+}", ",RUS+}", "{RUS+}"),
        ("{RUS+,, KEN+}", ",,", "{RUS+, KEN+}"),
        ("{RUS+ }", "}", "{RUS+}"),
        ("{ RUS+}", "RUS+}", "{RUS+}"),
        ("{RUS+ , KEN+}", ",", "{RUS+, KEN+}"),
    ],
)
def test_a_stray_comma_or_space_is_told_with_what_to_write(group, at, write):
    given = draft(OP1=f"1. Urges [all] {group} towns;")
    (one,) = stray_comma(given, PARTIES)
    assert one.code == "W204"
    assert marked(one, given) == at
    assert one.hint.startswith(f"Write {write},")


@pytest.mark.parametrize(
    "group",
    ["{RUS+, KEN+}", "{RUS+ KEN-}", "{RUS+,\nKEN-\n}", "{RUS\nreserve}", "{KEN reserve, pending}"],
)
def test_a_wrapped_group_and_spaces_between_entries_are_no_fault(group):
    assert found(stray_comma, f"1. Urges [all] {group} towns;") == []


def test_an_instruction_is_no_stance():
    given = draft(OP1="1. Urges [all] {USA+} {FRA suggest to move as last para} towns;")
    (one,) = instruction(given, PARTIES)
    assert (one.code, one.severity) == ("I206", "info")
    assert one.message.startswith("FRA asks: “suggest to move as last para”.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. Urges [all] {USA+} {KEN+} towns;", []),
        ("1. Urges [t][T]argets {USA+};", []),
        ("1. Urges all towns {USA+};", ["W207 at {USA+};"]),
        ("1. Urges all towns, Ad ref 3 March 2025 {USA+}", ["W207 at {USA+}"]),
        # The delimiter fault says it already.
        ("1. Urges all] {USA+} {KEN reserve} towns;", []),
        ("1. Urges all towns {placeholder name of towns}", []),
    ],
)
def test_a_group_that_follows_no_bracket(text, wanted):
    assert found(loose_group, text) == wanted


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("{USA/FRA+}", "“USA/FRA+” does not"),
        ("{USA and FRA delete, KEN+}", "“USA and FRA delete” does not"),
        ("{USA, FRA, KEN-}", "“USA”, “FRA” do not"),
        ("{+USA, -FRA}", "{+USA, -FRA} does not"),
        ("{supported by USA, FRA}", "{supported by USA, FRA} does not"),
        ("{usa reserve}", "{usa reserve} does not"),
        ("{like-minded group+}", "{like-minded group+} does not"),
        ("{can delete the last comma}", None),
        ("{USA+, KEN-}", None),
        ("{can be kept and are on support; the second part moves}", None),
        ("{Rights and Obligations / International Agreements}", None),
        ("{FRA suggest to delete the last comma}", None),
        ("{placeholder name of the river KEN}", None),
    ],
)
def test_a_stance_that_is_not_understood_is_said(group, said):
    found = list(unread_stance(draft(OP1=f"1. Urges [all] {group} towns to ring,"), PARTIES))
    assert [each.message.startswith(said or "") for each in found] == [True] * (said is not None)


FOREIGN = [
    ("1. Urges [all - USA; G77 delete] towns to ring,", "[all - USA; G77 delete]", 1),
    ("1. Urges [all - EU, G77 retain / most - USA] towns,", "[all - EU, G77 retain", 2),
    (
        "1. Urges [, and all. -G77; USA, KEN, EU delete.] towns,",
        "[, and all. -G77; USA, KEN, EU",
        1,
    ),
    (
        "1. Urges [NZ/CL5 propose; US oppose: all] [KEN: most] towns,",
        "[NZ/CL5 propose; US oppose:",
        2,
    ),
    ("1. Urges [all USA+] towns to ring, [USA+, FRA-]", "[all USA+]", 2),
    ("1. Urges [all] [USA+, FRA-] towns to ring,", "[USA+, FRA-]", 1),
    ("1. Urges [all] (USA, FRA-) towns to ring,", "] (USA, FRA-)", 1),
    ("1. Rings (Chair); sings (KEN); and dances (EU).", "(Chair);", 3),
]


@pytest.mark.parametrize(("text", "quoted", "count"), FOREIGN)
def test_parties_named_in_another_way_are_said_once(text, quoted, count):
    (one,) = foreign_positions(draft(OP1=text), PARTIES)
    assert one.message.startswith(f"“{quoted}")
    assert (f"{count} places" in one.message) is (count > 1)


@pytest.mark.parametrize(
    "text",
    [
        "1. Urges [all] {USA+} towns - those of KEN and all others - [to ring],",
        "1. Holds the fair in Nairobi (KEN); and [the next: in spring],",
        "1. Urges [Article 3: all] [Note: most] [A/B: few] towns [x - y],",
    ],
)
def test_other_words_in_brackets_name_no_party(text):
    assert not list(foreign_positions(draft(OP1=text), PARTIES))


def test_a_group_inside_a_bracket_is_sent_behind_it():
    (one,) = loose_group(draft(OP1="1. Urges [all towns, {USA+}] to ring,"), PARTIES)
    assert one.hint == "If it is about the bracket in which it stands, put it behind the ]."


@pytest.mark.parametrize(
    ("group", "entries"),
    [
        ("{FRA, USA: delete}", "{FRA delete, USA delete}"),
        ("{USA/FRA+}", "{USA+, FRA+}"),
        ("{USA and FRA reserve}", "{USA reserve, FRA reserve}"),
        ("{supported by G77 and China, FRA}", "{G77 and China+, FRA+}"),
        ("{delete: KEN, FRA}", "{KEN delete, FRA delete}"),
    ],
)
def test_one_stance_of_several_is_written_out_for_each(group, entries):
    (one,) = unread_stance(draft(OP1=f"1. Urges [all] {group} towns to ring,"), PARTIES)
    assert one.hint.endswith(f"If all of them want the same: {entries}.")
    assert not list(unread_stance(draft(OP1=f"1. Urges [all] {entries} towns to ring,"), PARTIES))


def _list_with(group, *, more=""):
    return read_draft(
        "Recalling the lamp,\n1. Invites the ports:\na. to keep lamps,\nb. to ring bells,\n"
        f"c. to mend stairs; {group}\n2. Requests a report.{more}\n"
    )


@pytest.mark.parametrize(
    ("group", "absent"),
    [
        ("{CMR reserve OP1a to c, pending a decision}", None),
        ("{CMR reserve OP1}", None),
        ("{CMR reserve OP1b}", None),
        ("{CMR reserve PP1, OP1 and OP2}", None),
        ("{CMR reserve OP1a to f, pending a decision}", "OP1f"),
        ("{CMR reserve OP7a}", "OP7a"),
        ("{CMR reserve OP7a to c}", "OP7a and OP7c"),
        ("{CMR reserve OP1a and OP3}", "OP3"),
        ("{CMR reserve PP4}", "PP4"),
    ],
)
def test_a_reserve_on_a_clause_that_is_not_there(group, absent):
    found = [each.message for each in absent_scope(_list_with(group), PARTIES)]
    assert [message.partition(" speaks of ")[2].partition(",")[0] for message in found] == (
        [absent] if absent else []
    )


def test_what_stands_beside_a_clause_that_is_not_there_is_named():
    (one,) = absent_scope(_list_with("{CMR reserve OP1a to f}"), PARTIES)
    assert one.message == "“CMR reserve OP1a to f” speaks of OP1f, which is not in the draft."
    assert (
        one.hint == "There are OP1a to OP1c. Ask CMR which clauses it means now, and write these."
    )
    (one,) = absent_scope(_list_with("{CMR reserve OP3}"), PARTIES)
    assert one.hint.startswith("There are OP1 and OP2.")


def test_a_clause_that_is_missing_between_the_first_and_the_last_is_not_named():
    text = "1. Invites:\na. to keep lamps,\nc. to mend stairs; {CMR reserve OP1a to c, on a bond}"
    assert list(absent_scope(read_draft(text), PARTIES)) == []


def test_nothing_is_said_where_no_clause_is_of_that_kind():
    draft = read_draft("1. The lamp is lit. {CMR reserve OP4}\n2. The bell is rung.\n")
    assert list(absent_scope(draft, PARTIES)) == []
