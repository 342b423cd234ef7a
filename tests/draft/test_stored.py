"""The stored form of a clause: what it looks like, and that nothing is lost in it."""

from __future__ import annotations

import pytest
from hypothesis import given

from draftvc.draft.model import Clause, ClauseKind, Draft, StoredClause
from draftvc.draft.read import draft_of_clauses, read_draft
from draftvc.draft.stored import read_stored, stored_text
from tests.draft.generated import drafts


def stored(draft: Draft) -> list[StoredClause]:
    """Return the clauses of a draft as a repository would read them back."""
    found = []
    for number, clause in enumerate(draft.clauses):
        marker, raw = read_stored(stored_text(clause), clause.kind)
        found.append(
            StoredClause(f"c{number}", clause.depth, clause.kind, clause.heading, marker, raw)
        )
    return found


def equal_parts(draft: Draft) -> list[tuple[object, ...]]:
    return [
        (c.label, c.kind, c.parent, c.depth, c.heading, c.marker, c.text) for c in draft.clauses
    ]


@given(drafts)
def test_a_stored_draft_is_the_draft(text: str) -> None:
    draft = read_draft(text)
    again = draft_of_clauses(stored(draft))
    assert equal_parts(again) == equal_parts(draft)
    assert (again.title, again.organ, again.date) == (draft.title, draft.organ, draft.date)


@given(drafts)
def test_storing_what_was_stored_gives_the_same_file(text: str) -> None:
    draft = read_draft(text)
    again = draft_of_clauses(stored(draft))
    assert list(map(stored_text, again.clauses)) == list(map(stored_text, draft.clauses))


@given(drafts)
def test_no_other_line_breaks_stand_in_a_file(text: str) -> None:
    for clause in read_draft(text).clauses:
        lines = stored_text(clause).splitlines()
        if clause.kind == "front":
            assert lines == clause.text.split("\n") if clause.text else not lines
        else:
            assert all(line[-1:] in "},;:" for line in lines[1:-1])


SHOWN: list[tuple[str, ClauseKind, str, str]] = [
    ("[7.bis", "preambular", "[7.bis  Noting a,\n b ] {USA+, FRA-} c",
     "[7.bis\nNoting a,\nb] {USA+, FRA-}\nc\n"),
    ("", "preambular", "Noting: [a]{USA+}, b", "\nNoting:\n[a] {USA+},\nb\n"),
    ("2.", "operative", "2.[Notes that;]", "2.\n[Notes that;]\n"),
    ("2.", "operative", "2.", "2.\n"),
    ("Alt1. d", "alternative", "Alt1. d\nA house", "Alt1. d\nA house\n"),
    ("1.", "operative", "1. Notes {USA, FRA-\n[a, b", "1.\nNotes {USA,\nFRA- [a,\nb\n"),
    ("", "front", "An organ,  of\nA title", "An organ, of\nA title\n"),
    ("", "front", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("marker", "kind", "raw", "file"), SHOWN)
def test_the_file_of_a_clause(marker, kind, raw, file):
    assert stored_text(Clause("X", kind, marker, raw)) == file


def test_a_file_that_was_edited_by_hand_is_read():
    assert read_stored("1. Urges the ports\nto join", "operative")[0] == "1."
    assert read_stored("Urges the ports\nto join", "operative")[0] == ""
