"""Draft text on its way to a terminal: what would steer or deceive is made visible.

An imported file can hold ESC sequences that repaint a screen, and direction overrides that let
`USA+` read as something else. Every piece of draft text passes here before it is shown to a
person; machine formats carry the characters as they are.
"""

from __future__ import annotations

from functools import lru_cache

from draftvc.notation.patterns import Pattern

# Controls (C0 without TAB and LF, DEL, C1), all format characters of Unicode (direction
# overrides and isolates, zero-width marks, BOM, soft hyphen, tags), line and paragraph
# separators, lone surrogates, noncharacters, and the letters and selectors that have no ink.
_UNSEEN = Pattern(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891"
    "\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_DELETE = 0x7F


def visible(text: str) -> str:
    r"""Return text of which every character is seen: `␛` for ESC, `⟨U+202E⟩` for an override.

    TAB and LF are left to the caller, who lays out lines. Law: `visible(visible(x)) ==
    visible(x)`, and what it returns can always be written as UTF-8.

    >>> visible("a\x1b[31mred\u202e")
    'a␛[31mred⟨U+202E⟩'
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.compiled.sub(lambda match: _sign(match[0]), text)


@lru_cache(maxsize=256)
def _sign(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == _DELETE:
        return "␡"
    return f"⟨U+{code:04X}⟩"
