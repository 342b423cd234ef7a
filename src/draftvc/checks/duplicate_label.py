"""E401: two clauses with one label."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft


def duplicate_label(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each clause whose label an earlier clause has; its address carries `~2`."""
    for clause in draft.clauses:
        own = clause.label.removeprefix(clause.parent or "")
        label, twice, _ = clause.label.rpartition("~")
        if twice and "~" in own:
            yield in_clause(
                clause,
                0,
                "E401",
                f"{label} stands more than once; this one is addressed as {clause.label}.",
                "Give one of them another number, or mark it as an alternative (Alt1.).",
            )
