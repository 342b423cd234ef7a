"""A diff to read: what cannot wait, how much there is, then clause by clause what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from draftvc.draft.model import Clause, SetAside
from draftvc.report.look import Look
from draftvc.report.model import DiffReport, Side
from draftvc.report.page.lines import EMPTY, Line, Piece, wrap
from draftvc.report.page.marked import pieces
from draftvc.report.page.sections import Section, Words, first_words, sections
from draftvc.report.say.context import Context
from draftvc.report.say.filters import filter_words
from draftvc.report.say.limits import limit_lines
from draftvc.report.say.naming import with_names
from draftvc.report.say.nothing import nothing_changed
from draftvc.report.say.summary import count_lines, grave_lines
from draftvc.report.say.words import day, one_line, place_name, quoted, shorten
from draftvc.report.width import cells

_WORDS, _LEAST = 7, 3
"""Words of a clause beside its label, and the fewest that it is known by."""


def diff_page(report: DiffReport, look: Look) -> Iterator[Line]:
    """Yield a diff as lines: summary on top, then the clauses in reading order."""
    width = look.columns
    yield from title_lines(report, width)
    if report.events:
        yield from counted_lines(report, width)
        for section in sections(report):
            yield EMPTY
            yield from clause_lines(section, report, width)
    else:
        yield from wrap([nothing_changed(report)], width)
    yield from footnote_lines(report, width)


def title_lines(report: DiffReport, width: int) -> Iterator[Line]:
    """Yield which texts are compared, of what, and what of it is shown."""
    old, new = _side(report.old), _side(report.new)
    yield from wrap([Piece(f"{old} → {new}", "title")], width, 0, 4)
    if report.new_draft.title:
        yield from wrap([Piece(shorten(one_line(report.new_draft.title), width), "faint")], width)
    asked = filter_words(report.filter)
    if asked:
        yield from wrap([Piece(f"Only {asked}", "info")], width, 0, 4)
    yield EMPTY


def _side(side: Side) -> str:
    return f"{side.name} ({day(side.date)})" if side.date else side.name


def counted_lines(report: DiffReport, width: int) -> Iterator[Line]:
    """Yield what cannot wait, one line a sentence, then how much there is of what."""
    context = Context(report.old_draft, report.new_draft)
    for grave in grave_lines(report.events, context):
        said = with_names(grave, report.names)
        yield from wrap([Piece("! ", "error"), Piece(said, "error")], width, 0, 4)
    for text in count_lines(report.events):
        yield from wrap([text], width, 0, 4)


def clause_lines(section: Section, report: DiffReport, width: int) -> Iterator[Line]:
    """Yield what happened in one clause: its heading, the sentences, its words as they changed."""
    yield from clause_heading(section, report, width)
    for told in section.told:
        yield from wrap(["– ", with_names(told.sentence, report.names)], width, 2, 4)
    for words in section.words:
        yield from words_lines(words, width)


def clause_heading(section: Section, report: DiffReport, width: int) -> Iterator[Line]:
    """Yield the label of a clause, what it was, its heading and its first words."""
    parts = [Piece(section.label, "label")]
    if section.gone:
        parts.append(Piece(f" (in {shorten(one_line(report.old.name), 30)})", "faint"))
    elif section.label_old and not section.says_old_label:
        parts.append(Piece(f" (was {section.label_old})", "faint"))
    if section.clause is not None and section.clause.heading:
        parts.append(Piece(f" · {one_line(section.clause.heading)}", "title"))
    if section.clause is not None and section.clause.kind != "front":
        room = width - 2 - sum(cells(piece.text) for piece in parts)
        parts.append(Piece(f"  {_opening(section.clause, room)}", "faint"))
    yield from wrap(parts, width, 0, 4)


def _opening(clause: Clause, room: int) -> str:
    """Return what a clause begins with, in as many words as keep the heading on one line."""
    opening = one_line(first_words(clause, _WORDS))
    for count in range(_WORDS - 1, _LEAST - 1, -1):
        if cells(opening) <= room:
            break
        opening = one_line(first_words(clause, count))
    return opening


def words_lines(words: Words, width: int, indent: int = 6) -> Iterator[Line]:
    """Yield the words of a clause, marked."""
    lead: list[Piece | str] = []
    if words.of == "heading":
        lead = [Piece("heading: ", "faint")]
    elif words.of == "other":
        lead = [Piece(f"{words.label}: ", "label")]
    # The front keeps one line an element: they are shown one after another.
    shown = [piece._replace(text=piece.text.replace("\n", " / ")) for piece in pieces(words.runs)]
    yield from wrap([*lead, *shown], width, indent)


def footnote_lines(report: DiffReport, width: int) -> Iterator[Line]:
    """Yield what else is to be said, after an empty line."""
    for index, note in enumerate(footnotes(report)):
        if index == 0:
            yield EMPTY
        yield from wrap([Piece(note, "faint")], width, 0, 4)


def footnotes(report: DiffReport) -> Iterator[str]:
    """Yield what else is to be said: lines set aside on one side, limits that were reached."""
    yield from _set_aside(report.set_aside_old, report.set_aside_new, report.old)
    yield from _set_aside(report.set_aside_new, report.set_aside_old, report.new)
    yield from limit_lines(report.comparison.fallbacks)
    if not report.comparison.complete:
        yield "Not every change could be told: please send both texts to the authors of draftvc"


def _set_aside(here: Iterable[SetAside], there: Iterable[SetAside], side: Side) -> Iterator[str]:
    """Say the lines set aside on one side only."""
    known = Counter(one_line(each.text) for each in there)
    for each in here:
        text = one_line(each.text)
        if known[text]:
            known[text] -= 1
            continue
        yield (
            f"Line {each.line} of {place_name(side.name)} is not of the draft and is set aside: "
            f"{quoted(text)} ({each.code})"
        )
