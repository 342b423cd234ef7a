"""Lines and columns of a received text, as an editor counts them."""

from __future__ import annotations

import pytest

from draftvc.source import SourceText


@pytest.mark.parametrize(
    "text", ["a\nb", "a\nb\n", "a\r\nb\r\n", "a\rb", "a\u2028c\nb", "a\x0cc\nb"]
)
def test_a_line_ends_at_a_line_feed_or_a_carriage_return(text):
    source = SourceText(text)
    assert source.place(text.index("b")) == (2, 1)
    assert source.line(2) == "b"


def test_an_offset_at_the_end_is_on_the_last_line():
    assert SourceText("ab\ncd").place(5) == (2, 3)
    assert SourceText("ab\ncd\n").place(6) == (3, 1)
    assert SourceText("").place(0) == (1, 1)


def test_a_line_that_is_not_there_is_empty():
    assert SourceText("ab").line(2) == ""
    assert SourceText("ab").line(0) == ""
