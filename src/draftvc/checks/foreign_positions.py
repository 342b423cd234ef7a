"""W208: parties named in another way than in braces, so that their positions are not read.

Conferences have their own ways: `[extreme - US; G77 delete]`, `[NZ/CL propose: a word]`,
`[a word] (Spain)`. Brackets and words are read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.notation.patterns import Pattern

_VERB = (
    r"(?:alternatively\s+)?(?:propos(?:es?|al)|oppos(?:es?|ed)|deletes?|retains?|adds?|reserv(?:es?|ation)"
    r"|supports?|prefers?)"
)
_HEAD = Pattern(r"\[\s*([A-Z][^\[\]{}:\"“”]{0,200}?)\s?:")
"""What stands before a colon at the beginning of a bracket."""
_TAIL = Pattern(r"\s[-–—]\s?([A-Z][^\[\]{}:()/–—]{0,120}?)\.?\s*(?=\]|\s/\s)")
"""What stands behind a dash at the end of a bracket, or of an alternative in it."""
_BEHIND = Pattern(r"\]\s?\(([A-Z][^\[\]{}()]{0,120})\)")
"""What stands in parentheses behind a bracket."""
_ITEM = Pattern(r"\(([A-Z][^\[\]{}()]{0,80})\)\s?[;.](?=\s|\Z)")
"""What stands in parentheses at the end of an item of a list."""
_SIGNED = Pattern(r"[\[\s]((?:[A-Z][A-Za-z0-9]{1,6}\s?[+−–-][,;]?\s?)+)\]")
"""Entries at the end of a bracket, or alone in one: `[a word USA+]`, `[USA+, FRA-]`."""
_SIGN_LAST = Pattern(r"[+−–-][,;]?\s?\]")
"""A sign at the end of a bracket: looked for first, for it takes a tenth of the time."""
_WAYS = ((_HEAD, 1), (_TAIL, 1), (_BEHIND, 1), (_SIGNED, 1), (_ITEM, 3))
"""Each way, with the number of times that are no chance: a place may be named in parentheses."""
_APART = Pattern(r"\s*(?:[;,/&]|\band\b)+\s*")
_STANCE = Pattern(rf"\s+{_VERB}\.?\Z|\s*[+−–-]\Z", re.IGNORECASE)
_CODE = Pattern(r"[A-Z]{2,3}\d{0,2}")
_SHOWN = 60
"""Characters of the bracket that are quoted."""


def foreign_positions(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield one finding for each way in which a draft names parties without braces."""
    for way, enough in _WAYS:
        found = [
            (clause, *_span(clause.text, match, way))
            for clause in draft.clauses
            if _may_have(clause, way)
            for match in way.compiled.finditer(clause.text)
            if _names_parties(match[1], parties, strict=way is not _HEAD)
        ]
        if len(found) >= enough:
            yield _told(*found[0], len(found))


def _may_have(clause: Clause, way: Pattern) -> bool:
    if way is _SIGNED:
        return "]" in clause.raw and _SIGN_LAST.compiled.search(clause.text) is not None
    return "[" in clause.raw or way is _ITEM


def _span(text: str, match: re.Match[str], way: Pattern) -> tuple[int, int]:
    """Return what is quoted, half open: what was found, with the words before it in a bracket."""
    start, end = match.span()
    if way not in (_TAIL, _SIGNED):
        return start, end
    return max(text.rfind("[", 0, start + 1), 0), end + text.startswith("]", end)


def _told(clause: Clause, start: int, end: int, count: int) -> Diagnostic:
    written = clause.text[start:end]
    shown = written if len(written) <= _SHOWN else f"{written[:_SHOWN].rsplit(' ', 1)[0]} …"
    said = (
        f"“{shown}” names parties outside of braces: it is read as words, and their positions "
        "do not count."
    )
    if count > 1:
        said = f"{said[:-1]}; {count} places of the draft are written so."
    return in_clause(
        clause,
        start,
        "W208",
        said,
        "Write who wants what in braces behind the bracket, as in [a word] {USA+, FRA delete}. "
        "Brackets and words are read all the same.",
    )


def _names_parties(written: str, parties: Parties, *, strict: bool) -> bool:
    """Tell whether a text is a list of parties, each with what it asks for or without.

    `strict`: each is one of the parties that are known; codes beside a verb or each other are
    codes elsewhere.
    """
    parts = [part for part in _APART.compiled.split(written) if part.strip()]
    names = [_STANCE.compiled.sub("", part).strip() for part in parts]
    if not names or not all(names):
        return False
    if all(parties.known(name) or parties.known(name.rstrip("0123456789")) for name in names):
        return True
    spoken = len(names) > 1 or names != parts
    return not strict and spoken and all(map(_CODE.compiled.fullmatch, names))
