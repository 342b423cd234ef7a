"""Parsers read from tables are those that are built; a table that does not fit is not used."""

from __future__ import annotations

import pytest
from lark import Lark

from draftvc.notation import addresses, groups
from draftvc.notation.grammar import make_table, parser

GRAMMARS = {"groups": groups.GRAMMAR, "addresses": addresses.GRAMMAR}
TEXTS = {
    "groups": ["USA+, FRA-", "CMR reserve OP1a to e, to adapt the language", "FRA suggest to move"],
    "addresses": ["op 1(d)", "pp7bis", "art. 3.2(b)", "op1d alt1#3", "front"],
}


@pytest.mark.parametrize("name", GRAMMARS)
def test_a_table_gives_the_parser_that_it_was_made_of(name, monkeypatch):
    built = parser(name, GRAMMARS[name], {})
    table = tuple(make_table(GRAMMARS[name]))
    monkeypatch.setattr(Lark, "__init__", _must_not_build)
    read = parser(name, GRAMMARS[name], {name: table})
    for text in TEXTS[name]:
        assert read.parse(text) == built.parse(text)


@pytest.mark.parametrize(
    "stale",
    [("another", groups.GRAMMAR, {}), ("1.3.1", "another", {})],
    ids=["another lark", "another grammar"],
)
def test_a_table_that_does_not_fit_is_not_used(stale):
    read = parser("groups", groups.GRAMMAR, {"groups": stale})
    assert read.parse("USA+").data == "start"


def _must_not_build(*args, **options):
    raise AssertionError("a parser was built where its table was at hand")
