"""Laws of comparing one clause: nothing from nothing, every edit told, layout is no event."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from draftvc.diff.ledger import Found
from draftvc.diff.within import compare_clause
from draftvc.draft.model import Clause
from draftvc.limits import DEFAULT
from tests.strategies import broken_clauses, sound_clauses


def _compare(old: str, new: str) -> tuple[list[Found], bool]:
    a, b = (Clause("PP1", "preambular", "", text) for text in (old, new))
    found, _, complete = compare_clause(a, b, DEFAULT)
    return found, complete


@given(broken_clauses)
def test_a_clause_against_itself_has_no_event(text: str) -> None:
    assert _compare(text, text) == ([], True)


@given(broken_clauses, broken_clauses)
def test_every_edited_token_belongs_to_one_event(old: str, new: str) -> None:
    found, complete = _compare(old, new)
    assert complete, [each.event for each in found]


@given(sound_clauses, st.data())
def test_a_small_change_is_told_whole(old: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(old)))
    size = data.draw(st.integers(0, 12))
    piece = data.draw(st.sampled_from(("", "new words", "[draft] {KEN+}", "{PER reserve}", "]")))
    new = old[:at] + piece + old[at + size :]
    found, complete = _compare(old, new)
    assert complete, [each.event for each in found]


@given(sound_clauses)
def test_another_layout_has_no_event(text: str) -> None:
    wrapped = re.sub(r"(?<![\s\-‐‑]) +", "\n", text)
    spaced = text.replace("}", " } ").replace(" } ", "}  ")
    assert _compare(text, wrapped)[0] == []
    assert _compare(text, spaced)[0] == []
