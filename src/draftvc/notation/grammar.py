"""Parsers for the grammars of this package, from the tables that ship with it where they fit.

Building a parser costs some 40 ms in every process that meets a group; reading its table costs
one. The tables are made when the package is built (`hatch_build.py`), by one version of lark from
one text of each grammar. Where either differs, or there are none, as in a checkout that was never
built, the parser is built in memory. Nothing is written on the user's machine.

lark itself is fetched when a text asks for a grammar: most groups are codes and signs and need
none, and git starts a driver once for every file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

if TYPE_CHECKING:
    from lark import Lark, Token, Tree


class Leaf(NamedTuple):
    """A terminal of a grammar: its name and the characters it stands for."""

    name: str
    text: str


class Branch(NamedTuple):
    """A rule of a grammar (or its alias), and what it is made of."""

    name: str
    children: tuple[Branch | Leaf, ...]

    def leaves(self) -> Iterator[Leaf]:
        """Yield the terminals in it, in the order of the text."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()

    def branches(self) -> Iterator[Branch]:
        """Yield it and every branch in it."""
        yield self
        for child in self.children:
            if isinstance(child, Branch):
                yield from child.branches()


class Table(NamedTuple):
    """What lark made of a grammar, as plain values, and what it was made by and of."""

    lark: str
    """Version of lark."""
    grammar: str
    made: dict[str, Any]


def parse(name: str, grammar: str, text: str) -> Branch | None:
    """Return a text as a grammar reads it; None where it is none of that language."""
    from lark.exceptions import LarkError

    try:
        tree = _parser(name, grammar).parse(text)
    except LarkError:
        return None
    return _branch(tree)


def parser(name: str, grammar: str, tables: Mapping[str, Any] | None = None) -> Lark:
    """Return the parser of a grammar; `name` is that of its table, among those that ship."""
    from lark import Lark, __version__

    table = Table(*(shipped() if tables is None else tables).get(name, ("", "", {})))
    if (table.lark, table.grammar) != (__version__, grammar):
        return _build(grammar)
    # A saved parser is a pickled dict; lark takes the dict as well, and a literal is no program.
    return Lark.load(cast(Any, table.made))


def shipped() -> Mapping[str, Any]:
    """Return the tables that ship with the package; none in a checkout that was never built."""
    try:
        from draftvc.notation._tables import TABLES
    except ImportError:
        return {}
    return cast("Mapping[str, Any]", TABLES)


def make_table(grammar: str) -> Table:
    """Return the table of a grammar."""
    from lark import __version__
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    data, memo = _build(grammar).memo_serialize([TerminalDef, Rule])
    return Table(__version__, grammar, {"data": data, "memo": memo})


@cache
def _parser(name: str, grammar: str) -> Lark:
    return parser(name, grammar)


def _build(grammar: str) -> Lark:
    from lark import Lark

    return Lark(grammar, parser="lalr", lexer="contextual")


def _branch(tree: Tree[Token]) -> Branch:
    """Return lark's tree as our own value."""
    children = (
        Leaf(child.type, str(child)) if isinstance(child, str) else _branch(child)
        for child in tree.children
    )
    return Branch(str(tree.data), tuple(children))
