"""One side of a comparison: the words, marks, brackets, entries and braces of a clause in a row.

Clauses that were parted or joined are laid end to end. A delimiter fault that stands on both sides
is read as section 7 of the interfaces says; one that came or went is laid out as if it were sound.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from room.model import (
    Brace,
    Bracket,
    BracketFault,
    Clause,
    ClauseGroup,
    Entry,
    Item,
    LetterPair,
    Word,
    brackets_in,
)


class Unclear(Exception):
    """Two readings of a change could be defended: the room does not make such a change."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or mark of punctuation in its place; `text` is empty for a bracket mark or a group."""

    uid: int
    text: str
    path: tuple[int, ...]
    """The brackets around it, the outermost first."""
    clause: int

    @property
    def word(self) -> bool:
        """Whether it counts as a word."""
        return self.text[:1].isalnum()


@dataclass(slots=True)
class Seen:
    """A bracket in its place."""

    bracket: Bracket
    clause: int
    number: int
    """Counts the opening brackets of the clause from 1."""
    path: tuple[int, ...]
    atoms: list[Atom] = field(default_factory=list)
    before: int = 0
    """The bracket that stands directly before it, or 0."""
    words_before: int = 0
    """Words between it and the bracket before it on the same level."""
    near: int = 0
    """The bracket before it on the same level, with words between, or 0."""

    def words(self) -> list[Atom]:
        """Its words; punctuation where it has none."""
        return [atom for atom in self.atoms if atom.word] or [a for a in self.atoms if a.text]

    def text(self) -> str:
        """All words between its marks."""
        return " ".join(atom.text for atom in self.atoms if atom.text)


@dataclass(slots=True)
class Side:
    """Clauses laid end to end."""

    clauses: Sequence[Clause]
    atoms: list[Atom] = field(default_factory=list)
    at: dict[int, Atom] = field(default_factory=dict)
    seen: dict[int, Seen] = field(default_factory=dict)
    pairs: dict[int, tuple[LetterPair, int, int]] = field(default_factory=dict)
    """Letters in question: the pair, its clause, the number of its first bracket."""
    entries: dict[int, list[Entry]] = field(default_factory=dict)
    """Entries on each clause itself."""
    braces: dict[int, tuple[Brace, int, tuple[int, ...]]] = field(default_factory=dict)
    """Notes and placeholders: the brace, its clause, and the brackets around it."""


_MARK = 0


def lay_out(
    clauses: Sequence[Clause], absent: Collection[int] = (), spans: Collection[int] = ()
) -> Side:
    """Lay clauses out.

    Args:
        clauses: One, or those that were parted or joined.
        absent: Brackets that count in addresses but are left out of the row.
        spans: Brackets over several clauses that are told of as around their words.
    """
    side = Side(clauses)
    for clause in clauses:
        side.entries[clause.uid] = []
        if side.atoms:
            side.atoms.append(Atom(_MARK, "", (), clause.uid))
        layer = _Layer(side, clause, absent)
        path: tuple[int, ...] = ()
        layer.number += clause.opens
        if clause.span in spans:
            path = (clause.span,)
            side.seen[clause.span] = Seen(Bracket(clause.span, []), clause.uid, 1, ())
        layer.run(clause.top(), path)
        if clause is not clauses[-1] and clause.end:
            layer.put(Atom(clause.end_uid, clause.end, (), clause.uid))
    side.at = {atom.uid: atom for atom in side.atoms if atom.uid}
    return side


