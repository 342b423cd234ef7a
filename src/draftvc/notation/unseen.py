"""Characters that nobody sees: marks of no width and soft hyphens. No word has them.

A soft hyphen at the end of a line is the hyphen that is seen there. Marks that mean something to a
reader of another script (joiners, directions) are kept and shown. Source: docs/notation.md.
"""

from __future__ import annotations

from draftvc.notation.patterns import Pattern

NO_WIDTH = "\u200b\u2060\ufeff"
"""Zero width space, word joiner, byte order mark."""
SOFT_HYPHEN = "\u00ad"
_SOFT_AT_END = Pattern(f"{SOFT_HYPHEN}(?=[ \\t{NO_WIDTH}]*[\\r\\n])")
_UNSEEN = Pattern(f"[{NO_WIDTH}{SOFT_HYPHEN}]")


def has_unseen(text: str) -> bool:
    """Tell whether a text has such characters; quick, because nearly none has."""
    return not text.isascii() and (
        "\u00ad" in text or "\u200b" in text or "\u2060" in text or "\ufeff" in text
    )


def without_unseen(text: str) -> str:
    """Return a text without them, and with a hyphen for a soft one at the end of a line."""
    return _UNSEEN.compiled.sub("", _with_hyphens(text)) if has_unseen(text) else text


def unseen_places(text: str) -> list[int]:
    """Return the offsets of the characters that `without_unseen` leaves out of a text."""
    if not has_unseen(text):
        return []
    return [match.start() for match in _UNSEEN.compiled.finditer(_with_hyphens(text))]


def _with_hyphens(text: str) -> str:
    return _SOFT_AT_END.compiled.sub("-", text) if SOFT_HYPHEN in text else text
