"""Parsers for the grammars of this package, from the tables that ship with it where they fit.

Building a parser costs some 40 ms in every process that meets a group; reading its table costs
one. The tables are made when the package is built (`hatch_build.py`), by one version of lark from
one text of each grammar. Where either differs, or there are none, as in a checkout that was never
built, the parser is built in memory. Nothing is written on the user's machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from lark import Lark, __version__
from lark.grammar import Rule
from lark.lexer import TerminalDef

try:
    from draftvc.notation._tables import TABLES as TABLES
except ImportError:
    TABLES = {}


class Table(NamedTuple):
    """What lark made of a grammar, as plain values, and what it was made by and of."""

    lark: str
    """Version of lark."""
    grammar: str
    made: dict[str, Any]


def parser(name: str, grammar: str, tables: Mapping[str, Any] = TABLES) -> Lark:
    """Return the parser of a grammar; `name` is that of its table."""
    table = Table(*tables.get(name, ("", "", {})))
    if (table.lark, table.grammar) != (__version__, grammar):
        return _build(grammar)
    # A saved parser is a pickled dict; lark takes the dict as well, and a literal is no program.
    return Lark.load(cast(Any, table.made))


def make_table(grammar: str) -> Table:
    """Return the table of a grammar."""
    data, memo = _build(grammar).memo_serialize([TerminalDef, Rule])
    return Table(__version__, grammar, {"data": data, "memo": memo})


def _build(grammar: str) -> Lark:
    return Lark(grammar, parser="lalr", lexer="contextual")
