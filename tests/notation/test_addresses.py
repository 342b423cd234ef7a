"""Addresses as people type them, scopes as groups write them, and the nearest labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.notation import addresses
from draftvc.notation.addresses import expand_scope, nearest, read_address

ADDRESSES = [
    ("op1d", "OP1d"),
    ("OP 1(d)", "OP1d"),
    ("OP1.d", "OP1d"),
    ("op 1 d", "OP1d"),
    ("pp7bis", "PP7.bis"),
    ("PP7.bis", "PP7.bis"),
    ("PP 7 bis", "PP7.bis"),
    ("OP1d alt1", "OP1d.alt1"),
    ("OP1d.alt1", "OP1d.alt1"),
    ("OP1dalt", "OP1d.alt1"),
    ("OP1.bis.a", "OP1.bis.a"),
    ("OP1.i", "OP1i"),
    ("OP1d.ii", "OP1d.ii"),
    ("op 1.2", "OP1.2"),
    ("OP1.2.3(a)", "OP1.2.3a"),
    ("OP1 quat", "OP1.quater"),
    ("Art. 3.2(b)", "ART3.2b"),
    ("article 3.2b", "ART3.2b"),
    ("Article 3 ter", "ART3.ter"),
    ("Article 2 bis (f) 2", "ART2.bis.f.2"),  # no code such as t.c.1
    ("Annex 1 (i)(e) 2", "ANNEX1i.e.2"),
    ("Annex II", "ANNEX2"),
    ("annex", "ANNEX1"),
    ("section 2", "SEC2"),
    ("Section B", "SECB"),
    ("para 14", "P14"),
    ("P14", "P14"),
    ("front", "FRONT"),
    ("OP3~2", "OP3~2"),
    ("OP1d#3", "OP1d#3"),
    ("op1d alt1 #3", "OP1d.alt1#3"),
]


@pytest.mark.parametrize(("typed", "wanted"), ADDRESSES)
def test_an_address_is_read_however_it_is_typed(typed, wanted):
    assert str(read_address(typed)) == wanted
    assert str(read_address(wanted)) == wanted


@pytest.mark.parametrize(
    "typed", ["", "v3", "HEAD", "2025-03-03", "paragraph", "opening", "OP", "x.txt"]
)
def test_what_has_not_the_form_of_an_address(typed):
    assert read_address(typed) is None


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        ("OP1a to e", ("OP1a", "OP1b", "OP1c", "OP1d", "OP1e")),
        ("OP1 to 3", ("OP1", "OP2", "OP3")),
        ("OP1a-c", ("OP1a", "OP1b", "OP1c")),
        ("PP3, OP1.bis and OP2", ("PP3", "OP1.bis", "OP2")),
        ("OP1", ("OP1",)),
        ("OP1.1 to 1.3", ("OP1.1", "OP1.2", "OP1.3")),
        ("OP1e to a", ("OP1e", "OP1a")),
        ("OP1 to 900", ("OP1", "OP900")),
        ("nothing of the kind", ()),
    ],
)
def test_a_scope_names_its_labels_and_those_between(scope, wanted):
    assert expand_scope(scope) == wanted


def test_the_nearest_labels_come_likeliest_first():
    labels = ("FRONT", "PP1", "PP2", "OP1", "OP1a", "OP1b", "OP2")
    assert nearest("OP1c", labels)[0] in ("OP1a", "OP1b", "OP1")
    assert nearest("PP3", labels)[0] in ("PP1", "PP2")


@pytest.mark.parametrize("kind", ["op", "pp"])
def test_a_plain_address_is_read_as_the_grammar_reads_it(kind):
    for number in ("1", "01", "27", "123456"):
        for letter in ("", *"abcdefghijklmnopqrstuvwxyz"):
            for between in ("", "."):
                text = kind + number + between + letter
                assert addresses._read(text) == addresses._read_by_grammar(text), text


@given(st.text("opPa1.c( )[#~rtsexf", max_size=8))
def test_what_begins_like_no_address_is_none(text):
    assert addresses._read(text) == addresses._read_by_grammar(text)
