"""Laws of reading a draft: nothing is lost, nothing raises, what is told is there."""

from __future__ import annotations

import pytest
from hypothesis import given

from draftvc.draft.read import read_draft
from draftvc.notation.model import Kind
from tests.draft.generated import drafts
from tests.draft.laws import hold
from tests.draft.mutated import mutated

HUNDRED_THOUSAND = [range(at, at + 5_000) for at in range(0, 100_000, 5_000)]


@given(drafts)
def test_the_laws_hold_of_any_text(text: str) -> None:
    hold(text)


@pytest.mark.parametrize("numbers", [range(at, at + 100) for at in range(0, 400, 100)], ids=str)
def test_the_laws_hold_of_damaged_pages(numbers):
    _hold_all(numbers)


@pytest.mark.long
@pytest.mark.parametrize("numbers", HUNDRED_THOUSAND, ids=str)
def test_the_laws_hold_of_a_hundred_thousand_damaged_pages(numbers):
    _hold_all(numbers)


def _hold_all(numbers: range) -> None:
    for number in numbers:
        try:
            hold(mutated(number))
        except Exception as error:  # which text it was is what a reader needs first
            error.add_note(f"in mutated({number})")
            raise


EXTREME = {
    "ten thousand nested": "1. Urges " + "[" * 10_000 + "x" + "]" * 10_000,
    "fifty thousand unclosed": "1. Urges " + "[x " * 50_000,
    "fifty thousand unopened": "1. Urges " + "x] " * 50_000,
    "fifty thousand braces": "1. Urges " + "{USA+ " * 50_000,
    "NUL bytes": "\0" * 100_000,
    "lone surrogates": "1. Urges \ud800 [x\udfff] {USA+} and \n" * 100,
    "one line of two megabytes": "1. Urges " + "[the lamp] {USA+, FRA-} and " * 80_000,
}


@pytest.mark.parametrize("name", EXTREME)
def test_extreme_texts_are_read(name):
    text = EXTREME[name]
    draft = read_draft(text)
    assert "".join(clause.raw for clause in draft.clauses).split() == text.split()
    opened = sum(
        token.kind is Kind.OPEN for clause in draft.clauses for token in clause.reading.tokens
    )
    assert opened == text.count("[")


def test_a_line_of_twenty_megabytes_gives_a_result():
    text = "Urges [the lamp] {USA+} " * 840_000
    (clause,) = read_draft(text).clauses
    assert clause.label == "FRONT"
    assert len(clause.raw) == len(text) - 1
