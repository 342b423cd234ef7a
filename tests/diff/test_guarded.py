"""What touches agreed text, and what does not."""

from __future__ import annotations

import pytest

from draftvc.diff.guarded import breaches
from draftvc.draft.model import Draft, StoredClause
from draftvc.draft.recorded import draft_of_clauses
from draftvc.store.reopens import read_reopens

MARK = "Ad ref 22 May 2023 12.26"
AGREED = f"Recalling that each “gauge” is read - daily, by people who live near it; {MARK}"


def drafts(before: str, after: str | None, marker: str = "3.") -> tuple[Draft, Draft]:
    def draft(text: str | None, marker: str) -> Draft:
        other = StoredClause("other-b2c3d", 0, "operative", None, "1.", "1.\nDecides to meet;\n")
        clause = StoredClause(
            "recalling-a1b2c", 0, "operative", None, marker, f"{marker}\n{text}\n"
        )
        return draft_of_clauses([other] if text is None else [other, clause])

    return draft(before, "2."), draft(after, marker if after else "2.")


@pytest.mark.parametrize(
    "after",
    [
        AGREED,
        AGREED.replace(" ", "\n"),
        AGREED.replace("“", '"').replace("”", '"'),
        AGREED.replace(" - ", " – "),
        AGREED.replace("gauge", "Gauge"),
        AGREED.replace("12.26", "12.36"),
        AGREED.replace(f" {MARK}", f" {{RUS reserve}} {MARK}"),
        f"{AGREED} {{RUS reserve}} {{KEN asks for a vote}}",
    ],
)
def test_layout_glyphs_numbers_and_a_corrected_date_pass(after):
    assert not list(breaches(*drafts(AGREED, after)))


@pytest.mark.parametrize(
    ("after", "what"),
    [
        (AGREED.replace("daily", "weekly"), "words"),
        (AGREED.replace("daily, ", ""), "words"),
        (AGREED.replace("daily", "not daily"), "words"),
        (AGREED.replace("daily", "[daily] {RUS-}"), "brackets"),
        (AGREED.replace("daily", "daily [and nightly] {RUS+}"), "words"),
        (AGREED.replace(f" {MARK}", ""), "mark"),
        (AGREED.replace(f" {MARK}", "").replace("daily", "weekly"), "words"),
        (None, "gone"),
    ],
)
def test_words_brackets_and_the_mark_are_guarded(after, what):
    (found,) = breaches(*drafts(AGREED, after))
    assert found.what == what
    assert found.mark == MARK


def test_a_group_behind_the_mark_does_not_take_the_guard_away():
    agreed = f"{AGREED} {{RUS reserve}}"
    (found,) = breaches(*drafts(agreed, agreed.replace("daily", "weekly")))
    assert (found.what, found.mark, found.unmarked) == ("words", MARK, False)
    assert not list(breaches(*drafts(agreed, AGREED)))


def test_what_was_not_agreed_is_free():
    before = AGREED.replace(f" {MARK}", "")
    assert not list(breaches(*drafts(before, before.replace("daily", "weekly"))))
    assert not list(breaches(*drafts(before, None)))
    assert not list(breaches(*drafts(before.replace("daily", "weekly"), AGREED)))


@pytest.mark.parametrize(
    ("line", "labels", "by"),
    [
        ('Reopens: PP3 "reason" By: RUS', ("PP3",), ("RUS",)),
        ("reopens: op 1(d) “new figures, since May” by RUS and EU", ("OP1d",), ("RUS", "EU")),
        ('Reopens: PP3, OP2.bis "both" By: RUS, Chair.', ("PP3", "OP2.bis"), ("RUS", "Chair")),
    ],
)
def test_a_line_that_says_why_and_who(line, labels, by):
    (read,) = read_reopens(f"Change PP3\n\nWords.\n{line}\nDraft-Version: v4\n").reopens
    assert (read.labels, read.by) == (labels, by)


@pytest.mark.parametrize(
    "line",
    ["Reopens: PP3", 'Reopens: PP3 "" By: RUS', 'Reopens: PP3 "why"', 'Reopens: "why" By: RUS',
     'Reopens: the third "why" By: RUS'],
)  # fmt: skip
def test_a_line_that_lacks_something_is_told(line):
    read = read_reopens(f"Change\n\n{line}\n")
    assert not read.reopens
    assert read.unread == (line,)


def test_other_lines_are_nothing():
    assert read_reopens('Change\n\n  Reopens: PP3 "why" By: RUS\nWe reopens: nothing').reopens == ()
