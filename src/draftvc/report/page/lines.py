"""Lines of pieces, and the wrapping of pieces into lines by display width.

A piece is a text and its role; only the painter knows what a role looks like, and plain text
leaves it out. Every piece that reaches a line is visible in every character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Literal, NamedTuple

from draftvc.report.safe import visible
from draftvc.report.width import head, is_single

Role = Literal[
    "", "title", "label", "faint", "gone", "come", "bracket", "group",
    "agreed", "error", "warning", "info",
]  # fmt: skip


class Piece(NamedTuple):
    """A text and what it is."""

    text: str
    role: Role = ""


Line = tuple[Piece, ...]
EMPTY: Line = ()


def line(*pieces: Piece | str) -> Line:
    """Return a line of visible pieces, as it is given: nothing is wrapped."""
    return tuple(Piece(visible(p)) if isinstance(p, str) else _seen(p) for p in pieces)


def wrap(
    pieces: Iterable[Piece | str], width: int, indent: int = 0, hang: int | None = None
) -> Iterator[Line]:
    """Yield lines of at most `width` columns; the first begins after `indent` columns.

    Lines that follow begin after `hang` columns (`indent` where it is not given). Lines break at
    spaces and at LF; a word longer than a line is parted.
    """
    seen = [_seen(piece if isinstance(piece, Piece) else Piece(piece)) for piece in pieces]
    text = "".join(piece.text for piece in seen)
    starts = list(accumulate((len(piece.text) for piece in seen), initial=0))
    measured = not is_single(text)
    margin = indent
    for start, end in _breaks(text, width, indent, indent if hang is None else hang, measured):
        lead = (Piece(" " * margin),) if margin else ()
        yield (*lead, *_cut(seen, starts, start, end))
        margin = indent if hang is None else hang


def _breaks(
    text: str, width: int, indent: int, hang: int, measured: bool
) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line, without the spaces around it."""
    at, room, stop = 0, width - indent, len(text)
    while at < stop:
        fits = len(head(text[at : at + 4 * room], room)) if measured else room
        end = text.find("\n", at, at + fits + 1)
        after = end + 1
        if end < 0:
            end = after = _last_space(text, at, at + fits)
        kept = len(text[at:end].rstrip(" "))
        if kept:
            yield at, at + kept
            room = width - hang
        at = after
        while at < stop and text[at] == " ":
            at += 1


def _last_space(text: str, at: int, fits: int) -> int:
    """Return where a line ends that begins at `at` and has room for the characters to `fits`."""
    if len(text) <= fits:
        return len(text)
    space = text.rfind(" ", at, fits + 1)
    return space if space > at else max(fits, at + 1)


def _cut(pieces: list[Piece], starts: list[int], start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces between two places of their joined text."""
    index = bisect_right(starts, start) - 1
    while start < end:
        stop = min(starts[index + 1], end)
        if start < stop:
            text, role = pieces[index]
            yield Piece(text[start - starts[index] : stop - starts[index]], role)
        start, index = stop, index + 1


def _seen(piece: Piece) -> Piece:
    text = visible(piece.text)
    return piece if text is piece.text else Piece(text, piece.role)
