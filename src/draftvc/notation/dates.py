"""Dates as drafts write them: `22 May 2023`, `May 22, 2023`, `2023-05-22`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from draftvc.notation.patterns import Pattern

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MONTH = "|".join(month if month == "May" else f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_DATE = Pattern(
    rf"\b(?:(?P<d1>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{MONTH})\.?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{MONTH})\.?\s+(?P<d2>{_DAY})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    rf"|(?P<y3>\d{{4}})-(?P<m3>0[1-9]|1[0-2])-(?P<d3>{_DAY}))\b",
    re.IGNORECASE,
)


class FoundDate(NamedTuple):
    """A date in a text: where it stands, half open, and which day it is."""

    start: int
    end: int
    iso: str


def find_date(text: str, start: int = 0) -> FoundDate | None:
    """Return the first day named in a text from an offset on; None where there is none."""
    for match in _DATE.compiled.finditer(text, start):
        day = _day(match)
        if day is not None:
            return FoundDate(match.start(), match.end(), day.isoformat())
    return None


def _day(match: re.Match[str]) -> date | None:
    from datetime import date  # few texts name a day

    year = int(match["y1"] or match["y2"] or match["y3"])
    name = match["m1"] or match["m2"]
    month = int(match["m3"]) if name is None else _month(name)
    try:
        return date(year, month, int(match["d1"] or match["d2"] or match["d3"]))
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(
        i for i, month in enumerate(MONTHS, start=1) if month[:3].lower() == name[:3].lower()
    )
