"""Whether a text that was put together reads as what it was made of."""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.diff.equality import clauses_are_equal
from draftvc.draft.model import Clause, Draft
from draftvc.draft.read import read_draft


def misread(text: str, meant: Draft) -> tuple[str, ...]:
    """Return the labels of clauses that a reader of the text would see otherwise, each once."""
    read = read_draft(text) if text.strip() else Draft(())
    wrong = [
        one.label
        for one, other in zip(meant.clauses, read.clauses, strict=False)
        if one.label != other.label or not clauses_are_equal(one, other)
    ]
    rest: Sequence[Clause] = (
        meant.clauses[len(read.clauses) :] or read.clauses[len(meant.clauses) :]
    )
    return tuple(dict.fromkeys([*wrong, *(each.label for each in rest)]))
