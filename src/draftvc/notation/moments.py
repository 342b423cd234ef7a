"""The day and the time behind an agreed mark: `3 May 2025 16.40`, `May 3, 2025`, `3/5/2025`.

A day in figures alone can be read in two ways, day first or month first: where both give a day,
and not the same one, neither is taken. Source: docs/notation.md.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from draftvc.notation.dates import find_date
from draftvc.notation.patterns import Pattern

_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+"
_HALF = r"(?:\s*(?P<half>[ap])\.?m\b\.?)"
_TIME = (
    r",?\s+(?:at\s+)?(?P<hour>\d{1,2})\s?[.:h]\s?(?P<minute>\d{2})"
    rf"(?:\s*(?:hrs?|hours)|{_HALF})?"
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _TIME)
LEAD = r"(?:on|as\s+of|dated)\s+"
"""Small words before a day."""
_BEFORE_DAY = Pattern(rf"[\s,:(–—-]*(?:{LEAD})?\(?(?:{_WEEKDAY})?", re.IGNORECASE)
_WHEN = Pattern(_TIME + r"\)?\Z", re.IGNORECASE)
_FIGURES = Pattern(
    r"(?P<a>\d{1,2})(?P<by>[./-])(?P<b>\d{1,2})(?P=by)(?P<year>\d{4})(?!\w)"
    r"|(?P<y>\d{4})[./](?P<m>\d{1,2})[./](?P<d>\d{1,2})(?!\w)"
)
_COMPLETE = Pattern(rf"(?:\b\d{{4}}|\d{{4}}-\d\d-\d\d)(?:{_UNNAMED})?\W*\Z", re.IGNORECASE)


class Moment(NamedTuple):
    """A day, and a time where there is one; or the days that it can be."""

    when: str | None
    """ISO date, or date and time to the minute; None where it is not understood."""
    either: tuple[str, ...] = ()
    """Where the figures can be read in two ways: both days, ISO, the day first."""


def read_moment(rest: str) -> Moment:
    """Return what stands behind the words of a mark, without brackets around both."""
    lead = _BEFORE_DAY.compiled.match(rest)
    start = lead.end() if lead else 0
    day = find_date(rest, start)
    if day is not None and day.start == start:
        return Moment(_with_time(day.iso, rest[day.end :]))
    figures = _FIGURES.compiled.match(rest, start)
    if figures is None:
        return Moment(None)
    days = _days(figures)
    whens = [when for each in days if (when := _with_time(each, rest[figures.end() :]))]
    if len(days) == 1 and whens:
        return Moment(whens[0])
    return Moment(None, days if len(whens) == len(days) > 1 else ())


def is_whole(rest: str) -> bool:
    """Tell whether a text is a day with its month in letters, and a time if there is one."""
    lead = _BEFORE_DAY.compiled.match(rest)
    start = lead.end() if lead else 0
    day = find_date(rest, start)
    if day is None or day.start != start:
        return False
    behind = rest[day.end :]
    return not behind.strip(" )") or _WHEN.compiled.match(behind) is not None


def is_complete(rest: str) -> bool:
    """Tell whether nothing of a day or time is still to come: no line was broken in it."""
    return not rest or _COMPLETE.compiled.search(rest) is not None


def _days(figures: re.Match[str]) -> tuple[str, ...]:
    """Return the days that figures can stand for, the day first."""
    if figures["y"]:
        ways = [(figures["y"], figures["m"], figures["d"])]
    else:
        a, b, year = figures["a"], figures["b"], figures["year"]
        ways = [(year, b, a), (year, a, b)]
    found = (_day(*map(int, way)) for way in ways)
    return tuple(dict.fromkeys(each for each in found if each))


def _day(year: int, month: int, day: int) -> str | None:
    from datetime import date  # few texts name a day in figures

    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _with_time(day: str, behind: str) -> str | None:
    """Return a day with the time behind it; None where that is none."""
    if not behind.strip(" )"):
        return day
    time = _WHEN.compiled.match(behind)
    if time is None:
        return None
    hour, half = int(time["hour"]), (time["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or int(time["minute"]) > 59:
        return None
    return f"{day}T{hour:02}:{time['minute']}"
