"""draft.toml: what it may say, and that nonsense is named."""

from __future__ import annotations

import pytest

from draftvc.errors import RepositoryError
from draftvc.store.settings import Settings, read_settings
from draftvc.store.settings_file import filled_in, new_settings


def test_a_new_file_says_the_defaults():
    assert read_settings(new_settings()) == Settings()
    assert read_settings(b"") == Settings()


def test_what_it_says_counts():
    found = read_settings(
        b'\xef\xbb\xbftitle = "Quiet  shores"\r\norgan = "World Lakes Assembly"\r\n'
        b'language = "fr"\r\ncheck = "strict"\r\n[parties]\r\nLAK = "Lake States"\r\n'
    )
    assert (found.title, found.organ) == ("Quiet shores", "World Lakes Assembly")
    assert (found.language, found.check) == ("fr", "strict")
    assert found.parties == {"LAK": "Lake States"}


@pytest.mark.parametrize(
    ("text", "said", "remedy"),
    [
        ("check = 'sometimes'", "check = 'sometimes'", '"ratchet" or "strict" or "off"'),
        ("check = 3", "check = 3", '"ratchet"'),
        ("notation = 'dashes'", "notation", '"braces"'),
        ("title = 7", "title = 7", "one line"),
        ("title = 'a\\u001b'", "title", "one line"),
        (f"title = '{'x' * 1001}'", "title", "1,000 characters"),
        ('title = "a\\nb"', "title", "one line"),
        ("language = 'English (UK)'", "language", "en"),
        ("format = 'one'", "format", "number 1"),
        ("format = true", "format", "number 1"),
        ("format = 2", "newer draftvc", "Install"),
        ("parties = ['USA']", "parties", "table"),
        ("check = ", "not understood", "Settings are lines"),
        ("x = " + "[" * 5000, "not understood", "Settings are lines"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_with_what_does(text, said, remedy):
    if text.startswith("title = 'a\\u"):
        text = text.replace("'", '"')
    with pytest.raises(RepositoryError, match=r"draft\.toml") as caught:
        read_settings(text.encode())
    assert said in caught.value.message
    assert remedy in caught.value.remedy


def test_what_is_no_text_or_too_long_is_named():
    with pytest.raises(RepositoryError, match="no UTF-8"):
        read_settings(b"title = '\xff'")
    with pytest.raises(RepositoryError, match="more than 1,000,000 bytes"):
        read_settings(b"#" * 1_000_001)


def test_a_first_import_fills_in_what_is_empty_and_keeps_the_comments():
    filled = filled_in(new_settings(), 'A "quiet" shore \\ lake', "World Lakes Assembly")
    found = read_settings(filled)
    assert (found.title, found.organ) == ('A "quiet" shore \\ lake', "World Lakes Assembly")
    assert b"# What the pre-commit hook refuses" in filled


def test_it_changes_nothing_that_somebody_wrote():
    written = b'title = "Ours"  # the short one\norgan = ""\n'
    assert filled_in(written, "Theirs", None) == written
    assert filled_in(b"title = ", "Theirs", None) == b"title = "


def test_the_marks_of_a_conflict_are_named():
    data = b'<<<<<<< ours\ntitle = "a"\n=======\ntitle = "b"\n>>>>>>> theirs\n'
    with pytest.raises(
        RepositoryError, match=r"holds the marks of a conflict.*git add draft\.toml"
    ):
        read_settings(data)
