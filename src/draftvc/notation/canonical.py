"""The canonical text of a clause: layout taken out, what is glued stays glued.

Law: `canonical_text(canonical_text(x)) == canonical_text(x)`. Source: docs/json.md.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import NamedTuple

from draftvc.notation.groups import canonical_inside
from draftvc.notation.model import Kind
from draftvc.notation.patterns import Pattern
from draftvc.notation.tokens import BRACE, CHAR
from draftvc.notation.unseen import unseen_places, without_unseen

_LINE_HYPHEN = Pattern(rf"(?<={CHAR})([-‐‑])\s*[\r\n]\s*(?={CHAR})")
"""The hyphen of a word that a line break parts."""
_PIECE = Pattern(rf"([^\[\]{{}}]+)|(\[)|(\])|({BRACE})|([{{}}])")
_GROUP = re.compile(rf"({BRACE})")
_OPENS = re.compile(r" ?\[[\[ ]*")
_CLOSES = re.compile(r" ?\][\] ]*")
"""Brackets beside each other, with the spaces among them."""
_KINDS = (Kind.SPACE, Kind.WORD, Kind.OPEN, Kind.CLOSE, Kind.BRACE, Kind.STRAY)
_TIGHT = (",", ";", ":", ".", "!", "?", ")", "”", "»", "…", "’")
_CLOSE_BEHIND = ("]", *_TIGHT)
"""What has no space before it where a group stands before it."""


def layout_key(raw: str) -> str:
    """Return the text with white space collapsed: equal keys mean equal canonical texts."""
    return " ".join(raw.split())


def canonical_text(raw: str, *, lines: bool = False) -> str:
    """Return the canonical text of a clause's characters; `lines` keeps one line an element."""
    if lines:
        kept = (canonical_text(line) for line in raw.splitlines())
        return "\n".join(line for line in kept if line)
    text = _glyphs(raw)
    if "{" not in text:
        return _settled(_run(text))
    # Groups and what stands between them; a group has a space before it, and behind it except
    # before what is written close.
    first, *rest = _GROUP.split(text)
    written = _run(first)
    for group, run in zip(rest[::2], map(_run, rest[1::2]), strict=True):
        between = " " if run and not run.startswith(_CLOSE_BEHIND) else ""
        written += f" {_brace(group)}{between}{run}"
    return _settled(written)


def _run(text: str) -> str:
    """Return what stands outside groups, with one space for any white space and none at its ends.

    A word that a line break parts at a hyphen is one again.
    """
    if "-" in text or "‐" in text or "‑" in text:
        text = _LINE_HYPHEN.compiled.sub(r"\1", text)
    return " ".join(text.split())


def _settled(text: str) -> str:
    """Return a text whose spaces stand outside of brackets, and none at its ends."""
    text = text.strip()
    if "[ " in text:
        text = _OPENS.sub(_space_before, text)
    if " ]" in text:
        text = _CLOSES.sub(_space_behind, text)
    return text.strip()


def _space_before(found: re.Match[str]) -> str:
    return f" {found[0].replace(' ', '')}" if " " in found[0] else found[0]


def _space_behind(found: re.Match[str]) -> str:
    return f"{found[0].replace(' ', '')} " if " " in found[0] else found[0]


class RawPlaces:
    """Where the characters of a canonical text stand in the text as received.

    Made once a text: what one question looked through serves the next.
    """

    def __init__(self, raw: str) -> None:
        """Read a clause's characters, in which every line is one element."""
        self._text = _glyphs(raw)
        self._unseen = [at - number for number, at in enumerate(unseen_places(raw))]
        """Before which characters of the text each one stood that was left out of it."""
        self._begins: list[int] = []
        """Offset of each piece in the canonical text."""
        self._pieces: list[tuple[int, int, bool]] = []
        """Of each piece: offset in the text, characters of canonical text, whether it is a run."""
        self._in_runs: dict[int, array[int]] = {}
        at = 0
        for written, start, spaced in _pieces(self._text):
            at += spaced
            self._begins.append(at)
            self._pieces.append((start, len(written), written[0] not in "[]{}"))
            at += len(written)

    def of(self, offset: int) -> int:
        """Return the offset as received of what stands at `offset` of the canonical text."""
        index = bisect_right(self._begins, offset) - 1
        if index < 0:
            return 0
        start, size, is_run = self._pieces[index]
        within = min(offset - self._begins[index], size - 1)
        found = start + (self._in_run(index)[within] if is_run else within)
        return found + bisect_right(self._unseen, found)

    def _in_run(self, index: int) -> array[int]:
        """Return where each character of a run stands, counted from its beginning."""
        if index not in self._in_runs:
            start = self._pieces[index][0]
            after = self._pieces[index + 1][0] if index + 1 < len(self._pieces) else None
            self._in_runs[index] = _kept(self._text[start:after])
        return self._in_runs[index]


