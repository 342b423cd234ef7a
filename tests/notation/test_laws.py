"""Laws of reading a clause: nothing is lost, nothing raises, layout is not content."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from draftvc.notation.canonical import canonical_text
from draftvc.notation.model import Kind
from draftvc.notation.reader import read_marks
from draftvc.notation.tokens import scan
from tests.draft.laws import characters_lead_back
from tests.draft.mutated import mutated
from tests.strategies import any_text, broken_clauses, sound_clauses


@given(any_text)
def test_every_character_is_in_one_token(text: str) -> None:
    tokens = scan(text)
    assert "".join(text[token.start : token.end] for token in tokens) == text


@given(any_text | broken_clauses)
def test_canonical_text_of_canonical_text_is_itself(text: str) -> None:
    once = canonical_text(text)
    assert canonical_text(once) == once


@given(any_text | broken_clauses)
def test_reading_never_raises_and_brackets_lie_in_the_text(text: str) -> None:
    reading = read_marks(canonical_text(text))
    for bracket in reading.brackets:
        assert 0 <= bracket.start < bracket.end <= len(reading.text)
        if bracket.parent is not None:
            assert reading.brackets[bracket.parent].start < bracket.start
    opens = sum(token.kind is Kind.OPEN for token in reading.tokens)
    assert len(reading.brackets) == opens


@given(sound_clauses)
def test_sound_text_has_no_delimiter_fault(text: str) -> None:
    faults = read_marks(canonical_text(text)).faults
    assert {fault.code for fault in faults} <= {"W105"}


@given(any_text | broken_clauses)
def test_canonical_offsets_lead_back_to_the_same_character(text: str) -> None:
    characters_lead_back(text)


def test_damaged_pages_lead_back_character_by_character() -> None:
    for number in range(200):
        characters_lead_back(mutated(number))


LAWS = (
    test_every_character_is_in_one_token,
    test_canonical_text_of_canonical_text_is_itself,
    test_reading_never_raises_and_brackets_lie_in_the_text,
    test_sound_text_has_no_delimiter_fault,
    test_canonical_offsets_lead_back_to_the_same_character,
)


@pytest.mark.long
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_at_length(law: Callable[[], None]) -> None:
    """The same with as many examples as the long profile asks for."""
    law()
