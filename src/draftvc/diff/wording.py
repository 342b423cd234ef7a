"""Whether a change of words is editorial: quote glyphs, dashes, hyphenation, letter case.

So is what looks the same on the page: an accent typed as a second character, a mark of no width.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from draftvc.notation.patterns import Pattern

if TYPE_CHECKING:  # a merge asks for wordings, and tells no events
    from draftvc.diff.model import EventClass

_GLYPHS = Pattern(r"[“”\"«»„‟‘’'‹›`´\-‐‑‒–—―−\s]")
_RANGE = Pattern(r"(?<=\d)\s*[-‐‑‒–—―−]\s*(?=\d)")
"""A dash between numbers parts them: `1-5` and `15` are not one wording."""
_UNSEEN = Pattern(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_END_MARK = Pattern(r"[\s,;.:]+\Z")


def wording_class(before: str, after: str, *, ends: bool = False) -> EventClass:
    """Return the class of a change; `ends`: both reach the mark that ends the clause."""
    if plain_wording(before, ends=ends) == plain_wording(after, ends=ends):
        return "editorial"
    return "substantive"


def plain_wording(text: str, *, ends: bool = False) -> str:
    """Return words without what is editorial about them."""
    text = unicodedata.normalize("NFC", _UNSEEN.compiled.sub("", text)).replace("…", "...")
    if ends:
        text = _END_MARK.compiled.sub("", text)
    return _GLYPHS.compiled.sub("", _RANGE.compiled.sub("~", text)).casefold()
