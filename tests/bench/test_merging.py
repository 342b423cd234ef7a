"""Small negotiations on branches: nothing is lost, and nothing comes out broken."""

from __future__ import annotations

import pytest

from merging import Room, negotiate


@pytest.mark.parametrize("proposing", [True, False], ids=["propose", "act as the room"])
def test_no_token_is_lost_in_a_negotiation_on_branches(proposing):
    outcome = negotiate(7, Room(clauses=10, branches=4, moves=24, days=2, proposing=proposing))
    assert (outcome.merges, outcome.moves) == (4, 24)
    assert outcome.lost == []
    assert outcome.broken == 0
