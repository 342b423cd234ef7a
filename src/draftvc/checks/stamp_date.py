"""W302: an agreed mark whose date is not understood."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.notation.model import Kind


def stamp_date(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each mark that is followed by something that is no date."""
    for clause in draft.clauses:
        reading = clause.reading
        if reading.stamp is None or reading.stamp.when is not None or not reading.stamp.dated:
            continue
        start = next(token.start for token in reading.tokens if token.kind is Kind.STAMP)
        yield in_clause(
            clause,
            start,
            "W302",
            f"The date of “{reading.stamp.raw}” is not understood.",
            "Write day, month and year, and the time if there is one: Ad ref 22 May 2023 12.26",
        )
