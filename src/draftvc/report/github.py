"""Findings as workflow commands of GitHub Actions: annotations on the lines of a change.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.diagnostics import Diagnostic
from draftvc.report.model import CheckReport
from draftvc.report.safe import visible
from draftvc.report.say.words import one_line

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def check_github(report: CheckReport) -> Iterator[str]:
    """Yield one `::error file=…,line=…,col=…,title=…::message` a finding."""
    for found in report.diagnostics:
        yield f"::{_COMMANDS[found.severity]} {_properties(found)}::{_data(_message(found))}\n"


def _properties(found: Diagnostic) -> str:
    title = f"{found.code} {found.clause}" if found.clause else found.code
    places = {
        "file": None if found.file in (None, "-") else found.file,
        "line": found.line,
        "col": found.column,
        "title": title,
    }
    return ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)


def _message(found: Diagnostic) -> str:
    parts = [one_line(found.message), one_line(found.hint)]
    parts += [f"{i}. {one_line(reading)}" for i, reading in enumerate(found.readings, start=1)]
    return "\n".join(part for part in parts if part)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
