"""What a filter chooses of the events of a comparison."""

from __future__ import annotations

import pytest

from draftvc.diff.kinds import GRAVITY, KINDS
from draftvc.diff.model import Event
from draftvc.diff.select import select_events
from draftvc.notation.model import Position

RESERVE = Event(kind="position.withdrawn", clause="PP1", party="RUS", stance="reserve")
LIFTED = Event(
    kind="bracket.lifted", clause="OP1a", positions=(Position("USA", "support"),), text="by night"
)
RENUMBERED = Event(kind="clause.renumbered", clause="OP1a", clause_old="OP1b", was="b.")
EDITED = Event(kind="text.edited", clause="OP1b", clause_old="OP1c", before="a", after="b")
EVENTS = (RESERVE, LIFTED, RENUMBERED, EDITED)


@pytest.mark.parametrize(
    ("only", "party", "clauses", "chosen"),
    [
        ((), (), None, EVENTS),
        (("bracket",), (), None, (LIFTED,)),
        (("position.withdrawn", "text"), (), None, (RESERVE, EDITED)),
        (("position.with",), (), None, ()),
        ((), ("rus",), None, (RESERVE,)),
        ((), ("USA", "RUS"), None, (RESERVE, LIFTED)),
        (("bracket",), ("RUS",), None, ()),
        ((), (), frozenset({"OP1a"}), (LIFTED, RENUMBERED)),
        ((), (), frozenset({"OP1b"}), (RENUMBERED, EDITED)),
        ((), (), frozenset({"OP1c"}), ()),
        ((), (), frozenset(), ()),
    ],
)
def test_the_filter_chooses(only, party, clauses, chosen):
    assert select_events(EVENTS, only, party, clauses) == chosen


def test_every_kind_has_its_gravity():
    assert set(KINDS) - set(GRAVITY) == set()
    assert set(GRAVITY) - set(KINDS) == {"text.agreed", "text.editorial"}
    assert len(set(GRAVITY)) == len(GRAVITY)
