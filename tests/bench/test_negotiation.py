"""The simulator: the same for one seed, readable pages, and a truth that mirrors itself."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from draftvc.draft.read import read_draft
from generate import pair
from room.desk import Desk
from room.model import copy_draft
from room.negotiation import Negotiation
from room.page import draw_page
from room.sides import Unclear
from room.table import kinds
from room.told import Told
from room.truth import Truth
from room.writer import Writer

MIRROR = {
    "position.withdrawn": "position.added",
    "note.removed": "note.added",
    "placeholder.removed": "placeholder.added",
    "placeholder.filled": "placeholder.added",
    "clause.removed": "clause.added",
    "clause.merged": "clause.split",
    "bracket.lifted": "bracket.added",
    "bracket.dropped": "bracket.added",
    "bracket.merged": "bracket.split",
    "syntax.repaired": "syntax.broken",
    "clause.reopened": "clause.agreed",
}


def test_a_chain_is_the_same_for_one_seed() -> None:
    one, other = (list(Negotiation(5, 12_000, 0.2).steps(3)) for _ in range(2))
    assert one == other


def mirrored(told: list[Told]) -> Counter[str]:
    """Kinds of events, each as its mirror image.

    Edits are left out: new words in a bracket that comes around old ones are its own, and on the
    way back they are edits of what is around it.
    """
    return Counter(
        MIRROR.get(one.kind, one.kind) for one in told if not one.kind.endswith("edited")
    )


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_way_back_is_told_as_the_mirror_of_the_way_there(seed: int) -> None:
    negotiation = Negotiation(seed, 12_000, 0.2)
    base = copy_draft(negotiation.draft)
    told = 0
    for step in negotiation.steps(6):
        try:
            back = Truth(negotiation.draft).tell(base)
        except Unclear:  # such as a placeholder where words stood: nobody would put one there
            back = None
        if back is not None:
            assert mirrored(back) == mirrored(step.told)
            told += 1
        base = copy_draft(negotiation.draft)
    assert told


def test_pages_are_read_as_they_were_written() -> None:
    chance = random.Random(1)
    read = 0
    for seed in range(1, 7):
        draft = Writer(seed).draft(12_000)
        labels = [draft.labels()[clause.uid] for clause in draft.clauses]
        page = read_draft(draw_page(chance).text(draft))
        read += [clause.label for clause in page.clauses][1:] == labels
    assert read >= 5  # a wrapped line may look like the beginning of a clause


def test_every_kind_of_move_can_be_made() -> None:
    made = {told.kind for seed in range(40) for told in _one_of(seed)}
    assert made >= set(kinds())


def _one_of(seed: int) -> list[Told]:
    """What a chain with one move a revision tells."""
    return [told for step in Negotiation(seed, 12_000, 0.0).steps(3) for told in step.told]


def test_a_trial_leaves_the_draft_as_it_was() -> None:
    desk = Desk(Writer(1), Writer(1).draft(4_000))
    trial = desk.trial()
    trial.take(0).items.clear()
    assert desk.draft.clauses[0].items


def test_the_speed_bench_gets_its_pairs() -> None:
    made = pair(12_000, moves=6)
    assert made.old != made.new
    assert len(made.moves) == 6
