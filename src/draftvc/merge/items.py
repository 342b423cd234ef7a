"""A clause as the merge sees it: words and bracket marks in order, groups hung on what they follow.

A group is no item of its own: its entries are a set on the item before it, so that two sides that
add to one group do not meet. A delimiter that pairs with nothing is an item like a word.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from draftvc.diff.equality import normal_form, position_key
from draftvc.diff.view import View
from draftvc.diff.viewing import view_clause
from draftvc.draft.model import Clause
from draftvc.notation.model import Brace, Kind, Token

ItemKind = Literal["word", "open", "close", "marker", "break"]


class Member(NamedTuple):
    """An entry of a group, or a note or placeholder in braces."""

    key: Hashable
    """What counts of it."""
    raw: str
    """As written; of a note or placeholder with its braces."""
    party: str | None
    """The code of an entry's party; None of a note or placeholder."""


class Item(NamedTuple):
    """A word, a mark of punctuation, a bracket mark, or the marker of the clause."""

    kind: ItemKind
    text: str
    spaced: bool = True
    """Whether white space parts it from the word before."""
    bracket: int = -1
    """Of a bracket mark: the bracket, by number in the clause's reading."""
    members: tuple[Member, ...] = ()
    """What the groups directly behind it say."""

    @property
    def is_mark(self) -> bool:
        """Whether it is a mark of a bracket that is opened and closed."""
        return self.kind in ("open", "close")


class _Side(NamedTuple):
    """What a side is made of."""

    clause: Clause
    items: tuple[Item, ...]
    starts: tuple[int, ...]
    """Where each item begins in the canonical text."""
    stamp: str | None
    behind: tuple[Member, ...] = ()
    """What the groups behind the agreed mark say, and a mark of punctuation at the end."""

    @property
    def closing(self) -> str:
        """The agreed mark and what stands behind it, as written behind words."""
        return closing_text(self.stamp, self.behind)


class Side(_Side):
    """One side of a merge: the items of a clause, its agreed mark apart."""

    @cached_property
    def view(self) -> View:
        """The clause as the comparison sees it."""
        return view_clause(self.clause)

    @cached_property
    def at(self) -> dict[int, int]:
        """The item that begins at an offset of the canonical text; an empty marker apart."""
        return {start: i for i, start in enumerate(self.starts) if self.items[i].text}

    @cached_property
    def partner(self) -> dict[int, int]:
        """The other mark of the bracket of each bracket mark."""
        opened: dict[int, int] = {}
        found: dict[int, int] = {}
        for index, item in enumerate(self.items):
            if item.kind == "open":
                opened[item.bracket] = index
            elif item.kind == "close":
                found[index] = opened[item.bracket]
                found[opened[item.bracket]] = index
        return found

    def is_plain(self, index: int) -> bool:
        """Tell whether an item is neither a bracket mark nor the marker."""
        return not self.items[index].is_mark and self.items[index].kind != "marker"

    def view_words(self) -> set[int]:
        """Return the items that the comparison reads as words."""
        return {self.at[word.start] for word in self.view.words if word.start in self.at}


NOTHING = Clause("", "paragraph", "", "")


def read_side(clause: Clause | None) -> Side:
    """Return the items of a clause; one that does not stand has an empty marker only."""
    return _Walk(clause or NOTHING).side()


