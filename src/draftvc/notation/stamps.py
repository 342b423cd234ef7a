"""Ad referendum marks: `Ad ref 22 May 2023 12.26` at the end of a paragraph.

Groups may stand behind a mark, `Ad ref 22 May 2023 {PER reserve}`: they say something of what was
agreed. Words may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.notation.dates import find_date
from draftvc.notation.model import Stamp
from draftvc.notation.patterns import Pattern
from draftvc.notation.tokens import BRACE

_MARK = r"(?:agreed\s+)?ad\s*ref(?:erendum)?\b\.?"
_AFTER_DATE = r"(?:(?<=\d{4})|(?<=\d[.:h]\d\d)|(?<=\d-\d\d))"
_GOES_ON = r"(?:and|or|as\s+well|including|with|of|to|for|which|that)"
"""Words behind the date that go on the sentence: then the mark does not end its paragraph."""
_REST = rf"[:,]?\s*\d(?:(?!{_AFTER_DATE}[\s,]+{_GOES_ON}\b)[\w\s.:,/h-]){{0,40}}?"
_STAMP = Pattern(
    rf"(?:\[\s*{_MARK}(?P<inside>{_REST})?\s*\]|\b{_MARK}(?P<rest>{_REST})?)[\s.;]*\Z",
    re.IGNORECASE,
)
_LOOKS = Pattern(
    rf"\[\s*{_MARK}[^\[\]{{}}]{{0,40}}\]|\b(?P<mark>{_MARK}[:,]?)(?![\w-])", re.IGNORECASE
)
_BEGINS_DATE = Pattern(r"[:,]?\s?\d{1,2}(?:[\s./-]|\Z)")
_BEHIND = 60
"""Characters behind a mark without a day, at most, that leave it a mark."""
_GROUP = Pattern(rf"(?:{BRACE})[\s.,;]*\Z")
_BEFORE = 24
"""Characters of a mark before its `ref`, at most."""
_LONGEST = 120
"""Characters of a mark from its `ref` on, at most."""
_TIME = Pattern(
    r",?\s+(?:at\s+)?(?P<hour>\d{1,2})\s?[.:h]\s?(?P<minute>\d{2})(?:\s*(?:hrs?|hours))?\Z",
    re.IGNORECASE,
)


def find_stamp(text: str) -> tuple[int, int] | None:
    """Return the span of the mark that ends a text, groups behind it apart, or None.

    Half open, code points.
    """
    if "ref" not in text.lower():
        return None
    last = _before_groups(text) if "{" in text else len(text)
    end = len(text[:last].rstrip())
    at = text[max(0, end - _LONGEST) : end].lower().rfind("ref")
    if at < 0:
        return None
    match = _STAMP.compiled.search(text, max(0, end - _LONGEST + at - _BEFORE), end)
    return (match.start(), end) if match else None


def _before_groups(text: str) -> int:
    """Return where the groups begin that end a text; its length where none do."""
    last = len(text)
    while True:
        at = text.rfind("{", 0, last)
        if at < 0 or _GROUP.compiled.match(text, at, last) is None:
            return last
        last = at


def find_buried(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what looks like a mark and does not end a canonical text.

    A mark with a day behind it, one in brackets of its own, or one that stands where a sentence
    has ended: the words alone (“agreed ad referendum by all”) are words.
    """
    stamp = find_stamp(text)
    last = stamp[0] if stamp else len(text)
    for match in _LOOKS.compiled.finditer(text, 0, last):
        if match["mark"] is None:
            yield match.span()
            continue
        day = find_date(text[match.end() : match.end() + _LONGEST])
        if day is not None and day.start <= 1:
            yield match.start(), match.end() + day.end
        elif _BEGINS_DATE.compiled.match(text, match.end()):
            yield match.span()
        elif not match["mark"].endswith(",") and len(text) - match.end() <= _BEHIND:
            ends = text[: match.start()].rstrip()[-1:]
            if ends and ends in ",;.{}])”":
                yield match.span()


def read_stamp(raw: str) -> Stamp:
    """Return what a mark says; `when` is None where its date is absent or impossible."""
    written = " ".join(raw.split())
    match = _STAMP.compiled.match(written)
    rest = ((match["inside"] or match["rest"] if match else None) or "").strip(" ,:")
    return Stamp(raw=written, when=_moment(rest), dated=bool(rest))


def _moment(rest: str) -> str | None:
    day = find_date(rest)
    if day is None or day.start > 0:
        return None
    if day.end == len(rest):
        return day.iso
    time = _TIME.compiled.match(rest, day.end)
    if time is None or int(time["hour"]) > 23 or int(time["minute"]) > 59:
        return None
    return f"{day.iso}T{int(time['hour']):02}:{time['minute']}"
