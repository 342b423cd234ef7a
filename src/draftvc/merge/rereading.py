"""Read what two sides combine to against base, as the next merge will.

A bracket has no name: the next merge knows it by its words, by who stands on it and by its place.
Where what both sides did leaves too little of these, it would be taken for another one there, and
the order of merging would show.
"""

from __future__ import annotations

from draftvc.draft.model import Clause
from draftvc.limits import Limits
from draftvc.merge.aligning import Alignment
from draftvc.merge.items import Item, Side, read_side, write_items
from draftvc.merge.model import marker_of
from draftvc.merge.writing import Writing
from draftvc.merge.zones import Zone


def misread(base: Side, writing: Writing, limits: Limits) -> list[Zone]:
    """Return the brackets of base that are not read back as the ones for which they were written.

    The whole clause where marks that were left open on either side pair with each other. Nothing
    where a stretch is disputed: what stands there is not known yet.
    """
    items = [piece for piece in writing.out if isinstance(piece, Item)]
    if len(items) < len(writing.out):
        return []
    result = _read(items, base)
    read_as = Alignment(base, result, limits).brackets
    marks = [item for item in result.items if item.kind == "open"]
    if len(marks) != len(writing.drawn):
        return [writing.zones.whole_clause("brackets")]
    taken: set[int] = set()
    for mark, uid in zip(marks, writing.drawn, strict=True):
        written = uid[1] if uid is not None and uid[0] == "base" else None
        read = read_as.get(mark.bracket)
        if uid is not None and read != written:
            taken |= {number for number in (read, written) if number is not None}
    return [
        Zone(base.partner[at], at + 1, "marks")
        for at, item in enumerate(base.items)
        if item.kind == "close" and item.bracket in taken
    ]


def _read(items: list[Item], base: Side) -> Side:
    text = write_items(items).strip()
    has_marker = any(item.kind == "marker" and item.text for item in items)
    marker = marker_of(text) if has_marker else ""
    return read_side(Clause("", base.clause.kind, marker, text))
