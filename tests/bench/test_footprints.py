"""The rule of what can be read off marked words, held to marks known to be right or wrong."""

from __future__ import annotations

from collections.abc import Iterator

from footprints import readable, spans, touched
from room.negotiation import Negotiation, Step

# Two unnumbered paragraphs that are joined leave nothing to be marked, and headings are no pieces.
UNMARKED = ("clause.merged", "clause.split", "text.edited")


def steps() -> Iterator[Step]:
    for seed in (1, 2, 3):
        yield from Negotiation(seed, 12_000, 0.0).steps(6)


def test_marks_of_exactly_what_was_touched_show_every_event() -> None:
    for step in steps():
        real = touched(step)
        for told, can in readable(step, (set(real.old), set(real.new))):
            assert can or told.kind in UNMARKED, told


def test_marks_of_nothing_and_marks_of_everything_show_no_event() -> None:
    for step in steps():
        everything = (set(range(len(step.trails[0]))), set(range(len(step.trails[1]))))
        assert not any(can for _, can in readable(step, (set(), set())))
        assert not any(can for _, can in readable(step, everything))


def test_every_piece_of_a_page_is_found_on_it() -> None:
    for step in steps():
        for page, trail in zip((step.old, step.new), step.trails, strict=True):
            found = spans(page, trail)
            for (first, last), put in zip(found, trail, strict=True):
                assert "".join(page[first:last].split()) == "".join(put.text.split())
