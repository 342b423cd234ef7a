"""Where a move is made: a draft that may be changed, and what a move needs to know of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from room.model import (
    Bracket,
    Clause,
    Draft,
    Entry,
    Item,
    Word,
    brackets_in,
    copy_clause,
    copy_draft,
    words_in,
)
from room.writer import Writer

WINDOW = 10
"""Words around a place among which a small word must not be repeated."""


@dataclass
class Desk:
    """A draft on which one move is tried; clauses are copied when they are taken."""

    writer: Writer
    draft: Draft
    before: dict[int, Clause] = field(default_factory=dict)
    """The clauses of the last revision, whose words are not to be used again."""
    taken: set[int] = field(default_factory=set)
    attic: list[Clause] = field(default_factory=list)
    """Clauses that were removed in earlier revisions."""
    moved: frozenset[str] = frozenset()
    """Positions that went in one place and came in another so far."""

    def trial(self) -> Desk:
        """A desk with a copy, so that a move can be given up."""
        return Desk(
            self.writer,
            copy_draft(self.draft),
            self.before,
            attic=self.attic,
            moved=self.moved,
        )

    @property
    def chance(self) -> random.Random:
        """The stream of chance."""
        return self.writer.chance

    def take(self, at: int) -> Clause:
        """The clause at a place, free to be changed."""
        clause = self.draft.clauses[at]
        if clause.uid not in self.taken:
            self.taken.add(clause.uid)
            clause = self.draft.clauses[at] = copy_clause(clause)
        return clause

    def insert(self, at: int, clause: Clause) -> None:
        """Put a new clause before the one at a place."""
        self.taken.add(clause.uid)
        self.draft.clauses.insert(at, clause)

    def fresh(self, clause: Clause, count: int, near: Item | None = None) -> list[Item]:
        """New words for a clause that are not to be confused with those that stand or stood."""
        mine = list(words_in(clause.top()))
        once = list(words_in(self.before[clause.uid].top())) if clause.uid in self.before else []
        kept = {word.uid for word in mine}
        anywhere = {word.text.lower() for word in [*mine, *once]}
        around = {word.text.lower() for word in once if word.uid not in kept}
        at = next((i for i, word in enumerate(mine) if word is near), 0)
        around |= {word.text.lower() for word in mine[max(0, at - WINDOW) : at + WINDOW]}
        pool = [word.text for word in mine if word.is_word and word.text.islower()]
        return self.writer.fresh(count, around, anywhere, pool)


@dataclass(frozen=True)
class Level:
    """A row of items that one bracket holds, or the clause itself."""

    items: list[Item]
    bracket: Bracket | None
    first: int
    """The first item that a move may touch: a clause begins with words that make it one."""


def levels(clause: Clause) -> list[Level]:
    """The rows of items of a clause, the clause's own first."""
    first = {"pp": 1, "op": 0, "sub": 0}.get(clause.kind, 1)
    found = [] if clause.enclosed else [Level(clause.items, None, first)]
    for bracket in brackets_in(clause.items):
        outer = clause.enclosed and bracket is clause.items[0]
        found.append(Level(bracket.items, bracket, 1 if outer else 0))
    return found


def pick_level(desk: Desk, clause: Clause) -> Level:
    """Some row of a clause: mostly its own."""
    every = levels(clause)
    return every[0] if desk.chance.random() < 0.75 else desk.chance.choice(every)


def is_word(item: Item) -> bool:
    """Whether an item is a plain word."""
    return isinstance(item, Word) and item.is_word


def runs(level: Level, length: int, fit: Callable[[Item], bool] = is_word) -> list[int]:
    """Where so many items in a row fit."""
    good = [fit(item) for item in level.items]
    starts = range(level.first, len(good) - length + 1)
    return [at for at in starts if all(good[at : at + length])]


def places(level: Level, fit: Callable[[Bracket], bool]) -> list[int]:
    """Where brackets stand that fit, faulty ones apart."""
    return [
        at
        for at, item in enumerate(level.items)
        if isinstance(item, Bracket) and not item.fault and fit(item)
    ]


def bracket_places(clause: Clause, fit: Callable[[Bracket], bool]) -> list[tuple[Level, int]]:
    """All brackets of a clause that fit, with the rows they stand in; not one around it all."""
    return [(level, at) for level in levels(clause) for at in places(level, fit)]


def has_words(bracket: Bracket) -> bool:
    """Whether a bracket holds at least one word."""
    return any(word.is_word for word in words_in(bracket.items))


def same_entries(groups: list[list[Entry]]) -> list[list[Entry]]:
    """The groups again, for another bracket."""
    return [list(group) for group in groups]
