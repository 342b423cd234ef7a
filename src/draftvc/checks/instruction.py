"""I206: braces that hold an instruction to the secretariat, not a stance."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.checks.unread_stance import seems_to_hold_stances
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft


def instruction(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each note in braces; it counts neither for nor against any words."""
    for clause in draft.clauses:
        if "{" not in clause.raw:
            continue
        for brace in clause.reading.braces:
            if brace.kind == "note" and not seems_to_hold_stances(brace, parties):
                said = f"{brace.party} asks" if brace.party else "The braces say"
                yield in_clause(
                    clause,
                    brace.start,
                    "I206",
                    f"{said}: “{brace.text}”. That is an instruction, not a stance.",
                    "It is kept as a note, and counts neither for nor against the words.",
                )