class RawPlacesOfLines:
    """As `RawPlaces`, of a text whose canonical text has one line an element."""

    def __init__(self, raw: str, spans: Iterable[tuple[int, int]]) -> None:
        """Read the elements at `spans` of the characters, half open."""
        self._last = max(len(raw) - 1, 0)
        self._begins: list[int] = []
        self._lines: list[tuple[int, RawPlaces]] = []
        at = 0
        for start, end in spans:
            text = canonical_text(raw[start:end])
            if text:
                self._begins.append(at)
                self._lines.append((start, RawPlaces(raw[start:end])))
                at += len(text) + 1
        self._end = at

    def of(self, offset: int) -> int:
        """Return the offset as received of what stands at `offset` of the canonical text."""
        index = bisect_right(self._begins, offset) - 1
        if index < 0 or offset >= self._end:
            return self._last
        start, places = self._lines[index]
        return start + places.of(offset - self._begins[index])


def line_spans(raw: str) -> list[tuple[int, int]]:
    """Return start and end of each line of a text, line ends included."""
    ends = list(accumulate(map(len, raw.splitlines(keepends=True)), initial=0))
    return list(pairwise(ends))


def _kept(run: str) -> array[int]:
    """Return the offsets in a run of the characters that its canonical text keeps."""
    run = _LINE_HYPHEN.compiled.sub(lambda found: found[1].ljust(len(found[0]), "\0"), run)
    white = [char.isspace() for char in run]
    return array(
        "L",
        (
            index
            for index, char in enumerate(run)
            if char != "\0" and not (white[index] and white[index - 1])
        ),
    )


def _glyphs(raw: str) -> str:
    return without_unseen(raw).replace("\ufffe", "-")


class _Piece(NamedTuple):
    """A run without delimiters, a delimiter or a group."""

    kind: Kind
    """`WORD` for a run."""
    start: int
    text: str
    """As received; a run is stripped of the white space at its ends."""


def _pieces(text: str) -> list[tuple[str, int, bool]]:
    """Return the canonical pieces: text, offset in `text`, and whether a space stands before."""
    pieces: list[_Piece] = []
    gaps: list[bool] = []
    gap = False
    for match in _PIECE.compiled.finditer(text):
        kind, written, start = _KINDS[match.lastindex or 0], match[0], match.start()
        if kind is Kind.WORD:
            bare = written.strip()
            gap = gap or written[0].isspace()
            if bare:
                start += written.index(bare[0])
                pieces.append(_Piece(kind, start, bare))
                gaps.append(gap)
                gap = written[-1].isspace()
            continue
        pieces.append(_Piece(kind, start, written))
        gaps.append(gap)
        gap = False
    _settle_gaps(pieces, gaps)
    return [
        (_written(piece), piece.start, spaced and index > 0)
        for index, (piece, spaced) in enumerate(zip(pieces, gaps, strict=True))
    ]


def _written(piece: _Piece) -> str:
    if piece.kind is Kind.WORD:
        return _run(piece.text)
    return _brace(piece.text) if piece.kind is Kind.BRACE else piece.text


def _settle_gaps(pieces: list[_Piece], gaps: list[bool]) -> None:
    """Put each space where canonical text has it: around groups, outside delimiters."""
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.BRACE:
            gaps[index] = True
        elif index and pieces[index - 1].kind is Kind.BRACE:
            gaps[index] = not (piece.kind is Kind.CLOSE or piece.text[0] in _TIGHT)
    for index in range(len(pieces) - 1, 0, -1):
        if gaps[index] and pieces[index - 1].kind is Kind.OPEN:
            gaps[index], gaps[index - 1] = False, True
    for index in range(1, len(pieces)):
        if gaps[index] and pieces[index].kind is Kind.CLOSE:
            gaps[index] = False
            if index + 1 < len(pieces):
                gaps[index + 1] = True


def _brace(written: str) -> str:
    closed = "}" if written.endswith("}") else ""
    return "{" + canonical_inside(written[1 : len(written) - len(closed)]) + closed
