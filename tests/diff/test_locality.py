"""What happens in one clause is told of that clause alone, and the same however it is read."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from draftvc.diff.compare import compare
from draftvc.diff.model import Comparison, Event
from draftvc.diff.sides import Sides
from draftvc.diff.units import find_units
from draftvc.diff.window import Trimmed, find_window, trim_clauses
from draftvc.diff.within import Together, compare_inside
from draftvc.draft.model import Clause, Draft
from draftvc.draft.read import read_draft
from draftvc.limits import DEFAULT
from tests.diff.drafts import mutated_pairs, stretched_pairs

_CROSSING = ("bracket.moved", "position.moved", "clause.split", "clause.merged", "clause.moved")
"""Kinds that speak of two places: what fits best there can depend on words elsewhere."""


@settings(max_examples=50)
@given(mutated_pairs, st.integers(0, 40), st.integers(0, 400))
def test_words_of_one_clause_change_no_event_of_another(
    pair: tuple[str, str], line: int, place: int
) -> None:
    old, new = (read_draft(text) for text in pair)
    lines = pair[1].split("\n")
    line %= len(lines)
    lines[line] = _with_word(lines[line], place)
    other = read_draft("\n".join(lines))
    one, two = compare(old, new), compare(old, other)
    touched = _touched(new, other)
    assume(touched is not None)
    assume([(p.old, p.new) for p in one.pairs] == [(p.old, p.new) for p in two.pairs])
    assume(not any(e.kind in _CROSSING for c in (one, two) for e in c.events))
    assert touched is not None
    together = _together_with(old, new, one, touched) | _together_with(old, other, two, touched)
    assert _elsewhere(one, new, together) == _elsewhere(two, other, together)


@settings(max_examples=60)
@given(stretched_pairs)
def test_a_window_tells_what_the_whole_clause_tells(pair: tuple[str, str]) -> None:
    a, b = (read_draft(text).clauses[-1] for text in pair)
    assume(a.label == b.label)
    trimmed = trim_clauses(a, b)
    assume(find_window(a, trimmed) is not None)
    windowed, whole = (_inside(a, b, given) for given in (trimmed, None))
    assert windowed == whole


def _inside(a: Clause, b: Clause, trimmed: Trimmed | None) -> Counter[tuple[Event, str, str]]:
    """Return the events inside a clause, each with what it takes away and puts there."""
    together = Together([a], [b], ((0, 0),), ["it"], trimmed=trimmed)
    return Counter(
        (
            found.event._replace(group=None),
            "".join("".join(edit.before.split()) for edit in found.edits),
            "".join("".join(edit.after.split()) for edit in found.edits),
        )
        for found in compare_inside(together, DEFAULT).found
    )


def _with_word(line: str, place: int) -> str:
    """Return a line with a word more, behind one of its words outside braces."""
    spaces = [
        at
        for at, character in enumerate(line)
        if character == " " and line.count("{", 0, at) == line.count("}", 0, at)
    ]
    if len(spaces) < 4:
        return line
    at = spaces[3 + place % (len(spaces) - 3)]
    return f"{line[:at]} lanterns{line[at:]}"


def _touched(new: Draft, other: Draft) -> int | None:
    """Return the clause in which two drafts differ; None where it is not one."""
    if [c.label for c in new.clauses] != [c.label for c in other.clauses]:
        return None
    differing = [
        index
        for index, (one, two) in enumerate(zip(new.clauses, other.clauses, strict=True))
        if one.text != two.text
    ]
    return differing[0] if len(differing) == 1 else None


def _together_with(old: Draft, new: Draft, comparison: Comparison, touched: int) -> set[int]:
    """Return the clauses that a bracket joins to the touched one."""
    units = find_units(Sides(old, new, comparison.pairs), ())
    return {touched}.union(*(unit.new for unit in units if touched in unit.new))


def _elsewhere(comparison: Comparison, new: Draft, together: set[int]) -> Counter[Event]:
    labels = {new.clauses[index].label for index in together}
    return Counter(
        event._replace(id="", group=None)
        for event in comparison.events
        if event.clause not in labels or event.kind == "clause.removed"
    )
