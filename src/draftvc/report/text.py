"""Reports as plain text: the layout without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftvc.report.page.lines import Line

_AT_ONCE = 50
"""Lines that go out one by one: the first screen of a long log does not wait for the second."""
_TOGETHER = 200
"""Lines that make one piece from there on."""


def plain(lines: Iterable[Line]) -> Iterator[str]:
    """Yield lines as text; no line ends in a space."""
    return in_pieces("".join(piece.text for piece in line).rstrip(" ") + "\n" for line in lines)


def in_pieces(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with their ends, the first ones at once and later ones many together."""
    batch: list[str] = []
    for number, line in enumerate(lines):
        batch.append(line)
        if number < _AT_ONCE or len(batch) == _TOGETHER:
            yield "".join(batch)
            batch = []
    if batch:
        yield "".join(batch)
