"""A draft as one document again: reading it gives the draft that was written."""

from __future__ import annotations

from pathlib import Path

import pytest

import draftvc
from draftvc.diff.compare import compare
from draftvc.draft.read import read_draft
from draftvc.draft.written import written_text
from draftvc.source import SourceText

SAMPLES = sorted((Path(draftvc.__file__).parent / "samples").glob("*.txt"))
SHARED = Path(__file__).parents[3] / "shared" / "data"


def read(text):
    return read_draft(SourceText(text))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each.stem)
def test_a_sample_reads_back(sample):
    draft = read(sample.read_text(encoding="utf-8"))
    written = written_text(draft)
    again = read(written)
    assert not compare(draft, again).events
    assert [each.label for each in again.clauses] == [each.label for each in draft.clauses]
    assert written_text(again) == written


def test_real_texts_read_back():
    if not SHARED.is_dir():
        pytest.skip("the real texts lie beside a checkout, and are not here")
    files = sorted(SHARED.glob("seed/*.txt"))
    assert files
    for file in files:
        draft = read(file.read_text(encoding="utf-8"))
        assert not compare(draft, read(written_text(draft))).events, file.name


def test_each_clause_is_a_paragraph_and_a_heading_stands_above():
    text = (
        "Draft resolution\n\nRecalling the [tide tables] {NOR+} of\nthe harbour,\n\n"
        "OPERATIVE PART\n\n1. Decides to publish:\na. a calendar;\nb. a map."
    )
    assert written_text(read(text)).split("\n\n") == [
        "Draft resolution",
        "Recalling the [tide tables] {NOR+} of the harbour,",
        "OPERATIVE PART",
        "1. Decides to publish:",
        "a. a calendar;",
        "b. a map.\n",
    ]


def test_nothing_is_written_of_nothing():
    assert written_text(read("")) == ""
