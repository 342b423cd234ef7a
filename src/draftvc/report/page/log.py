"""A log to read: newest first, what each revision did, a revision at a time."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.report.look import Look
from draftvc.report.model import LogReport, LogRevision
from draftvc.report.page.lines import EMPTY, Line, Piece, wrap
from draftvc.report.say.clauses import opening
from draftvc.report.say.context import Context
from draftvc.report.say.counts import counts_words
from draftvc.report.say.filters import filter_words
from draftvc.report.say.gather import group_sentences
from draftvc.report.say.quoting import clause_words
from draftvc.report.say.words import day, one_line
from draftvc.report.width import cells

_NOT_HERE = "earlier history is not in this shallow clone"
_OPENING = 400
"""Characters of a clause among which its first words are looked for."""
_LABELS = 10
"""Columns of the labels before the sentences."""


def log_page(report: LogReport, look: Look) -> Iterator[Line]:
    """Yield a log as lines, each revision as soon as it is known."""
    width = look.columns
    asked = filter_words(report.filter)
    if asked:
        yield from wrap([Piece(f"Only {asked}", "info")], width, 0, 4)
        yield EMPTY
    shown = False
    for revision in report.revisions:
        if shown:
            yield EMPTY
        shown = True
        yield from _revision(revision, report.clause, width)
    if not shown:
        yield from wrap([nothing_logged(report)], width)


def nothing_logged(report: LogReport) -> str:
    """Return the sentence for a log without a revision."""
    where = f" of {report.clause}" if report.clause else ""
    seen = [one_line(name) for name in report.looked_at]
    if not filter_words(report.filter) or not (seen or report.clause):
        return report.nothing or f"Nothing was recorded{where} yet."
    if report.clause:
        said = f"Nothing of this has happened to {report.clause}"
        return f"{said}: `draftvc log {report.clause}` tells what has."
    if len(seen) == 1:
        return (
            f"{seen[0]} is the only revision here, with none before it that it could differ from. "
            f"`draftvc show {seen[0]}` shows it, and `draftvc import FILE` records the next."
        )
    return f"From {seen[-1]} to {seen[0]} nothing of this has happened."


def _revision(revision: LogRevision, clause: str | None, width: int) -> Iterator[Line]:
    parts = [Piece(one_line(revision.name), "label")]
    if revision.date:
        parts.append(Piece(f"  {day(revision.date)}", "title"))
    if clause is not None and revision.label:
        parts.append(Piece(f"  as {revision.label}", "title"))
    parts.append(Piece(f"  {one_line(revision.author)}", "faint"))
    yield from wrap(parts, width, 0, 4)
    if revision.is_first:
        yield from wrap([first_said(revision, clause)], width, 2, 4)
    context = Context(revision.old_draft, revision.new_draft)
    before = revision.label
    for told in group_sentences(revision.events, context):
        if told.clause == revision.label:
            yield from wrap(["– ", told.sentence], width, 2, 4)
        else:
            label = "" if told.clause == before else told.clause
            yield from _labelled(label, told.sentence, width)
        before = told.clause


def first_said(revision: LogRevision, clause: str | None) -> str:
    """Return what there is to say of the first revision, or of a clause that stood in it."""
    draft, label = revision.new_draft, revision.label
    if clause is None or draft is None or label not in draft.by_label:
        counts = revision.counts
        said = counts_words(counts) if counts else ""
        return f"{_NOT_HERE}: {said}" if revision.shallow else f"the first revision: {said}"
    words = one_line(clause_words(draft.clauses[draft.by_label[label]], _OPENING))
    if revision.shallow:
        return f"{_NOT_HERE}; it stands in this revision: {opening(words)}"
    return f"it stands in the first revision: {opening(words)}"


def _labelled(label: str, said: str, width: int) -> Iterator[Line]:
    """Yield a sentence beside its label, which is empty where it is that of the line before."""
    gap = " " * max(_LABELS - cells(label), 1)
    for index, line in enumerate(wrap([said], width - _LABELS - 2)):
        if index == 0:
            yield (Piece("  "), Piece(label, "label"), Piece(gap), *line)
        else:
            yield (Piece(" " * (_LABELS + 2)), *line)
