"""Refuse to compare a clause with more brackets than any room ever wrote."""

from __future__ import annotations

from draftvc.draft.model import Draft
from draftvc.errors import InputError
from draftvc.limits import Limits


def refuse_countless(old: Draft, new: Draft, limits: Limits) -> None:
    """Raise InputError where a clause that changed has more brackets than can be matched.

    Matching grows with the square of their number; `show` and `check` read such a clause.
    """
    for draft, other in ((old, new), (new, old)):
        same = {clause.raw for clause in other.clauses}
        for clause in draft.clauses:
            count = clause.raw.count("[") + clause.raw.count("]")
            if count > limits.clause_marks and clause.raw not in same:
                raise InputError(
                    f"{clause.label} has {count:,} square brackets, more than can be compared in "
                    f"one clause (the limit clause_marks is {limits.clause_marks:,}).",
                    "`draftvc check` shows what is wrong with it; part it, or mend it first.",
                )
