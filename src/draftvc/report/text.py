"""Reports as plain text: the layout without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftvc.report.page.lines import Line

_TOGETHER = 200
"""Lines that make one piece: a long report streams without a call a line."""


def plain(lines: Iterable[Line]) -> Iterator[str]:
    """Yield lines as text; no line ends in a space."""
    batch: list[str] = []
    for each in lines:
        batch.append("".join(piece.text for piece in each).rstrip(" "))
        if len(batch) == _TOGETHER:
            yield "\n".join(batch) + "\n"
            batch = []
    if batch:
        yield "\n".join(batch) + "\n"
