"""What of a draft reaches a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.report.safe import visible
from tests.report.build import ANSI, colored, diff_of, show_of, text_of

_ANY = st.text(st.characters(exclude_categories=[]), max_size=60)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("plain [words] {USA+}", "plain [words] {USA+}"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\rb\x0cc\x0bd", "a␍b␌c␋d"),
        ("\x00\x07\x08\x7f", "␀␇␈␡"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("\u202eASU\u202c", "⟨U+202E⟩ASU⟨U+202C⟩"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("a\u200bb\u200dc\u2060d", "a⟨U+200B⟩b⟨U+200D⟩c⟨U+2060⟩d"),
        ("\ufefftext\ufffe", "⟨U+FEFF⟩text⟨U+FFFE⟩"),
        ("co\u00adoperate", "co⟨U+00AD⟩operate"),
        ("\u2028\u2029", "⟨U+2028⟩⟨U+2029⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("コメント é “quoted” … –", "コメント é “quoted” … –"),
        ("no\u00a0break", "no\u00a0break"),
    ],
)
def test_what_is_seen(written: str, seen: str):
    assert visible(written) == seen


@given(_ANY)
def test_every_character_is_seen_once(text: str):
    shown = visible(text)
    assert visible(shown) == shown
    shown.encode("utf-8")
    for char in shown:
        assert unicodedata.category(char) not in ("Cf", "Cs", "Zl", "Zp")
        assert unicodedata.category(char) != "Cc" or char in "\t\n"


TRAPS = ["[shall]", "[/x]", "[bold red]x[/]", ":warning:", "\x1b[2J", "\t", "\u202e", "\x0c", "\\"]


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("shown", ["show", "diff"])
def test_draft_text_is_never_markup(trap: str, shown: str):
    """Rich would read `[shall]` as a style, replace `:warning:`, and let ESC pass."""
    text = f"Recalling that every traveller {trap} a seat on trains that run at night,"
    old = "Recalling that every traveller wants a seat on trains that run at night,"
    report = show_of(text) if shown == "show" else diff_of(old, text)
    plain = text_of(report)
    if trap not in "\t\x0c":  # white space of the text is laid out anew
        assert visible(trap) in plain
    assert "\x1b" not in plain
    assert ANSI.sub("", colored(report)) == plain


@given(_ANY, _ANY)
def test_colour_shows_the_same_as_text(one: str, other: str):
    report = diff_of(f"Recalling {one} the sea,", f"Recalling {other} the sea,")
    plain = text_of(report)
    assert "\x1b" not in plain
    painted = [line.rstrip() for line in ANSI.sub("", colored(report)).split("\n")]
    assert painted == plain.split("\n")
