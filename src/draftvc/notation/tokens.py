"""Scan a text into tokens; every character lands in exactly one, whatever the text.

Law: joining the tokens' characters gives the text back. Nesting is not judged here
(`reader` does); a brace is one token because its inside has a grammar of its own.
"""

from __future__ import annotations

import re

from draftvc.notation.model import Kind, Token

PUNCTUATION = r",;:.!?()“”\"«»„‘’'‹›…–—―/\-‐‑−*+=<>|&§•·"
CHAR = rf"[^\s\[\]{{}}{PUNCTUATION}]"
_ENTRY = r"[A-Z][A-Za-z0-9]{1,4}\s*(?:[+\-−–]|\s[Rr]eserve|\s[Dd]elete)"
BRACE = (
    r"\{[^{}\[\]]*\}"
    r"|\{(?=[^{}\[\]]*(?:[\[\]{]|\Z))"
    rf"\s*{_ENTRY}(?:[\s,;]*{_ENTRY})*(?=[\s,;]*(?:[\[\]{{]|\Z))"
)
"""A group; one that nothing closes ends with its last entry, where only entries follow."""
_TOKEN = re.compile(
    r"(\s+)"
    rf"|({CHAR}+(?:[.\-‐‑'’/]{CHAR}+)*)"
    r"|([^\s\[\]{}])"
    r"|(\[)"
    r"|(\])"
    rf"|({BRACE})"
    r"|([{}])"
)
_KINDS = (
    Kind.SPACE,  # no token has this number
    Kind.SPACE,
    Kind.WORD,
    Kind.PUNCT,
    Kind.OPEN,
    Kind.CLOSE,
    Kind.BRACE,
    Kind.STRAY,
)


def scan(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, offsets into `text`.

    A `{` that nothing closes is a BRACE without its end where only entries follow it
    (`[x] {USA+ [y]`), else a STRAY, and what follows stays words.
    """
    stop = len(text) if end is None else end
    # A named tuple made by its own constructor takes twice the time, and there are many.
    make, kinds = tuple.__new__, _KINDS
    return [
        make(Token, (kinds[match.lastindex or 0], *match.span()))
        for match in _TOKEN.finditer(text, start, stop)
    ]
