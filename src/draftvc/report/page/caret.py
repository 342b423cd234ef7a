"""A line of a file with a caret under one column of it."""

from __future__ import annotations

from draftvc.report.safe import visible
from draftvc.report.width import cells, head, tail

_TAB = 4


def caret_lines(text: str, column: int, width: int) -> tuple[str, str]:
    """Return a line as it is shown, in at most `width` columns, and the caret line under it.

    `column` counts code points from 1. TABs stand as spaces to the next fourth column, controls
    are visible, and a line longer than `width` is cut on both sides of the caret (…).
    """
    at = min(max(column - 1, 0), len(text))
    # A line may be megabytes long: only what can be seen is made visible.
    first = max(at - 4 * width, 0)
    before = _shown(text[first:at], 0)
    after = _shown(text[at : at + 4 * width], cells(before))
    cut_before, cut_after = first > 0, at + 4 * width < len(text)
    room = max(width - 2, 8)
    if cut_before or cut_after or cells(before) + cells(after) > width:
        left = min(cells(before), max(room * 2 // 3, room - cells(after)))
        kept = tail(before, left)
        rest = head(after, room - cells(kept))
        before = f"…{kept}" if cut_before or len(kept) < len(before) else kept
        after = f"{rest}…" if cut_after or len(rest) < len(after) else rest
    return before + after, " " * cells(before) + "^"


def _shown(text: str, start: int) -> str:
    """Return text that begins after `start` columns, TABs as spaces, controls visible."""
    parts: list[str] = []
    used = start
    for index, part in enumerate(visible(text).split("\t")):
        if index:
            gap = _TAB - used % _TAB
            parts.append(" " * gap)
            used += gap
        parts.append(part.replace("\n", "␊"))
        used += cells(part)
    return "".join(parts)
