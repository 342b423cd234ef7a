"""Whether a change of words is editorial: quote glyphs, dashes, hyphenation, letter case."""

from __future__ import annotations

import re

from draftvc.diff.model import EventClass

_GLYPHS = re.compile(r"[“”\"«»„‟‘’'‹›`´\-‐‑‒–—―−\s]")
_END_MARK = re.compile(r"[\s,;.:]+\Z")


def wording_class(before: str, after: str, *, ends: bool = False) -> EventClass:
    """Return the class of a change; `ends`: both reach the mark that ends the clause."""
    if plain_wording(before, ends=ends) == plain_wording(after, ends=ends):
        return "editorial"
    return "substantive"


def plain_wording(text: str, *, ends: bool = False) -> str:
    """Return words without what is editorial about them."""
    if ends:
        text = _END_MARK.sub("", text)
    return _GLYPHS.sub("", text).casefold()
