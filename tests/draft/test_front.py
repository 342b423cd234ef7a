"""The front: its elements however they are wrapped, and what they name."""

from __future__ import annotations

import textwrap

import pytest

from draftvc.draft.front import Front, read_front
from draftvc.draft.read import read_draft

ELEMENTS = (
    "This version represents the conclusions of the discussions held on Monday 3 March 2025",
    "World Libraries Assembly of the International Libraries Programme",
    "Second session",
    "Lisbon, 10-21 March, 2025.",
    "Draft resolution - libraries that are open at night, and the trains that lead to them",
    "The World Libraries Assembly,",
)
BODY = textwrap.fill("Recalling " + "that a library is a house with many doors, and " * 9)


def front(*lines: str, width: int = 0) -> str:
    shown = [part for line in lines for part in (textwrap.wrap(line, width) if width else [line])]
    body = textwrap.fill(BODY, width) if width else BODY
    return read_draft("\n".join([*shown, body])).clauses[0].text


@pytest.mark.parametrize("width", [0, 40, 47, 66, 72, 88, 120, 200])
def test_elements_are_lines_whatever_the_width(width):
    assert front(*ELEMENTS, width=width).split("\n") == list(ELEMENTS)


def test_an_organ_named_twice_with_the_session_behind_it():
    organ, session = ELEMENTS[1], ELEMENTS[2]
    begin, end = "World Libraries Assembly of the", "International Libraries Programme"
    text = front(ELEMENTS[0], organ, begin, f"{end} {session}", *ELEMENTS[3:])
    assert text.split("\n") == [ELEMENTS[0], organ, organ, session, *ELEMENTS[3:]]


def test_an_organ_on_the_line_before_a_place_is_no_part_of_it():
    lines = ("Rivers Council", "New York, 3-14 March 2025", "Tenth Emergency Special Session")
    assert front(*lines, "The Rivers Council,").split("\n")[:3] == list(lines)


def test_what_a_front_names():
    assert read_front("\n".join(ELEMENTS)) == Front(ELEMENTS[4], ELEMENTS[1], "2025-03-03")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["The General Assembly,"], Front(None, "General Assembly", None)),
        (["Rivers for all"], Front("Rivers for all", None, None)),
        (["Rivers Council", "Rivers for all"], Front("Rivers for all", "Rivers Council", None)),
        (["2 June 2012, 5:00 pm", "RIVERS"], Front("RIVERS", None, "2012-06-02")),
        (["Status as of 4 May 2025 18.00", "RIVERS"], Front("RIVERS", None, "2025-05-04")),
        (["title: Rivers", "edit: true"], Front("Rivers", None, None)),
        ([], Front()),
    ],
)
def test_shorter_fronts(lines, wanted):
    assert read_front("\n".join(lines)) == wanted


def test_the_day_is_that_of_the_status_line_not_of_the_session():
    lines = ["Lisbon, 10-21 March, 2025.", "Version of 12 March 2025", "Rivers Council"]
    assert read_front("\n".join(lines)).date == "2025-03-12"
    assert read_front("Lisbon, 10-21 March, 2025.\nRivers Council").date is None
