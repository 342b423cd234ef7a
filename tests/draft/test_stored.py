"""The stored form of a clause: what it looks like. The laws of it are in `laws.py`."""

from __future__ import annotations

import pytest

from draftvc.draft.model import Clause, ClauseKind
from draftvc.draft.stored import read_stored, stored_text

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
