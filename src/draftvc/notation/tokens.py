"""Scan a text into tokens; every character lands in exactly one, whatever the text.

Law: joining the tokens' characters gives the text back. Nesting is not judged here
(`reader` does); a brace is one token because its inside has a grammar of its own.
"""

from __future__ import annotations

import re

from draftvc.notation.model import Kind, Token

PUNCTUATION = r",;:.!?()“”\"«»„‘’'‹›…–—―/\-‐‑−*+=<>|&§•·"
_CHAR = rf"[^\s\[\]{{}}{PUNCTUATION}]"
_TOKEN = re.compile(
    r"(\s+)"
    rf"|({_CHAR}+(?:[.\-‐‑'’/]{_CHAR}+)*)"
    r"|([^\s\[\]{}])"
    r"|(\[)"
    r"|(\])"
    r"|(\{[^{}\[\]]*\}|\{(?=[^{}\[\]]*(?:[\[\]{]|\Z))\s*(?:[A-Z][A-Za-z0-9]{1,4}\s*(?:[+\-−–]|\s[Rr]eserve|\s[Dd]elete)[\s,;]*)+(?=[\[\]{]|\Z))"
    r"|([{}])"
)
_KINDS = (
    Kind.SPACE,  # lastindex is never 0
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
    return [
        Token(_KINDS[match.lastindex or 0], match.start(), match.end())
        for match in _TOKEN.finditer(text, start, stop)
    ]
