"""A draft whose every word, bracket and clause has an identity, so that what changed is known.

An identity (`uid`) is a number that a thing gets once and keeps while it is moved, wrapped or
spelled otherwise. A word that takes the place of another has an identity of its own. Words, entries
and braces are frozen and shared between states; clauses and brackets are copied before they change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Stance = Literal["support", "oppose", "reserve", "delete"]
ClauseKind = Literal["pp", "op", "sub", "alt"]
BracketFault = Literal["", "unclosed", "unopened", "brace"]

SIGNS: dict[Stance, str] = {
    "support": "+",
    "oppose": "-",
    "reserve": " reserve",
    "delete": " delete",
}
STANCES: dict[str, Stance] = {sign: stance for stance, sign in SIGNS.items()}
FAULT_CODES: dict[BracketFault, str] = {"unclosed": "E101", "unopened": "E102", "brace": "E103"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of punctuation."""

    uid: int
    text: str

    @property
    def is_word(self) -> bool:
        """Whether it counts as a word: punctuation does not."""
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Entry:
    """One party's stance, for a reserve perhaps with scope and reason."""

    party: str
    stance: Stance
    scope: str = ""
    reason: str = ""

    def __str__(self) -> str:
        """Return it as written: `CMR reserve OP1a to c, awaiting instructions`."""
        scope = f" {self.scope}" if self.scope else ""
        reason = f", {self.reason}" if self.reason else ""
        return f"{self.party}{SIGNS[self.stance]}{scope}{reason}"


@dataclass(frozen=True, slots=True)
class Brace:
    """A note (an instruction) or a placeholder in braces."""

    uid: int
    kind: Literal["note", "placeholder"]
    text: str
    party: str = ""


@dataclass(slots=True)
class ClauseGroup:
    """A group after plain words: it speaks of the whole clause."""

    uid: int
    entries: list[Entry]
    unclosed: bool = False


@dataclass(slots=True)
class LetterPair:
    """A word with its first letter in question: `[t][T]argets {USA+}`.

    Its identity is that of the word; the two small brackets have their own.
    """

    uid: int
    small: int
    capital: int
    rest: str
    letter: str
    groups: list[list[Entry]]


@dataclass(slots=True)
class Bracket:
    """Words in brackets, perhaps with brackets among them, and the groups that follow."""

    uid: int
    items: list[Item]
    groups: list[list[Entry]] = field(default_factory=list)
    fault: BracketFault = ""

    def entries(self) -> list[Entry]:
        """The entries of all its groups."""
        return [entry for group in self.groups for entry in group]


Item = Word | Bracket | Brace | ClauseGroup | LetterPair


@dataclass(frozen=True, slots=True)
class Stamp:
    """An agreement mark."""

    day: int
    hour: int
    minute: int

    @property
    def when(self) -> str:
        """The moment in ISO form."""
        return f"2025-03-{self.day:02}T{self.hour:02}:{self.minute:02}"


@dataclass(slots=True)
class Clause:
    """One clause. Its marker is a value: a room may leave it standing when others go.

    A clause whose marker stands inside its bracket (`[7.bis Noting … ,] {USA+}`) is `enclosed`:
    that bracket is its only item, and `end` is written before its `]`.
    """

    uid: int
    kind: ClauseKind
    items: list[Item]
    number: int = 0
    bis: bool = False
    end: str = ","
    tail: list[Item] = field(default_factory=list)
    stamp: Stamp | None = None
    enclosed: bool = False
    end_uid: int = 0
    """Identity of the mark that ends it: it stands among the words where clauses are joined."""
    joined: bool = True
    """Of an alternative: whether it is written `Alt1. d`, not `Alt 1.d`."""
    span: int = 0
    """The bracket over several sub-paragraphs that it stands in, or 0."""
    opens: bool = False
    """Whether that bracket opens here."""

    def top(self) -> list[Item]:
        """Everything that stands directly in the clause, in order."""
        return [*self.items, *self.tail]


