"""The message of a commit says all that happened, and nothing twice."""

from __future__ import annotations

from draftvc.app.messages import change_message
from draftvc.diff.compare import compare
from draftvc.draft.read import read_draft

BEFORE = """\
The Assembly,
Noting the shores of the lakes, Ad ref 3 March 2025, 12.26
1. Urges [all] {USA+} towns to keep quiet;
"""


def test_what_cannot_wait_stands_first_and_once():
    after = BEFORE.replace("shores of", "shores and reeds of").replace("[all] {USA+} ", "all ")
    old, new = (read_draft(text) for text in (BEFORE, after))
    events = compare(old, new).events
    subject, body = change_message(old, new, events)
    assert subject.startswith("agreed text changed in PP1")
    first, counts, rest = body.split("\n\n")
    assert first.startswith("PP1       agreed text is changed")
    assert "Brackets: 1 lifted" in counts
    assert rest.startswith("OP1       ")
    assert body.count("agreed text") == 1
