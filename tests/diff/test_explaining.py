"""Why a clause is held to be another: the pair, its reason, the runner-up, the rules."""

from __future__ import annotations

import pytest

from draftvc.diff.compare import compare
from draftvc.diff.explaining import Explained, explain
from draftvc.diff.kinds import KINDS
from draftvc.diff.model import Event
from draftvc.diff.rules import rule_of
from draftvc.draft.read import read_draft

MONDAY = """Noting the lanterns of the harbour and the old rope walk,

1. Requests the harbour master to count the lanterns each evening;

2. Invites the bakers of every town to open before dawn;
"""
FRIDAY = """Noting the lanterns of the harbour and the old rope walk,

1. Requests the bakers of every large town to open long before dawn;

2. Decides to meet on the island;
"""


def _explained(label: str, old: str = MONDAY, new: str = FRIDAY) -> tuple[Explained, ...]:
    a, b = read_draft(old), read_draft(new)
    return explain(a, b, compare(a, b), frozenset([label]))


def test_a_clause_is_told_with_its_pair_its_reason_and_the_runner_up():
    found = next(each for each in _explained("OP1") if each.new == "OP1")
    assert (found.old, found.pair and found.pair.reason) == ("OP2", "words")
    assert found.likeness is not None
    assert found.likeness > 0.5
    assert found.rival_old is not None
    assert found.rival_old.likeness < found.likeness
    assert {each.event.clause for each in found.events} == {"OP1"}


def test_a_clause_without_counterpart_names_what_was_most_like_it():
    gone = next(each for each in _explained("OP1") if each.new is None)
    assert (gone.old, gone.pair, gone.likeness) == ("OP1", None, None)
    assert [each.event.kind for each in gone.events] == ["clause.removed"]


def test_equal_text_is_the_reason_where_nothing_changed():
    (found,) = _explained("PP1")
    assert found.pair is not None
    assert (found.pair.reason, found.likeness, found.events) == ("text", 1.0, ())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_has_its_rule(kind):
    assert rule_of(Event(kind=kind, clause="OP1"))
