"""W203: a group in braces that names nobody."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft


def empty_group(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each pair of braces without an entry, a note or a placeholder in it."""
    for clause in draft.clauses:
        if "{" not in clause.raw:
            continue
        for brace in clause.reading.braces:
            if brace.kind == "positions" and not brace.positions:
                yield in_clause(
                    clause,
                    brace.start,
                    "W203",
                    "The braces are empty: nobody is named.",
                    "Name the parties, or take the braces out.",
                )
