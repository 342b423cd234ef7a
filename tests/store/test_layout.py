"""Paths and the outline: what is let in, and that it comes back as it went out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.errors import RepositoryError
from draftvc.store.layout import (
    ATTRIBUTE_LINES,
    OutlineLine,
    clause_id_of,
    clause_path,
    missing_attributes,
    outline_text,
    read_outline,
    source_name,
    source_path,
)

LINES = st.lists(
    st.builds(
        OutlineLine,
        st.from_regex(r"[a-z0-9-]{1,30}", fullmatch=True),
        st.integers(0, 30),
        st.sampled_from(["front", "preambular", "operative", "article", "alternative"]),
        st.none() | st.text(min_size=1).map(lambda t: " ".join(t.split())).filter(bool),
    ),
    unique_by=lambda line: line.id,
)


@given(LINES)
def test_an_outline_comes_back_as_it_went_out(lines):
    assert read_outline(outline_text(lines)) == tuple(lines)


def test_an_outline_is_one_line_a_clause():
    lines = (
        OutlineLine("this-version-8zs6g", 0, "front", None),
        OutlineLine("urges-member-1ok0h", 0, "operative", "OPERATIVE  CLAUSES"),
        OutlineLine("sharing-data-3xe9e", 1, "operative", None),
    )
    assert outline_text(lines) == (
        "this-version-8zs6g 0 front\n"
        "urges-member-1ok0h 0 operative OPERATIVE CLAUSES\n"
        "sharing-data-3xe9e 1 operative\n"
    )


def test_an_outline_edited_on_another_system_is_read():
    text = "a-1 0 front\r\n\r\nb-2 0 preambular  \r\nc-3 1 operative Part I: the first\r\n"
    assert read_outline(text) == (
        OutlineLine("a-1", 0, "front", None),
        OutlineLine("b-2", 0, "preambular", None),
        OutlineLine("c-3", 1, "operative", "Part I: the first"),
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("../../etc/passwd 0 front", "an id that no file can have"),
        ("A-1 0 front", "an id that no file can have"),
        ("a/b 0 front", "an id that no file can have"),
        ("a\x1b[2J 0 front", "an id that no file can have"),
        ("x" * 101 + " 0 front", "an id that no file can have"),
        ("a-1 0 chapter", "is not understood"),
        ("a-1 front", "is not understood"),
        ("a-1 -1 front", "is not understood"),
        ("<<<<<<< HEAD", "mark of a merge conflict"),
        ("good-1 0 front", "a second time"),
    ],
)
def test_a_line_that_cannot_be_is_named(line, said):
    with pytest.raises(RepositoryError, match=said) as caught:
        read_outline(f"good-1 0 front\n{line}\n", "the outline of v3")
    assert "Line 2 of the outline of v3" in caught.value.message
    assert caught.value.remedy


def test_a_clause_has_a_path_and_the_path_its_clause():
    assert clause_path("some-words-k3f9q") == "clauses/some-words-k3f9q.txt"
    assert clause_id_of("clauses/some-words-k3f9q.txt") == "some-words-k3f9q"
    for other in (
        "clauses/notes.md",
        "clauses/A.txt",
        "clauses/x.txt~",
        "clauses/a/b.txt",
        "x.txt",
    ):
        assert clause_id_of(other) is None, other


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Draft rev. 3 (clean).txt", "Draft rev. 3 (clean).txt"),
        ("projet de décision.txt", "projet de décision.txt"),
        ("../../x/evil.txt", "evil.txt"),
        ("C:\\Users\\me\\draft.txt", "draft.txt"),
        ("a\nb\x1b[2J.txt", "a_b_[2J.txt"),
        ("..", "draft"),
        ("", "draft"),
        ("con?.txt", "con_.txt"),
    ],
)
def test_a_received_file_gets_a_name_that_every_system_can_have(given_name, kept):
    path = source_path("0f3a91c2b7de" + "0" * 52, given_name)
    assert path == f"source/0f3a91c2b7de-{kept}"
    assert source_name(path) == kept


def test_a_long_name_is_cut_between_characters_and_keeps_its_ending():
    path = source_path("0" * 64, "é" * 300 + ".txt")
    assert len(path.encode()) < 200
    assert path.endswith("é.txt")


def test_a_name_with_control_characters_from_elsewhere_is_refused():
    with pytest.raises(RepositoryError, match="control characters"):
        source_name("source/0f3a91c2b7de-a\x1b[2J.txt")


def test_only_the_attributes_that_are_missing_are_added():
    ours = "\n".join(ATTRIBUTE_LINES)
    assert missing_attributes(ours) == ()
    assert missing_attributes("") == ATTRIBUTE_LINES
    without_source = ours.replace("source/** -text -diff -merge", "*.png binary")
    assert missing_attributes(without_source) == (
        ATTRIBUTE_LINES[0],
        "source/** -text -diff -merge",
    )
