"""Which faults are new, clause by clause."""

from __future__ import annotations

from dataclasses import replace

from draftvc.checks.ratchet import new_faults, standing
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft


def found(*faults: str, ids: str = "abc"):
    """Return a draft of clauses OP1, OP2, … with these ids, and faults `CODE OPn line`."""
    clauses = tuple(
        Clause(f"OP{n}", "operative", f"{n}.", f"{n}. Words", id=name)
        for n, name in enumerate(ids, start=1)
    )
    parts = [fault.split(" ", 2) for fault in faults]
    return Draft(clauses), [
        Diagnostic(code, "", clause=label, source_line=line) for code, label, line in parts
    ]


def lines(now, *parents):
    return [each.source_line for each in new_faults(now, parents)]


def test_a_fault_that_a_parent_has_is_old():
    assert lines(found("E101 OP1 [the bell"), found("E101 OP1 [the bell")) == []


def test_a_fault_without_a_parent_revision_is_new():
    assert lines(found("E101 OP1 [the bell")) == ["[the bell"]


def test_another_code_or_another_clause_is_new():
    before = found("E101 OP1 [the bell")
    assert lines(found("E102 OP1 the bell]"), before) == ["the bell]"]
    assert lines(found("E101 OP2 [the bell"), before) == ["[the bell"]


def test_one_more_of_a_code_names_the_line_that_is_new():
    before = found("E101 OP1 [the bell")
    now = found("E101 OP1 [the bell", "E101 OP1 [the lamp")
    assert lines(now, before) == ["[the lamp"]


def test_one_mended_and_one_made_is_as_many():
    """The rule counts: docs/diagnostics.md."""
    assert lines(found("E101 OP1 [the lamp"), found("E101 OP1 [the bell")) == []


def test_a_clause_is_known_by_its_id_not_its_label():
    before = found("E101 OP1 [the bell", ids="abc")
    assert lines(found("E101 OP2 [the bell", ids="xab"), before) == []


def test_what_either_side_of_a_merge_has_is_old():
    ours, theirs = found(), found("E101 OP1 [the bell")
    assert lines(found("E101 OP1 [the bell"), ours, theirs) == []


def test_warnings_are_not_refused():
    assert lines(found("W201 OP1 {QQQ+}")) == []


def test_what_stood_before_is_known_by_its_words_not_counted():
    """Who is told that a fault stood already must find it there."""
    before = (found("E101 OP1 x")[0], [Diagnostic("E101", "Before “bell”.", clause="OP1")])
    bell = Diagnostic("E101", "Before “bell”.", clause="OP1", line=7)
    lamp = Diagnostic("E101", "Before “lamp”.", clause="OP1", line=8)
    draft = found("E101 OP1 x")[0]
    assert standing((draft, [lamp]), before) == ()
    assert standing((draft, [lamp, bell]), before) == (bell,)
    assert standing((draft, [bell, replace(bell, line=9)]), before) == (bell,)


def test_what_stood_before_is_known_under_another_number():
    before = (found("E101 OP1 x", ids="a")[0], [Diagnostic("W504", "Open in OP1.", clause="OP1")])
    draft = found("E101 OP2 x", ids="xa")[0]
    now = Diagnostic("W504", "Open in OP2.", clause="OP2")
    assert standing((draft, [now]), before) == (now,)