class _Walk:
    """One pass over the tokens of a clause."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.text, self.reading = clause.text, clause.reading
        self.items: list[Item] = []
        self.starts: list[int] = []
        self.stamp: str | None = None
        self.behind: list[Member] = []
        self.spaced = True  # before the first word stands nothing
        self.braces = {brace.token: brace for brace in self.reading.braces}
        self.marks: dict[int, int] = {}
        for number, bracket in enumerate(self.reading.brackets):
            if bracket.open >= 0 and bracket.close is not None and bracket.closed == "]":
                self.marks |= {bracket.open: number, bracket.close: number}

    def side(self) -> Side:
        if not any(token.kind is Kind.MARKER for token in self.reading.tokens):
            written = self.clause.marker
            if not (written and self.text.startswith(written)):
                self._add(Item("marker", ""), 0)
        for index, token in enumerate(self.reading.tokens):
            self._step(index, token)
        starts, behind = tuple(self.starts), tuple(self.behind)
        return Side(self.clause, tuple(self.items), starts, self.stamp, behind)

    def _step(self, index: int, token: Token) -> None:
        written = self.text[token.start : token.end]
        if token.kind is Kind.SPACE:
            self.spaced = True
            if self.clause.kind == "front" and "\n" in written:
                self._add(Item("break", "\n"), token.start)
        elif token.kind is Kind.STAMP:
            self.stamp = written
        elif token.kind is Kind.BRACE:
            self._brace(self.braces[index], written)
        elif index in self.marks:
            kind: ItemKind = "open" if token.kind is Kind.OPEN else "close"
            self._add(Item(kind, written, bracket=self.marks[index]), token.start)
        elif token.kind is Kind.MARKER:
            self._add(Item("marker", written), token.start)
        elif self.stamp is not None:
            self.behind.append(_mark_of_punctuation(written))
        else:
            self._add(Item("word", written, self.spaced), token.start)
            self.spaced = False

    def _brace(self, brace: Brace, written: str) -> None:
        self.spaced = False
        members = _members(brace, written)
        if self.stamp is not None:
            self.behind += members or (_mark_of_punctuation(written),)
        elif members is None or not self.items:
            self._add(Item("word", written), brace.start)
        else:
            last = self.items[-1]
            self.items[-1] = last._replace(members=(*last.members, *members))

    def _add(self, item: Item, start: int) -> None:
        self.items.append(item)
        self.starts.append(start)


def _mark_of_punctuation(written: str) -> Member:
    """Return what stands behind an agreed mark and says nothing: a full stop, empty braces."""
    return Member(("mark", written), written, None)


def _members(brace: Brace, written: str) -> tuple[Member, ...] | None:
    """Return what a group says; None of one that is not closed or says nothing."""
    if not written.endswith("}"):
        return None
    if brace.kind != "positions":
        return (Member(brace.key, written, None),)
    found = tuple(Member(position_key(p), p.raw, p.who) for p in brace.positions)
    return found or None


def group_text(members: Sequence[Member]) -> str:
    """Return members as written behind what they belong to: entries in one group."""
    pieces: list[str] = []
    entries: list[str] = []
    for member in members:
        if member.party is not None:
            entries.append(member.raw)
            continue
        pieces += [f"{{{', '.join(entries)}}}"] * bool(entries)
        pieces.append(member.raw)
        entries = []
    pieces += [f"{{{', '.join(entries)}}}"] * bool(entries)
    return "".join(f" {piece}" for piece in pieces)


def closing_text(stamp: str | None, behind: Sequence[Member]) -> str:
    """Return an agreed mark, if there is one, and what stands behind it, as written."""
    return (f" {stamp}" if stamp else "") + group_text(behind)


def bare_form(clause: Clause) -> tuple[tuple[Hashable, ...], str]:
    """Return what counts of a clause, its number left out: its words and marks, its agreed mark."""
    side = read_side(clause)
    return normal_form(write_items(i for i in side.items if i.kind != "marker")), side.closing


def write_words(items: Iterable[Item]) -> str:
    """Return the words of items as text, without marks of brackets and groups."""
    return "".join(f"{' ' * each.spaced}{each.text}" for each in items if not each.is_mark).strip()


def write_items(items: Iterable[Item]) -> str:
    """Return items as text, with the white space before each; canonical text settles the rest."""
    out: list[str] = []
    opens = 0
    for item in items:
        if item.kind == "open":
            opens += 1
            if item.members:
                out.append(" " + "[" * opens + group_text(item.members))
                opens = 0
            continue
        if item.kind == "close":
            out.append((" " + "[" * opens if opens else "") + "]")
        else:
            space = " " if item.spaced and item.text and item.kind != "break" else ""
            out.append(space + "[" * opens + item.text)
        opens = 0
        out.append(group_text(item.members))
    return "".join(out) + (" " + "[" * opens if opens else "")


def same_items(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Tell whether two runs of items say the same."""
    return len(one) == len(other) and all(
        (a.kind, a.text, {m.key for m in a.members}) == (b.kind, b.text, {m.key for m in b.members})
        for a, b in zip(one, other, strict=True)
    )
