"""The canonical text of a clause: layout taken out, what is glued stays glued.

Law: `canonical_text(canonical_text(x)) == canonical_text(x)`. Source: INTERFACES section 4.
"""

from __future__ import annotations

import re

from draftvc.notation.groups import canonical_inside
from draftvc.notation.model import Kind, Token
from draftvc.notation.tokens import scan

_SOFT_AT_END = re.compile("\u00ad(?=[ \t]*[\r\n])")
_LINE_HYPHEN = ("-", "‐", "‑")
_TIGHT = (",", ";", ":", ".", "!", "?", ")", "”", "»", "…", "’")


def layout_key(raw: str) -> str:
    """Return the text with white space collapsed: equal keys mean equal canonical texts."""
    return " ".join(raw.split())


def canonical_text(raw: str, *, lines: bool = False) -> str:
    """Return the canonical text of a clause's characters; `lines` keeps one line an element."""
    if lines:
        kept = (canonical_text(line) for line in raw.splitlines())
        return "\n".join(line for line in kept if line)
    return "".join(piece for piece, _ in _pieces(_glyphs(raw)))


def raw_offset(raw: str, offset: int, *, lines: bool = False) -> int:
    """Return the offset in `raw` of what stands at `offset` of its canonical text."""
    if lines:
        return _raw_offset_in_lines(raw, offset)
    at = found = 0
    for piece, start in _pieces(_glyphs(raw)):
        if start is not None:
            if at > offset:
                break
            found = start + (offset - at if offset - at < len(piece) else 0)
        at += len(piece)
    return _before_glyphs(raw, found)


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


def _pieces(text: str) -> list[tuple[str, int | None]]:
    """Return the canonical pieces, each with its offset in `text`, None for a space."""
    tokens = scan(text)
    marks: list[Token] = []
    gaps: list[bool] = []
    gap = False
    for index, token in enumerate(tokens):
        if token.kind is Kind.SPACE:
            gap = not _joins_line_hyphen(text, tokens, index)
            continue
        marks.append(token)
        gaps.append(gap)
        gap = False
    _settle_gaps(text, marks, gaps)
    pieces: list[tuple[str, int | None]] = []
    for token, spaced in zip(marks, gaps, strict=True):
        written = text[token.start : token.end]
        if spaced and pieces:
            pieces.append((" ", None))
        pieces.append((_brace(written) if token.kind is Kind.BRACE else written, token.start))
    return pieces


def _settle_gaps(text: str, marks: list[Token], gaps: list[bool]) -> None:
    """Put each space where canonical text has it: around groups, outside delimiters."""
    for index, token in enumerate(marks):
        if token.kind is Kind.BRACE:
            gaps[index] = True
        elif index and marks[index - 1].kind is Kind.BRACE:
            gaps[index] = not (token.kind is Kind.CLOSE or text[token.start] in _TIGHT)
    for index in range(len(marks) - 1, 0, -1):
        if gaps[index] and marks[index - 1].kind is Kind.OPEN:
            gaps[index], gaps[index - 1] = False, True
    for index in range(1, len(marks)):
        if gaps[index] and marks[index].kind is Kind.CLOSE:
            gaps[index] = False
            if index + 1 < len(marks):
                gaps[index + 1] = True


def _brace(written: str) -> str:
    closed = "}" if written.endswith("}") else ""
    return "{" + canonical_inside(written[1 : len(written) - len(closed)]) + closed


def _joins_line_hyphen(text: str, tokens: list[Token], index: int) -> bool:
    """Tell whether a line break stands after the hyphen of one word parted by it."""
    if not 2 <= index < len(tokens) - 1:
        return False
    word, hyphen, space, after = tokens[index - 2 : index + 2]
    return (
        after.kind is Kind.WORD
        and word.kind is Kind.WORD
        and text[hyphen.start : hyphen.end] in _LINE_HYPHEN
        and ("\n" in text[space.start : space.end] or "\r" in text[space.start : space.end])
    )
