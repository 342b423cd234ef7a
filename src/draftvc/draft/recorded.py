"""Make a draft of its clauses: of those that a repository keeps, nothing is to be found first."""

from __future__ import annotations

from collections.abc import Iterable

from draftvc.draft.labels import label_clauses
from draftvc.draft.model import Clause, Draft, StoredClause


def draft_of_clauses(clauses: Iterable[StoredClause], date: str | None = None) -> Draft:
    """Return the draft of recorded clauses in document order; `date` wins over the front's."""
    stored = list(clauses)
    labels = label_clauses([(each.kind, each.depth, each.marker) for each in stored])
    read = [
        Clause(
            label=label,
            kind=each.kind,
            marker=each.marker,
            raw=each.raw,
            depth=each.depth,
            parent=parent,
            heading=each.heading,
            id=each.id,
        )
        for each, (label, parent) in zip(stored, labels, strict=True)
    ]
    return Draft(tuple(read), recorded_day=date)
