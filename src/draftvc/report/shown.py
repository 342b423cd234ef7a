"""What `show` shows of clauses: as they stand, without attributions, or the words alone."""

from __future__ import annotations

from draftvc.diff.viewing import view_clause
from draftvc.draft.model import Clause, Draft
from draftvc.report.model import ShowReport


def shown_draft(report: ShowReport) -> Draft:
    """Return the draft, without attributions where the report is without parties."""
    if report.parties:
        return report.draft
    return report.draft._replace(clauses=tuple(map(without_parties, report.draft.clauses)))


def clean_words(clause: Clause) -> str:
    """Return a clause's words without marks; of the front, one line an element."""
    view = view_clause(clause)
    if clause.kind != "front":
        return view.phrase(0, len(view.words))
    lines: list[str] = []
    first = 0
    for index, word in enumerate(view.words):
        last = index + 1 == len(view.words)
        if last or "\n" in clause.text[word.end : view.words[index + 1].start]:
            lines.append(view.phrase(first, index + 1))
            first = index + 1
    return "\n".join(lines)


def without_parties(clause: Clause) -> Clause:
    """Return a clause without what names a party: groups and notes gone, placeholders unsigned.

    What is left is read again, so that offsets and positions are those of the text that is shown.
    """
    reading = clause.reading
    if not reading.braces:
        return clause
    parts: list[str] = []
    at = 0
    for brace in reading.braces:
        parts.append(reading.text[at : brace.start].rstrip(" "))
        if brace.kind == "placeholder":
            parts.append(" {placeholder " + brace.text + "}")
        at = brace.end
    parts.append(reading.text[at:])
    return clause._replace(raw="".join(parts))
