"""Findings: the place, the line with its caret, the remedy, both readings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.diagnostics import Diagnostic
from draftvc.report.formats import Look, render
from draftvc.report.model import CheckReport, Side
from draftvc.report.page.caret import caret_lines
from draftvc.report.safe import visible
from draftvc.report.width import cells
from tests.report.build import check_of, text_of


def one(**fields: object) -> CheckReport:
    """Return a report with one finding."""
    found = Diagnostic(
        **{  # type: ignore[arg-type]
            "code": "E103",
            "message": "The bracket is closed by } instead of ].",
            "clause": "OP1b",
            "file": "v3.txt",
            "line": 52,
            "column": 4,
            "hint": "Write ] instead of }.",
            "source_line": "[it} {ARG+} within",
            **fields,
        }
    )
    return CheckReport(Side("v3.txt"), (found,))


def test_a_finding_is_laid_out():
    assert text_of(one(readings=("The brace closes it.", "The brace is noise."))) == (
        """\
error E103 OP1b, line 52, column 4 of v3.txt:
  The bracket is closed by } instead of ].
    52 | [it} {ARG+} within
       |    ^
  → Write ] instead of }.
  It can be read in two ways:
    1. The brace closes it.
    2. The brace is noise.

1 error in v3.txt.
"""
    )


def test_a_finding_without_a_place_has_no_line():
    report = one(line=None, column=None, source_line=None, file=None, hint="")
    assert text_of(report) == (
        "error E103 OP1b:\n  The bracket is closed by } instead of ].\n\n1 error in v3.txt.\n"
    )


def test_nothing_found():
    assert text_of(CheckReport(Side("v1.txt"), ())) == "Nothing found in v1.txt.\n"


def test_real_faults_point_at_their_delimiter():
    text = text_of(
        check_of("Recalling that trains stop[, in particular,}{NOR+} where people live,\n")
    )
    found = text.split("\n\n")[0].split("\n")
    line, caret = (each for each in found if "|" in each)
    assert line[caret.index("^")] == "}"


@pytest.mark.parametrize(
    ("text", "column", "width", "shown"),
    [
        ("ab]c", 3, 40, ("ab]c", "  ^")),
        ("\t]x", 2, 40, ("    ]x", "    ^")),
        ("a\tb\t]", 5, 40, ("a   b   ]", "        ^")),
        ("コメ]", 3, 40, ("コメ]", "    ^")),
        ("e\u0301]", 3, 40, ("e\u0301]", " ^")),
        ("\x1b[2J]", 5, 40, ("␛[2J]", "    ^")),
        ("\u202e]", 2, 40, ("⟨U+202E⟩]", "        ^")),
        ("", 1, 40, ("", "^")),
        ("abc", 9, 40, ("abc", "   ^")),
        ("x" * 60 + "]" + "y" * 60, 61, 20, ("…xxxxxxxxxxxx]yyyyy…", "             ^")),
        ("x" * 60 + "]", 61, 20, ("…xxxxxxxxxxxxxxxxx]", "                  ^")),
        ("]" + "y" * 60, 1, 20, ("]yyyyyyyyyyyyyyyyy…", "^")),
    ],
)
def test_the_caret_stands_under_its_column(text, column, width, shown):
    assert caret_lines(text, column, width) == shown


def test_a_line_of_megabytes_is_cut():
    line, caret = caret_lines("x" * 20_000_000 + "]" + "y" * 20_000_000, 20_000_001, 60)
    assert cells(line) <= 60
    assert line[len(caret) - 1] == "]"


@given(
    st.text(st.sampled_from("ab]}\tコ\u0301\x1b\u202e "), max_size=90),
    st.integers(1, 95),
    st.integers(20, 70),
)
def test_what_stands_over_the_caret_is_the_place(text, column, width):
    line, caret = caret_lines(text, column, width)
    assert cells(line) <= width
    assert cells(caret) <= width + 1
    if column <= len(text) and text[column - 1] not in "\t\u0301 ":
        place = next(i for i in range(len(line) + 1) if cells(line[:i]) == len(caret) - 1)
        while line[place : place + 1] == "\u0301":
            place += 1
        assert visible(text[column - 1]).startswith(line[place])


def test_annotations_of_a_workflow():
    report = one(
        message="50% of [it]\nis lost", file="drafts, v3:final.txt", readings=("one", "two")
    )
    assert "".join(render(report, "github", Look())) == (
        "::error file=drafts%2C v3%3Afinal.txt,line=52,col=4,title=E103 OP1b"
        "::50%25 of [it] is lost%0AWrite ] instead of }.%0A1. one%0A2. two\n"
    )


@pytest.mark.parametrize(
    ("code", "command"), [("E101", "error"), ("W204", "warning"), ("I206", "notice")]
)
def test_severities_of_annotations(code: str, command: str):
    (line,) = render(one(code=code), "github", Look())
    assert line.startswith(f"::{command} file=v3.txt,")


def test_standard_input_is_no_file_to_annotate():
    (line,) = render(one(file="-", line=None, column=None, clause=None), "github", Look())
    assert line.startswith("::error title=E103::")
