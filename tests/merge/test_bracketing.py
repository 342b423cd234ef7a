"""Wordings in brackets, as a secretary would write them."""

from __future__ import annotations

import pytest

from draftvc.merge.bracketing import side_by_side, wanted
from draftvc.merge.model import Conflict, Triple


@pytest.mark.parametrize(
    ("text", "by", "against", "written"),
    [
        ("ten", "", "", "[ten]"),
        ("ten", "KEN", "", "[ten] {KEN+}"),
        ("ten", "KEN", "NOR", "[ten] {KEN+, NOR-}"),
        ("[ten] {FRA+}", "", "", "[ten] {FRA+}"),
        ("[ten] {FRA+}", "KEN", "", "[ten] {FRA+, KEN+}"),
        ("[ten]", "KEN", "", "[ten] {KEN+}"),
        ("[ten] {FRA+, KEN +}", "KEN", "", "[ten] {FRA+, KEN +}"),
        ("[ten] {KEN reserve}", "KEN", "", "[ten] {KEN reserve}"),
        ("[ten [long] {USA-} days] {FRA+}", "KEN", "", "[ten [long] {USA-} days] {FRA+, KEN+}"),
        ("[ten] {FRA+} {note: see OP3}", "KEN", "", "[ten] {FRA+, KEN+} {note: see OP3}"),
        ("[ten] {NOR+}", "KEN", "NOR", "[[ten] {NOR+}] {KEN+, NOR-}"),
        ("[ten] {NOR-}", "KEN", "NOR", "[ten] {NOR-, KEN+}"),
        ("[ten] {FRA+} days", "KEN", "", "[[ten] {FRA+} days] {KEN+}"),
        ("[ten] [days]", "", "", "[ten] [days]"),
        ("[ten] [days]", "KEN", "", "[[ten] [days]] {KEN+}"),
    ],
)
def test_a_bracket_gets_no_second_one(text: str, by: str, against: str, written: str):
    assert wanted(text, by, against) == written


def test_two_wordings_stand_side_by_side():
    both = "[ten working] {FRA+, KEN+} [seven] {FRA+, NOR+}"
    ours, theirs = "[ten working] {FRA+, KEN+}", " [seven] {FRA+, NOR+}"
    assert side_by_side(ours, theirs, ("", "")) == both
    assert side_by_side(ours, theirs, ("KEN", "NOR")) == both
    assert side_by_side("", " ", ("KEN", "NOR")) == ""


@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        (("ten", None, "seven"), "One side deleted what the other side changed."),
        (("ten", "", "seven"), "One side deleted what the other side changed."),
        (
            ("[ten] {FRA+}", "[ten] {FRA+, KEN+}", "[seven]"),
            "One side deleted or replaced what the other side changed.",
        ),
    ],
)
def test_nobody_is_said_to_have_deleted_where_both_have_words(
    region: tuple[str | None, ...], sentence: str
):
    where = Triple(*region)
    assert Conflict("a", "OP1", "deleted", where, where).sentence == sentence
