"""What a clause's canonical text says: tokens, entries, brackets, faults.

All offsets are code points, half open, into the canonical text (docs/json.md).
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, NamedTuple

from draftvc.notation.party_codes import party_code

Stance = Literal["support", "oppose", "reserve", "delete", "propose", "unknown"]
SATISFIED: frozenset[Stance] = frozenset(("support", "propose"))
"""Stances that have what they asked for where their words stand."""
_LONGEST = 8
"""Words of the longest name: `United Kingdom of Great Britain and Northern Ireland`."""
FaultCode = Literal["E101", "E102", "E103", "W105"]
BraceKind = Literal["positions", "placeholder", "note"]


class Kind(IntEnum):
    """Kinds of token; every character of a text is in exactly one."""

    SPACE = 0
    WORD = 1
    PUNCT = 2
    OPEN = 3
    """`[`"""
    CLOSE = 4
    """`]`"""
    BRACE = 5
    """A whole `{…}`; also one that `]` closes by mistake."""
    STRAY = 6
    """A `{` that nothing closes, or a `}` that closes no brace."""
    STAMP = 7
    MARKER = 8


# By names of their own, for what looks at every token: Python 3.11 takes ten times as long to find
# a member of an enumeration.
SPACE, WORD, PUNCT = Kind.SPACE, Kind.WORD, Kind.PUNCT
OPEN, CLOSE, BRACE, STRAY = Kind.OPEN, Kind.CLOSE, Kind.BRACE, Kind.STRAY
STAMP, MARKER = Kind.STAMP, Kind.MARKER


class Token(NamedTuple):
    """One token of a text."""

    kind: Kind
    start: int
    end: int


class Position(NamedTuple):
    """One entry of a group: who, and what they ask for."""

    party: str
    """As the draft writes it."""
    stance: Stance
    scope: tuple[str, ...] = ()
    """Labels that the entry names and those between at that level."""
    note: str | None = None
    """The reason given, as written."""
    raw: str = ""
    """The entry as written, white space collapsed."""

    @property
    def who(self) -> str:
        """The code of the party, by which parties are compared."""
        return party_code(self.party)

    @property
    def key(self) -> tuple[str, Stance, tuple[str, ...], str | None]:
        """What counts for equality: layout and the spelling of a party or keyword do not."""
        return (self.who, self.stance, self.scope, self.note)

    @property
    def own_words(self) -> str:
        """The entry without its party: of `G77 & China is still thinking` the last three words."""
        words = self.raw.split(" ")
        named = (" ".join(words[:many]) for many in range(1, min(len(words), _LONGEST) + 1))
        many = max((n for n, each in enumerate(named, 1) if self._is_named(each)), default=0)
        return " ".join(words[many:])

    def _is_named(self, words: str) -> bool:
        return words == self.party or party_code(words) == self.who


class Brace(NamedTuple):
    """A group in braces, with what it holds and what it belongs to."""

    kind: BraceKind
    token: int
    """Index of its token."""
    start: int
    end: int
    owner: int | None
    """Index of the bracket it belongs to; None: the clause."""
    positions: tuple[Position, ...] = ()
    party: str | None = None
    """The party that a placeholder or note names."""
    text: str = ""
    """Words of a placeholder or note."""

    @property
    def who(self) -> str | None:
        """The code of the party that a placeholder or note names."""
        return party_code(self.party) if self.party else None

    @property
    def key(self) -> tuple[BraceKind, str | None, str]:
        """What counts for equality of a placeholder or note."""
        return (self.kind, self.who, self.text)


class Bracket(NamedTuple):
    """One square bracket of a clause, in reading order of its opening."""

    open: int
    """Token index of `[`; -1 where the bracket runs on from an earlier clause."""
    close: int | None
    """Token index of what closes it; None where nothing in this clause does."""
    start: int
    end: int
    """Extent with its marks; an unclosed one ends with the clause, before the stamp."""
    depth: int
    """1 for an outer bracket."""
    parent: int | None
    closed: Literal["]", "}"] | None


class Fault(NamedTuple):
    """A delimiter that does not pair."""

    code: FaultCode
    token: int
    start: int
    end: int
    delimiter: str


class Stamp(NamedTuple):
    """An ad referendum mark."""

    raw: str
    when: str | None
    """ISO date, or date and time to the minute; None where it is not understood."""
    dated: bool
    """Whether something that looks like a date follows the mark."""
    either: tuple[str, ...] = ()
    """The days it can be, ISO, where figures alone can be read in two ways."""


class Reading(NamedTuple):
    """A clause's canonical text, read."""

    text: str
    tokens: tuple[Token, ...]
    brackets: tuple[Bracket, ...]
    braces: tuple[Brace, ...]
    stamp: Stamp | None
    faults: tuple[Fault, ...]

    def word(self, token: Token) -> str:
        """Return the characters of a token."""
        return self.text[token.start : token.end]
