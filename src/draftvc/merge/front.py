"""The status line of a front in a merge: of two lines with another day, the later stands.

Every revision that is received says of which day it is. That two branches say so differently is
no disagreement, and must not be a conflict each time.
"""

from __future__ import annotations

from draftvc.draft.model import Clause
from draftvc.draft.status import status_length
from draftvc.notation.dates import find_date


def settle_status(
    base: Clause, ours: Clause, theirs: Clause
) -> tuple[Clause, Clause, Clause, str] | None:
    """Return the sides with the later status line in each, and the line that does not stand.

    None where the two sides do not both have another status line than base.
    """
    lines = [_status_line(clause) for clause in (base, ours, theirs)]
    was, mine, other = lines
    if was is None or mine is None or other is None or len({was, mine, other}) < 3:
        return None
    stands = max(mine, other, key=lambda line: (_day(line), line))
    sides = (
        _with_line(clause, line, stands)
        for clause, line in zip((base, ours, theirs), (was, mine, other), strict=True)
    )
    one, two, three = sides
    return one, two, three, other if stands == mine else mine


def _status_line(clause: Clause) -> str | None:
    if clause.kind != "front":
        return None
    return next((line for line in clause.text.split("\n") if status_length(line)), None)


def _day(line: str) -> str:
    day = find_date(line)
    return day.iso if day else ""


def _with_line(clause: Clause, line: str, stands: str) -> Clause:
    return clause._replace(raw=clause.text.replace(line, stands, 1), elements=(), gaps=())
