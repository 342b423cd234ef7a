"""A clause that stands in brackets as a whole: its words between them, and who stands on it."""

from __future__ import annotations

from typing import NamedTuple

from draftvc.diff.view import View
from draftvc.diff.viewing import view_clause
from draftvc.draft.model import Clause
from draftvc.notation.model import Position
from draftvc.report.say.quoting import without_groups


class Enclosed(NamedTuple):
    """What brackets around a whole clause say of it."""

    words: str
    """What stands between the innermost of them, inner brackets in sight, without groups."""
    positions: tuple[Position, ...]
    """Those on the brackets, the outermost first."""


def enclosed(clause: Clause) -> Enclosed | None:
    """Return the words and positions of the brackets around a clause; None where none are.

    They hold all its words; a mark that ends the clause may stand behind them. The first may stand
    before the number: `[2. Invites donors to give;] {NOR+}`.
    """
    if "[" not in clause.text:
        return None
    view = view_clause(clause)
    around = _around(view)
    if not around:
        return None
    innermost = view.spans[around[-1]]
    marks = dict(innermost.marks)
    start = max(innermost.start + 1, len(clause.marker) if clause.marker else 0)
    end = next((at for at in marks if at > innermost.start), len(clause.text))
    entries = (entry for index in around for entry in view.positions.get(index, ()))
    return Enclosed(
        " ".join(without_groups(clause.text[start:end]).split()),
        tuple(entry.position for entry in entries),
    )


def _around(view: View) -> list[int]:
    """Return the brackets that hold every word, the outermost first."""
    real = [index for index, word in enumerate(view.words) if word.text[0].isalnum()]
    if not real:
        return []
    return [span.number for span in view.spans if span.first <= real[0] and real[-1] < span.last]
