"""The views of a diff: each fits its width, says no less than it promises, and needs no colour."""

from __future__ import annotations

import pytest

from draftvc.app.parties import load_parties
from draftvc.report.formats import Look, render
from draftvc.report.model import DiffReport, View
from draftvc.report.say.naming import with_names
from draftvc.report.width import cells
from tests.report.build import diff_of, sample

VIEWS: tuple[View, ...] = ("full", "stat", "summary", "words", "columns")
OLD = """Noting [the ferries] {KEN+} and [the piers] {PER reserve} of [every] town,

1. Requests [a] [b] [c] [d] lights;
"""
NEW = """Noting the ferries and [the piers] of [every] town,

1. Requests a b c d lights;
"""


def _lines(report: DiffReport, view: View, width: int = 80) -> list[str]:
    shown = "".join(render(report._replace(view=view), "text", Look(width=width)))
    return shown.splitlines()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("pair", [(1, 2), (2, 3), (3, 4), (1, 4), (4, 4)])
def test_every_view_fits_80_columns(view, pair):
    report = diff_of(sample(pair[0]), sample(pair[1]))
    assert all(cells(line) <= 80 for line in _lines(report, view))


def test_a_summary_is_three_lines():
    for pair in ((1, 2), (2, 3), (3, 4), (1, 4)):
        report = diff_of(sample(pair[0]), sample(pair[1]))
        assert len(_lines(report, "summary")) == 3
    assert len(_lines(diff_of(sample(1), sample(1)), "summary")) == 2


def test_the_counts_of_a_stat_add_up():
    report = diff_of(sample(1), sample(4))
    rows = [line for line in _lines(report, "stat") if line[:2] in ("PP", "OP", "FR", "AN")]
    counts = [int(line.split("  ")[-2].split()[-1]) for line in rows if line.split("  ")[-2:]]
    assert sum(counts) == len(report.events)
    assert f"{len(report.events)} changes in {len(rows)} clauses" in _lines(report, "stat")


def test_two_columns_keep_each_text_on_its_side():
    report = diff_of(OLD, NEW)
    rows = [line.split(" │ ") for line in _lines(report, "columns", 120) if " │ " in line]
    left, right = (" ".join(row[side].strip() for row in rows) for side in (0, 1))
    assert "−‹[›the ferries−‹] {KEN+}›" in left
    assert "+‹" not in left
    assert "Noting the ferries and [the piers]" in right
    assert "−‹" not in right


def test_two_columns_leave_out_the_commas_of_entries_that_the_other_has():
    old = "Noting [the ferries] {FRA+} of every town,"
    new = "Noting [the ferries] {FRA+, RUS-, USA reserve} of every town,"
    for one, other in ((old, new), (new, old)):
        shown = "\n".join(_lines(diff_of(one, other), "columns", 200))
        assert "{FRA+} of every town," in shown
        assert ", ," not in shown


def test_two_columns_fall_back_with_a_sentence_where_there_is_no_room():
    lines = _lines(diff_of(OLD, NEW), "columns", 80)
    assert lines[0].startswith("Two columns need 100 columns, and here are 80:")
    assert not any("│" in line for line in lines)
    assert lines[2:] == _lines(diff_of(OLD, NEW), "full")


def test_two_columns_tell_what_happened_above_the_words():
    lines = _lines(diff_of(OLD, NEW), "columns", 120)
    told = next(index for index, line in enumerate(lines) if "PER withdraws its reserve" in line)
    words = next(index for index, line in enumerate(lines) if "│" in line)
    assert "Brackets: 5 lifted" in lines
    assert told < words


def test_words_alone_have_no_sentence():
    lines = _lines(diff_of(OLD, NEW), "words")
    assert not any(line.lstrip().startswith("– ") for line in lines)
    assert any("−‹[›the ferries−‹] {KEN+}›" in line for line in lines)


def test_many_brackets_of_one_fate_are_one_line():
    told = [line for line in _lines(diff_of(OLD, NEW), "full") if line.startswith("  – ")]
    assert len([line for line in told if "“a”" in line]) == 1


def test_names_stand_in_sentences_and_not_in_the_words_of_the_draft():
    report = diff_of(OLD, NEW)._replace(names={"PER": "Peru", "KEN": "Kenya"})
    shown = "\n".join(_lines(report, "full"))
    assert "Peru withdraws" in shown
    assert "{PER reserve}" in shown or "PER reserve" in shown
    assert "Kenya" not in shown.split("{", 1)[1].split("}")[0]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("KEN's support", "Kenya's support"),
        ("“KEN” and KEN", "“KEN” and Kenya"),
        ("“of “KEN” ports”, KEN", "“of “KEN” ports”, Kenya"),
        ("KENT, non-KEN", "KENT, non-KEN"),
    ],
)
def test_a_name_takes_the_place_of_a_code_alone(sentence, said):
    assert with_names(sentence, {"KEN": "Kenya"}) == said


NAMES = {
    code: name
    for code in ("NLD", "RUS", "PHL", "EU", "SIDS", "Chair", "KEN", "CYP")
    if (name := load_parties().short_name(code))
}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("NLD's and RUS's support", "the Netherlands' and the Russian Federation's support"),
        ("CYP's objection falls away", "Cyprus's objection falls away"),
        ("EU, who opposed “it”, now supports it",
         "the European Union, who opposed “it”, now supports it"),
        ("PHL withdraws its reserve on ‘the “EU” plan’",
         "the Philippines withdraws its reserve on ‘the “EU” plan’"),
        ("SIDS withdraws its reserve", "the Small Island Developing States withdraw their reserve"),
        ("SIDS, who opposed “it”, now supports it",
         "the Small Island Developing States, who opposed “it”, now support it"),
        ("KEN supports, SIDS opposes", "Kenya supports, the Small Island Developing States oppose"),
        ("a note of Chair comes", "a note of the Chair comes"),
    ],
)  # fmt: skip
def test_a_name_brings_its_article_its_possessive_and_its_verb(sentence, said):
    assert with_names(sentence, NAMES) == said


def test_a_name_before_a_noun_is_a_possessive_in_a_subject_line():
    said = with_names("NLD reserve withdrawn; CMR support added in OP1", NAMES, brief=True)
    assert said == "the Netherlands' reserve withdrawn; CMR support added in OP1"
    assert with_names("KEN and NLD support", NAMES) == "Kenya and the Netherlands support"


def test_bodies_that_are_several_take_the_plural_by_code_too():
    report = diff_of("1. Notes [it] {Co-Chairs-};", "1. Notes [it];")
    assert any(
        "Co-Chairs withdraw their objection to “it”" in line for line in _lines(report, "full")
    )


def test_an_adopted_alternative_shows_what_stands_there_now():
    head = "1. Requests the railways to be guided by the following principles:\n"
    report = diff_of(
        head + "a. Keeping the night trains warm;\nAlt1. a Comfort on trains {CMR+}\n",
        head + "a. Comfort on trains\n",
    )
    for view in ("full", "words"):
        shown = " ".join(line.strip() for line in _lines(report, view))
        assert "−‹a. Keeping the night trains warm;›" in shown
        assert "OP1a: −‹Alt1. a› +‹a.› Comfort on trains −‹{CMR+}›" in shown
