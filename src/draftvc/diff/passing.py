"""Punctuation that passes a placeholder, a note or a group of the clause that stands still.

Of `the goals, {Placeholder}` that becomes `the goals {Placeholder},` a matcher keeps the comma.
What a room sees is the placeholder where it stood, and a comma on its other side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence

from draftvc.diff.equality import position_key
from draftvc.diff.matcher import Block, blocks_without
from draftvc.diff.pieces import Run
from draftvc.diff.view import View
from draftvc.notation.model import Brace

_Braces = Brace | Run


def without_passing(blocks: list[Block], old: View, new: View) -> list[Block]:
    """Return the blocks without the punctuation that passed what stands in braces.

    Where a word passed it too, or the mark of another clause, what stands in braces moved, and the
    blocks stay as they are.
    """
    passed: set[int] = set()
    for one, other in _same(old, new):
        across = [*_across(blocks, _place(old, one), _place(new, other))]
        if all(
            not old.words[i].text[0].isalnum()
            and old.part_at(old.words[i].start) == old.part_at(one.start)
            and new.part_at(new.words[j].start) == new.part_at(other.start)
            for i, j in across
        ):
            passed.update(i for i, _ in across)
    return [*blocks_without(blocks, passed)] if passed else blocks


def _same(old: View, new: View) -> Iterator[tuple[_Braces, _Braces]]:
    """Yield the placeholders, notes and groups of the clause that stand on both sides, in order.

    One that stands more often on one side than on the other is not known again by its words.
    """
    of_key = _by_key(old), _by_key(new)
    for key, here in of_key[0].items():
        there = of_key[1].get(key, [])
        if len(here) == len(there):
            yield from zip(here, there, strict=True)


def _by_key(view: View) -> dict[Hashable, list[_Braces]]:
    """Return what stands in braces by what it says; groups of the clause by what they say together.

    Adjacent ones are a set: where others stand beside them now, it is another one.
    """
    found: dict[Hashable, list[_Braces]] = {}
    for brace in view.others:
        found.setdefault(brace.key, []).append(brace)
    if not any(entry.owner is None for entry in view.entries):
        return found
    for run in view.runs:
        groups = [brace for brace in run.braces if brace.kind == "positions"]
        if groups and all(brace.owner is None for brace in groups):
            found.setdefault(frozenset(map(_said, run.braces)), []).append(run)
    return found


def _said(brace: Brace) -> Hashable:
    return brace.key, frozenset(map(position_key, brace.positions))


def _place(view: View, brace: _Braces) -> int:
    """Return the word before which something in braces stands."""
    return bisect_left(view.words, brace.start, key=lambda word: word.start)


def _across(blocks: Sequence[Block], place_old: int, place_new: int) -> Iterator[tuple[int, int]]:
    """Yield the words, old and new, that stood on one side of a place, and stand on the other."""
    for i, j, size in blocks:
        before_old = min(max(place_old - i, 0), size)
        before_new = min(max(place_new - j, 0), size)
        for step in range(min(before_old, before_new), max(before_old, before_new)):
            yield i + step, j + step
