"""What was agreed, and how the machine stands, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.report.escape import escaped
from draftvc.report.model_agreed import AdrefReport, DoctorReport
from draftvc.report.page.adref import adref_title, adref_words, reopening_words
from draftvc.report.page.doctor import SIGNS, closing
from draftvc.report.say.words import one_line


def adref_markdown(report: AdrefReport) -> Iterator[str]:
    """Yield the agreed clauses as a list."""
    yield f"{escaped(adref_title(report))}\n\n"
    for clause in report.clauses:
        yield f"- **{escaped(clause.label)}** {escaped(adref_words(clause))}\n"
        for said in reopening_words(clause):
            yield f"  - {escaped(said.removeprefix('– '))}\n"


def doctor_markdown(report: DoctorReport) -> Iterator[str]:
    """Yield what was looked at as a list."""
    yield f"{escaped(one_line(report.place))}\n\n"
    for each in report.checkups:
        said = f"{one_line(each.name)}: {one_line(each.says)}"
        yield f"- **{SIGNS[each.state]}** {each.subject}, {escaped(said)}\n"
        if each.mend:
            yield f"  → {escaped(one_line(each.mend))}\n"
    yield f"\n{escaped(closing(report))}\n"
