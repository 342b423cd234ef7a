"""The merge driver on the outline: which clauses stand, and where.

Apart from the words of a clause, for which git calls the driver far more often.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from draftvc.app.conflict_marks import marked
from draftvc.drivers.merge_call import Call
from draftvc.merge.model import OutlineEntry
from draftvc.merge.order import moved_anywhere, order_of, placed
from draftvc.merge.outline import EMPTIED, MOVED_AND_GONE, merge_outline
from draftvc.report.say.words import one_line
from draftvc.store.layout import OutlineLine, clause_path, outline_text, read_outline


def merge_order(base: str, ours: str, theirs: str, call: Call) -> tuple[str, bool]:
    """Return the merged outline, and whether all combined.

    Raises:
        DraftvcError: a side is not understood.
    """
    sides = [_entries(text) for text in (base, ours, theirs)]
    # A clause that one side deleted and the other changed has its conflict in its own file.
    merged = merge_outline(*sides)
    _tell_moved_and_gone(sides, merged.gone)
    for each in merged.emptied:
        sys.stderr.write(one_line(f"draftvc: outline: {EMPTIED} {each}") + "\n")
    text = _lines(merged.entries)
    if not merged.conflicts:
        return text, True
    other = merge_outline(sides[0], sides[2], sides[1])
    return marked(text, _lines(other.entries), size=call.size), False


def _tell_moved_and_gone(sides: Sequence[Sequence[OutlineEntry]], gone: Sequence[str]) -> None:
    base, ours, theirs = (order_of(map(placed, side)) for side in sides)
    moves = moved_anywhere(base, ours) | moved_anywhere(base, theirs) if gone else ()
    for name in gone:
        if name in moves:
            sys.stderr.write(f"draftvc: {clause_path(name)}: {MOVED_AND_GONE}\n")


def _entries(text: str) -> tuple[OutlineEntry, ...]:
    return tuple(OutlineEntry(*line) for line in read_outline(text))


def _lines(entries: Sequence[OutlineEntry]) -> str:
    return outline_text(OutlineLine(e.id, e.depth, e.kind, e.heading) for e in entries)
