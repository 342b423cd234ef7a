"""Make a draft of its clauses: of those that a repository keeps, nothing is to be found first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from draftvc.draft.front import read_front
from draftvc.draft.labels import label_clauses
from draftvc.draft.model import Clause, Draft, SetAside, StoredClause
from draftvc.source import SourceText


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
    return make_draft(read, date=date)


def make_draft(
    clauses: Sequence[Clause],
    *,
    date: str | None = None,
    set_aside: tuple[SetAside, ...] = (),
    source: SourceText | None = None,
) -> Draft:
    """Return the draft of these clauses, with the title, organ and day that its front names."""
    front = read_front("\n".join(each.opening for each in clauses if each.kind == "front"))
    return Draft(
        clauses=tuple(clauses),
        title=front.title,
        organ=front.organ,
        date=date or front.date,
        set_aside=set_aside,
        source=source,
    )
