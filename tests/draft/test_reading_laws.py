"""Laws of reading a draft: nothing is lost, nothing raises, labels are unique addresses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given

from draftvc.draft.counts import count
from draftvc.draft.faults import delimiter_diagnostics
from draftvc.draft.model import Clause, Draft
from draftvc.draft.read import read_draft
from draftvc.notation.addresses import read_address
from draftvc.notation.model import Kind
from tests.draft.generated import drafts


def bare(text: str) -> str:
    """Return the characters that are no white space."""
    return "".join(text.split())


def parts(draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield each part of a draft with its place in the source."""
    source = draft.source
    assert source is not None
    for line in draft.set_aside:
        yield source.line_starts[line.line - 1], line.text
    for clause in draft.clauses:
        assert clause.start is not None
        yield from heading_lines(draft, clause)
        pieces = [0, *(at for at, _ in clause.gaps), len(clause.raw)]
        for begin, end in pairwise(pieces):
            yield clause.source_offset(begin), clause.raw[begin:end]


def heading_lines(draft: Draft, clause: Clause) -> Iterator[tuple[int, str]]:
    """Yield the lines of a heading: those before its clause that were not set aside."""
    assert draft.source is not None
    assert clause.start is not None
    number = draft.source.place(clause.start)[0]
    left = bare(clause.heading or "")
    apart = {line.line for line in draft.set_aside}
    while left:
        number -= 1
        line = bare(draft.source.line(number))
        if line and number not in apart:
            assert left.endswith(line)
            left = left.removesuffix(line)
            yield draft.source.line_starts[number - 1], line


@given(drafts)
def test_every_character_is_in_one_part_in_order(text: str) -> None:
    draft = read_draft(text)
    assert "".join(bare(part) for _, part in sorted(parts(draft), key=lambda p: p[0])) == bare(text)


@given(drafts)
def test_a_clause_stands_in_the_source_where_it_says(text: str) -> None:
    for clause in read_draft(text).clauses:
        for at, char in enumerate(clause.raw):
            place = clause.source_offset(at)
            assert text[place] == char
            assert clause.raw_offset(place) == at


@given(drafts)
def test_labels_are_unique_and_are_addresses_of_themselves(text: str) -> None:
    draft = read_draft(text)
    assert len(draft.by_label) == len(draft.clauses)
    for clause in draft.clauses:
        address = read_address(clause.label)
        assert address is not None, clause.label
        assert address.label == clause.label
        assert clause.parent is None or draft.by_label[clause.parent] < draft.by_label[clause.label]


@given(drafts)
def test_a_clause_begins_with_its_marker(text: str) -> None:
    for clause in read_draft(text).clauses:
        assert clause.text.startswith(clause.marker)
        tokens = [t for t in clause.reading.tokens if t.kind is Kind.MARKER]
        assert len(tokens) == bool(clause.marker.strip("[ "))


@given(drafts)
def test_the_canonical_text_of_a_clause_leads_back_to_its_characters(text: str) -> None:
    for clause in read_draft(text).clauses:
        for token in clause.reading.tokens:
            if token.kind in (Kind.OPEN, Kind.CLOSE, Kind.STRAY):
                assert clause.raw[clause.raw_place(token.start)] == clause.text[token.start]


@given(drafts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_draft(text) == read_draft(text)


@given(drafts)
def test_faults_are_told_where_they_stand(text: str) -> None:
    draft = read_draft(text)
    for found in delimiter_diagnostics(draft):
        assert found.offset is not None
        assert text[found.offset] == found.delimiter
        assert found.message.endswith(".")


@given(drafts)
def test_counts_add_up(text: str) -> None:
    counts = count(read_draft(text))
    assert counts.contested_words <= counts.words
    assert counts.outer_brackets <= counts.brackets
    assert (counts.max_depth > 0) == (counts.brackets > 0)


def clauses(text: str) -> list[Clause]:
    return list(read_draft(text).clauses)
