"""E401: two clauses with one label."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft


def duplicate_label(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each clause whose label an earlier clause under its parent has: it carries `~2`."""
    seen: set[tuple[str | None, str]] = set()
    for clause in draft.clauses:
        label = clause.label.split("~")[0]
        if (clause.parent, label) in seen:
            yield in_clause(
                clause,
                0,
                "E401",
                f"{label} stands more than once; this one is addressed as {clause.label}.",
                "Give one of them another number, or mark it as an alternative (Alt1.).",
            )
        seen.add((clause.parent, label))
