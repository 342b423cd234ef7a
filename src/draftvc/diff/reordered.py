"""Clauses that changed places inside a bracket that runs through them: it stands around the same.

`b. [to ring, c. to mend,] {USA+}` that becomes `b. [to mend, c. to ring,] {USA+}`: a clause moved.
The marks stand in other clauses than before, and nobody drew the bracket anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from draftvc.diff.renumbering import Placed


def join_reordered(placed: Sequence[Placed]) -> list[Placed]:
    """Return the events with the marks of such brackets read as part of the move."""
    result = list(placed)
    for drawn in placed:
        if drawn.kind != "bracket.rescoped" or not _has_same_words(drawn):
            continue
        clauses = {edit.clause_id for edit in drawn.found.edits}
        move = next(
            (e for e in placed if e.kind == "clause.moved" and e.found.event.clause_id in clauses),
            None,
        )
        if move is not None and len(clauses) > 1:
            edits = move.found.edits + drawn.found.edits
            move.found = replace(move.found, edits=edits)
            result = [each for each in result if each is not drawn]
    return result


def _has_same_words(drawn: Placed) -> bool:
    before, after = drawn.found.event.before or "", drawn.found.event.after or ""
    return Counter(before.split()) == Counter(after.split())
