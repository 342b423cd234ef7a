"""Findings about words: W504 unpaired quotation marks, W505 what tracked changes leave."""

from __future__ import annotations

import pytest

from draftvc.checks.doubled import doubled
from draftvc.checks.quotation import quotation
from tests.checks.build import FewParties, draft, marked

PARTIES = FewParties()


def found(rule, text):
    given = draft(OP1=text)
    return [f"{each.code} at {marked(each, given)}" for each in rule(given, PARTIES)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. Urges “all” towns;", []),
        ("1. Urges “all towns;", ["W504 at “all"]),
        ("1. Urges all” towns;", ["W504 at ”"]),
        ("1. Urges [“] {FRA+} all [”] {FRA+} towns;", []),
        ("1. Urges “all “old” towns;", ["W504 at “all"]),
        ("1. Urges “all towns {placeholder “ insertion}”;", ["W504 at “"]),
        ('1. Urges "all" towns;', []),
        ('1. Urges "all towns;', ['W504 at "all']),
        ("1. Urges all of the towns’ «bells»;", []),
    ],
)
def test_quotation_marks(text, wanted):
    assert found(quotation, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. Urges Tthe towns;", ["W505 at Tthe"]),
        ("1. Urges the rright to ring;", ["W505 at rright"]),
        ("1. Urges the the towns;", ["W505 at the"]),
        ("1. Urges the\nthe towns;", ["W505 at the"]),
        # A letter decided between brackets, an alternative, a code, a name: none is residue.
        ("1. Urges [t][T]argets [the] {USA+} the towns;", []),
        ("1. Urges that that llama in Aachen, www and USSR, eel;", []),
        ("1. Urges towns, towns and towns 12 12;", []),
    ],
)
def test_doubled_letters_and_words(text, wanted):
    assert found(doubled, text) == wanted


def test_a_fix_is_given_only_where_it_is_certain():
    given = draft(OP1="1. Urges Tthe rright;")
    tthe, rright = doubled(given, PARTIES)
    assert (tthe.fix, tthe.hint) == (None, "Write “The” or “the”.")
    assert rright.fix is not None
    clause = given.clauses[0]
    assert clause.text[: rright.fix.start] + clause.text[rright.fix.end :] == "1. Urges Tthe right;"
