"""Lines that are not of the draft need evidence beyond their look."""

from __future__ import annotations

import pytest

from draftvc.draft.read import read_draft


def page(first: int, lines: int = 20) -> list[str]:
    """Return lines of one long paragraph, as a page holds them."""
    return [
        f"and of the lamp that was lit at gauge {n} by the ferryman"
        for n in range(first, first + lines)
    ]


def aside(text: str) -> list[tuple[str, str]]:
    return [(line.text, line.code) for line in read_draft(text).set_aside]


def test_page_numbers_that_count_on_at_the_distance_of_a_page():
    lines = ["Recalling the lamp"]
    for number in (1, 2, 3):
        lines += [*page(number * 100), str(number)]
    draft = read_draft("\n".join([*lines, "and the stove,"]))
    assert [(line.text, line.code) for line in draft.set_aside] == [
        ("1", "W501"), ("2", "W501"), ("3", "W501"),
    ]  # fmt: skip
    (clause,) = draft.clauses
    assert "ferryman and of the lamp" in clause.text
    assert clause.text.endswith("and the stove,")


@pytest.mark.parametrize("look", ["- {} -", "Page {} of 3", "{}/3", "| {}"])
def test_page_numbers_in_other_dress(look):
    lines = ["Recalling the lamp"]
    for number in (1, 2, 3):
        lines += [*page(number * 100), look.format(number)]
    assert [code for _, code in aside("\n".join(lines))] == ["W501"] * 3


def test_the_foot_of_a_last_page_that_is_short():
    lines = ["Recalling the lamp"]
    for number, size in ((1, 20), (2, 20), (3, 5)):
        lines += [*page(number * 100, size), str(number), "Assembly of the Ferries"]
    assert aside("\n".join(lines)) == [
        (text, code)
        for number in "123"
        for text, code in ((number, "W501"), ("Assembly of the Ferries", "W502"))
    ]


def test_a_page_that_ended_within_a_sentence_parts_no_clause():
    before, after = page(100, 12), page(200, 12)
    opened = "Recalling the lamp that was lit at the old gauge by the ferryman"
    lines = [opened, *before, "and of the lamp that he lit, as it was told by the others;", "", "1"]
    lines += ["", "Further recalling what was lit at the gauge by the ferryman", *after, "", "2"]
    lines += ["", *page(300, 12), "and the stove,"]
    assert [clause.label for clause in read_draft("\n".join(lines)).clauses] == ["PP1"]


def test_a_running_head_that_repeats_at_the_distance_of_a_page():
    lines = ["Recalling the lamp"]
    for number in (1, 2, 3):
        lines += [*page(number * 100), f"A/RIVERS/2025/L.{number}"]
    assert [code for _, code in aside("\n".join(lines))] == ["W502"] * 3


def test_a_line_of_digits_that_ends_a_stamp_or_a_sentence_is_text():
    lines = ["Recalling the lamp of", "12", "ferries,", *page(1), "and the rest, Ad ref 13 March"]
    text = "\n".join([*lines, "2025", "Noting the stove, Ad ref 14 March 2025", "12.26"])
    draft = read_draft(text)
    assert draft.set_aside == ()
    stamps = [clause.reading.stamp for clause in draft.clauses]
    assert [stamp and stamp.when for stamp in stamps] == [
        "2025-03-13", "2025-03-14T12:26",
    ]  # fmt: skip


def test_stamps_that_repeat_are_no_running_heads():
    lines = []
    for number in range(4):
        lines += ["Recalling the lamp", *page(number * 100), "and the rest,"]
        lines += ["Ad ref 3 March 2025 9.30"]
    assert aside("\n".join(lines)) == []


def test_a_script_that_the_draft_does_not_use_at_the_edge():
    text = "1. Requests the railways to wait [notably\nコメント"
    assert aside(text) == [("コメント", "W503")]
    assert read_draft(text).clauses[0].text.endswith("[notably")


def test_a_script_that_the_draft_uses_is_text():
    assert (
        aside("Recalling the lamp,\n1. Просит железные дороги ждать;\n2. Просит порты ждать\n")
        == []
    )
    assert aside("1. 鉄道に要請する;\n2. 港に要請する\n") == []


def test_a_foreign_line_in_the_middle_is_text():
    assert aside("Recalling the lamp named\nコメント\nby the ferryman,\nNoting the stove,") == []


@pytest.mark.parametrize(
    "line", ["Comments", "top of page", "Share this post", "3 min read", "© 2025"]
)
def test_phrases_of_a_page_at_the_edges(line):
    text = f"{line}\nRecalling the lamp,\nNoting the stove,\n{line}\n"
    assert aside(text) == [(line, "W503"), (line, "W503")]


def test_a_third_sub_paragraph_is_no_copyright():
    listed = "1. Invites ports:\n(a) to keep a lamp;\n(b) to ring a bell;\n(c) to paint."
    assert aside(listed) == []
    assert aside(f"{listed}\n(c) 2025 The Port Authority") == [
        ("(c) 2025 The Port Authority", "W503")
    ]


def test_what_stands_before_a_status_line():
    text = """\
World Libraries Assembly - a blog
Posts by the secretariat
This version represents the conclusions of the discussions held on
Monday 3 March 2025
World Libraries Assembly
Draft resolution - libraries open at night
The World Libraries Assembly,
Recalling the lamp,
"""
    draft = read_draft(text)
    assert [line.line for line in draft.set_aside] == [1, 2]
    assert draft.date == "2025-03-03"


def test_nothing_is_set_aside_before_a_status_line_that_comes_late():
    text = """\
World Libraries Assembly
Draft resolution - libraries open at night
This version represents the discussions held on Monday 3 March 2025
The World Libraries Assembly,
Recalling the lamp,
"""
    assert aside(text) == []


def test_a_page_number_inside_a_clause_leaves_offsets_right():
    lines = ["Recalling the lamp"]
    for number in (1, 2, 3):
        lines += [*page(number * 100), str(number)]
    text = "\n".join([*lines, "and [the stove,"])
    (clause,) = read_draft(text).clauses
    assert text[clause.source_offset(clause.raw.index("[the stove"))] == "["
