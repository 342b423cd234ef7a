"""Lines of pieces, and the wrapping of pieces into lines by display width.

A piece is a text and its role; only the painter knows what a role looks like, and plain text
leaves it out. Every piece that reaches a line is visible in every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from draftvc.report.safe import visible
from draftvc.report.width import cells, head

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
_PARTS = re.compile(r"[ \n]|[^ \n]+")


class _Box(NamedTuple):
    """What stands between two spaces: it is parted only where it is longer than a line."""

    pieces: list[Piece]
    width: int
    gap: list[Piece]
    """The spaces before it, each with its role; dropped at the start of a line."""
    breaks: bool
    """Whether a line break stands before it."""


def line(*pieces: Piece | str) -> Line:
    """Return a line of visible pieces, as it is given: nothing is wrapped."""
    return tuple(Piece(visible(p)) if isinstance(p, str) else _seen(p) for p in pieces)


def wrap(
    pieces: Iterable[Piece | str], width: int, indent: int = 0, hang: int | None = None
) -> Iterator[Line]:
    """Yield lines of at most `width` columns; the first begins after `indent` columns.

    Lines that follow begin after `hang` columns (`indent` where it is not given). A word longer
    than a line is parted.
    """
    hang = indent if hang is None else hang
    out: list[Piece] = [Piece(" " * indent)] if indent else []
    start = used = indent
    empty = True
    for box in _boxes(pieces):
        space = 0 if empty else len(box.gap)
        if box.breaks or (not empty and used + space + box.width > width):
            yield _joined(out)
            out, start, empty, space = [Piece(" " * hang)] if hang else [], hang, True, 0
            used = start
        if space:
            out += box.gap
        for piece, breaks in _fitted(box, used + space, width, hang):
            if breaks:
                yield _joined(out)
                out = [Piece(" " * hang)] if hang else []
            out.append(piece)
        used = sum(cells(piece.text) for piece in out)
        empty = False
    if not empty:
        yield _joined(out)


def _fitted(box: _Box, used: int, width: int, hang: int) -> Iterator[tuple[Piece, bool]]:
    """Yield the pieces of a box; each with whether a line break comes before it."""
    if used + box.width <= width:
        yield from ((piece, False) for piece in box.pieces)
        return
    for text, role in box.pieces:
        rest, breaks = text, False
        while rest:
            part = head(rest, width - used)
            if not part and not breaks:
                used, breaks = hang, True
                continue
            part = part or rest[0]
            yield Piece(part, role), breaks
            rest = rest[len(part) :]
            used += cells(part)
            breaks = bool(rest)
            if breaks:
                used = hang


def _boxes(pieces: Iterable[Piece | str]) -> Iterator[_Box]:
    box: list[Piece] = []
    gap: list[Piece] = []
    breaks = False
    for given in pieces:
        text, role = _seen(given if isinstance(given, Piece) else Piece(given))
        for part in _PARTS.findall(text):
            if part not in (" ", "\n"):
                box.append(Piece(part, role))
                continue
            if box:
                yield _Box(box, sum(cells(p.text) for p in box), gap, breaks)
                box, gap, breaks = [], [], False
            if part == "\n":
                gap, breaks = [], True
            else:
                gap.append(Piece(" ", role))
    if box:
        yield _Box(box, sum(cells(p.text) for p in box), gap, breaks)


def _seen(piece: Piece) -> Piece:
    text = visible(piece.text)
    return piece if text is piece.text else Piece(text, piece.role)


def _joined(pieces: list[Piece]) -> Line:
    """Return a line with neighbours of one role as one piece."""
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1].role == piece.role:
            out[-1] = Piece(out[-1].text + piece.text, piece.role)
        else:
            out.append(piece)
    return tuple(out)
