"""Scan a text into tokens; every character lands in exactly one, whatever the text.

Law: joining the tokens' characters gives the text back. Nesting is not judged here
(`reader` does); a brace is one token because its inside has a grammar of its own.
"""

from __future__ import annotations

import re
from itertools import accumulate, repeat
from operator import itemgetter

from draftvc.notation.model import Kind, Token

PUNCTUATION = r",;:.!?()“”\"«»„‘’'‹›…–—―/\-‐‑−*+=<>|&§•·"
CHAR = rf"[^\s\[\]{{}}{PUNCTUATION}]"
_ENTRY = r"[A-Z][A-Za-z0-9]{1,4}\s*(?:[+\-−–—]|\s[Rr]eserve|\s[Dd]elete)"
BRACE = (
    r"\{[^{}\[\]]*\}"
    r"|\{(?=[^{}\[\]]*(?:[\[\]{]|\Z))"
    rf"\s*{_ENTRY}(?:[\s,;]*{_ENTRY})*(?=[\s,;]*(?:[\[\]{{]|\Z))"
)
"""A group; one that nothing closes ends with its last entry, where only entries follow."""
_IN_NUMBER = r"(?<=\d)(?:,(?=\d{3}(?!\d))|:(?=\d{2}(?!\d)))"
"""What parts the figures of one number or time: `5,000`, `16:40`."""
_TOKEN = re.compile(
    r"\s+"
    rf"|{CHAR}+(?:(?:[.\-‐‑'’/]|{_IN_NUMBER}){CHAR}+)*"
    r"|[^\s\[\]{}]"
    r"|[\[\]]"
    rf"|{BRACE}"
    r"|[{}]"
)
_PUNCTUATION = frozenset(PUNCTUATION.replace("\\", ""))


class _Kinds(dict[str, Kind]):
    """The kind of token that begins with a character; found out once for each character."""

    def __missing__(self, char: str) -> Kind:
        kind = Kind.PUNCT if char in _PUNCTUATION else Kind.WORD
        if char.isspace():
            kind = Kind.SPACE
        self[char] = kind
        return kind


_KINDS = _Kinds({"[": Kind.OPEN, "]": Kind.CLOSE, "{": Kind.BRACE, "}": Kind.STRAY})


def scan(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, offsets into `text`.

    A `{` that nothing closes is a BRACE without its end where only entries follow it
    (`[x] {USA+ [y]`), else a STRAY, and what follows stays words.
    """
    pieces = _TOKEN.findall(text, start, len(text) if end is None else end)
    # There are very many: no Python is run for each of them, not even a constructor.
    bounds = list(accumulate(map(len, pieces), initial=start))
    kinds = list(map(_KINDS.__getitem__, map(itemgetter(0), pieces)))
    at = pieces.index("{") if "{" in pieces else len(pieces)
    for index in range(at, len(pieces)):
        if pieces[index] == "{":
            kinds[index] = Kind.STRAY
    return list(map(tuple.__new__, repeat(Token), zip(kinds, bounds, bounds[1:], strict=False)))
