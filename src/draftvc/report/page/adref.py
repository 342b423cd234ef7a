"""What was agreed ad referendum, to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.report.look import Look
from draftvc.report.model import Side
from draftvc.report.model_agreed import AdrefReport, AgreedClause, Reopening
from draftvc.report.page.lines import EMPTY, Line, Piece, Role, wrap
from draftvc.report.say.words import counted, day, listed, often, one_line, quoted

_LEAD = 10
_WORD = re.compile(r"\w+")


def adref_page(report: AdrefReport, look: Look) -> Iterator[Line]:
    """Yield the agreed clauses as lines, one paragraph a clause."""
    width = look.columns
    yield from wrap([Piece(adref_title(report), "title")], width, 0, 4)
    for clause in report.clauses:
        yield EMPTY
        gap = " " * max(_LEAD - len(clause.label), 2)
        role: Role = "agreed" if clause.status == "agreed" else "warning"
        head = [Piece(clause.label, "label"), Piece(gap), Piece(adref_words(clause), role)]
        yield from wrap(head, width, 0, _LEAD)
        for said in reopening_words(clause):
            yield from wrap([said], width, _LEAD, _LEAD + 2)


def adref_title(report: AdrefReport) -> str:
    """Return how much is agreed, and what is open again."""
    agreed = sum(each.status == "agreed" for each in report.clauses)
    again = len(report.clauses) - agreed
    said = f"{_side(report.revision)}: {counted(agreed, 'clause')} agreed ad ref"
    return f"{said}, {again:,} agreed before and not now" if again else said


def adref_words(clause: AgreedClause) -> str:
    """Return how a clause stands: its mark, and where it was agreed."""
    where = f"agreed in {_side(clause.revision)}"
    mark = one_line(clause.mark)
    if clause.when:
        mark += "" if _says(mark, day(clause.when)) else f" ({day(clause.when)})"
    else:
        mark += " (its day is not clear)" if any(map(str.isdigit, mark)) else " (without a day)"
    if clause.status == "agreed":
        return f"{mark}, {where}"
    return f"{'open again' if clause.status == 'open' else 'gone'}; was {where}: {mark}"


def reopening_words(clause: AgreedClause) -> Iterator[str]:
    """Yield how often a clause was opened again, by whom and why, and where it changed silently."""
    opened = [each for each in clause.reopened if not each.is_silent]
    silent = [_side(each.revision) for each in clause.reopened if each.is_silent]
    if len(opened) == 1:
        yield f"reopened once, {_reopening(opened[0])}"
    elif opened:
        yield f"reopened {often(len(opened))}:"
        for each in opened:
            yield f"– {_reopening(each)}"
    elif not silent:
        yield "never reopened"
    if silent:
        yield f"changed under its mark in {listed(silent)}, where nobody reopened it"


def _reopening(each: Reopening) -> str:
    """Return where a clause was opened again, by whom and why."""
    why = f" {quoted(each.reason)}" if each.reason else ""
    who = f" by {listed(map(one_line, each.by))}:" if each.by else ""
    return f"in {_side(each.revision)}{who}{why}" if who else f"in {_side(each.revision)}"


def _says(mark: str, moment: str) -> bool:
    """Tell whether a mark is written with the words of its moment, and needs no other."""
    return set(_WORD.findall(moment)) <= set(_WORD.findall(mark))


def _side(side: Side) -> str:
    name = one_line(side.name)
    return f"{name} ({day(side.date)})" if side.date else name
