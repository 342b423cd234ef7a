"""Punctuation that passes a placeholder or a note that stands still.

Of `the goals, {Placeholder}` that becomes `the goals {Placeholder},` a matcher keeps the comma.
What a room sees is the placeholder where it stood, and a comma on its other side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from draftvc.diff.matcher import Block, blocks_without
from draftvc.diff.view import View
from draftvc.notation.model import Brace


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


def _same(old: View, new: View) -> Iterator[tuple[Brace, Brace]]:
    """Yield the placeholders and notes that stand on both sides, in order.

    One that stands more often on one side than on the other is not known again by its words.
    """
    keys_old, keys_new = Counter(map(_key, old.others)), Counter(map(_key, new.others))
    for key in keys_old:
        if keys_old[key] == keys_new[key]:
            here = (brace for brace in old.others if _key(brace) == key)
            there = (brace for brace in new.others if _key(brace) == key)
            yield from zip(here, there, strict=True)


def _key(brace: Brace) -> Hashable:
    return brace.key


def _place(view: View, brace: Brace) -> int:
    """Return the word before which something in braces stands."""
    return bisect_left(view.words, brace.start, key=lambda word: word.start)


def _across(blocks: Sequence[Block], place_old: int, place_new: int) -> Iterator[tuple[int, int]]:
    """Yield the words, old and new, that stood on one side of a place, and stand on the other."""
    for i, j, size in blocks:
        before_old = min(max(place_old - i, 0), size)
        before_new = min(max(place_new - j, 0), size)
        for step in range(min(before_old, before_new), max(before_old, before_new)):
            yield i + step, j + step
