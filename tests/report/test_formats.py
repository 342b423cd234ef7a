"""The table of formats, and what each imports."""

from __future__ import annotations

import subprocess
import sys

import pytest

from draftvc.errors import DraftvcError
from draftvc.report import formats
from draftvc.report.formats import Look, render
from tests.report.build import log_of, sample, status_of


def test_every_place_in_the_table_is_there():
    for place in (*formats._PAGES.values(), *formats._WRITERS.values()):
        assert callable(formats._named(place))


@pytest.mark.parametrize("format", ["github", "pdf"])
def test_a_format_that_a_report_does_not_have(format: str):
    with pytest.raises(DraftvcError, match=f"does not come as {format}") as raised:
        render(status_of(sample(1)), format, Look())
    assert raised.value.remedy == "It comes as rich, text, json, md."


def test_an_object_that_is_no_report():
    with pytest.raises(DraftvcError):
        render(object(), "text", Look())


@pytest.mark.parametrize("format", ["text", "rich", "json", "md"])
def test_a_report_is_rendered_while_it_is_made(format: str):
    pieces = render(log_of(), format, Look())
    assert next(iter(pieces))


@pytest.mark.parametrize(
    ("format", "color", "absent"),
    [
        ("text", False, {"rich", "msgspec", "pygit2", "typer", "jsonschema"}),
        ("rich", False, {"rich", "msgspec", "pygit2", "typer", "jsonschema"}),
        ("rich", True, {"msgspec", "pygit2", "typer", "jsonschema"}),
        ("md", False, {"rich", "msgspec", "pygit2", "typer", "jsonschema"}),
        ("json", False, {"rich", "pygit2", "typer", "jsonschema"}),
    ],
)
def test_a_format_imports_what_it_needs(format: str, color: bool, absent: set[str]):
    program = f"""
import sys
from draftvc.diff.compare import compare
from draftvc.draft.read import read_draft
from draftvc.report.formats import Look, render
from draftvc.report.model import DiffReport, Side
old = read_draft("Recalling [the sea] {{USA+}},")
new = read_draft("Recalling the sea,")
found = compare(old, new)
report = DiffReport(Side("a"), Side("b"), found.events, found, old, new)
assert "".join(render(report, {format!r}, Look(80, {color})))
print(*sorted(set(sys.modules) & {absent!r}))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_a_narrow_and_a_wide_terminal():
    assert Look(10).columns == 30
    assert Look(300).columns == 100
    assert Look().columns == 80
