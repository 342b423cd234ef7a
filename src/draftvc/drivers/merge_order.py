"""The merge driver on the outline: which clauses stand, and where.

Apart from the words of a clause, for which git calls the driver far more often.
"""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.app.conflict_marks import marked
from draftvc.drivers.merge_call import Call
from draftvc.merge.model import OutlineEntry
from draftvc.merge.outline import merge_outline
from draftvc.store.layout import OutlineLine, outline_text, read_outline


def merge_order(base: str, ours: str, theirs: str, call: Call) -> tuple[str, bool]:
    """Return the merged outline, and whether all combined.

    Raises:
        DraftvcError: a side is not understood.
    """
    sides = [_entries(text) for text in (base, ours, theirs)]
    # A clause that one side deleted and the other changed has its conflict in its own file.
    merged = merge_outline(*sides)
    text = _lines(merged.entries)
    if not merged.conflicts:
        return text, True
    other = merge_outline(sides[0], sides[2], sides[1])
    return marked(text, _lines(other.entries), size=call.size), False


def _entries(text: str) -> tuple[OutlineEntry, ...]:
    return tuple(OutlineEntry(*line) for line in read_outline(text))


def _lines(entries: Sequence[OutlineEntry]) -> str:
    return outline_text(OutlineLine(e.id, e.depth, e.kind, e.heading) for e in entries)
