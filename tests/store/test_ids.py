"""Permanent ids: the same at the same birth, never twice, and readable."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.draft.model import Clause
from draftvc.store.ids import new_id
from draftvc.store.layout import clause_id_of, clause_path


def clause(raw: str, label: str = "OP1", marker: str = "") -> Clause:
    return Clause(label, "operative", marker, raw)


@given(st.text(max_size=300), st.text(max_size=20), st.text(max_size=40))
def test_an_id_is_the_name_of_a_file_and_is_made_from_nothing_but_the_birth(raw, label, before):
    made = new_id(clause(raw, label), before, ())
    assert clause_id_of(clause_path(made)) == made
    assert made == new_id(clause(raw, label), before, ())


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("1. [Urges] {CMR+} [Requests] {CMR+} Member States to", "urges-requests-member"),
        ("Rappelant l’état d’Évian", "rappelant-letat-devian"),
        ("[t][T]argets {DEU+} of the Goals", "ttargets-of-the"),
        ("Interinstitutionalisations of antidisestablishment", "interinstitutionalisations"),
        ("日本語の文", "operative"),
        ("{placeholder}", "operative"),
        ("", "operative"),
    ],
)
def test_an_id_begins_with_a_few_of_the_words(raw, words):
    marker = "1." if raw.startswith("1.") else ""
    made = new_id(clause(raw, marker=marker), "", ())
    assert re.fullmatch(rf"{re.escape(words)}-[a-z0-9]{{5}}", made)


def test_what_differs_at_birth_differs_in_the_id():
    one = clause("Noting the reeds,", "PP1")
    other = clause("Noting the reeds,", "PP2")
    words = clause("Noting the reeds, the rocks", "PP1")
    ids = {
        new_id(one, "", ()),
        new_id(other, "", ()),
        new_id(words, "", ()),
        new_id(one, "a" * 40, ()),
    }
    assert len(ids) == 4


def test_a_taken_id_is_made_again():
    given_clause = clause("Noting the reeds,")
    first = new_id(given_clause, "", ())
    second = new_id(given_clause, "", {first})
    third = new_id(given_clause, "", {first, second})
    assert len({first, second, third}) == 3
    assert second == new_id(given_clause, "", {first})
