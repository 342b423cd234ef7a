"""Whether a change of words is editorial: quote glyphs, dashes, hyphenation, letter case.

So is what looks the same on the page (an accent typed as a second character, a mark of no width),
and how it is set: `*Recalls*` in italics. Within a word an apostrophe is a letter: `owner’s` is not
`owners’`.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from draftvc.notation.patterns import Pattern

if TYPE_CHECKING:  # a merge asks for wordings, and tells no events
    from draftvc.diff.model import EventClass

CONNECTIVES = frozenset({"and", "or", ",", ";"})
"""What stands between brackets and goes with their order."""
_QUOTES = r"“”\"«»„‟‘’'‹›`´"
_DASHES = r"\-‐‑‒–—―−"
_QUOTE = Pattern(rf"[{_QUOTES}]")
_GLYPHS = Pattern(rf"[{_QUOTES}{_DASHES}\s]")
_NUMBER = Pattern(rf"(?:(?<=\d)\s*|(?<!\w))[{_DASHES}]\s*(?=\d)")
"""A dash between numbers parts them, one before a number is its sign: `1-5`, `15`, `-5` and `5`."""
_PIECE = Pattern(rf"([{_DASHES}\s]*)([^{_DASHES}\s])")
_UNSEEN = Pattern(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_APOSTROPHE = Pattern(r"(?<=[^\W_])['’‘`´ʼ′](?=[^\W\d_])")
_LETTER = "ʼ"
"""What an apostrophe within a word counts as."""
_EMPHASIS = Pattern(
    r"(?<![\w*])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<words>[^\n]*?[^\s*_])(?P=mark)(?![\w*])"
)
_END_MARK = Pattern(r"[\s,;.:]+\Z")


def wording_class(before: str, after: str, *, ends: bool = False) -> EventClass:
    """Return the class of a change; `ends`: both reach the mark that ends the clause."""
    return "editorial" if same_wording(before, after, ends=ends) else "substantive"


def same_wording(one: str, other: str, *, ends: bool = False) -> bool:
    """Tell whether two wordings differ in nothing but what is editorial.

    A hyphen may come or go, also in place of a space; words that only a space parts are other
    words than the two as one: `a part`, `apart`.
    """
    if plain_wording(one, ends=ends) != plain_wording(other, ends=ends):
        return False
    joints = zip(_joints(one), _joints(other), strict=False)
    return all({a, b} != {"", " "} for a, b in joints)


def plain_wording(text: str, *, ends: bool = False) -> str:
    """Return words without what is editorial about them."""
    text = _seen(text)
    if ends:
        text = _END_MARK.compiled.sub("", text)
    return _GLYPHS.compiled.sub("", text).casefold()


def emphasis_marks(text: str) -> frozenset[int]:
    """Return where marks of emphasis stand: those of `*Recalls*`, `_in time_`, `**all**`.

    >>> sorted(emphasis_marks("*all* ports*"))
    [0, 4]
    """
    if "*" not in text and "_" not in text:
        return frozenset()
    found = _EMPHASIS.compiled.finditer(text)
    spans = [(match.start("words"), match.end("words"), match) for match in found]
    return frozenset(
        at
        for start, end, match in spans
        for at in (*range(match.start(), start), *range(end, match.end()))
    )


def _seen(text: str) -> str:
    """Return a text without what is not seen; a dash that belongs to a number is no glyph."""
    marks = emphasis_marks(text)
    if marks:
        text = "".join(char for at, char in enumerate(text) if at not in marks)
    text = _APOSTROPHE.compiled.sub(_LETTER, text)
    text = unicodedata.normalize("NFC", _UNSEEN.compiled.sub("", text)).replace("…", "...")
    return _NUMBER.compiled.sub("~", text)


def _joints(text: str) -> list[str]:
    """Return what parts each character from the next: a dash, a space, or nothing.

    At a mark of punctuation, white space is layout and counts for nothing.
    """
    pieces = _PIECE.compiled.findall(_QUOTE.compiled.sub("", _seen(text)))
    return [
        "-" if gap.strip() else " " * bool(gap) if a.isalnum() and b.isalnum() else "-"
        for (_, a), (gap, b) in pairwise(pieces)
    ]
