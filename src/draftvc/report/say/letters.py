"""Brackets around letters that are a part of a word."""

from __future__ import annotations

import re

from draftvc.diff.view import View
from draftvc.report.say.quoting import bracket_words

_WRITTEN = re.compile(r"[\[\]\w’'-]+")
_BARE = re.compile(r"[\[\]]")
_LETTERS_BEFORE = re.compile(r"[\w’'-]*\w-?\Z")
_LETTERS = re.compile(r"\w[\w’'-]*")


def whole_word(view: View, index: int) -> str:
    """Return the words of a bracket, inner brackets in sight, with the letters glued to it."""
    text = bracket_words(view, index)
    rest = view.reading.text[view.reading.brackets[index].end :]
    at = _end_of_siblings(rest)
    letters = _LETTERS.match(rest, at) if text[-1:].isalpha() else None
    # `[t]Tolls`: the letter stands beside the same one, and in no word.
    again = letters and not at and letters[0][0].casefold() == text[-1].casefold()
    return text + letters[0] if letters and not again else text


def doubled(text: str, at: int, letter: str) -> str | None:
    """Return what stands around a place between spaces, if one letter stands twice there."""
    found = next((m for m in _WRITTEN.finditer(text) if m.start() <= at <= m.end()), None)
    if found is None:
        return None
    return found[0] if letter.casefold() * 2 in _BARE.sub("", found[0]).casefold() else None


def parted_word(view: View, index: int) -> str | None:
    """Return the word of which a bracket is a part, the bracket in sight: `plan[s]`.

    None where it is no part of one, and of the letter that begins a word: that is quoted whole.
    """
    words = view.bracket_text(index)
    text, bracket = view.reading.text, view.reading.brackets[index]
    before = _LETTERS_BEFORE.search(text[: bracket.start])
    after = _LETTERS.match(text, bracket.end)
    if before is None and (after is None or len(words) == 1):
        return None
    return f"[{words}]".join(letters[0] if letters else "" for letters in (before, after))


def _end_of_siblings(rest: str) -> int:
    """Return where the brackets end that are glued to what stands before; 0 where a space does."""
    at = 0
    while rest.startswith("[", at) and rest.find("]", at) > 0:
        at = rest.find("]", at) + 1
    return at
