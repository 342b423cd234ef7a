"""The canonical text of a clause: layout taken out, what is glued stays glued.

Law: `canonical_text(canonical_text(x)) == canonical_text(x)`. Source: INTERFACES section 4.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from draftvc.notation.groups import canonical_inside
from draftvc.notation.model import Kind
from draftvc.notation.tokens import BRACE, CHAR

_SOFT_AT_END = re.compile("\u00ad(?=[ \t]*[\r\n])")
_LINE_HYPHEN = re.compile(rf"(?<={CHAR})([-‐‑])\s*[\r\n]\s*(?={CHAR})")
"""The hyphen of a word that a line break parts."""
_PIECE = re.compile(rf"([^\[\]{{}}]+)|(\[)|(\])|({BRACE})|([{{}}])")
_KINDS = (Kind.SPACE, Kind.WORD, Kind.OPEN, Kind.CLOSE, Kind.BRACE, Kind.STRAY)
_TIGHT = (",", ";", ":", ".", "!", "?", ")", "”", "»", "…", "’")


def layout_key(raw: str) -> str:
    """Return the text with white space collapsed: equal keys mean equal canonical texts."""
    return " ".join(raw.split())


def canonical_text(raw: str, *, lines: bool = False) -> str:
    """Return the canonical text of a clause's characters; `lines` keeps one line an element."""
    if lines:
        kept = (canonical_text(line) for line in raw.splitlines())
        return "\n".join(line for line in kept if line)
    pieces = _pieces(_glyphs(raw))
    return "".join(f" {text}" if spaced else text for text, _, spaced in pieces)


def raw_offset(raw: str, offset: int, *, lines: bool = False) -> int:
    """Return the offset in `raw` of what stands at `offset` of its canonical text."""
    if lines:
        return _raw_offset_in_lines(raw, offset)
    text = _glyphs(raw)
    starts, pieces = _places(text)
    index = bisect_right(starts, offset) - 1
    if index < 0:
        return 0
    written, start, _ = pieces[index]
    count = min(offset - starts[index], len(written) - 1)
    if written[0] not in "[]{}":
        end = pieces[index + 1][1] if index + 1 < len(pieces) else len(text)
        return _before_glyphs(raw, start + _in_run(text[start:end], count))
    return _before_glyphs(raw, start + count)


@lru_cache(maxsize=4)
def _places(text: str) -> tuple[list[int], list[tuple[str, int, bool]]]:
    """Return where each piece begins in the canonical text, and the pieces.

    Kept for a few texts: a broken clause can have thousands of findings.
    """
    pieces = _pieces(text)
    starts: list[int] = []
    at = 0
    for written, _, spaced in pieces:
        starts.append(at + spaced)
        at += len(written) + spaced
    return starts, pieces


def _in_run(run: str, count: int) -> int:
    """Return the offset of the character of a run that `count` others stand before."""
    run = _LINE_HYPHEN.sub(lambda found: found[1].ljust(len(found[0]), "\0"), run)
    kept = -1
    for index, char in enumerate(run):
        white = char.isspace() and run[index - 1].isspace()
        kept += not (white or char == "\0")
        if kept == count:
            return index
    return 0


def _raw_offset_in_lines(raw: str, offset: int) -> int:
    at = start = 0
    for line in raw.splitlines(keepends=True):
        text = canonical_text(line)
        if text and offset <= at + len(text):
            return start + raw_offset(line, offset - at)
        at += len(text) + 1 if text else 0
        start += len(line)
    return max(len(raw) - 1, 0)


def _glyphs(raw: str) -> str:
    if "\u00ad" in raw:
        raw = _SOFT_AT_END.sub("-", raw).replace("\u00ad", "")
    return raw.replace("\ufffe", "-")


def _before_glyphs(raw: str, offset: int) -> int:
    """Count back in the soft hyphens that `_glyphs` left out before an offset."""
    if "\u00ad" not in raw:
        return offset
    kept = -1
    for index, char in enumerate(_SOFT_AT_END.sub("-", raw)):
        kept += char != "\u00ad"
        if kept == offset:
            return index
    return len(raw)


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
    for match in _PIECE.finditer(text):
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
        text = piece.text
        if "-" in text or "‐" in text or "‑" in text:
            text = _LINE_HYPHEN.sub(r"\1", text)
        return " ".join(text.split())
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
