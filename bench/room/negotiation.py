"""A negotiation: a chain of revisions, each some moves after the one before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from room.desk import Desk
from room.model import Clause, Draft, copy_draft
from room.moves_words import LAST_DAY
from room.page import Page, Put, draw_page
from room.sides import Unclear
from room.sound import refuse_unsound
from room.table import MOVES, Move, kinds, moves_of
from room.told import Told
from room.truth import Truth
from room.writer import Writer

REVISIONS = 10
TRIES = 60
"""Clauses that a move is tried on before another is taken."""
MORE = 0.4
"""Share of the moves on a clause that another move on the same clause follows."""


@dataclass(frozen=True)
class Step:
    """Two neighbouring revisions as pages, and what a delegate would report of them."""

    old: str
    new: str
    told: list[Told]
    labels: tuple[list[str], list[str]]
    """Labels of the clauses of both, in order."""
    clauses: tuple[list[int], list[int]]
    """Their identities."""
    trails: tuple[list[Put], list[Put]]
    """What both pages say, piece by piece, with identities."""


@dataclass
class Negotiation:
    """A draft in the course of its revisions.

    Density is the share of clauses that are touched between two revisions; 0 stands for one move.
    """

    seed: int
    size: int
    density: float
    writer: Writer = field(init=False)
    draft: Draft = field(init=False)
    made: list[str] = field(default_factory=list)
    """The kinds of the moves that were made, for the record."""
    _attic: list[Clause] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    """Why moves were given up, and how often."""

    def __post_init__(self) -> None:
        """Write the first revision."""
        self.writer = Writer(self.seed)
        self.draft = self.writer.draft(self.size)

    @property
    def chance(self) -> random.Random:
        """The stream of chance."""
        return self.writer.chance

    def steps(self, revisions: int = REVISIONS) -> Iterator[Step]:
        """The pairs of neighbouring revisions of a chain."""
        page = self._page()
        text = page.text(self.draft)
        for number in range(1, revisions):
            base = self.draft
            told = self._session(number)
            following = self._page()
            new = following.text(self.draft)
            labels = (_labels(base), _labels(self.draft))
            clauses = ([c.uid for c in base.clauses], [c.uid for c in self.draft.clauses])
            yield Step(text, new, told, labels, clauses, (page.trail, following.trail))
            page, text = following, new

    def _page(self) -> Page:
        return draw_page(random.Random(self.chance.random()))

    def _session(self, number: int) -> list[Told]:
        """Make the moves between two revisions and tell them."""
        base = self.draft
        truth = Truth(base)
        before = {clause.uid: clause for clause in base.clauses}
        desk = Desk(self.writer, copy_draft(base), before, attic=self._attic)
        if not self.density:
            desk = self._one(desk, truth, number)
        else:
            desk.draft.front.day += self.writer.odds(0.6) and base.front.day < LAST_DAY
            wanted = max(1, round(self.density * len(base.clauses)))
            for uid in self.chance.sample([clause.uid for clause in base.clauses], wanted):
                desk = self._several(desk, truth, uid)
        self.draft = desk.draft
        kept = {clause.uid for clause in desk.draft.clauses}
        self._attic = [*desk.attic, *(c for c in base.clauses if c.uid not in kept)]
        return truth.tell(desk.draft)

    def _one(self, desk: Desk, truth: Truth, number: int) -> Desk:
        """Make one move; the kinds take turns over the steps of all seeds."""
        table = kinds()
        turn = self.seed * (REVISIONS - 1) + number
        for shift in range(len(table)):
            kind = table[(turn + shift) % len(table)]
            able = moves_of(kind)
            for _ in range(TRIES):
                one = self.chance.choices(able, [move.weight for move in able])[0]
                at = self.chance.randrange(len(desk.draft.clauses))
                after = self._try(desk, truth, one, at)
                if after is not None and truth.raw(after.draft):
                    return after
        return desk

    def _several(self, desk: Desk, truth: Truth, uid: int) -> Desk:
        """Make one or more moves on a clause; another kind where one cannot be made."""
        for _ in range(TRIES // 3):
            place = next((i for i, c in enumerate(desk.draft.clauses) if c.uid == uid), None)
            if place is None:
                return desk
            one = self.chance.choices(MOVES, [move.weight for move in MOVES])[0]
            after = self._try(desk, truth, one, place)
            if after is not None:
                desk = after
                if not self.writer.odds(MORE):
                    return desk
        return desk

    def _try(self, desk: Desk, truth: Truth, one: Move, at: int) -> Desk | None:
        """Make a move, unless it cannot be made there or could be read in two ways."""
        trial = desk.trial()
        if not one.make(trial, at):
            return None
        try:
            trial.moved = truth.check(trial.draft)
            if one.kind != "position.moved" and trial.moved != desk.moved:
                raise Unclear("a position went and one like it came")
            refuse_unsound(trial.draft, trial.taken)
        except Unclear as unclear:
            why = str(unclear)
            self.refused[why] = self.refused.get(why, 0) + 1
            return None
        self.made.append(one.kind)
        return trial


def _labels(draft: Draft) -> list[str]:
    labels = draft.labels()
    found = [labels[clause.uid] for clause in draft.clauses]
    if len(set(found)) < len(found):
        raise AssertionError(f"labels twice: {found}")
    return found
