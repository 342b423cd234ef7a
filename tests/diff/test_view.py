"""A clause as the differ sees it."""

from __future__ import annotations

from draftvc.diff.viewing import view_clause
from draftvc.draft.model import Clause


def test_a_phrase_may_be_asked_for_beyond_the_end():
    view = view_clause(Clause("OP1", "operative", "", "Urges [all] {KEN+} towns, and ports;"))
    assert view.phrase(0, 3) == "Urges all towns"
    assert view.phrase(4, 99) == "and ports;"
    assert view.phrase(99, 102) == ""
