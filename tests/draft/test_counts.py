"""What is counted, by the rule that the counts name."""

from __future__ import annotations

from draftvc.draft.counts import count
from draftvc.draft.read import read_draft

TEXT = """\
World Libraries Assembly
The World Libraries Assembly,
Recalling [the [night] {USA+} train] {FRA+, EGY-} and its lamp, Ad ref 3 March 2025 9.30
1. Requests [t][T]argets {USA+} to be kept [“] {FRA+} open:
a. [Keeping trains warm,
b. Serving tea,]{USA+}
"""


def test_counts():
    counts = count(read_draft(TEXT))
    assert (counts.clauses, counts.agreed) == (4, 1)
    assert (counts.brackets, counts.outer_brackets, counts.max_depth) == (6, 5, 2)
    assert counts.positions == 6
    assert "by clause" in counts.rule or "of their clause" in counts.rule


def test_words_leave_out_markers_groups_and_stamps_and_follow_a_bracket_that_runs_on():
    counts = count(read_draft(TEXT))
    front, preamble, chapeau, under = 3 + 4, 7, 6, 3 + 2
    assert counts.words == front + preamble + chapeau + under
    assert counts.contested_words == 3 + 1 + 5


def test_an_empty_text_has_nothing_to_count():
    counts = count(read_draft(""))
    assert counts.words == counts.brackets == counts.clauses == counts.max_depth == 0
