"""The number that the later of two clauses gets, where both sides inserted one with the same."""

from __future__ import annotations

from itertools import permutations

import pytest

from draftvc.draft.read import draft_of_clauses
from draftvc.merge.drafts import merge_drafts
from draftvc.merge.renumber import Numbered, renumbered
from draftvc.merge.rows import with_number_above
from tests.merge.drafts import draft, lines


def row(*clauses: str) -> list[Numbered]:
    """Return a row of clauses written `ID SIDE MARKER`; `base` stands for no side."""
    found: list[Numbered] = []
    for each in clauses:
        name, side, marker = each.split(" ", 2)
        found.append(Numbered(name, None, marker, "" if side == "base" else side))
    return found


@pytest.mark.parametrize(
    ("clauses", "wanted"),
    [
        (["b ours 7.bis", "a theirs 7.bis"], {"b": "7.ter"}),
        (["b ours [7.bis", "a theirs 7.bis"], {"b": "[7.ter"}),
        (["a theirs 7.bis", "b ours 7.bis", "c theirs 7.ter"], {"b": "7.ter", "c": "7.quater"}),
        (["a ours 7.bis", "c ours 7.ter", "b theirs 7.bis"], {"b": "7.ter", "c": "7.quater"}),
        (["a ours 8.", "c ours 9.", "b theirs 8."], {"b": "9.", "c": "10."}),
        (["b ours 3 bis.", "a theirs 3 bis."], {"b": "3 ter."}),
        (["b ours 8.", "a theirs 8."], {"b": "9."}),
        (["b ours 8.", "a theirs 8.", "c base 9."], {"b": "8.bis"}),
        (["b ours (b)", "a theirs (b)"], {"b": "(c)"}),
        (["b ours (b)", "a theirs (b)", "c base (c)"], {"b": "(b) bis"}),
        (["d base i.", "b ours ii.", "a theirs ii."], {"b": "iii."}),
        (["d base (iv)", "b ours (v)", "a theirs (v)", "e base (vi)"], {"b": "(v) bis"}),
        (["d base h.", "b ours i.", "a theirs i."], {"b": "j."}),
        (["b ours PP7.bis", "a theirs PP7.bis"], {"b": "PP7.ter"}),
        (["b ours Article 3", "a theirs Article 3"], {"b": "Article 4"}),
        # What one side alone wrote, or what stood in base, is left as it is.
        (["b ours 8.", "a base 8."], {}),
        (["b ours 8.", "a ours 8."], {}),
        (["b ours Alt1. d", "a theirs Alt1. d"], {}),
    ],
)
def test_the_later_id_gets_the_next_free_number(clauses, wanted):
    assert renumbered(row(*clauses)) == wanted


def test_the_side_does_not_matter():
    assert renumbered(row("a ours 7.bis", "b theirs 7.bis")) == {"b": "7.ter"}
    assert renumbered(row("b theirs 7.bis", "a ours 7.bis")) == {"b": "7.ter"}


def test_three_with_one_number_get_three():
    found = renumbered(row("a ours 7.bis", "b theirs 7.bis", "c theirs 7.bis"))
    assert found == {"b": "7.ter", "c": "7.quater"}


@pytest.mark.parametrize(
    ("base", "number", "wanted"),
    [
        ("tea: 7. Asks for tea;\nmilk: 8. Asks for milk;", "7.bis", "7.bis 7.ter 7.quater"),
        ("tea: 7. Asks for tea;", "8.", "8. 9. 10."),
        ("tea: 1. Asks for tea;\nred: a. red;\nold: c. old;", "d.", "d. e. f."),
        ("tea: 1. Asks for tea;", "i.", "i. ii. iii."),
    ],
)
def test_three_with_one_number_get_the_same_three_in_any_order(base, number, wanted):
    place = next((n for n, line in enumerate(base.splitlines()) if " 8." in line), 9)
    sides: list[str] = []
    for name in ("fig", "nut", "bun"):
        kept = base.splitlines()
        kept.insert(place, f"{name}: {number} Asks for {name}s;")
        sides.append("\n".join(kept))
    for order in permutations(sides):
        merged = merge_drafts(draft(base), draft(order[0]), draft(order[1]))
        merged = merge_drafts(draft(base), draft_of_clauses(merged.stored), draft(order[2]))
        assert not merged.conflicts
        new = [each for each in lines(merged).splitlines() if each[:3] in ("bun", "fig", "nut")]
        assert [each[:3] for each in new] == ["bun", "fig", "nut"]
        assert " ".join(each.split()[1] for each in new) == wanted


