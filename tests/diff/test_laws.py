"""Laws of comparing whole drafts: nothing from nothing, all told, layout is no event."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from draftvc.diff.compare import compare
from draftvc.diff.equality import drafts_are_equal
from draftvc.diff.model import Comparison, Edit
from draftvc.diff.replay import apply_events, invert
from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from tests.diff.drafts import broken_drafts, mutated_pairs, sound_drafts, unrelated_pairs


def _differs(old: str, new: str) -> tuple[Draft, Draft, Comparison]:
    a, b = read_draft(old), read_draft(new)
    return a, b, compare(a, b)


def _holds(old: str, new: str) -> None:
    """Hold the laws that every pair keeps."""
    a, b, comparison = _differs(old, new)
    assert comparison.complete
    _each_token_is_told_once(comparison)
    made = apply_events(a, comparison)
    assert drafts_are_equal(made, b)
    assert drafts_are_equal(apply_events(b, invert(comparison)), a)


def _each_token_is_told_once(comparison: Comparison) -> None:
    told: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for event in comparison.events:
        for edit in event.edits:
            for side, span in _spans(edit):
                told.setdefault((side, edit.clause_id), []).append(span)
    for spans in told.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), spans


def _spans(edit: Edit) -> list[tuple[str, tuple[int, int]]]:
    sides = (("old", edit.old), ("new", edit.new))
    return [(side, span) for side, span in sides if span is not None and span[0] < span[1]]


@given(st.one_of(sound_drafts, broken_drafts))
def test_a_draft_against_itself_has_no_event(text: str) -> None:
    _, _, comparison = _differs(text, text)
    assert comparison.events == ()
    assert comparison.complete


@given(mutated_pairs)
def test_an_edited_draft_is_told_whole(pair: tuple[str, str]) -> None:
    _holds(*pair)


@given(st.tuples(broken_drafts, broken_drafts))
def test_broken_drafts_are_told_whole(pair: tuple[str, str]) -> None:
    _holds(*pair)


@given(unrelated_pairs)
def test_unrelated_drafts_are_told_whole(pair: tuple[str, str]) -> None:
    _holds(*pair)


@given(sound_drafts, st.integers(20, 200))
def test_another_layout_has_no_event(text: str, width: int) -> None:
    wrapped = "\n".join(_wrapped(line, width) for line in text.split("\n"))
    spaced = text.replace(" ", "  ")
    parted = text.replace("\n", "\n\n")
    for other in (wrapped, spaced, parted):
        _, _, comparison = _differs(text, other)
        assert comparison.events == ()
        assert comparison.complete


@given(sound_drafts)
def test_space_around_groups_and_order_of_entries_have_no_event(text: str) -> None:
    tight = re.sub(r"\] \{", "]{", text)
    loose = tight.replace("]{", "]  {").replace("}", " }")
    turned = re.sub(r"\{([^{}]*)\}", _turned, text)
    for other in (tight, loose, turned):
        assert _differs(text, other)[2].events == ()


@given(sound_drafts)
def test_glyphs_give_only_editorial_events(text: str) -> None:
    other = text.replace("“", '"').replace("’", "'").replace("co-operation", "cooperation")
    _, _, comparison = _differs(text, other)
    assert {event.class_ for event in comparison.events} <= {"editorial"}
    assert comparison.complete


def _wrapped(line: str, width: int) -> str:
    """Break a line where a space is, but before no word that could begin a clause."""
    pieces = re.split(r" (?=[a-z])", line)
    lines = [pieces[0]]
    for piece in pieces[1:]:
        fits = len(lines[-1]) + len(piece) < width
        lines[-1:] = [f"{lines[-1]} {piece}"] if fits else [lines[-1], piece]
    return "\n".join(lines)


def _turned(match: re.Match[str]) -> str:
    entries = re.split(r"[,\s]+(?=[A-Z])", match[1].strip(" ,\n"))
    plain = all(re.fullmatch(r"\w+ ?([+-]|reserve|delete|Delete)", each) for each in entries)
    return "{" + " ".join(reversed(entries)) + "}" if plain else match[0]
