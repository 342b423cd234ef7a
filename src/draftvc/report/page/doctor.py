"""How draftvc and git stand to each other here, to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from draftvc.report.look import Look
from draftvc.report.model_agreed import Checkup, DoctorReport
from draftvc.report.page.lines import EMPTY, Line, Piece, Role, wrap
from draftvc.report.say.words import counted, one_line

SIGNS = {"ok": "ok", "missing": "missing", "other": "of others", "differs": "differs"}
_ROLES: dict[str, Role] = {"ok": "agreed", "missing": "error", "other": "info", "differs": "error"}
_LEAD = 12
_ALL_MISSING = {
    "drivers": ("git's own commands", "diff, show, blame and merge do not know the draft here"),
    "attributes": ("clauses/ and outline", "git is not told that they are a draft's"),
    "hooks": ("hooks", "none looks at what is committed"),
}
"""How a subject is said of which nothing is set up."""


def doctor_page(report: DoctorReport, look: Look) -> Iterator[Line]:
    """Yield what was looked at, and below each fault the command that mends it."""
    width = look.columns
    yield from wrap([Piece(one_line(report.place), "title")], width, 0, 4)
    for subject, members in groupby(report.checkups, key=lambda each: each.subject):
        yield EMPTY
        yield (Piece(subject, "label"),)
        for each in _together(list(members)):
            yield from _checkup(each, width)
    yield EMPTY
    yield from wrap([closing(report)], width)


def _checkup(each: Checkup, width: int) -> Iterator[Line]:
    sign = SIGNS[each.state]
    lead = Piece(f"{sign:{_LEAD - 2}}", _ROLES[each.state])
    yield from wrap([lead, f"{one_line(each.name)}: {one_line(each.says)}"], width, 2, _LEAD)
    if each.mend:
        yield from wrap([Piece(f"→ {one_line(each.mend)}", "info")], width, _LEAD, _LEAD + 2)


def _together(members: list[Checkup]) -> list[Checkup]:
    """Return what was looked at of one subject: as one where all of it is missing."""
    first, words = members[0], _ALL_MISSING.get(members[0].subject)
    alike = {(each.state, each.mend) for each in members} == {("missing", first.mend)}
    if words is None or first.mend is None or len(members) == 1 or not alike:
        return members
    return [replace(first, name=words[0], says=words[1])]


def closing(report: DoctorReport) -> str:
    """Return how much there is to mend, and with which command where one does it."""
    faults = [each for each in report.checkups if each.state in ("missing", "differs")]
    if not faults:
        return "Nothing to mend."
    commands = {each.mend for each in faults}
    if len(commands) == 1 and None not in commands:
        return f"To mend: {faults[0].mend}"
    shown = groupby(report.checkups, key=lambda each: each.subject)
    count = sum(
        each.state in ("missing", "differs")
        for _, members in shown
        for each in _together(list(members))
    )
    return f"{counted(count, 'thing')} to mend."
