"""Punctuation that passes a placeholder or a note that stands still.

Of `the goals, {Placeholder}` that becomes `the goals {Placeholder},` a matcher keeps the comma.
What a room sees is the placeholder where it stood, and a comma on its other side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from draftvc.diff.matcher import Block
from draftvc.diff.view import View
from draftvc.notation.model import Brace


def without_passing(blocks: list[Block], old: View, new: View) -> list[Block]:
    """Return the blocks without the punctuation that passed what stands in braces.

    Where a word passed it too, what stands in braces moved, and the blocks stay as they are.
    """
    passed: set[int] = set()
    for place_old, place_new in _places(old, new):
        across = [*_across(blocks, place_old, place_new)]
        if not any(old.words[i].text[0].isalnum() for i in across):
            passed.update(across)
    return [*_parted(blocks, passed)] if passed else blocks


def _places(old: View, new: View) -> Iterator[tuple[int, int]]:
    """Yield the word of each side before which the same placeholder or note stands.

    One that stands more often on one side than on the other is not known again by its words.
    """
    keys_old, keys_new = [_key(each) for each in old.others], [_key(each) for each in new.others]
    times_old, times_new = Counter(keys_old), Counter(keys_new)
    for key in times_old:
        if times_old[key] == times_new[key]:
            yield from zip(_of(old, keys_old, key), _of(new, keys_new, key), strict=True)


def _of(view: View, keys: Sequence[Hashable], key: Hashable) -> Iterator[int]:
    for brace, other in zip(view.others, keys, strict=True):
        if other == key:
            yield bisect_left(view.words, brace.start, key=lambda word: word.start)


def _key(brace: Brace) -> Hashable:
    return brace.kind, brace.party, brace.text


def _across(blocks: Sequence[Block], place_old: int, place_new: int) -> Iterator[int]:
    """Yield the old words that stand on one side of a place, and on the other one now."""
    for i, j, size in blocks:
        before_old = min(max(place_old - i, 0), size)
        before_new = min(max(place_new - j, 0), size)
        yield from range(i + min(before_old, before_new), i + max(before_old, before_new))


def _parted(blocks: Sequence[Block], without: set[int]) -> Iterator[Block]:
    """Yield the blocks parted at some old words, and without them."""
    for i, j, size in blocks:
        start = 0
        for step in range(size + 1):
            if step == size or i + step in without:
                if start < step:
                    yield i + start, j + start, step - start
                start = step + 1
