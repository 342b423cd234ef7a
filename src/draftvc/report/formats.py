"""One call for every report in every format; a format is imported when it is asked for.

So a diff to a pipe imports neither rich nor msgspec, and `--help` none of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Literal

from draftvc.errors import DraftvcError
from draftvc.report.look import Look
from draftvc.report.text import plain

__all__ = ["Format", "Look", "render"]

Format = Literal["rich", "text", "json", "md", "github"]

# Layouts are shared by `text` and `rich`: they yield lines, which either writes.
_PAGES = {
    "DiffReport": "draftvc.report.page.views:diff_view",
    "LogReport": "draftvc.report.page.log:log_page",
    "ShowReport": "draftvc.report.page.show:show_page",
    "StatusReport": "draftvc.report.page.status:status_page",
    "CheckReport": "draftvc.report.page.check:check_page",
    "ImportReport": "draftvc.report.page.importing:import_page",
    "MergeReport": "draftvc.report.page.merging:merge_page",
    "ConflictsReport": "draftvc.report.page.conflicts:conflicts_page",
    "ApplyReport": "draftvc.report.page.apply:apply_page",
    "AdrefReport": "draftvc.report.page.adref:adref_page",
    "DoctorReport": "draftvc.report.page.doctor:doctor_page",
}
# Functions from a report to pieces of text.
_WRITERS = {
    ("DiffReport", "json"): "draftvc.report.documents.reports:diff_json",
    ("LogReport", "json"): "draftvc.report.documents.reports:log_json",
    ("ShowReport", "json"): "draftvc.report.documents.draft:draft_json",
    ("StatusReport", "json"): "draftvc.report.documents.reports:status_json",
    ("CheckReport", "json"): "draftvc.report.documents.reports:check_json",
    ("ImportReport", "json"): "draftvc.report.documents.reports:import_json",
    ("MergeReport", "json"): "draftvc.report.documents.merging:merge_json",
    ("ConflictsReport", "json"): "draftvc.report.documents.merging:conflicts_json",
    ("MergeReport", "md"): "draftvc.report.merge_markdown:merge_markdown",
    ("ConflictsReport", "md"): "draftvc.report.merge_markdown:conflicts_markdown",
    ("ApplyReport", "json"): "draftvc.report.documents.applied:apply_json",
    ("AdrefReport", "json"): "draftvc.report.documents.agreed:adref_json",
    ("DoctorReport", "json"): "draftvc.report.documents.agreed:doctor_json",
    ("AdrefReport", "md"): "draftvc.report.agreed_markdown:adref_markdown",
    ("DoctorReport", "md"): "draftvc.report.agreed_markdown:doctor_markdown",
    ("DiffReport", "md"): "draftvc.report.markdown:diff_markdown",
    ("LogReport", "md"): "draftvc.report.markdown:log_markdown",
    ("ShowReport", "md"): "draftvc.report.markdown:show_markdown",
    ("StatusReport", "md"): "draftvc.report.markdown:status_markdown",
    ("CheckReport", "md"): "draftvc.report.markdown:check_markdown",
    ("ImportReport", "md"): "draftvc.report.markdown:import_markdown",
    ("CheckReport", "github"): "draftvc.report.github:check_github",
}


def render(report: object, format: str, look: Look) -> Iterator[str]:
    """Return a report in pieces of text, the first before the last is known.

    Raises:
        DraftvcError: this report does not have that format.
    """
    name = type(report).__name__
    if format in ("text", "rich") and name in _PAGES:
        lines = _named(_PAGES[name])(report, look)
        painted = format == "rich" and look.color
        return _named("draftvc.report.paint:painted")(lines) if painted else plain(lines)
    if (name, format) not in _WRITERS:
        has = [each for each in ("rich", "text") if name in _PAGES]
        has += [each for kind, each in _WRITERS if kind == name]
        raise DraftvcError(
            f"This report does not come as {format}.", f"It comes as {', '.join(has)}."
        )
    return _named(_WRITERS[name, format])(report)


def _named(place: str) -> Callable[..., Iterator[Any]]:
    module, _, function = place.partition(":")
    found: Callable[..., Iterator[Any]] = getattr(import_module(module), function)
    return found
