"""Ad referendum marks: `Ad ref 22 May 2023 12.26` at the end of a paragraph."""

from __future__ import annotations

import re
from datetime import date

from draftvc.notation.model import Stamp

_MARK = r"(?:agreed\s+)?ad\s*ref(?:erendum)?\b\.?"
_REST = r"[:,]?\s*\d[\w\s.:,/h-]*?"
_STAMP = re.compile(
    rf"(?:\[\s*{_MARK}(?P<inside>{_REST})?\s*\]|\b{_MARK}(?P<rest>{_REST})?)[\s.;]*\Z",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]+)\.?,?\s+(?P<year>\d{4})"
    r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2})\s?[.:h]\s?(?P<minute>\d{2})(?:\s*(?:hrs?|hours))?)?\Z",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def find_stamp(text: str) -> tuple[int, int] | None:
    """Return the span of the mark that ends a text, or None. Half open, code points."""
    at = text.lower().rfind("ref")
    if at < 0:
        return None
    match = _STAMP.search(text, max(0, at - 24))
    return (match.start(), len(text.rstrip())) if match else None


def read_stamp(raw: str) -> Stamp:
    """Return what a mark says; `when` is None where its date is absent or impossible."""
    written = " ".join(raw.split())
    match = _STAMP.match(written)
    rest = ((match["inside"] or match["rest"] if match else None) or "").strip(" ,:")
    return Stamp(raw=written, when=_moment(rest), dated=bool(rest))


def _moment(rest: str) -> str | None:
    match = _WHEN.match(rest)
    if match is None or match["month"][:3].lower() not in _MONTHS:
        return None
    try:
        day = date(
            int(match["year"]), _MONTHS.index(match["month"][:3].lower()) + 1, int(match["day"])
        )
    except ValueError:
        return None
    if match["hour"] is None:
        return day.isoformat()
    hour, minute = int(match["hour"]), int(match["minute"])
    return f"{day.isoformat()}T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
