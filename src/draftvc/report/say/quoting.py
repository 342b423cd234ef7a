"""The words of a bracket as they are quoted: inner brackets stay in sight, groups are left out.

Without its inner brackets `[[Ensuring] {USA+} [Promoting] {FRA+} the use]` would be quoted as
“Ensuring Promoting the use”, which nobody proposed.
"""

from __future__ import annotations

from collections import Counter

from draftvc.diff.view import View
from draftvc.draft.model import Clause
from draftvc.notation.patterns import Pattern

_GROUP = Pattern(r"\s*\{[^{}]*\}?")
_SPACED = Pattern(r"\s+(?=[,;:.])")
_LETTERS = Pattern(r"(?:\[\w\])*\[(\w)\](?=\w)")
"""Letters in brackets that are glued to a word: the last is the one it is read with."""
_TURNED = str.maketrans("[]", "][")
_BOTH = 2
"""Marks of a bracket that is closed."""
_REACH = 8
"""Brackets on either side among which those are looked for that make up some words."""


def without_groups(text: str) -> str:
    """Return a stretch of a clause's text without its groups, and no space before a comma.

    >>> without_groups("[Ensuring] {USA+} the use [, in time] {FRA+} , of rivers")
    '[Ensuring] the use [, in time], of rivers'
    """
    return _SPACED.compiled.sub("", _GROUP.compiled.sub("", text))


def clause_words(clause: Clause, length: int) -> str:
    """Return the first `length` characters of a clause behind its marker, without groups.

    `[t][T]argets` is read as “Targets”; a `]` that closes what opens before the number is left out.
    """
    start = len(clause.marker) if clause.text.startswith(clause.marker) else 0
    text = without_groups(clause.text[start : start + length])
    return _LETTERS.compiled.sub(r"\1", _without_lone(text)).strip()


def _without_lone(text: str) -> str:
    """Return a text without the `]` that close no bracket of it.

    >>> _without_lone("to mend [all] stairs.]")
    'to mend [all] stairs.'
    """
    kept: list[str] = []
    depth = 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if depth >= 0:
            kept.append(char)
        depth = max(depth, 0)
    return "".join(kept)


def in_pairs(text: str) -> str:
    """Return a stretch of a clause's text without its groups, and of brackets whole pairs alone.

    >>> in_pairs("[Ensuring] {TZA+} [Promoting] {TZA+} the [equal")
    '[Ensuring] [Promoting] the equal'
    """
    closed = _without_lone(without_groups(text))
    turned = closed[::-1].translate(_TURNED)
    return " ".join(_without_lone(turned)[::-1].translate(_TURNED).split())


def bracket_words(view: View, index: int) -> str:
    """Return the words of a bracket, with the marks of the brackets in it."""
    words = view.bracket_text(index)
    span = view.spans[index]
    inner = any(each.parent == index for each in view.spans[index + 1 : index + 2])
    if not inner or len(span.marks) < _BOTH:
        return words
    return _between(view, span.marks[0][1], span.marks[-1][0], view.number_in(index))


def brackets_at(view: View, start: int, end: int) -> tuple[str | None, list[str]]:
    """Return the words of the innermost bracket around a place, and of the outermost within it.

    None where none is around it; one that nothing closes is neither.
    """
    outer: str | None = None
    inner: list[str] = []
    last = start
    for number, bracket in enumerate(view.reading.brackets):
        if bracket.close is None:
            continue
        if bracket.start <= start and end <= bracket.end:
            outer = view.bracket_text(number)
        elif last <= bracket.start and bracket.end <= end:
            inner.append(bracket_words(view, number))
            last = bracket.end
    return outer, inner


def side_by_side(view: View, joined: str, near: int) -> list[int]:
    """Return brackets that stand one after the other and have these words together.

    Empty where none have. `near` is one of them or stands beside them.
    """
    parent = view.spans[near].parent
    beside = [each.number for each in view.spans if each.parent == parent]
    at = beside.index(near)
    beside = beside[max(at - _REACH, 0) : at + _REACH + 1]
    texts = [view.bracket_text(index) for index in beside]
    for first in range(len(beside)):
        for last in range(first + 2, len(beside) + 1):
            if " ".join(texts[first:last]) == joined:
                return beside[first:last]
    return []


def with_gaps(words: str, all_words: str) -> str:
    """Return words that were taken out of others, with … where some were left out.

    >>> with_gaps("a coach for readers", "a coach that is warm for readers")
    'a coach … for readers'
    """
    left = words.split()
    said: list[str] = []
    for word in all_words.split():
        if left and word == left[0]:
            said.append(left.pop(0))
        elif said[-1:] != ["…"]:
            said.append("…")
    return words if left else " ".join(said)


def run_words(view: View, indexes: list[int]) -> str:
    """Return the words of brackets that stand side by side, each in its marks."""
    return " ".join(f"[{bracket_words(view, index)}]" for index in indexes)


def _between(view: View, start: int, end: int, number: tuple[int, int] | None) -> str:
    """Return a stretch of the text as it is quoted: the number of a clause is no word of it."""
    text = view.text[start:end]
    if number:
        text = view.text[start : number[0]] + view.text[number[1] : end].lstrip()
    return without_groups(" ".join(text.split())).strip()


def words_beside(view: View, span: tuple[int, int]) -> tuple[str, str]:
    """Return the three words before and behind a stretch, with the brackets whole in them."""
    at = sum(word.start < span[0] for word in view.words)
    before, behind = view.words[max(at - 3, 0) : at], view.words[at : at + 3]
    start = min(span[1], behind[0].start) if behind else 0
    return (
        in_pairs(view.text[_opening(view.text, before[0].start) : span[0]]) if before else "",
        in_pairs(view.text[start : _closing(view.text, behind[-1].end)]) if behind else "",
    )


def _opening(text: str, start: int) -> int:
    """Return where the marks begin that open directly before a place."""
    while start and text[start - 1] == "[":
        start -= 1
    return start


def _closing(text: str, end: int) -> int:
    """Return where the marks end that close directly behind a place."""
    while text.startswith("]", end):
        end += 1
    return end


def words_in_others(view: View, bracket: int) -> Counter[str]:
    """Return the words that stand in other brackets than one, each with how often."""
    own = view.spans[bracket]
    return Counter(
        word.text
        for index, word in enumerate(view.words)
        if word.bracket is not None and not own.first <= index < own.last
    )
