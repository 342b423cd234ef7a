"""What must hold of every merge of one clause, over generated clauses and edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import permutations
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.diff.equality import normal_form
from draftvc.merge.clause import merge_clauses
from draftvc.merge.items import read_side
from draftvc.merge.model import Choice, MergedClause, Policy
from draftvc.notation.canonical import canonical_text
from draftvc.notation.reader import read_marks
from tests.merge.edits import clause, edited, edits
from tests.strategies import broken_clauses, sound_clauses

Reading = Literal[Choice, "brackets"]
READINGS: tuple[Reading, ...] = ("ours", "theirs", "brackets")
FREE = Policy(guard=False)
ROOM = Policy(parties=("FRA", "USA"), guard=False)
BACK = Policy(parties=("USA", "FRA"), guard=False)
openings = st.just("Noting that the towns keep ")
sound = st.builds(lambda head, text: canonical_text(head + text), openings, sound_clauses)
broken = st.builds(lambda head, text: canonical_text(head + text), openings, broken_clauses)


plain = sound.map(lambda text: text.split(", Ad ref")[0])
agreed = plain.map(lambda text: f"{text}, Ad ref 3 March 2025 12.26")


def merge(base: str, ours: str, theirs: str, policy: Policy = FREE) -> MergedClause:
    return merge_clauses(clause(base), clause(ours), clause(theirs), policy)


def tokens(text: str | None) -> Counter[tuple[str, Hashable]]:
    side = read_side(clause(text or ""))
    found: Counter[tuple[str, Hashable]] = Counter()
    for item in side.items:
        found["item", item.text] += bool(item.text)
        for raw in {member.raw for member in item.members}:
            found["group", raw] += 1
    if side.stamp:
        found["stamp", side.stamp] += 1
    return found


@given(sound, edits)
def test_what_one_side_changed_is_taken(base, made):
    text = edited(base, made)
    for merged in (merge(base, base, text), merge(base, text, base), merge(base, text, text)):
        assert not merged.conflicts
        assert normal_form(merged.text) == normal_form(text)


@given(broken, broken)
def test_what_one_side_changed_is_taken_also_of_broken_text(base, text):
    for merged in (merge(base, base, text), merge(base, text, base), merge(base, text, text)):
        assert normal_form(merged.text) == normal_form(text)


@given(sound, edits, edits)
def test_swapping_the_sides_swaps_the_result(base, mine, other):
    ours, theirs = edited(base, mine), edited(base, other)
    forth, back = merge(base, ours, theirs), merge(base, theirs, ours)
    assert [each.why for each in forth.conflicts] == [each.why for each in back.conflicts]
    pairs: tuple[tuple[Choice, Choice], ...] = (("ours", "theirs"), ("theirs", "ours"))
    for choice, turned in pairs:
        one, two = forth.resolved(choice), back.resolved(turned)
        assert (one is None) == (two is None)
        assert one is None or two is None or normal_form(one) == normal_form(two)


@given(st.one_of(sound, agreed), edits, edits)
def test_no_token_vanishes_without_a_decision_that_names_it(base, mine, other):
    ours, theirs = edited(base, mine), edited(base, other)
    for policy in (FREE, ROOM, Policy(), Policy(parties=("FRA", "USA"))):
        merged = merge(base, ours, theirs, policy)
        chosen: tuple[Reading, ...] = ("brackets",) if policy.parties else ("ours", "theirs")
        found: Counter[tuple[str, Hashable]] = Counter()
        for choice in chosen:
            found |= tokens(merged.resolved(choice))
        for decision in merged.decisions:
            for name in decision.lost:
                found["group", name] += 1
                found["stamp", name] += 1
        was, here, there = tokens(base), tokens(ours), tokens(theirs)
        for key in here | there:
            taken = max(0, was[key] - here[key]) + max(0, was[key] - there[key])
            if key[1] in ("[", "]"):  # one that a side lifted does not show where it drew another
                taken += sum(step[0] == "wrap" for step in [*mine, *other])
            assert found[key] >= max(here[key], there[key]) - taken, key


@given(sound, edits, edits)
def test_the_result_has_no_fault_where_no_side_has_one(base, mine, other):
    ours, theirs = edited(base, mine), edited(base, other)
    for policy in (FREE, ROOM):
        merged = merge(base, ours, theirs, policy)
        for choice in READINGS:
            text = merged.resolved(choice, ("FRA", "USA"))
            assert text is not None
            faults = [f for f in read_marks(text).faults if f.code != "W105"]
            assert not faults, text


@given(broken, edits, edits)
def test_broken_text_gets_no_further_fault(base, mine, other):
    sides = base, edited(base, mine), edited(base, other)
    merged = merge(*sides)
    known = max(len(read_marks(text).faults) for text in sides)
    assert len(read_marks(merged.text).faults) <= known


@pytest.mark.parametrize("base", ["Noting the old trains", "Noting the [old] trains run"])
def test_marks_that_either_side_left_open_make_no_bracket_together(base):
    ours, theirs = base.replace("the", "the ["), base.replace("trains", "trains ]")
    for sides in ((ours, theirs), (theirs, ours)):
        assert [each.why for each in merge(base, *sides).conflicts] == ["brackets"]


def in_any_order(base, made, form, policy=FREE):
    """Return what three sides merge to in each order; nothing where two of them conflict."""
    sides = [edited(base, each) for each in made]
    if any(merge(base, one, other, policy).conflicts for one, other in permutations(sides, 2)):
        return []
    results = []
    for order in permutations(sides):
        text = order[0]
        for side in order[1:]:
            merged = merge(base, text, side, policy)
            if merged.conflicts:
                return []
            text = merged.text
        results.append(form(text))
    return results


@given(sound, st.lists(edits, min_size=3, max_size=3))
def test_edits_that_do_not_conflict_combine_in_any_order(base, made):
    results = in_any_order(base, made, normal_form)
    assert all(each == results[0] for each in results)


@given(agreed, st.lists(edits, min_size=3, max_size=3))
def test_asked_of_agreed_words_they_combine_in_any_order(base, made):
    results = in_any_order(base, made, normal_form, Policy())
    assert all(each == results[0] for each in results)


def test_what_three_sides_ask_of_agreed_words_stands_beside_them_once():
    base = "Noting that the towns keep the boats, Ad ref 3 March 2025 12.26"
    sides = [
        base.replace("that", "how"),
        base.replace("boats", "ships"),
        base.replace("keep", "also keep"),
    ]
    for first, second, third in permutations(sides):
        text = merge(base, merge(base, first, second, Policy()).text, third, Policy()).text
        assert text == "Noting [that] [how] the towns [also] keep the [boats] [ships],"


def groups(draw_from):
    return st.sampled_from(["", *(f" {{{entry}}}" for entry in draw_from)])


dense = st.recursive(
    st.sampled_from(["slow", "fast", "old"]),
    lambda inner: st.builds(
        lambda inside, group: f"[{' '.join(inside)}]{group}",
        st.lists(inner, min_size=1, max_size=3),
        groups(["FRA+", "USA-", "NOR reserve"]),
    ),
    max_leaves=6,
).map(lambda text: f"Noting that {text} trains run")


@given(dense, st.lists(edits, min_size=3, max_size=3))
def test_where_brackets_stand_close_edits_combine_in_any_order(base, made):
    results = in_any_order(base, made, normal_form)
    assert all(each == results[0] for each in results)


rows = st.builds(
    lambda head, row, size, tail: f"Noting {head}{' '.join([row] * size)}{tail}",
    st.sampled_from(["", "that the towns keep ", "[slow] "]),
    st.sampled_from(
        ["[old]", "[old] {}", "[old] {FRA+}", "[[old]]", "[old fast]", "[[old] {FRA+} fast]"]
    ),
    st.integers(2, 3),
    st.sampled_from(["", " trains", " [and] trains by night"]),
)


@given(rows, st.lists(edits, min_size=3, max_size=3))
def test_of_equal_brackets_side_by_side_none_loses_a_word_by_the_order(base, made):
    results = in_any_order(base, made, normal_form)
    assert all(each == results[0] for each in results)


def test_what_three_sides_propose_alike_is_one_proposal_in_any_order():
    base = "Noting that the towns keep trains by night"
    asked = [base.replace("trains", f"[grand] {{{party}+}} trains") for party in ("FJI", "CUB")]
    results = [in_order(base, order) for order in permutations([*asked, f"[{base}] {{DEU-}}"])]
    assert set(results) == {
        "[Noting that the towns keep [grand] {CUB+, FJI+} trains by night] {DEU-}"
    }


def test_a_proposal_beside_words_that_others_replaced_is_not_taken_twice():
    base = "Noting that the towns keep fast trains"
    one, other = (base.replace("towns", f"[grand] {{{e}}} towns") for e in ("CUB+", "FJI-"))
    third = base.replace("towns", "[grand [deep] {CUB+}] {DEU+}")
    results = {in_order(base, order) for order in permutations([one, other, third])}
    assert len(results - {None}) == 1


def in_order(base: str, sides: Sequence[str]) -> str | None:
    """Return what sides merge to, one after the other; None where something is in conflict."""
    text, *more = sides
    for side in more:
        merged = merge(base, text, side)
        if merged.conflicts:
            return None
        text = merged.text
    return text


def test_of_equal_brackets_side_by_side_both_may_lose_the_same():
    base = "Noting that the towns keep [old] [old] trains"
    one, other = "Noting that the towns keep [old] trains", "that the towns keep [old] trains"
    assert merge(base, one, other).text == other
    assert [each.why for each in merge(base, one, base.replace("[old]", "[]", 1)).conflicts] == [
        "deleted"
    ]


@given(sound, edits, edits)
def test_brackets_leave_no_conflict(base, mine, other):
    ours, theirs = edited(base, mine), edited(base, other)
    merged = merge(base, ours, theirs, ROOM)
    assert not merged.conflicts
    assert bool(merge(base, ours, theirs).conflicts) <= bool(merged.decisions)


@given(agreed, edits)
def test_agreed_words_stand_unless_they_are_agreed_anew(base, made):
    theirs = edited(base, [step for step in made if step[0] != "agree"])
    merged = merge(base, base, theirs, Policy(parties=("FRA", "USA")))
    assert not merged.conflicts
    wanted, found = tokens(base), tokens(merged.text)
    for (kind, word), count in wanted.items():
        if kind == "item" and str(word).isalnum():
            assert found[kind, word] >= count
    if merged.text not in (canonical_text(base), theirs):
        assert merged.decisions


def words(text: str | None) -> Counter[str]:
    items = read_side(clause(text or "")).items
    return Counter(item.text for item in items if item.text.isalnum())


@given(plain, edits, edits)
def test_in_brackets_an_agreed_clause_loses_no_word_of_a_side(base, mine, other):
    ours = f"{edited(base, [step for step in mine if step[0] != 'agree'])}, Ad ref 3 March 2025"
    theirs = edited(base, [step for step in other if step[0] != "agree"])
    for sides, number in (((ours, theirs), 0), ((theirs, ours), 1)):
        agreed_one, asked = words(sides[number]), words(sides[1 - number])
        for policy in (Policy(), ROOM):
            merged = merge(base, *sides, policy)
            found = words(merged.resolved("brackets", ("FRA", "USA")))
            for word, count in agreed_one.items():
                assert found[word] >= count, word
            for word, count in asked.items():
                assert found[word] >= count - max(0, words(base)[word] - agreed_one[word]), word


def test_agreed_words_stand_beside_those_that_the_other_side_asks():
    base = "Decides to return to the matter at its next session."
    ours = f"{base} Ad ref 3 March 2025 17.05"
    theirs = base.replace("next", "fifth")
    both = "Decides to return to the matter at its [next] {FRA+} [fifth] {USA+} session."
    assert merge(base, ours, theirs, ROOM).text == both
    merged = merge(base, ours, theirs)
    assert [each.why for each in merged.conflicts] == ["agreed"]
    assert merged.resolved("brackets", ("FRA", "USA")) == both
    assert merged.resolved("ours") == ours
    assert merged.resolved("theirs") == theirs
