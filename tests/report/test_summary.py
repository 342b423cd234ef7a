"""Subject lines and summaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.diff.kinds import KINDS
from draftvc.report.sentences import count_lines, subject_line, summary_lines
from tests.report.build import cases, diff_of, event, sample

_AGREED = event("text.edited", "PP3", before="one day", after="two days", agreed=True)
_RESERVE = event("position.withdrawn", bracket="PP1#1", text="it", party="RUS", stance="reserve")


def test_the_gravest_comes_first():
    others = [event("bracket.lifted", f"OP{n}", text="x", positions=()) for n in range(11)]
    assert subject_line([*others, _RESERVE, _AGREED]) == (
        "agreed text changed in PP3; RUS reserve withdrawn; 11 brackets lifted"
    )


def test_what_does_not_fit_is_counted():
    others = [
        event(kind, clause)
        for kind in ("clause.removed", "clause.added", "clause.moved", "note.added")
        for clause in ("PP10.bis", "OP12a.alt1", "OP14b.ii")
    ]
    assert subject_line([*others, _AGREED]) == ("agreed text changed in PP3; and 12 more")
    assert subject_line([_AGREED, _RESERVE, *others[9:]]) == (
        "agreed text changed in PP3; RUS reserve withdrawn; 3 notes added"
    )


@pytest.mark.parametrize(
    ("events", "line"),
    [
        ([], "no change"),
        ([event("clause.agreed", c) for c in ("PP2", "OP3")], "PP2 and OP3 agreed"),
        ([event("bracket.lifted", "OP2", text="x")], "bracket lifted in OP2"),
        ([event("clause.removed", "OP1a", text="Keeping warm;"),
          event("clause.renumbered", "OP1a", clause_old="OP1a.alt1", was="Alt1. a")],
         "alternative adopted as OP1a; OP1a removed"),
        ([event("syntax.broken", "OP1b", code="E103")], "fault made in OP1b"),
        ([event("clause.removed", f"OP{n}") for n in range(1, 6)], "5 clauses removed"),
        ([event("text.edited", before="a", after="b")], "unbracketed text changed in PP1"),
        ([event("text.edited", before="a", after="A", class_="editorial")],
         "editorial change in PP1"),
        ([event("position.changed", "OP1", party="CMR", from_="reserve", to="reserve")],
         "CMR changes its reserve"),
    ],
)  # fmt: skip
def test_a_subject_line(events, line):
    assert subject_line(events) == line


def test_subject_lines_fit_in_every_case():
    for case in cases():
        for before, after in ((case.before, case.after), (case.after, case.before)):
            line = subject_line(diff_of(before, after).events)
            assert 0 < len(line) <= 72
            assert "\n" not in line


@given(
    st.lists(
        st.builds(
            lambda kind, clause, party: event(kind, clause, party=party, stance="reserve"),
            st.sampled_from(KINDS),
            st.sampled_from(("PP1", "OP12d.alt1", "OP100.bis.a~2", "P" * 90)),
            st.text(max_size=80),
        ),
        max_size=40,
    )
)
def test_a_subject_line_fits_whatever_the_names(events):
    assert len(subject_line(events)) <= 72


def test_what_cannot_wait_is_said_in_full_and_first():
    report = diff_of(sample(3), sample(4))
    lines = summary_lines(report.events)
    assert lines[0] == "PP3: agreed text is changed: “one day” becomes “two days”"
    assert lines[1:] == count_lines(report.events)


def test_an_editorial_change_of_agreed_text_can_wait():
    slight = event("text.edited", before="a", after="A", agreed=True, class_="editorial")
    assert summary_lines([slight]) == ["Text: 1 editorial"]


def test_a_bracket_put_into_agreed_text_cannot_wait():
    put = event("bracket.added", "PP3", text="it", origin="existing", positions=(), agreed=True)
    assert summary_lines([put])[0] == "PP3: agreed text is changed: “it” is put in brackets"
    assert subject_line([put]) == "agreed text changed in PP3"


def test_an_agreed_clause_that_is_gone_cannot_wait():
    gone = event("clause.removed", "PP3", text="Noting it,", positions=(), agreed=True)
    assert summary_lines([gone])[0] == "PP3: the agreed paragraph is removed: “Noting it,”"
    assert subject_line([gone]) == "agreed PP3 removed"


def test_a_stand_against_agreed_text_cannot_wait():
    reserve = event("position.added", "PP3", party="RUS", stance="reserve", agreed=True)
    assert summary_lines([reserve])[0] == (
        "PP3: on agreed text: RUS enters a reserve on the paragraph"
    )
    assert subject_line([reserve]) == "RUS reserve on agreed PP3"


def test_a_later_mark_on_other_words_corrects_nothing():
    mark = event("clause.agreed", "PP3", was="2025-03-03T16:40", when="2025-04-05")
    anew = event("clause.agreed", "PP3", was="2025-03-03T16:40", when="2025-04-05", agreed=True)
    assert subject_line([mark]) == "agreed mark corrected in PP3"
    assert subject_line([anew]) == "PP3 agreed anew"
    earlier = event("clause.agreed", "PP3", was="2025-03-03T16:40", when="2025-03-03", agreed=True)
    assert subject_line([earlier]) == "agreed mark corrected in PP3"


def test_equal_sentences_that_cannot_wait_are_one_line():
    events = [
        event("text.edited", f"PP{n}", before="one day", after="two days", agreed=True)
        for n in range(1, 21)
    ]
    assert summary_lines(events)[0] == (
        "PP1, PP2 and 18 more: agreed text is changed: “one day” becomes “two days”"
    )
    assert len(summary_lines(events)) == 2


def test_many_sentences_that_cannot_wait_are_one_list():
    events = [
        event("text.edited", f"PP{n}", before=f"day {n}", after="two days", agreed=True)
        for n in range(1, 21)
    ]
    faults = [event("syntax.broken", f"OP{n}", code=f"E10{n % 3 + 1}") for n in range(1, 7)]
    assert summary_lines([*faults, *events])[:3] == [
        "agreed text changed in PP1, PP2 and 18 more",
        "OP1 and OP4: a fault is made: a bracket or group is closed that was never opened (E102)",
        "OP2 and OP5: a fault is made: a bracket is closed by the wrong mark (E103)",
    ]


def test_counts_are_said_by_subject_gravest_first():
    events = [
        event("clause.moved"),
        event("clause.agreed"),
        event("bracket.dropped", text="x"),
        event("bracket.lifted", text="x"),
        event("bracket.lifted", text="y"),
        _RESERVE,
        event("syntax.broken", code="E101"),
        event("residual", before="a", after="b"),
    ]
    assert count_lines(events) == [
        "Clauses: 1 agreed ad ref, 1 moved",
        "Brackets: 1 dropped, 2 lifted",
        "Positions: 1 withdrawn",
        "Faults: 1 made",
        "Other: 1 unexplained",
    ]


def test_counts_add_up():
    for case in cases():
        events = diff_of(case.before, case.after).events
        numbers = [
            int(part.split()[0])
            for line in count_lines(events)
            for part in line.partition(": ")[2].split(", ")
        ]
        assert sum(numbers) == len(events)
