"""A cap that is reached is said; nothing takes the square of a large text."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from draftvc.diff import matcher
from draftvc.diff.compare import compare
from draftvc.diff.equality import drafts_are_equal
from draftvc.diff.model import Comparison
from draftvc.diff.replay import apply_events
from draftvc.draft.read import read_draft
from draftvc.limits import DEFAULT, Limits

WORDS = ("river", "harbour", "lamp", "stair", "ferry", "bell", "ledger", "quay", "market", "ford")


def _clause(number: int, salt: int = 0) -> str:
    """A paragraph of its own words."""
    body = " ".join(f"{WORDS[(number * 7 + n) % 10]}{number + salt}x{n}" for n in range(12))
    return f"{number}. Requests the towns to keep {body};"


def _draft(numbers: range, salt: int = 0) -> str:
    return "\n".join(_clause(number, salt) for number in numbers) + "\n"


def _compare(old: str, new: str, limits: Limits = DEFAULT) -> Comparison:
    a, b = read_draft(old), read_draft(new)
    comparison = compare(a, b, limits)
    assert comparison.complete
    assert drafts_are_equal(apply_events(a, comparison), b)
    return comparison


def _reached(comparison: Comparison) -> set[str]:
    return {each.limit for each in comparison.fallbacks}


def test_a_long_clause_says_that_its_words_were_matched_by_rare_ones():
    old = "1. Requests " + " ".join(f"word{n} the of" for n in range(60)) + ";\n"
    new = old.replace("word10 ", "other ").replace("word50 ", "another ")
    comparison = _compare(old, new, DEFAULT._replace(match_tokens=40))
    assert _reached(comparison) == {"match_tokens"}
    assert _reached(_compare(old, new)) == set()


def test_many_brackets_in_one_gap_say_that_not_every_pair_was_scored():
    old = "1. Requests towns " + " ".join(f"[a{n}] {{KEN+}}" for n in range(8)) + " to wait;\n"
    new = "1. Requests towns " + " ".join(f"[b{n}] {{NOR+}}" for n in range(8)) + " to wait;\n"
    comparison = _compare(old, new, DEFAULT._replace(bracket_pairs=10))
    assert _reached(comparison) == {"bracket_pairs"}
    assert _reached(_compare(old, new)) == set()


def test_a_gap_of_many_clauses_says_that_not_every_pair_was_scored():
    old, new = _draft(range(1, 9)), _draft(range(1, 9), salt=500)
    comparison = _compare(old, new, DEFAULT._replace(align_cells=10))
    assert _reached(comparison) == {"align_cells"}
    assert _reached(_compare(old, new)) == set()


def test_two_hundred_clauses_against_two_hundred_others():
    comparison = _compare(_draft(range(1, 201)), _draft(range(1, 201), salt=5000))
    kinds = [event.kind for event in comparison.events]
    assert kinds.count("clause.removed") == kinds.count("clause.added") == 200


def test_a_clause_of_five_thousand_words_and_four_hundred_brackets():
    pieces = [
        " ".join(f"{WORDS[(n + k) % 10]}{n * 12 + k}" for k in range(12)) + f" [b{n}] {{KEN+}}"
        for n in range(400)
    ]
    old = "1. Requests " + " ".join(pieces) + ";\n"
    new = old.replace("[b7] {KEN+}", "b7").replace("[b300] {KEN+}", "[b300] {KEN+, NOR-}")
    kinds = [event.kind for event in _compare(old, new).events]
    assert kinds == ["bracket.lifted", "position.added"]


def test_ten_thousand_brackets_and_a_third_of_the_clauses_moved():
    lines = [
        f"{number}. Requests the towns to keep "
        + " ".join(f"[{WORDS[n]}{number}x{n}] {{KEN+}}" for n in range(10))
        + ";"
        for number in range(1, 1001)
    ]
    moved = [line for n, line in enumerate(lines) if n % 3 == 0]
    stay = [line for n, line in enumerate(lines) if n % 3]
    order = [line.partition(". ")[2] for line in (*stay, *moved)]
    new = "\n".join(f"{n}. {text}" for n, text in enumerate(order, start=1)) + "\n"
    comparison = _compare("\n".join(lines) + "\n", new)
    assert sum(event.kind == "clause.moved" for event in comparison.events) <= 334


def test_nested_brackets_do_not_recurse():
    old = "1. Requests " + "[" * 3000 + "a lamp" + "]" * 3000 + " at the quay;\n"
    new = old.replace("quay", "harbour")
    told = _compare(old, new, DEFAULT._replace(clause_marks=10_000))
    assert [event.kind for event in told.events] == ["text.edited"]


def test_a_clause_with_countless_brackets_says_that_its_change_is_told_as_one():
    old = "1. Requests towns [to weigh] {KEN+} [all] {NOR+} nets;\n2. Thanks [the] {KEN+} cook\n"
    new = old.replace("{NOR+}", "{NOR-, KEN+}").replace("[the] {KEN+}", "the")
    told = _compare(old, new, DEFAULT._replace(clause_marks=3))
    assert [event.kind for event in told.events] == ["bracket.lifted", "residual"]
    assert (told.events[1].before, told.events[1].after) == ("{NOR+}", "{NOR-, KEN+}")
    assert _reached(told) == {"clause_marks"}
    assert _reached(_compare(old, new)) == set()


@pytest.mark.skipif(
    vars(matcher)["SequenceMatcher"].__module__.startswith("difflib"),
    reason="cydifflib is not installed",
)
def test_the_accelerator_changes_no_result(monkeypatch: pytest.MonkeyPatch):
    import difflib

    old = (
        _draft(range(1, 12)) + "12. Invites the [large] {USA+} ports [and quays] {FRA-} to wait;\n"
    )
    new = (
        old.replace("lamp", "lantern")
        .replace("[and quays] {FRA-}", "and quays")
        .replace("3.", "4.")
    )
    quick = compare(read_draft(old), read_draft(new))
    monkeypatch.setattr(matcher, "SequenceMatcher", difflib.SequenceMatcher)
    assert compare(read_draft(old), read_draft(new)) == quick


_PROGRAM = """
from draftvc.draft.read import read_draft
from draftvc.diff.compare import compare
old = "1. Invites [the] {USA+} towns [and ports] {FRA-, KEN+} to wait;\\n2. Asks all to row;\\n"
new = "1. Invites the towns [and quays] {KEN+, FRA+} to wait;\\n2. Asks [some] {NOR+} to row;\\n"
print(compare(read_draft(old), read_draft(new)))
"""


def test_the_seed_of_hashes_changes_no_result():
    said = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(said) == 1
