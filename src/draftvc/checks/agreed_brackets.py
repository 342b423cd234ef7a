"""W301: a clause marked as agreed that still has brackets."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft


def agreed_brackets(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each agreed clause whose own words are not all free of brackets."""
    for clause in draft.clauses:
        brackets = clause.reading.brackets if clause.kind != "front" else ()
        stamp = clause.reading.stamp
        if stamp is None or not brackets:
            continue
        count = "a bracket" if len(brackets) == 1 else f"{len(brackets)} brackets"
        yield in_clause(
            clause,
            brackets[0].start,
            "W301",
            f"{clause.label} is marked “{stamp.raw}” and still has {count}.",
            "Lift the brackets, or take the mark out until they are.",
        )
