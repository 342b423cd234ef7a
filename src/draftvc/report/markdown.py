"""Reports as Markdown, fit for a comment on a change request.

Draft text stays text: what Markdown, its tables or a forge would read as markup is escaped. What
came and went is in `<ins>` and `<del>`, which need no colour and, unlike `**` and `~~`, hold
where a mark stands at their edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftvc.report.escape import escaped
from draftvc.report.model import (
    CheckReport,
    DiffReport,
    ImportReport,
    LogReport,
    ShowReport,
    Side,
    StatusReport,
)
from draftvc.report.page.diff import footnotes
from draftvc.report.page.log import first_said, nothing_logged
from draftvc.report.page.marked import elided
from draftvc.report.page.sections import Section, Words, first_words, sections
from draftvc.report.page.status import status_rows
from draftvc.report.say.context import Context
from draftvc.report.say.filters import filter_words
from draftvc.report.say.findings import SEVERITY_WORDS, closing_words, place_words
from draftvc.report.say.gather import group_sentences
from draftvc.report.say.imports import fault_lines, recorded_words, set_aside_words
from draftvc.report.say.naming import with_names
from draftvc.report.say.nothing import nothing_changed
from draftvc.report.say.summary import count_lines, grave_lines
from draftvc.report.say.words import day, number, one_line, shorten
from draftvc.report.shown import clean_words, shown_draft

_LINE = 200
"""Characters of a line of the draft beside a finding."""
_TAGS = {"gone": "del", "come": "ins"}


def diff_markdown(report: DiffReport) -> Iterator[str]:
    """Yield a diff: summary, then a heading a clause, its sentences, its words."""
    yield f"## {_side(report.old)} → {_side(report.new)}\n\n"
    asked = filter_words(report.filter)
    if asked:
        yield f"*Only {escaped(asked)}*\n\n"
    if not report.events:
        yield f"{escaped(nothing_changed(report))}\n"
    else:
        context = Context(report.old_draft, report.new_draft)
        grave = grave_lines(report.events, context)
        said = (with_names(line, report.names) for line in grave)
        yield from _items(f"**{escaped(line)}**" for line in said)
        yield from _items(map(escaped, count_lines(report.events)))
        for section in sections(report):
            yield from _section(section, report)
    notes = list(footnotes(report))
    if notes:
        yield "\n"
    yield from _items(map(escaped, notes))


def _section(section: Section, report: DiffReport) -> Iterator[str]:
    head = f"\n### {escaped(section.label)}"
    if section.gone:
        head += f" (in {escaped(one_line(report.old.name))})"
    elif section.label_old and not section.says_old_label:
        head += f" (was {escaped(section.label_old)})"
    clause = section.clause
    if clause is not None and clause.heading:
        head += f" · {escaped(one_line(clause.heading))}"
    if clause is not None and clause.kind != "front":
        head += f" *{escaped(one_line(first_words(clause)))}*"
    yield head + "\n\n"
    said = (with_names(told.sentence, report.names) for told in section.told)
    yield from _items(map(escaped, said))
    for words in section.words:
        yield f"\n> {_lead(words)}{_marked(words)}\n"


def _lead(words: Words) -> str:
    if words.of == "clause":
        return ""
    return "heading: " if words.of == "heading" else f"**{escaped(words.label)}** "


def _marked(words: Words) -> str:
    parts = []
    for run in elided(words.runs):
        text = escaped(one_line_kept(run.text))
        tag = _TAGS.get(run.role)
        parts.append(f"<{tag}>{text}</{tag}>" if tag else text)
    return "".join(parts)


def one_line_kept(text: str) -> str:
    """Return a stretch of text on one line, with the spaces at its ends."""
    return text.replace("\n", " / ")


def log_markdown(report: LogReport) -> Iterator[str]:
    """Yield a log: a heading a revision, newest first, and its sentences."""
    asked = filter_words(report.filter)
    if asked:
        yield f"*Only {escaped(asked)}*\n\n"
    shown = False
    for revision in report.revisions:
        head = f"## {escaped(one_line(revision.name))}"
        if revision.date:
            head += f", {escaped(day(revision.date))}"
        if report.clause is not None and revision.label:
            head += f", as {escaped(revision.label)}"
        yield f"{chr(10) * shown}{head}\n\n{escaped(one_line(revision.author))}\n\n"
        shown = True
        if revision.is_first:
            yield f"- {escaped(first_said(revision, report.clause))}\n"
        context = Context(revision.old_draft, revision.new_draft)
        for told in group_sentences(revision.events, context):
            label = "" if told.clause == revision.label else f"**{escaped(told.clause)}** "
            yield f"- {label}{escaped(told.sentence)}\n"
    if not shown:
        yield f"{escaped(nothing_logged(report))}\n"


def show_markdown(report: ShowReport) -> Iterator[str]:
    """Yield the chosen clauses as paragraphs, labels in bold."""
    draft = shown_draft(report)
    if len(report.chosen) == len(draft.clauses) and draft.title:
        yield f"# {escaped(one_line(draft.title))}\n\n"
    if report.revision is not None:
        yield f"*{_side(report.revision)}*\n\n"
    for index in report.chosen:
        clause = draft.clauses[index]
        if clause.heading:
            yield f"## {escaped(one_line(clause.heading))}\n\n"
        text = clean_words(clause) if report.clean else clause.text
        lines = [escaped(line) for line in text.split("\n")]
        # A backslash at a line end breaks the line in Markdown.
        yield f"**{escaped(clause.label)}** " + "\\\n".join(lines) + "\n\n"


def status_markdown(report: StatusReport) -> Iterator[str]:
    """Yield where a draft stands as a list."""
    if report.title:
        yield f"## {escaped(one_line(report.title))}\n\n"
    if report.revision is not None:
        yield f"*{_side(report.revision)}*\n\n"
    for lead, said, _ in status_rows(report):
        yield f"- **{lead}** {escaped(said)}\n"


def check_markdown(report: CheckReport) -> Iterator[str]:
    """Yield findings as a list: place, headline, the line, what to do, both readings."""
    yield f"{escaped(closing_words(report))}\n"
    line, quoted = "", ""
    for found in report.diagnostics:
        place = f" {escaped(place_words(found))}:" if place_words(found) else ""
        severity = SEVERITY_WORDS[found.severity]
        yield f"\n- **{severity} {found.code}**{place} {escaped(one_line(found.message))}\n"
        if found.source_line:
            if found.source_line is not line:  # one line can have thousands of findings
                line = found.source_line
                quoted = escaped(shorten(one_line(line), _LINE))
            yield f"  > {quoted}\n\n"
        if found.hint:
            yield f"  → {escaped(one_line(found.hint))}\n"
        if found.readings:
            yield f"\n  It can be read in {number(len(found.readings))} ways:\n\n"
        for index, reading in enumerate(found.readings, start=1):
            yield f"  {index}. {escaped(one_line(reading))}\n"


def import_markdown(report: ImportReport) -> Iterator[str]:
    """Yield the files of an import, what each became, and the faults that went in."""
    for each in report.imported:
        yield f"**{escaped(recorded_words(each, report.dry_run))}**\n\n"
        if each.name:
            yield from _items(map(escaped, (each.subject, *each.summary)))
        yield from _items(f"**{escaped(fault)}**" for fault in fault_lines(each))
        aside = set_aside_words(each)
        yield from _items([escaped(aside)] if aside else ())
        yield "\n"
    if report.dry_run:
        yield "Nothing was recorded: this was a dry run.\n\n"
    for said in report.said:
        yield f"{escaped(said)}\n\n"


def _side(side: Side) -> str:
    name = escaped(one_line(side.name))
    return f"{name} ({escaped(day(side.date))})" if side.date else name


def _items(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"- {line}\n"
