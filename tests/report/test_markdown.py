"""Markdown in which draft text stays text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from draftvc.report.escape import escaped
from draftvc.report.safe import visible
from tests.report.build import (
    check_of,
    diff_of,
    import_of,
    log_of,
    markdown_of,
    sample,
    show_of,
    status_of,
)

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(text: str) -> str:
    """Return what a reader sees of Markdown: no tags, white space as one space."""
    rendered = re.sub(r"<!--.*?-->|<[^>]*>", "", _MARKDOWN.render(text))
    return " ".join(html.unescape(rendered).split())


@pytest.mark.parametrize(
    "text",
    [
        "[the right to know] {USA+, FRA-}",
        "[text](http://example.org) ![image](x)",
        "**bold** __init__ ~~gone~~ `code` ```",
        "<script>alert(1)</script> <b> &amp; &#91;",
        "a | b | c",
        "# heading", "- item", "+ item", "* item", "> quote", "1. item", "12) item", "=====", "---",
        "\\[escaped\\] \\",
        "$x$ http://example.org www.example.org a@example.org",
        "[shall]: http://example.org",
        "@secretariat #12 :warning: GH-1",
        "\x1b[31m \u202e",
    ],
)  # fmt: skip
def test_text_is_read_as_it_was_written(text: str):
    assert read(escaped(text)) == " ".join(visible(text).split())
    assert read(f"- {escaped(text)}") == " ".join(visible(text).split())


@given(st.text(st.sampled_from("ab1 []{}()<>*_`~|#+-.!&;:@\\\n$=/’“"), max_size=60))
def test_any_text_is_read_as_it_was_written(text: str):
    text = " ".join(text.split())
    assert read(f"– {escaped(text)}") == f"– {text}".rstrip()


def test_what_a_forge_would_link_is_parted():
    assert escaped("@RUS #12 :warning: https://example.org") == (
        "@<!-- -->RUS #<!-- -->12 :<!-- -->warning: https:<!-- -->//example.org"
    )


def test_a_diff_marks_words_by_elements():
    text = markdown_of(diff_of(sample(3), sample(4)))
    assert text.startswith(
        "## v3 (7 March 2025) → v4 (11 March 2025)\n\n"
        "- **PP3: agreed text is changed: “one day” becomes “two days”**\n- Clauses: "
    )
    assert "\n### PP6 *Recalling further its decision 2/5 of 12 …*\n\n- “duty” becomes “nig" in text
    assert "a <del>duty</del> <ins>night</ins> roster in each basin," in text


def test_every_report_keeps_its_brackets():
    text = read(markdown_of(show_of(sample(1))))
    assert "[the right to know] {USA+, FRA-} {RUS reserve}" in text
    assert "OPERATIVE CLAUSES OP1 1. [Urges] {CMR+} [Requests] {CMR+} Member" in text
    text = read(markdown_of(check_of("Recalling that trains stop[, in particular,}{NOR+} too,\n")))
    assert "Recalling that trains stop[, in particular,}{NOR+} too," in text


def test_a_log_and_a_status():
    text = markdown_of(log_of())
    assert text.startswith("## v4, 11 March 2025\n\nSecretariat\n\n- **FRONT** “Friday 7” becomes")
    assert "\n## v1, 3 March 2025\n\nSecretariat\n\n- the first revision: 19 clauses" in text
    assert "- **Agreed** 4 of 19 clauses: PP2, PP3, PP8 and OP3\n" in markdown_of(
        status_of(sample(3))
    )


def test_an_import():
    text = markdown_of(import_of())
    assert text.startswith("**v2 (5 March 2025) is recorded from wednesday.txt**\n\n- PP7 added;")
    assert "is closed by \\} instead of \\].**\n" in text


def test_nothing_changed():
    text = "Recalling that a library is a house with many doors,"
    assert markdown_of(diff_of(text, text)) == "## v3 → v4\n\nNothing changed between v3 and v4.\n"