def test_what_hangs_under_a_clause_of_another_number_repeats_the_new_one():
    base = draft("tea: 1. Requests tea;")
    ours = draft("tea: 1. Requests tea;\nmilk: 2. Asks for milk:\ncold: 2.1 cold,\nhot: 2.2 hot;")
    theirs = draft("tea: 1. Requests tea;\nbread: 2. Asks for bread:\nrye: 2.1 rye bread;")
    for sides in ((ours, theirs), (theirs, ours)):
        assert lines(merge_drafts(base, *sides)).splitlines() == [
            "tea: 1. Requests tea;",
            "bread: 2. Asks for bread:",
            "rye: 2.1 rye bread;",
            "milk: 3. Asks for milk:",
            "cold: 3.1 cold,",
            "hot: 3.2 hot;",
        ]


@pytest.mark.parametrize(
    ("markers", "wanted"),
    [
        ("i. ii. iii. iv. v.", "i. ii. iii. iv. v."),
        ("(iv) (v) (vi) (vii) (viii)", "(iv) (v) (vi) (vii) (viii)"),
        ("h. i. j. k. l.", "h. i. j. k. l."),
    ],
)
def test_what_both_sides_insert_in_a_row_is_counted_as_the_row_is(markers, wanted):
    first, second, third, fourth, _ = markers.split()
    base = draft(f"tea: 1. Asks for:\nhot: {first} hot;\ncold: {second} cold;")
    ours = draft(f"tea: 1. Asks for:\nred: {first} red;\nhot: {second} hot;\ncold: {third} cold;")
    theirs = draft(
        f"tea: 1. Asks for:\nhot: {first} hot;\nold: {second} old;\ncold: {third} cold;\n"
        f"big: {fourth} big;"
    )
    for sides in ((ours, theirs), (theirs, ours)):
        found = lines(merge_drafts(base, *sides)).splitlines()[1:]
        assert [each.split()[0] for each in found] == ["red:", "hot:", "old:", "cold:", "big:"]
        assert " ".join(each.split()[1] for each in found) == wanted


def test_a_number_that_one_side_gave_to_a_clause_above_goes_on_below():
    base = draft("tea: 1. Asks for tea:\nhot: 1.1 hot;")
    ours = draft("milk: 1. Asks for milk;\ntea: 2. Asks for tea:\nhot: 2.1 hot;")
    theirs = draft("bread: 1. Asks for bread;\ntea: 2. Asks for tea:\nhot: 2.1 hot,\nred: 2.2 red;")
    assert lines(merge_drafts(base, ours, theirs)).splitlines()[-3:] == [
        "tea: 3. Asks for tea:",
        "hot: 3.1 hot,",
        "red: 3.2 red;",
    ]


@pytest.mark.parametrize(
    ("written", "was", "is_now", "wanted"),
    [
        ("[2.1.", "2.", "3.", "[3.1."),
        ("2.1.4", "2.1", "3.1", "3.1.4"),
        ("2.1", "[2.", "[3.", "3.1"),
        ("(a)", "2.", "3.", None),
        ("5.1", "2.", "3.", None),
        ("7.1", "7.bis", "7.ter", None),
    ],
)
def test_a_number_under_another(written, was, is_now, wanted):
    assert with_number_above(written, was, is_now) == wanted
