"""Refuse to write out the words of brackets that stand in each other by the thousand."""

from __future__ import annotations

from draftvc.diff.viewing import view_clause
from draftvc.errors import InputError
from draftvc.limits import Limits
from draftvc.report.model import ShowReport

_FEW = 1000
"""Opening brackets of a clause that need no counting."""


def refuse_deep(report: ShowReport, limits: Limits) -> None:
    """Raise InputError where the brackets of a clause, each with all its words, are too much.

    A bracket's words include those of the brackets in it: they grow with the square of the depth.
    """
    for index in report.chosen:
        clause = report.draft.clauses[index]
        if clause.raw.count("[") < _FEW:
            continue
        view = view_clause(clause)
        size = sum(view.length_of(bracket) for bracket in range(len(view.spans)))
        if size > limits.bracket_chars:
            raise InputError(
                f"{clause.label} has {len(view.spans):,} brackets, many in each other; their words "
                f"come to {size:,} characters (the limit bracket_chars is "
                f"{limits.bracket_chars:,}).",
                "`--format text` shows the clause, `draftvc check` what is wrong with it; mend it "
                "first, or name the clauses that you want.",
            )
