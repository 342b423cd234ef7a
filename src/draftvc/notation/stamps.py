"""Agreed marks: `Ad ref 22 May 2023 12.26`, `(agreed ad ref)`, `[agreed]` at a paragraph's end.

Groups may stand behind a mark, `Ad ref 22 May 2023 {PER reserve}`: they say something of what was
agreed. Words may not. What can be read as words of the sentence is words. Source: docs/notation.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.notation.dates import find_date
from draftvc.notation.model import Stamp
from draftvc.notation.moments import LEAD, is_complete, is_whole, read_moment
from draftvc.notation.patterns import Pattern
from draftvc.notation.tokens import BRACE

_MARK = (
    r"(?:agreed\s+|(?-i:A(?:greed|GREED))\s*[,:–—-]\s*)?"
    r"\bad\.?\s*-?\s*ref(?:erendum)?\b\.?"
)
_AFTER_DATE = r"(?:(?<=\d{4})|(?<=\d[.:h]\d\d)|(?<=\d-\d\d))"
_GOES_ON = r"(?:and|or|as\s+well|including|with|of|to|for|which|that)"
"""Words behind the date that go on the sentence: then the mark does not end its paragraph."""
_LOOSE = rf"[:,]?\s*\d(?:(?!{_AFTER_DATE}[\s,]+{_GOES_ON}\b)[\w\s.:,/h-]){{0,40}}?"
"""What begins with a figure, a day or not."""
_SAID = r"(?:\([^()\[\]{}]{0,50}\)|[a-z\d][\w\s.,:/–-]{0,60}?)"
"""What may be a day and a time; read once it stands behind a mark."""
_REST = rf"[\s,:]*(?:[–—-]\s*)?(?P<lead>{LEAD})?{_SAID}"
_STAMP = Pattern(
    rf"(?P<open>[\[(])?\s*(?P<mark>\b{_MARK})(?P<rest>{_REST})?\s*(?P<close>[\])])?[\s.;]*\Z",
    re.IGNORECASE,
)
_LOOSELY = Pattern(_LOOSE, re.IGNORECASE)
_AGREED = Pattern(
    rf"(?P<open>[\[(])\s*agreed(?P<rest>[\s,:]+{_SAID})?\s*(?P<close>[\])])[\s.;]*\Z",
    re.IGNORECASE,
)
"""The word in brackets of its own."""
_AGREED_ON = Pattern(rf"(?P<mark>A(?:greed|GREED))(?P<rest>[\s,:]+(?-i:on\s+)?{_SAID})[\s.;]*\Z")
"""The word with a capital and its day, where a sentence has ended."""
_LOOKS = Pattern(
    r"\[\s*agreed\s*\](?=[\s.,;]*\Z)|[\[(]\s*agreed\s+in\s+informals?\s*[\])](?=[\s.,;]*\Z)|(?<=[,;.:]\s)(?-i:A(?:greed|GREED))(?=[\s.,;]*\Z)"
    rf"|\[\s*{_MARK}[^\[\]{{}}]{{0,40}}\]"
    rf"|\b(?P<mark>{_MARK}[:,]?)(?![\w-])",
    re.IGNORECASE,
)
_BEGINS_DATE = Pattern(r"[:,]?\s?\d{1,2}(?:[\s./-]|\Z)")
_BEHIND = 60
"""Characters behind a mark without a day, at most, that leave it a mark."""
_GROUP = Pattern(rf"(?:{BRACE})[\s.,;]*\Z")
_BEFORE = 32
"""Characters of a mark before its `ref`, at most."""
_LONGEST = 120
"""Characters of a mark from its `ref` on, at most."""
_PAIRS = frozenset(("[]", "()"))
_SENTENCE_ENDS = frozenset(",;.:")
_APART = frozenset(',;.:{}[])”"')
"""Marks behind which no sentence goes on into a mark; where nothing stands, none does either."""


def find_stamp(text: str) -> tuple[int, int] | None:
    """Return the span of the mark that ends a text, groups behind it apart, or None.

    Half open, code points.
    """
    if "ref" not in text.lower():
        return _find_agreed(text)
    last = _before_groups(text) if "{" in text else len(text)
    end = len(text[:last].rstrip())
    base = max(0, end - _LONGEST)
    at = text[base:end].lower().rfind("ref")
    match = None
    if at >= 0:
        match = _STAMP.compiled.search(text, max(0, base + at - _BEFORE), end)
    while match is not None and not _is_mark(text, match):
        match = _STAMP.compiled.search(text, match.start("mark") + 1, end)
    if match is None:
        return _find_agreed(text)
    return match.start("open" if _brackets(match) in _PAIRS else "mark"), end


def _brackets(match: re.Match[str]) -> str:
    return (match["open"] or "") + (match["close"] or "")


def _is_mark(text: str, match: re.Match[str]) -> bool:
    """Tell whether what has the form of a mark is no part of the sentence: `text agreed ad ref`.

    In small letters, the long word without a day, and a day that a small word leads in, are the
    room's mark only where they stand apart.
    """
    rest = match["rest"]
    if match["close"] is not None and _brackets(match) not in _PAIRS:
        return False
    if rest is not None and not (is_whole(rest) or _may_be_day(rest)):
        return False
    if match["mark"][0].isupper() or match["close"] == "]":
        return True
    if match["lead"] is None and (rest or "erendum" not in match["mark"].lower()):
        return True
    start = match.start("open" if _brackets(match) in _PAIRS else "mark")
    return (text[:start].rstrip()[-1:] or ",") in _APART


def _may_be_day(rest: str) -> bool:
    """Tell whether figures that are not read may be a day: not where words follow one."""
    if not _LOOSELY.compiled.fullmatch(rest):
        return False
    day = find_date(rest)
    return day is None or not any(map(str.isalpha, rest[day.end :]))


def _find_agreed(text: str) -> tuple[int, int] | None:
    """Return the span of `[agreed]`, `(agreed)` or `Agreed 3 May 2025` at the end of a text.

    Where it is a mark: behind the end of a sentence, or with a capital; in brackets of its own, it
    is another one behind a bracket or group.
    """
    if "agreed" not in text[-_LONGEST:].lower():
        return None
    end = len(text.rstrip())
    match = _AGREED_ON.compiled.search(text, max(0, end - _LONGEST), end)
    if match is not None and _is_agreed_on(text, match):
        return match.start(), end
    match = _AGREED.compiled.search(text, max(0, end - _LONGEST), end)
    if match is None or _brackets(match) not in _PAIRS:
        return None
    if match["rest"] is not None and not is_whole(match["rest"]):
        return None
    before = text[: match.start()].rstrip()[-1:]
    capital = match[0][1:].lstrip()[0] == "A" and before not in "[]{}("
    return (match.start(), end) if before and (before in _SENTENCE_ENDS or capital) else None


def _is_agreed_on(text: str, match: re.Match[str]) -> bool:
    """Tell whether a capital, a day and the end of a sentence before make a mark of a word."""
    moment = read_moment(match["rest"].strip(" ,:"))
    before = text[: match.start()].rstrip()[-1:]
    ended = bool(before) and before in _APART - {"{", "["}
    return ended and is_whole(match["rest"]) and bool(moment.when or moment.either)


def _before_groups(text: str) -> int:
    """Return where the groups begin that end a text; its length where none do."""
    last = len(text)
    while True:
        at = text.rfind("{", 0, last)
        if at < 0 or _GROUP.compiled.match(text, at, last) is None:
            return last
        last = at


def ends_in_mark(text: str) -> bool:
    """Tell whether a text ends in a mark of which no line is still to come."""
    span = find_stamp(text)
    if span is None:
        return False
    match = _match(" ".join(text[slice(*span)].split()))
    return match is None or is_complete((match["rest"] or "").rstrip())


def find_buried(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what looks like a mark and is not read as one in a canonical text.

    A mark with a day behind it, one in brackets of its own, one that ends the text, or one that
    stands where a sentence has ended: the words alone (“agreed ad referendum by all”) are words.
    """
    stamp = find_stamp(text)
    last = stamp[0] if stamp else len(text)
    for match in _LOOKS.compiled.finditer(text, 0, last):
        if match["mark"] is None:
            yield match.span()
            continue
        if not text[match.end() :].strip(" .,;"):
            yield match.span("mark")
            continue
        day = find_date(text[match.end() : match.end() + _LONGEST])
        if day is not None and day.start <= 1:
            yield match.start(), match.end() + day.end
        elif _BEGINS_DATE.compiled.match(text, match.end()):
            yield match.span()
        elif not match["mark"].endswith(",") and len(text) - match.end() <= _BEHIND:
            ends = text[: match.start()].rstrip()[-1:]
            if ends and ends in ",;.:{}])”":
                yield match.span()


def read_stamp(raw: str) -> Stamp:
    """Return what a mark says; `when` is None where its date is absent or not understood."""
    written = " ".join(raw.split())
    match = _match(written)
    rest = ((match["rest"] if match else None) or "").strip(" ,:")
    moment = read_moment(rest)
    return Stamp(raw=written, when=moment.when, dated=bool(rest), either=moment.either)


def _match(written: str) -> re.Match[str] | None:
    patterns = (_STAMP, _AGREED, _AGREED_ON)
    return next((found for each in patterns if (found := each.compiled.match(written))), None)
