"""Edits of the real text by hand: each gives the events that a delegate would report."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from draftvc.diff.compare import compare
from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from tests.caselib import complaint
from tests.seed.edits import EDITS, SeedEdit

SEED = Path(__file__).parents[3] / "shared" / "data" / "seed"
LABELS = (
    "FRONT PP1 PP2 PP3 PP4 PP5 PP6 PP7 PP7.bis PP8"
    " OP1 OP1a OP1b OP1c OP1d OP1d.alt1 OP1e OP1e.alt1 OP1f OP1g OP2"
)


@cache
def _seed() -> str:
    files = sorted(SEED.glob("*.txt")) if SEED.is_dir() else []
    if not files:
        pytest.skip(f"the real text is not ours to publish and is not at {SEED}")
    return files[0].read_text(encoding="utf-8")


@cache
def _original() -> Draft:
    return read_draft(_seed())


@pytest.fixture
def seed() -> str:
    return _seed()


@pytest.fixture
def original(seed: str) -> Draft:
    return _original()


EVERY = pytest.mark.parametrize("edit", EDITS, ids=[edit.name for edit in EDITS])


def test_the_clauses_that_the_edits_speak_of(original: Draft):
    assert " ".join(clause.label for clause in original.clauses) == LABELS


@EVERY
def test_the_events_are_those_a_delegate_would_report(edit: SeedEdit, seed: str, original: Draft):
    comparison = compare(original, read_draft(edit.apply(seed)))
    problem = complaint(edit.wanted, comparison.events)
    assert problem is None, f"{edit.name}\n{problem}"
    assert comparison.complete


@EVERY
def test_nothing_is_left_unexplained_on_the_way_back(edit: SeedEdit, seed: str, original: Draft):
    comparison = compare(read_draft(edit.apply(seed)), original)
    assert not [event for event in comparison.events if event.kind == "residual"]
    assert comparison.complete
    assert bool(comparison.events) == bool(edit.wanted.lines)


def test_names_of_edits_are_unique():
    assert len({edit.name for edit in EDITS}) == len(EDITS)
