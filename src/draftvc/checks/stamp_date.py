"""W302: an agreed mark whose date is not understood."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.notation.dates import MONTHS
from draftvc.notation.model import Kind, Stamp


def stamp_date(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each mark that has something behind it that is no date, or can be two."""
    for clause in draft.clauses:
        reading = clause.reading
        if reading.stamp is None or reading.stamp.when is not None or not reading.stamp.dated:
            continue
        start = next(token.start for token in reading.tokens if token.kind is Kind.STAMP)
        yield _told(clause, start, reading.stamp)


def _told(clause: Clause, offset: int, stamp: Stamp) -> Diagnostic:
    if not stamp.either:
        return in_clause(
            clause,
            offset,
            "W302",
            f"The date of “{stamp.raw}” is not understood.",
            "Write day, month and year, and the time if there is one: Ad ref 22 May 2023 12.26",
        )
    days = [_in_words(each) for each in stamp.either]
    return in_clause(
        clause,
        offset,
        "W302",
        f"“{stamp.raw}” can be of {days[0]} or of {days[1]}: {clause.label} is read as agreed, and "
        "its day is left open.",
        f"Write the month as a word: Ad ref {days[0]}, or Ad ref {days[1]}.",
    )


def _in_words(day: str) -> str:
    """Return `3 May 2025` for an ISO date."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