class _Layer:
    def __init__(self, side: Side, clause: Clause, absent: Collection[int]) -> None:
        self.side, self.clause, self.absent = side, clause, absent
        self.number = 0

    def run(self, items: list[Item], path: tuple[int, ...] = ()) -> None:
        before = near = between = 0
        for item in items:
            if isinstance(item, Bracket):
                seen = self.bracket(item, path)
                if seen:
                    seen.before, seen.near, seen.words_before = before, near, between
                    before = near = item.uid
                    between = 0
                continue
            before = 0
            if isinstance(item, Word):
                between += item.is_word
                self.put(Atom(item.uid, item.text, path, self.clause.uid))
            else:
                self.other(item, path)

    def put(self, atom: Atom) -> None:
        self.side.atoms.append(atom)
        for uid in atom.path:
            self.side.seen[uid].atoms.append(atom)

    def mark(self, path: tuple[int, ...]) -> None:
        self.put(Atom(_MARK, "", path, self.clause.uid))

    def bracket(self, bracket: Bracket, path: tuple[int, ...]) -> Seen | None:
        if bracket.uid in self.absent:
            self.number += 1 + sum(1 for _ in brackets_in(bracket.items))
            self.mark(path)
            return None
        self.number += 1
        seen = Seen(bracket, self.clause.uid, self.number, path)
        self.side.seen[bracket.uid] = seen
        self.mark(path)
        self.run(bracket.items, (*path, bracket.uid))
        self.mark(path)
        return seen

    def other(self, item: Item, path: tuple[int, ...]) -> None:
        self.mark(path)
        if isinstance(item, LetterPair):
            self.side.pairs[item.uid] = (item, self.clause.uid, self.number + 1)
            self.number += 2
            self.put(Atom(item.uid, item.letter + item.rest, path, self.clause.uid))
            self.mark(path)
        elif isinstance(item, ClauseGroup):
            self.side.entries[self.clause.uid] += item.entries
        elif isinstance(item, Brace):
            self.side.braces[item.uid] = (item, self.clause.uid, path)
            # A placeholder has a place among the words: what comes there fills it.
            self.put(Atom(-item.uid, "", path, self.clause.uid))


# ------------------------------------------------------------------------------------------ faults


def faults_of(clauses: Sequence[Clause]) -> dict[int, BracketFault]:
    """The delimiter faults of the clauses, by the bracket or group that suffers them."""
    found: dict[int, BracketFault] = {}
    for clause in clauses:
        found |= {b.uid: b.fault for b in brackets_in(clause.items) if b.fault}
        groups = (item for item in clause.top() if isinstance(item, ClauseGroup))
        found |= {group.uid: "unclosed" for group in groups if group.unclosed}
    return found


def as_read(clause: Clause, standing: Collection[int]) -> Clause:
    """The clause as its standing faults make it read."""
    for at, item in enumerate(clause.items):
        if not isinstance(item, Bracket) or item.uid not in standing:
            continue
        mine: list[Item] = [ClauseGroup(-item.uid, item.entries())] if item.groups else []
        before, after = clause.items[:at], clause.items[at + 1 :]
        if item.fault == "unopened":
            return replace(clause, items=[*before, *item.items, *mine, *after])
        if item.fault == "unclosed":
            end: list[Item] = [Word(-clause.uid, clause.end)] if clause.end else []
            inside = [*item.items, *mine, *after, *end, *clause.tail]
            return replace(clause, items=[*before, Bracket(item.uid, inside)], end="", tail=[])
    return clause


# ------------------------------------------------------------------------------------------- order


def in_order(numbers: Sequence[int]) -> set[int]:
    """Positions of a longest run of rising numbers."""
    tails: list[int] = []
    back: list[int] = []
    for at, number in enumerate(numbers):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if numbers[tails[middle]] < number:
                low = middle + 1
            else:
                high = middle
        back.append(tails[low - 1] if low else -1)
        tails[low:] = [at] if low == len(tails) else [at, *tails[low + 1 :]]
    kept: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = back[at]
    return kept


def moved_brackets(old: Side, new: Side) -> set[int]:
    """The brackets that stand elsewhere among the words that stayed.

    Raises:
        Unclear: words changed places, or a bracket that moved was changed too.
    """
    place = {atom.uid: at for at, atom in enumerate(old.atoms) if atom.uid > 0}
    kept = [atom for atom in new.atoms if atom.uid in place]
    numbers = [place[atom.uid] for atom in kept]
    if all(a < b for a, b in pairwise(numbers)):
        return set()
    standing = in_order(numbers)
    moved: set[int] = set()
    for at, atom in enumerate(kept):
        if at in standing:
            continue
        outer = [uid for uid in atom.path if uid in old.seen and _whole(old, new, uid)]
        if not outer:
            raise Unclear("words changed places")
        moved.add(outer[0])
    for uid in moved:
        if any(kept[at].uid in {a.uid for a in new.seen[uid].atoms} for at in standing):
            raise Unclear("part of a bracket moved")
    return moved


def _whole(old: Side, new: Side, uid: int) -> bool:
    sides = [[atom for atom in side.seen[uid].atoms if atom.text] for side in (old, new)]
    return [(a.uid, a.text) for a in sides[0]] == [(a.uid, a.text) for a in sides[1]]
