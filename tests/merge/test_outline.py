"""The laws of merging orders: clauses inserted, moved and deleted, with what hangs under them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from draftvc.merge.before import outline_before
from draftvc.merge.model import OutlineEntry
from draftvc.merge.outline import merge_outline

Outline = tuple[OutlineEntry, ...]
Step = tuple[str, int, int]

steps = st.lists(
    st.tuples(
        st.sampled_from(("insert", "move", "delete")), st.integers(0, 40), st.integers(0, 40)
    ),
    max_size=3,
)
depths = st.lists(st.integers(0, 2), min_size=1, max_size=9)
HEADINGS = ("AIMS", "MEANS", "MONEY", "FOLLOW-UP")
heads = st.lists(st.sampled_from((None, None, *HEADINGS[:3])), max_size=9)


def outline(depths: Sequence[int]) -> Outline:
    """Return an outline of some depths, none more than one below the clause before."""
    found: list[OutlineEntry] = []
    for number, depth in enumerate(depths):
        above = found[-1].depth + 1 if found else 0
        found.append(OutlineEntry(f"c{number}", min(depth, above), "operative"))
    return tuple(found)


def changed(base: Outline, made: Sequence[Step], name: str) -> Outline:
    """Return an outline in which whole trees were moved and deleted, and clauses inserted."""
    found = list(base)
    for number, (kind, at, to) in enumerate(made):
        if kind == "insert":
            new = OutlineEntry(f"{name}{number}", 0, "operative")
            found.insert(_root(found, to), new)
        elif found:
            at %= len(found)
            tree = found[at : _end(found, at)]
            del found[at : at + len(tree)]
            if kind == "move":
                place = _root(found, to)
                shift = tree[0].depth
                found[place:place] = [
                    OutlineEntry(each.id, each.depth - shift, each.kind) for each in tree
                ]
    return tuple(found)


def _end(entries: Sequence[OutlineEntry], at: int) -> int:
    """Return where the tree of a clause ends."""
    end = at + 1
    while end < len(entries) and entries[end].depth > entries[at].depth:
        end += 1
    return end


def _root(entries: Sequence[OutlineEntry], at: int) -> int:
    """Return a place before a clause that hangs under nothing, or the end."""
    places = [n for n, each in enumerate(entries) if each.depth == 0] + [len(entries)]
    return places[at % len(places)]


@given(depths, steps)
def test_what_one_side_changed_is_taken(depths, made):
    base = outline(depths)
    side = changed(base, made, "x")
    for sides in ((base, base, side), (base, side, base), (base, side, side)):
        merged = merge_outline(*sides)
        assert not merged.conflicts
        assert merged.entries == side


@given(depths, steps, steps)
def test_swapping_the_sides_swaps_the_result(depths, mine, other):
    base = outline(depths)
    ours, theirs = changed(base, mine, "x"), changed(base, other, "y")
    forth, back = merge_outline(base, ours, theirs), merge_outline(base, theirs, ours)
    assert {(c.clause_id, c.why) for c in forth.conflicts} == {
        (c.clause_id, c.why) for c in back.conflicts
    }
    if not forth.conflicts:
        assert forth.entries == back.entries


@given(depths, steps, steps)
def test_every_clause_stands_that_no_side_deleted(depths, mine, other):
    base = outline(depths)
    ours, theirs = changed(base, mine, "x"), changed(base, other, "y")
    ids = [{each.id for each in side} for side in (base, ours, theirs)]
    wanted = (ids[0] & ids[1] & ids[2]) | (ids[1] - ids[0]) | (ids[2] - ids[0])
    merged = merge_outline(base, ours, theirs)
    found = [each.id for each in merged.entries]
    assert len(found) == len(set(found))
    assert set(found) == wanted
    assert set(merged.gone) == ids[0] - wanted


@given(depths, st.lists(steps, min_size=3, max_size=3))
def test_changes_that_do_not_conflict_combine_in_any_order(depths, made):
    base = outline(depths)
    sides = [changed(base, each, name) for each, name in zip(made, "xyz", strict=True)]
    results: list[Outline] = []
    for order in permutations(sides):
        entries = order[0]
        for side in order[1:]:
            merged = merge_outline(base, entries, side)
            if merged.conflicts:
                return
            entries = merged.entries
        results.append(entries)
    assert all(each == results[0] for each in results)


def headed(entries: Outline, heads: Sequence[str | None]) -> Outline:
    """Return an outline with headings before some of its clauses."""
    padded = [*heads, *[None] * len(entries)]
    return tuple(each._replace(heading=head) for each, head in zip(entries, padded, strict=False))


def handed_on(base: Outline, made: Sequence[Step], name: str) -> Outline:
    """Return an outline whose clauses came and went, each heading before what is first below it."""
    lines: list[OutlineEntry | str] = []
    for each in base:
        lines += [each.heading] if each.heading else []
        lines.append(each._replace(heading=None))
    for number, (kind, at, _) in enumerate(made):
        at %= len(lines)
        if kind == "insert":
            lines.insert(at, OutlineEntry(f"{name}{number}", 0, "operative"))
        elif kind == "delete" and len(lines) > 1 and not isinstance(lines[at], str):
            del lines[at]
    found: list[OutlineEntry] = []
    waiting: str | None = None
    for line in lines:
        if isinstance(line, str):
            waiting = line
        else:
            found.append(line._replace(heading=waiting))
            waiting = None
    return tuple(found)


@given(depths, heads, steps, heads)
def test_headings_that_one_side_changed_are_taken(depths, was, made, now):
    base = headed(outline(depths), was)
    side = headed(changed(base, made, "x"), now)
    for sides in ((base, base, side), (base, side, base), (base, side, side)):
        merged = merge_outline(*sides)
        assert not merged.conflicts
        assert merged.entries == side


@given(depths, heads, steps, steps)
def test_no_heading_is_lost_or_doubled_where_clauses_come_and_go(depths, was, mine, other):
    base = handed_on(headed(outline([0] * len(depths)), list(dict.fromkeys(was))), (), "b")
    ours, theirs = handed_on(base, mine, "x"), handed_on(base, other, "y")
    merged = merge_outline(base, ours, theirs)
    assert not [each for each in merged.conflicts if each.why == "heading"]
    found = [each.heading for each in merged.entries if each.heading]
    sides = [{each.heading for each in side if each.heading} for side in (base, ours, theirs)]
    assert len(found) == len(set(found))
    assert {*found, *merged.emptied} == sides[0] & sides[1] & sides[2]


@given(depths, heads, heads, heads)
def test_headings_are_as_before_both_where_they_are_disputed(depths, was, mine, other):
    base, ours, theirs = (headed(outline(depths), each) for each in (was, mine, other))
    merged, before = merge_outline(base, ours, theirs), outline_before(base, ours, theirs)
    back = merge_outline(base, theirs, ours)
    assert len(merged.conflicts) == len(back.conflicts)
    assert not before.conflicts
    if not merged.conflicts:
        assert before.entries == merged.entries == back.entries
