"""The words of a dropped bracket that stand all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from draftvc.diff.view import View
from draftvc.report.say.quoting import bracket_words


def outlived(view: View, index: int, gone: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the words of a bracket outside of what is gone, then those of brackets inside it."""
    yield from _standing(view, index, gone)
    for extent in view.spans:
        is_inner = extent.parent == index and extent.marks
        if is_inner and not any(is_within(mark, gone) for mark in extent.marks):
            yield bracket_words(view, extent.number)


def _standing(view: View, index: int, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the words of a bracket, and of none inside it, that stand outside of spans."""
    extent = view.spans[index]
    first = extent.first
    for at in range(extent.first, extent.last + 1):
        word = view.words[at] if at < extent.last else None
        is_left = word is not None and word.bracket == index
        if word is None or not is_left or is_within((word.start, word.end), spans):
            said = view.phrase(first, at)
            if any(map(str.isalnum, said)):
                yield said
            first = at + 1


def is_within(mark: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a mark lies in one of some spans."""
    return any(start <= mark[0] and mark[1] <= end for start, end in spans)
