"""The laws of merging over drafts that a simulated room negotiated in branches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from functools import cache
from itertools import combinations, permutations

import pytest

from draftvc.diff.equality import drafts_are_equal
from draftvc.draft.model import Draft, StoredClause
from draftvc.draft.read import draft_of_clauses
from draftvc.merge.drafts import merge_drafts
from draftvc.merge.items import read_side
from draftvc.merge.model import Merged, Policy
from tests.merge.branches import branches

SEEDS = range(4)
FREE = Policy(guard=False)
ROOM = Policy(parties=("FRA", "USA"), guard=False)


@cache
def negotiated(seed: int) -> tuple[Draft, list[Draft]]:
    return branches(seed, size=3000, count=3, density=0.3)


def result(merged: Merged) -> Draft:
    return draft_of_clauses(merged.stored)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_one_room_changed_is_taken(seed: int):
    base, rooms = negotiated(seed)
    for room in rooms:
        for sides in ((base, base, room), (base, room, base), (base, room, room)):
            merged = merge_drafts(*sides, FREE)
            assert not merged.conflicts
            assert drafts_are_equal(result(merged), room)


@pytest.mark.parametrize("seed", SEEDS)
def test_swapping_two_rooms_swaps_the_result(seed: int):
    base, rooms = negotiated(seed)
    for one, other in combinations(rooms, 2):
        forth, back = merge_drafts(base, one, other, FREE), merge_drafts(base, other, one, FREE)
        assert [(c.clause_id, c.why) for c in forth.conflicts] == [
            (c.clause_id, c.why) for c in back.conflicts
        ]
        if not forth.conflicts:
            assert drafts_are_equal(result(forth), result(back))


@pytest.mark.parametrize("seed", SEEDS)
def test_three_rooms_can_be_merged_in_any_order(seed: int):
    base, rooms = negotiated(seed)
    results: list[Draft] = []
    for order in permutations(rooms):
        draft = order[0]
        for room in order[1:]:
            merged = merge_drafts(base, draft, room, FREE)
            if merged.conflicts:
                return
            draft = result(merged)
        results.append(draft)
    assert all(drafts_are_equal(results[0], each) for each in results[1:])


@pytest.mark.parametrize("seed", SEEDS)
def test_written_in_brackets_no_token_vanishes_unsaid(seed: int):
    base, rooms = negotiated(seed)
    for one, other in combinations(rooms, 2):
        merged = merge_drafts(base, one, other, ROOM)
        assert not merged.conflicts
        found = tokens(result(merged))
        for decision in merged.decisions:
            found.update(map(plain, decision.lost))
        was, mine, there = tokens(base), tokens(one), tokens(other)
        for key in mine | there:
            taken = max(0, was[key] - mine[key]) + max(0, was[key] - there[key])
            assert found[key] >= max(mine[key], there[key]) - taken, key


def tokens(draft: Draft) -> Counter[Hashable]:
    """Return the words, positions and agreed marks of a draft; numbers of clauses apart."""
    found: Counter[Hashable] = Counter()
    for each in draft.clauses:
        side = read_side(each)
        for item in side.items:
            found.update([item.text] if item.text and item.kind != "marker" else [])
            found.update({plain(member.raw) for member in item.members})
        found.update([plain(side.stamp)] if side.stamp else [])
    return found


def plain(token: str) -> str:
    """Return an entry or mark without the layout and the spelling of a keyword."""
    return "".join(token.split()).casefold()


def test_a_hundred_conflicts_are_told_one_by_one():
    texts = [f"Noting that the {n} towns keep [the rivers] {{USA+}} clean," for n in range(100)]
    base, ours, theirs = (
        draft_of_clauses([clause_of(n, text.replace("keep", word)) for n, text in enumerate(texts)])
        for word in ("keep", "hold", "leave")
    )
    merged = merge_drafts(base, ours, theirs)
    assert [each.why for each in merged.conflicts] == ["words"] * 100
    assert merged.conflicts[7].region == ("keep", "hold", "leave")


def clause_of(number: int, text: str) -> StoredClause:
    return StoredClause(f"c{number}", 0, "preambular", None, "", text)
