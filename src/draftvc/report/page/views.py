"""The ways to look at a diff: told in full, counted by clause, in three lines, as marked words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from draftvc.diff.model import Event
from draftvc.report.look import Look
from draftvc.report.model import DiffReport, Side, View
from draftvc.report.page.diff import (
    clause_heading,
    counted_lines,
    diff_page,
    footnote_lines,
    title_lines,
    words_lines,
)
from draftvc.report.page.explained import explain_page
from draftvc.report.page.lines import EMPTY, Line, Piece, wrap
from draftvc.report.page.marked import GONE_AND_COME, pieces
from draftvc.report.page.runs import Run
from draftvc.report.page.sections import Section, Words, sections
from draftvc.report.say.naming import with_names
from draftvc.report.say.nothing import nothing_changed
from draftvc.report.say.summary import count_lines, subject_line
from draftvc.report.say.words import counted, day, one_line, shorten
from draftvc.report.width import cells

_TWO_COLUMNS, _WIDEST = 100, 200
"""Columns of a terminal from which on two texts stand side by side, and the most they fill."""
_CHAT = 80
"""Columns of a line of a chat message."""
_BETWEEN = " │ "
_NUMBER = re.compile(r"\d+")


def diff_view(report: DiffReport, look: Look) -> Iterator[Line]:
    """Yield a diff as lines, in the view that was asked for."""
    return _VIEWS[report.view](report, look)


def _stat(report: DiffReport, look: Look) -> Iterator[Line]:
    """Yield one line a clause: its label, how many changes, and of what."""
    width = look.columns
    yield from title_lines(report, width)
    of_clause = _by_clause(report)
    column = max((cells(one_line(label)) for label in of_clause), default=0) + 2
    for label, events in of_clause.items():
        what = "; ".join(line[:1].lower() + line[1:] for line in count_lines(events))
        lead = f"{one_line(label):<{column}}{len(events):>4}  "
        yield from wrap([Piece(lead, "label"), what], width, 0, len(lead))
    if report.events:
        changes, clauses = len(report.events), len(of_clause)
        yield from wrap([f"{counted(changes, 'change')} in {counted(clauses, 'clause')}"], width)
    else:
        yield from wrap([nothing_changed(report)], width)
    yield from footnote_lines(report, width)


def _summary(report: DiffReport, look: Look) -> Iterator[Line]:
    """Yield three lines for a message: which texts, what is gravest, how much there is."""
    sides = " → ".join(map(_brief, (report.old, report.new)))
    if not report.events:
        yield (Piece(shorten(sides, _CHAT), "title"),)
        yield from wrap([nothing_changed(report)], look.columns)
        return
    clauses = counted(len(_by_clause(report)), "clause")
    many = f": {counted(len(report.events), 'change')} in {clauses}"
    if cells(sides + many) > _CHAT:
        sides = " → ".join(_brief(each._replace(date=None)) for each in (report.old, report.new))
    yield (Piece(shorten(sides, _CHAT - cells(many)) + many, "title"),)
    said = with_names(subject_line(report.events), report.names, brief=True)
    yield (Piece(shorten(said[:1].upper() + said[1:], _CHAT)),)
    yield (Piece(_fitting(count_lines(report.events))),)


def _brief(side: Side) -> str:
    """Return a text by its name alone, without the folder it lies in, and its day."""
    name = one_line(side.name.rstrip("/").rpartition("/")[2] or side.name)
    return f"{name} ({day(side.date)})" if side.date else name


def _fitting(lines: Sequence[str]) -> str:
    """Return how much there is of what on one line: of each kind, else of each subject."""
    joined = "; ".join([lines[0], *(line[:1].lower() + line[1:] for line in lines[1:])])
    if cells(joined) <= _CHAT:
        return joined
    parts = [line.partition(": ") for line in lines]
    sums = (f"{subject.lower()} {sum(map(int, _NUMBER.findall(n)))}" for subject, _, n in parts)
    return shorten("Changes: " + ", ".join(sums), _CHAT)


def _by_clause(report: DiffReport) -> dict[str, list[Event]]:
    """Return the events by clause; one that is gone is another than what has its label now."""
    found: dict[str, list[Event]] = {}
    for event in report.events:
        gone = " (gone)" if event.kind == "clause.removed" else ""
        found.setdefault(event.clause + gone, []).append(event)
    return found


def _words(report: DiffReport, look: Look) -> Iterator[Line]:
    """Yield the words of each clause with what went and what came marked in place."""
    yield from _in_words(report, look, lambda words: words_lines(words, look.columns, 2))


def _columns(report: DiffReport, look: Look) -> Iterator[Line]:
    """Yield what happened, with old and new words side by side; a narrow terminal has them in one.

    What a terminal has no room for are columns: the sentences are said on every one.
    """
    if look.width < _TWO_COLUMNS:
        note = (
            f"Two columns need {_TWO_COLUMNS} columns, and here are {look.width}: "
            "what went and what came is marked in one text."
        )
        yield from wrap([Piece(note, "faint")], look.columns)
        yield from diff_page(report, look)
        return
    width = min(look.width, _WIDEST)
    yield from _in_words(report, look, lambda words: _beside(words, width), told=True)


def _in_words(
    report: DiffReport,
    look: Look,
    shown: Callable[[Words], Iterator[Line]],
    *,
    told: bool = False,
) -> Iterator[Line]:
    width = look.columns
    yield from title_lines(report, width)
    if not report.events:
        yield from wrap([nothing_changed(report)], width)
    elif told:
        yield from counted_lines(report, width)
    for number, section in enumerate(sections(report)):
        if number or told:
            yield EMPTY
        yield from clause_heading(section, report, width)
        # A new number or place shows in no word.
        if told or not section.words:
            yield from _told(section, report, width)
        for words in section.words:
            yield from shown(words)
    yield from footnote_lines(report, width)


def _told(section: Section, report: DiffReport, width: int) -> Iterator[Line]:
    for told in section.told:
        yield from wrap(["– ", with_names(told.sentence, report.names)], width, 2, 4)


def _beside(words: Words, width: int) -> Iterator[Line]:
    room = (width - 2 - len(_BETWEEN)) // 2
    lead = f"{words.label}: " if words.of == "other" else ""
    left, right = (
        list(wrap([Piece(lead, "label"), *_side(words.runs, other)], room))
        for other in reversed(GONE_AND_COME)
    )
    for one, other in zip_longest(left, right, fillvalue=EMPTY):
        gap = room - sum(cells(piece.text) for piece in one)
        yield (Piece("  "), *one, Piece(" " * max(gap, 0) + _BETWEEN, "faint"), *other)


def _side(runs: Sequence[Run], other: str) -> list[Piece]:
    """Return the words of one text: what only the other has is left out, its commas too."""
    shown: list[Piece] = []
    skipped = False
    for piece in pieces(runs):
        if piece.role == other:
            skipped = True
            continue
        text = piece.text.replace("\n", " / ")
        before = shown[-1].text if shown else ""
        if skipped and text.startswith(", ") and before.rstrip().endswith((",", "{")):
            text = text[2:]
        if skipped and text.startswith("}") and before.endswith(", "):
            shown[-1] = shown[-1]._replace(text=before[:-2])
        if text.startswith(" ") and before.endswith(" "):
            text = text[1:]
        # An empty piece stands between two that were left out: the comma is still the last.
        if text:
            shown.append(piece._replace(text=text))
            skipped = False
    return shown


_VIEWS: dict[View, Callable[[DiffReport, Look], Iterator[Line]]] = {
    "full": diff_page,
    "stat": _stat,
    "summary": _summary,
    "words": _words,
    "columns": _columns,
    "explain": explain_page,
}
