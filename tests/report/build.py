"""Reports made of short texts and of the sample drafts, and what a reader sees of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from draftvc.checks.run import run_checks
from draftvc.diagnostics import Diagnostic
from draftvc.diff.compare import compare
from draftvc.diff.model import Edit, Event
from draftvc.draft.counts import count
from draftvc.draft.model import Draft, SetAside
from draftvc.draft.read import read_draft
from draftvc.notation.groups import read_inside
from draftvc.notation.model import Position
from draftvc.report.formats import Look, render
from draftvc.report.model import (
    CheckReport,
    DiffReport,
    Filter,
    Imported,
    ImportReport,
    LogReport,
    LogRevision,
    ShowReport,
    Side,
    StatusReport,
)
from draftvc.source import SourceText
from tests.caselib import Case, read_cases, read_page
from tests.checks.build import FewParties

TESTS = Path(__file__).parent.parent
SAMPLES = TESTS.parent / "src" / "draftvc" / "samples"
ANSI = re.compile(r"\x1b\[[0-9;]*m")
ALL = Filter()
PLACE = Edit("PP1", (0, 1), (0, 1), "a", "b")
"""An edit somewhere in the words, for events that have one."""


@cache
def cases() -> tuple[Case, ...]:
    """Return every pair of drafts of the comparison cases."""
    found = [case for path in sorted((TESTS / "cases").glob("*.md")) for case in read_cases(path)]
    return (*found, *read_page(TESTS.parent / "docs" / "tricky_cases.md"))


@cache
def sample(number: int) -> Draft:
    """Return a sample draft."""
    text = (SAMPLES / f"resolution-v{number}.txt").read_text(encoding="utf-8")
    return read_draft(SourceText(text, f"v{number}.txt"))


def event(kind: str, clause: str = "PP1", **fields: object) -> Event:
    """Return an event; `positions` may be written as in a draft: `USA+, FRA-`."""
    positions = fields.pop("positions", None)
    if isinstance(positions, str):
        fields["positions"] = entries(positions)
    fields.setdefault("edits", (PLACE,))
    return Event(kind=kind, clause=clause, **fields)  # type: ignore[arg-type]


def entries(text: str) -> tuple[Position, ...]:
    """Return the positions of a group."""
    return read_inside(text).positions


def diff_of(
    old: str | Draft, new: str | Draft, chosen: Iterable[str] = (), filter: Filter = ALL
) -> DiffReport:
    """Return the diff of two drafts; `chosen` are kinds, all where none is given."""
    old = read_draft(old) if isinstance(old, str) else old
    new = read_draft(new) if isinstance(new, str) else new
    comparison = compare(old, new)
    kinds = tuple(chosen)
    events = tuple(e for e in comparison.events if not kinds or e.kind.startswith(kinds))
    return DiffReport(
        Side("v3", date=old.date),
        Side("v4", "c" * 40, new.date),
        events,
        comparison,
        old,
        new,
        filter,
        old.set_aside,
        new.set_aside,
    )


def show_of(draft: str | Draft, **options: bool) -> ShowReport:
    """Return a whole draft to show."""
    draft = read_draft(draft) if isinstance(draft, str) else draft
    chosen = tuple(range(len(draft.clauses)))
    found = run_checks(draft, FewParties())
    return ShowReport(
        draft, Side("v4", "c" * 40, draft.date), chosen, count(draft), found, **options
    )


def check_of(text: str, name: str = "v1.txt") -> CheckReport:
    """Return what is found in a text."""
    return CheckReport(Side(name), run_checks(read_draft(SourceText(text, name)), FewParties()))


def status_of(draft: Draft) -> StatusReport:
    """Return where a draft stands."""
    counted = ((each.label, len(each.reading.brackets)) for each in draft.clauses)
    return StatusReport(
        draft.title,
        Side("v4", "c" * 40, draft.date),
        count(draft),
        tuple((label, number) for label, number in counted if number),
        tuple(each.label for each in draft.clauses if each.reading.stamp),
        run_checks(draft, FewParties()),
        ("PP3",),
    )


def log_of(clause: str | None = None, filter: Filter = ALL) -> LogReport:
    """Return the log of the four sample drafts."""
    return LogReport(clause, map(_revision, (4, 3, 2, 1)), filter)


def _revision(number: int) -> LogRevision:
    new = sample(number)
    old = sample(number - 1) if number > 1 else None
    return LogRevision(
        f"v{number}",
        "c" * 40,
        new.date,
        "Secretariat",
        None,
        compare(old, new).events if old else (),
        old is None,
        old_draft=old,
        new_draft=new,
    )


def import_of(**fields: Any) -> ImportReport:
    """Return the report of one imported file, faults and a foreign line in it."""
    brace = "The bracket is closed by } instead of ]."
    found = (
        Diagnostic("E103", brace, "PP1", "}", 43, "wednesday.txt", 1, 44),
        Diagnostic("W402", "OP2 is missing."),
    )
    one = Imported(
        **{
            "file": "wednesday.txt",
            "name": "v2",
            "commit": "c" * 40,
            "date": "2025-03-05",
            "subject": "PP7 added; RUS reserve withdrawn; and 8 more",
            "summary": ("Clauses: 1 added", "Positions: 1 withdrawn"),
            "diagnostics": found,
            "set_aside": (SetAside(90, "コメント", "W503"),),
            **fields,
        }
    )
    return ImportReport((one,), ("v2 is dated 2025-03-05, before v1 (2025-03-06).",))


def text_of(report: object, width: int = 80) -> str:
    """Return a report as plain text."""
    return "".join(render(report, "text", Look(width)))


def colored(report: object) -> str:
    """Return a report in colour."""
    return "".join(render(report, "rich", Look(80, color=True)))


def markdown_of(report: object) -> str:
    """Return a report as Markdown."""
    return "".join(render(report, "md", Look()))


def document_of(report: object) -> dict[str, Any]:
    """Return a report as JSON, parsed."""
    document: dict[str, Any] = json.loads("".join(render(report, "json", Look())))
    return document