@dataclass(slots=True)
class Front:
    """What stands before the first paragraph."""

    day: int
    title: list[Word]


@dataclass(slots=True)
class Span:
    """A bracket over several sub-paragraphs: it opens in the first and closes in the last."""

    uid: int
    groups: list[list[Entry]]

    def entries(self) -> list[Entry]:
        """The entries of all its groups."""
        return [entry for group in self.groups for entry in group]


@dataclass(slots=True)
class Draft:
    """Front and clauses, in document order."""

    front: Front
    heading: list[Word]
    """The heading before the first operative clause."""
    clauses: list[Clause]
    spans: dict[int, Span] = field(default_factory=dict)

    def members(self, span: int) -> tuple[int, ...]:
        """The clauses that a bracket over several of them holds."""
        return tuple(clause.uid for clause in self.clauses if clause.span == span)

    def labels(self) -> dict[int, str]:
        """The label of each clause by its identity."""
        named: dict[int, str] = {}
        counted, above, letter = 0, "", ""
        for clause in self.clauses:
            if clause.kind == "pp":
                counted += not clause.bis
                label = f"PP{clause.number}.bis" if clause.bis else f"PP{counted}"
            elif clause.kind == "op":
                above = label = f"OP{clause.number}" + (".bis" if clause.bis else "")
            elif clause.kind == "sub":
                dot = "." if above.endswith("bis") else ""
                letter = label = f"{above}{dot}{chr(96 + clause.number)}"
            else:
                label = f"{letter}.alt1"
            named[clause.uid] = label
        return named

    def parents(self) -> dict[int, int]:
        """The paragraph (or for an alternative, the clause) that each clause hangs under."""
        found: dict[int, int] = {}
        above = main = 0
        for clause in self.clauses:
            if clause.kind == "sub":
                found[clause.uid], main = above, clause.uid
            elif clause.kind == "alt":
                found[clause.uid] = main
            else:
                above = clause.uid
        return found


def brackets_in(items: list[Item]) -> Iterator[Bracket]:
    """Every bracket among the items, at any depth, in reading order."""
    for item in items:
        if isinstance(item, Bracket):
            yield item
            yield from brackets_in(item.items)


def words_in(items: list[Item]) -> Iterator[Word]:
    """Every word and mark among the items, at any depth; letter pairs apart."""
    for item in items:
        if isinstance(item, Word):
            yield item
        elif isinstance(item, Bracket):
            yield from words_in(item.items)


def copy_items(items: list[Item]) -> list[Item]:
    """The items again, those copied that can change."""
    return [_copy(item) for item in items]


def _copy(item: Item) -> Item:
    if isinstance(item, Bracket):
        return Bracket(
            item.uid, copy_items(item.items), [list(group) for group in item.groups], item.fault
        )
    if isinstance(item, ClauseGroup):
        return ClauseGroup(item.uid, list(item.entries), item.unclosed)
    if isinstance(item, LetterPair):
        groups = [list(group) for group in item.groups]
        return LetterPair(item.uid, item.small, item.capital, item.rest, item.letter, groups)
    return item


def copy_clause(clause: Clause) -> Clause:
    """The clause again, free to be changed."""
    return Clause(
        clause.uid,
        clause.kind,
        copy_items(clause.items),
        clause.number,
        clause.bis,
        clause.end,
        copy_items(clause.tail),
        clause.stamp,
        clause.enclosed,
        clause.end_uid,
        clause.joined,
        clause.span,
        clause.opens,
    )


def copy_draft(draft: Draft) -> Draft:
    """The draft again; its clauses are shared until one of them is taken to be changed."""
    front = Front(draft.front.day, list(draft.front.title))
    spans = {
        uid: Span(uid, [list(group) for group in span.groups]) for uid, span in draft.spans.items()
    }
    return Draft(front, list(draft.heading), list(draft.clauses), spans)
