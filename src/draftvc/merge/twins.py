"""Equal brackets or words side by side: where one goes, it cannot be seen which one it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from draftvc.merge.edits import Edits
from draftvc.merge.items import Side
from draftvc.merge.zones import Zone


def between_twins(base: Side, ours: Edits, theirs: Edits) -> Iterator[Zone]:
    """Yield rows of equal brackets or words which both sides changed, and one took something of.

    Of brackets also where one put something in the row. Where both made the same of a row it is no
    conflict, whichever were paired.

    Law: whichever of them a pairing takes for the one that changed, no other edit depends on it.
    """
    for start, end in _rows(base):
        disturbed = [
            _is_disturbed(edits, start, end) or _put_beside(edits, start, end)
            for edits in (ours, theirs)
        ]
        if any(disturbed) and all(
            known or _is_joined(base, edits, start, end)
            for known, edits in zip(disturbed, (ours, theirs), strict=True)
        ):
            yield Zone(start, end, "deleted")
    for start, end in _rows_of_words(base):
        if all(_is_disturbed(edits, start, end) for edits in (ours, theirs)) and any(
            at in edits.gone and base.items[at].kind == "word"
            for at in range(start, end)
            for edits in (ours, theirs)
        ):
            yield Zone(start, end, "deleted")


def _rows(base: Side) -> Iterator[tuple[int, int]]:
    """Yield stretches of at least two brackets of the same words, nothing said between, half open.

    What the comparison does not read (`{}`, a lone delimiter) says nothing.
    """
    said = base.view_words()
    marks = [at for at, item in enumerate(base.items) if item.is_mark or at in said]
    following = dict(pairwise(marks))
    for at, item in enumerate(base.items):
        if item.kind != "open":
            continue
        end = first = base.partner[at] + 1
        while (after := following.get(end - 1, -1)) >= 0 and base.items[after].kind == "open":
            last = base.partner[after] + 1
            if _words(base, after, last) != _words(base, at, first):
                break
            end = last
        if end > first:
            yield at, end


def _rows_of_words(base: Side) -> Iterator[tuple[int, int]]:
    """Yield stretches of at least two equal words, only bracket marks between, half open."""
    words = [at for at, item in enumerate(base.items) if item.kind == "word"]
    for _, row in groupby(words, key=lambda at: base.items[at].text):
        first, *more = row
        if more and any(map(str.isalnum, base.items[first].text)):
            yield first, more[-1] + 1


def _words(base: Side, start: int, end: int) -> list[str]:
    return [item.text for item in base.items[start:end] if not item.is_mark]


def _is_disturbed(edits: Edits, start: int, end: int) -> bool:
    """Tell whether a side took something of a row, or put something in it."""
    if any(at in edits.gone for at in range(start, end)):
        return True
    if any(start < gap < end for gap, _ in edits.marks):
        return True
    return any(start < core.start < end for core in edits.cores)


def _put_beside(edits: Edits, start: int, end: int) -> bool:
    """Tell whether a side put a bracket at an end of a row."""
    return any(
        core.start <= end and core.end >= start and any(i.is_mark for i in edits.items(core))
        for core in edits.cores
    )


def _is_joined(base: Side, edits: Edits, start: int, end: int) -> bool:
    """Tell whether a side, which kept a row, wrote other groups in it."""
    return any(
        {each.key for each in base.items[at].members}
        != {each.key for each in edits.side.items[edits.mate[at]].members}
        for at in range(start, end)
    )
