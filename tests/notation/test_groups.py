"""What stands in braces: entries, placeholders, notes; in every spelling seen."""

from __future__ import annotations

import pytest

from draftvc.notation.groups import canonical_inside, read_inside

ENTRIES = [
    ("USA+", [("USA", "support")]),
    ("FRA-", [("FRA", "oppose")]),
    ("FRA–", [("FRA", "oppose")]),
    ("RUS reserve", [("RUS", "reserve")]),
    ("RUS\nreserve", [("RUS", "reserve")]),
    ("RUS Reserve", [("RUS", "reserve")]),
    ("FRA Delete", [("FRA", "delete")]),
    ("IDN delete", [("IDN", "delete")]),
    ("RUS +, TZA+", [("RUS", "support"), ("TZA", "support")]),
    ("USA+ FRA-", [("USA", "support"), ("FRA", "oppose")]),
    ("USA+,FRA-", [("USA", "support"), ("FRA", "oppose")]),
    ("CHL+, FRA-\n", [("CHL", "support"), ("FRA", "oppose")]),
    ("TZA+, NGA-, ", [("TZA", "support"), ("NGA", "oppose")]),
    (", TZA+", [("TZA", "support")]),
    ("TZA+,, NGA-", [("TZA", "support"), ("NGA", "oppose")]),
    ("ARG reserve, FRA Delete", [("ARG", "reserve"), ("FRA", "delete")]),
    ("Chair+", [("Chair", "support")]),
    ("G77+ EU-", [("G77", "support"), ("EU", "oppose")]),
    ("G77 and China+", [("G77", "support")]),
    ("Norway+", [("Norway", "support")]),
    ("New\nZealand+", [("New Zealand", "support")]),
    ("Norway Reserve, New Zealand Delete", [("Norway", "reserve"), ("New Zealand", "delete")]),
    ("usa+, Eu -", [("USA", "support"), ("Eu", "oppose")]),
    ("LDCs+, G77/China -", [("LDCs", "support"), ("G77", "oppose")]),
    ("FRA —", [("FRA", "oppose")]),
    ("European Union+, G77 & China-", [("European Union", "support"), ("G77", "oppose")]),
    ("EU and its MS+", [("EU", "support")]),
    ("EU & its\nmember States -", [("EU", "oppose")]),
    ("Türkiye+, Côte d’Ivoire-", [("Türkiye", "support"), ("Côte d’Ivoire", "oppose")]),
    ("Iran (Islamic Republic of) reserve", [("Iran (Islamic Republic of)", "reserve")]),
    (
        "GMB reserve, Iran (Islamic Republic of)+, Bolivia (Plurinational State of) reserve, NOR+",
        [
            ("GMB", "reserve"),
            ("Iran (Islamic Republic of)", "support"),
            ("Bolivia (Plurinational State of)", "reserve"),
            ("NOR", "support"),
        ],
    ),
    ("CARICOM+, JUSCANZ: delete", [("CARICOM", "support"), ("JUSCANZ", "delete")]),
    ("g77+, ldcs-", [("G77", "support"), ("LDCS", "oppose")]),
    ("supported by FRA", [("FRA", "support")]),
    ("Opposed by the USA, KEN+", [("USA", "oppose"), ("KEN", "support")]),
    ("FRA (reserve), USA (+)", [("FRA", "reserve"), ("USA", "support")]),
    ("FRA, USA: delete", [("FRA", "unknown"), ("USA", "delete")]),
    (
        "USA: reserve; FRA: +; KEN: delete",
        [("USA", "reserve"), ("FRA", "support"), ("KEN", "delete")],
    ),
    ("USA res., FRA del.", [("USA", "reserve"), ("FRA", "delete")]),
    ("USA & FRA +, KEN-", [("USA", "unknown"), ("KEN", "oppose")]),
    ("USA/FRA+ KEN-", [("USA", "unknown"), ("KEN", "oppose")]),
    ("USA and FRA delete", [("USA", "unknown")]),
    ("CMR supports", [("CMR", "support")]),
    ("CMR opposes", [("CMR", "oppose")]),
    ("CMR proposes", [("CMR", "propose")]),
    ("CMR", [("CMR", "unknown")]),
    ("USA+, FRA is still thinking", [("USA", "support"), ("FRA", "unknown")]),
    ("", []),
    (" , ", []),
]


@pytest.mark.parametrize(("inside", "wanted"), ENTRIES)
def test_entries(inside, wanted):
    read = read_inside(inside)
    assert read.kind == "positions"
    assert [(each.party, each.stance) for each in read.positions] == wanted


@pytest.mark.parametrize(
    ("inside", "scope", "note"),
    [
        ("CMR reserve", (), None),
        ("CMR reserve OP1", ("OP1",), None),
        ("CMR reserve on OP1a to c", ("OP1a", "OP1b", "OP1c"), None),
        ("CMR reserve OP1a to b, to adapt the text", ("OP1a", "OP1b"), "to adapt the text"),
        ("CMR reserve OP1a and d", ("OP1a", "OP1d"), None),
        ("CMR reserve OP1c, a matter of principle", ("OP1c",), "a matter of principle"),
        ("CMR reserve, awaiting instructions", (), "awaiting instructions"),
        ("CMR scrutiny reservation", (), "scrutiny"),
        ("CMR study reserve on OP2, until Monday", ("OP2",), "study, until Monday"),
        ("CMR reserve PP3, OP1.bis", ("PP3", "OP1.bis"), None),
    ],
)  # fmt: skip
def test_scope_and_reason_of_a_reserve(inside, scope, note):
    (position,) = read_inside(inside).positions
    assert (position.party, position.stance) == ("CMR", "reserve")
    assert (position.scope, position.note) == (scope, note)


def test_a_reason_ends_before_the_next_entry():
    first, second = read_inside("CMR reserve OP1a, to adapt the language, USA+").positions
    assert first.note == "to adapt the language"
    assert (second.party, second.stance) == ("USA", "support")


@pytest.mark.parametrize(
    ("inside", "kind", "party", "text"),
    [
        ("placeholder name of resolution RUS", "placeholder", "RUS", "name of resolution"),
        ("Placeholder “ insertion of words", "placeholder", None, "“ insertion of words"),
        ("placeholder", "placeholder", None, ""),
        ("FRA suggest to move as last para", "note", "FRA", "suggest to move as last para"),
        ("Norway suggests to move this", "note", "Norway", "suggests to move this"),
        ("Declaration on the rivers", "note", None, "Declaration on the rivers"),
        ("GENERAL PROVISIONS", "note", None, "GENERAL PROVISIONS"),
        ("TRADEMARKS", "note", None, "TRADEMARKS"),
        ("a / b", "note", None, "a / b"),
        ("[", "note", None, "["),
    ],
)
def test_placeholders_and_notes(inside, kind, party, text):
    read = read_inside(inside)
    assert (read.kind, read.party, read.text) == (kind, party, text)
    assert read.positions == ()


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("TZA+, NGA-, ", "TZA+, NGA-"),
        ("USA+ FRA-", "USA+, FRA-"),
        ("RUS\nreserve", "RUS reserve"),
        ("FRA  suggest to\nmove", "FRA suggest to move"),
    ],
)
def test_canonical_inside(inside, wanted):
    assert canonical_inside(inside) == wanted
    assert canonical_inside(wanted) == wanted
