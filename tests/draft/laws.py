"""The laws of reading a draft, each a function of a text that fails where the law does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from draftvc.draft.counts import count
from draftvc.draft.faults import delimiter_diagnostics
from draftvc.draft.model import Clause, Draft, StoredClause
from draftvc.draft.read import read_draft
from draftvc.draft.recorded import draft_of_clauses
from draftvc.draft.run_on import run_on_brackets
from draftvc.draft.stored import read_stored, stored_text
from draftvc.notation.addresses import read_address
from draftvc.notation.canonical import canonical_text
from draftvc.notation.model import Kind
from draftvc.notation.raw_places import RawPlaces
from draftvc.notation.tokens import BRACE
from draftvc.notation.unseen import NO_WIDTH, SOFT_HYPHEN

_UNSEEN = dict.fromkeys(map(ord, NO_WIDTH + SOFT_HYPHEN))
_HYPHENS = {"\ufffe": "-", SOFT_HYPHEN: "-"}


def nothing_is_lost(draft: Draft, text: str) -> None:
    """Every character that can be seen is in one part of the draft, in order."""
    found = sorted(_parts(draft), key=lambda part: part[0])
    assert "".join(_bare(part) for _, part in found) == _bare(text)


def clauses_stand_where_they_say(draft: Draft, text: str) -> None:
    """Each character of `raw` leads to the same one of the source, and back."""
    for clause in draft.clauses:
        ends = {end - 1 for end, _ in clause.gaps} | {at for at, _ in clause.gaps}
        for at in sorted({*range(0, len(clause.raw), 7), len(clause.raw) - 1, *ends}):
            place = clause.source_offset(at)
            assert text[place] == clause.raw[at]
            assert clause.raw_offset(place) == at


def labels_are_addresses(draft: Draft, text: str) -> None:
    """Labels are unique, are addresses of themselves, and follow those of their parents."""
    assert len(draft.by_label) == len(draft.clauses)
    for clause in draft.clauses:
        address = read_address(clause.label)
        assert address is not None, clause.label
        assert address.label == clause.label
        assert clause.parent is None or draft.by_label[clause.parent] < draft.by_label[clause.label]


def markers_begin_their_clauses(draft: Draft, text: str) -> None:
    """The canonical text begins with the marker, which is one token of it."""
    for clause in draft.clauses:
        assert clause.text.startswith(clause.marker)
        tokens = [token for token in clause.reading.tokens if token.kind is Kind.MARKER]
        assert len(tokens) == bool(clause.marker)


def marks_lead_back(draft: Draft, text: str) -> None:
    """Each character of the canonical text leads back to the same one as received."""
    for clause in draft.clauses:
        _lead_back(clause.text, clause.raw, clause.raw_place)


def characters_lead_back(raw: str) -> None:
    """Each character of a canonical text leads back to the same one as received, in order."""
    _lead_back(canonical_text(raw), raw, RawPlaces(raw).of)


def _lead_back(text: str, raw: str, place: Callable[[int], int]) -> None:
    # Each line of a front is a text of its own: no group runs on into the next.
    lines = [line.span() for line in re.finditer(r"[^\n]+", text)]
    groups = [
        range(*match.span()) for span in lines for match in re.compile(BRACE).finditer(text, *span)
    ]
    before = 0
    for offset, char in enumerate(text):
        at = place(offset)
        assert before <= at < len(raw)
        before = at
        put_in = char == "," and any(offset in group for group in groups)
        if not (char.isspace() or put_in):
            assert _HYPHENS.get(raw[at], raw[at]) == char, (offset, raw)


def faults_are_told_in_place(draft: Draft, text: str) -> None:
    """Each delimiter fault is told of the delimiter it is about; a bracket runs on only once."""
    for found in delimiter_diagnostics(draft):
        assert found.offset is not None
        assert text[found.offset] == found.delimiter
        assert found.message.endswith(".")
        assert len(found.readings) != 1
    ends = run_on_brackets(draft)
    for address, end in ends.items():
        begin = address.split("#")[0]
        assert draft.by_label[begin] < draft.by_label[end]


def counts_add_up(draft: Draft, text: str) -> None:
    """No part is larger than its whole."""
    counts = count(draft)
    assert counts.contested_words <= counts.words
    assert counts.outer_brackets <= counts.brackets
    assert (counts.max_depth > 0) == (counts.brackets > 0)
    assert counts.agreed <= counts.clauses


def stored_is_the_same(draft: Draft, text: str) -> None:
    """Clauses in their stored form are the same draft, and are stored in the same form again."""
    again = draft_of_clauses(_stored(draft))
    assert [_told(clause) for clause in again.clauses] == [_told(c) for c in draft.clauses]
    assert (again.title, again.organ, again.date) == (draft.title, draft.organ, draft.date)
    assert list(map(stored_text, again.clauses)) == list(map(stored_text, draft.clauses))


def files_break_where_phrases_end(draft: Draft, text: str) -> None:
    """A clause's file breaks after the marker and after `}` `,` `;` `:`, a front's by element."""
    for clause in draft.clauses:
        lines = stored_text(clause).splitlines()
        if clause.kind == "front":
            assert lines == [line for line in clause.text.split("\n") if line]
        else:
            assert all(line[-1:] in "},;:" for line in lines[1:-1])


LAWS = (
    nothing_is_lost,
    clauses_stand_where_they_say,
    labels_are_addresses,
    markers_begin_their_clauses,
    marks_lead_back,
    faults_are_told_in_place,
    counts_add_up,
    stored_is_the_same,
    files_break_where_phrases_end,
)


def hold(text: str) -> None:
    """Hold a text to every law."""
    draft = read_draft(text)
    assert read_draft(text) == draft
    for law in LAWS:
        law(draft, text)


def _bare(text: str) -> str:
    """Return what can be seen of a text, white space left out."""
    return "".join(text.translate(_UNSEEN).split())


def _parts(draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield each part of a draft with its place in the source."""
    source = draft.source
    assert source is not None
    for line in draft.set_aside:
        yield source.line_starts[line.line - 1], line.text
    for clause in draft.clauses:
        yield from _heading_lines(draft, clause)
        pieces = [0, *(at for at, _ in clause.gaps), len(clause.raw)]
        for begin, end in pairwise(pieces):
            yield clause.source_offset(begin), clause.raw[begin:end]


def _heading_lines(draft: Draft, clause: Clause) -> Iterator[tuple[int, str]]:
    """Yield the lines of a heading: those before its clause that were not set aside."""
    assert draft.source is not None
    assert clause.start is not None
    number = draft.source.place(clause.start)[0]
    left = _bare(clause.heading or "")
    apart = {line.line for line in draft.set_aside}
    while left:
        number -= 1
        line = _bare(draft.source.line(number))
        if line and number not in apart:
            assert left.endswith(line)
            left = left.removesuffix(line)
            yield draft.source.line_starts[number - 1], line


def _stored(draft: Draft) -> list[StoredClause]:
    """Return the clauses of a draft as a repository would read them back."""
    found = []
    for number, clause in enumerate(draft.clauses):
        marker, raw = read_stored(stored_text(clause), clause.kind)
        found.append(
            StoredClause(f"c{number}", clause.depth, clause.kind, clause.heading, marker, raw)
        )
    return found


def _told(clause: Clause) -> tuple[object, ...]:
    return (
        clause.label,
        clause.kind,
        clause.parent,
        clause.depth,
        clause.heading,
        clause.marker,
        clause.text,
    )
