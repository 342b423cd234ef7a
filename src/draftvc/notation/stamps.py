"""Ad referendum marks: `Ad ref 22 May 2023 12.26` at the end of a paragraph."""

from __future__ import annotations

import re

from draftvc.notation.dates import find_date
from draftvc.notation.model import Stamp
from draftvc.notation.patterns import Pattern

_MARK = r"(?:agreed\s+)?ad\s*ref(?:erendum)?\b\.?"
_AFTER_DATE = r"(?:(?<=\d{4})|(?<=\d[.:h]\d\d)|(?<=\d-\d\d))"
_GOES_ON = r"(?:and|or|as\s+well|including|with|of|to|for|which|that)"
"""Words behind the date that go on the sentence: then the mark does not end its paragraph."""
_REST = rf"[:,]?\s*\d(?:(?!{_AFTER_DATE}[\s,]+{_GOES_ON}\b)[\w\s.:,/h-]){{0,40}}?"
_STAMP = Pattern(
    rf"(?:\[\s*{_MARK}(?P<inside>{_REST})?\s*\]|\b{_MARK}(?P<rest>{_REST})?)[\s.;]*\Z",
    re.IGNORECASE,
)
_TIME = Pattern(
    r",?\s+(?:at\s+)?(?P<hour>\d{1,2})\s?[.:h]\s?(?P<minute>\d{2})(?:\s*(?:hrs?|hours))?\Z",
    re.IGNORECASE,
)


def find_stamp(text: str) -> tuple[int, int] | None:
    """Return the span of the mark that ends a text, or None. Half open, code points."""
    at = text.lower().rfind("ref")
    if at < 0:
        return None
    match = _STAMP.compiled.search(text, max(0, at - 24))
    return (match.start(), len(text.rstrip())) if match else None


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
