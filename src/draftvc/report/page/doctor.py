"""How draftvc and git stand to each other here, to read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from draftvc.report.look import Look
from draftvc.report.model_agreed import Checkup, DoctorReport
from draftvc.report.page.lines import EMPTY, Line, Piece, Role, wrap
from draftvc.report.say.words import counted, one_line

SIGNS = {"ok": "ok", "missing": "missing", "other": "of others", "differs": "differs"}
_ROLES: dict[str, Role] = {"ok": "agreed", "missing": "error", "other": "info", "differs": "error"}
_LEAD = 12


def doctor_page(report: DoctorReport, look: Look) -> Iterator[Line]:
    """Yield what was looked at, and below each fault the command that mends it."""
    width = look.columns
    yield from wrap([Piece(one_line(report.place), "title")], width, 0, 4)
    for subject, members in groupby(report.checkups, key=lambda each: each.subject):
        yield EMPTY
        yield (Piece(subject, "label"),)
        for each in members:
            yield from _checkup(each, width)
    yield EMPTY
    yield from wrap([closing(report)], width)


def _checkup(each: Checkup, width: int) -> Iterator[Line]:
    sign = SIGNS[each.state]
    lead = Piece(f"{sign:{_LEAD - 2}}", _ROLES[each.state])
    yield from wrap([lead, f"{one_line(each.name)}: {one_line(each.says)}"], width, 2, _LEAD)
    if each.mend:
        yield from wrap([Piece(f"→ {one_line(each.mend)}", "info")], width, _LEAD, _LEAD + 2)


def closing(report: DoctorReport) -> str:
    """Return how much there is to mend."""
    faults = sum(each.state in ("missing", "differs") for each in report.checkups)
    return f"{counted(faults, 'thing')} to mend." if faults else "Nothing to mend."
