"""Wrapping by display width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from draftvc.report.page.lines import Line, Piece, line, wrap
from draftvc.report.safe import visible
from draftvc.report.width import cells, head, tail

_TEXTS = st.text(st.sampled_from("ab é“”コメ[]{} \u0301\u202e\n"), max_size=60)


def text(of: Line) -> str:
    return "".join(piece.text for piece in of)


def lines(*pieces: Piece | str, width: int, indent: int = 0, hang: int | None = None) -> list[str]:
    return [text(each) for each in wrap(pieces, width, indent, hang)]


def test_words_are_kept_whole():
    assert lines("the right to be told in good time", width=16) == [
        "the right to be",
        "told in good",
        "time",
    ]


def test_later_lines_hang():
    assert lines("PP1 ", "the right to be told", width=14, indent=2, hang=6) == [
        "  PP1 the",
        "      right to",
        "      be told",
    ]


def test_pieces_that_touch_are_one_word():
    assert lines("see ", Piece("−‹[›", "gone"), "free of", width=12) == ["see −‹[›free", "of"]


def test_a_word_longer_than_a_line_is_parted():
    assert lines("ab " + "x" * 25, width=10) == ["ab", "xxxxxxxxxx", "xxxxxxxxxx", "xxxxx"]


def test_wide_characters_take_two_columns():
    assert lines("コメント コメント", width=8) == ["コメント", "コメント"]


def test_a_line_break_of_the_text_breaks_the_line():
    assert lines("one\ntwo", width=20, hang=2) == ["one", "  two"]


def test_roles_stay_with_their_words():
    (only,) = wrap(["see ", Piece("the sea", "come"), " now"], 40)
    assert only == (Piece("see "), Piece("the sea", "come"), Piece(" now"))


def test_a_line_as_given_is_visible():
    assert text(line("a\x1b", Piece("b\u202e", "gone"))) == "a␛b⟨U+202E⟩"


@given(st.lists(_TEXTS, max_size=5), st.integers(10, 60), st.integers(0, 4), st.integers(0, 8))
def test_no_line_is_too_long_and_no_word_is_lost(texts, width, indent, hang):
    wrapped = [text(each) for each in wrap(texts, width, indent, hang)]
    assert all(cells(each) <= width for each in wrapped)
    assert "".join("".join(wrapped).split()) == "".join(visible("".join(texts)).split())


@given(_TEXTS, st.integers(0, 30))
def test_beginnings_and_ends_fit(text, width):
    assert cells(head(text, width)) <= width
    assert cells(tail(text, width)) <= width
    assert text.startswith(head(text, width))
    assert text.endswith(tail(text, width))
