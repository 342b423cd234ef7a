"""Layout is not change: however a text is laid out, nothing happened, or something editorial."""

from __future__ import annotations

import re
import textwrap

from hypothesis import given
from hypothesis import strategies as st

from draftvc.diff.compare import compare
from draftvc.diff.model import Comparison
from draftvc.draft.model import Clause, Draft
from draftvc.draft.read import read_draft
from draftvc.draft.written import written_text
from draftvc.notation.stamps import find_stamp
from tests.diff.drafts import sound_drafts
from tests.report.build import sample

WIDTHS = st.integers(40, 200)
SAMPLES = st.sampled_from([1, 2, 3, 4]).map(sample)
_PAGE = 30
_HEAD = "World Rivers Assembly - draft resolution, open river data"
_GLYPHS = str.maketrans({"“": '"', "”": '"', "’": "'"})


def _wrapped(draft: Draft, width: int) -> str:
    """Return a draft with each clause wrapped anew, a blank line between clauses."""
    blocks = written_text(draft).split("\n\n")
    return "\n\n".join(
        textwrap.fill(block, width, break_long_words=False, break_on_hyphens=False)
        if "\n" not in block
        else block
        for block in blocks
    )


def _compared(old: Draft, text: str) -> Comparison:
    return compare(old, read_draft(text))


def _told(found: Comparison) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.kind, each.clause, each.before, each.after) for each in found.events]


@given(SAMPLES, WIDTHS)
def test_a_text_wrapped_anew_at_any_width_has_no_event(draft: Draft, width: int) -> None:
    found = _compared(draft, _wrapped(draft, width))
    assert _told(found) == []
    assert found.complete


@given(SAMPLES, WIDTHS)
def test_doubled_spaces_have_no_event(draft: Draft, width: int) -> None:
    assert _told(_compared(draft, _wrapped(draft, width).replace(" ", "  "))) == []


@given(SAMPLES, WIDTHS)
def test_blank_lines_between_lines_have_no_event(draft: Draft, width: int) -> None:
    text = re.sub(r"\n+", "\n\n", _wrapped(draft, width))
    assert _told(_compared(draft, text)) == []


@given(SAMPLES, st.integers(60, 120))
def test_page_numbers_and_running_heads_have_no_event(draft: Draft, width: int) -> None:
    lines = _wrapped(draft, width).split("\n")
    pages = [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)]
    text = "\n".join(
        "\n".join([*page, "", str(number), "", _HEAD, ""])
        for number, page in enumerate(pages, start=1)
    )
    read = read_draft(text)
    found = compare(draft, read)
    assert _told(found) == []
    assert len(read.set_aside) >= 2 * (len(pages) - 1)


@given(SAMPLES, WIDTHS, st.sampled_from(["\u00ad", "\ufffe"]))
def test_a_hyphen_that_a_page_lost_at_a_line_end_is_at_most_editorial(
    draft: Draft, width: int, lost: str
) -> None:
    text = re.sub(r"(?<=[a-z])-(?=[a-z])", f"{lost}\n", _wrapped(draft, width))
    found = _compared(draft, text)
    assert {each.class_ for each in found.events} <= {"editorial"}, _told(found)


@given(st.one_of(SAMPLES, sound_drafts.map(read_draft)))
def test_other_quotation_marks_are_editorial(draft: Draft) -> None:
    found = _compared(draft, written_text(draft).translate(_GLYPHS))
    assert {each.class_ for each in found.events} <= {"editorial"}, _told(found)
    assert found.complete


@given(st.data(), SAMPLES)
def test_words_in_brackets_touch_no_word(data: st.DataObject, draft: Draft) -> None:
    """Brackets around words that stand there edit their marks and no word."""
    clauses = [c for c in draft.clauses if c.kind == "preambular" and "“" not in c.text]
    clause = data.draw(st.sampled_from(clauses))
    words = [
        match.span()
        for match in re.finditer(r"(?<= )[a-z]+(?: [a-z]+){0,4}(?= )", clause.text)
        if not _inside_group(clause.text, match.start()) and match.end() <= _end_of_words(clause)
    ]
    start, end = data.draw(st.sampled_from(words))
    text = f"{clause.text[:start]}[{clause.text[start:end]}] {{NOR+}}{clause.text[end:]}"
    whole = written_text(draft).replace(clause.text, text)
    found = _compared(draft, whole)
    assert [(each.kind, each.clause) for each in found.events] == [("bracket.added", clause.label)]
    assert found.events[0].origin == "existing"
    for edit in found.events[0].edits:
        assert not re.search(r"\w", re.sub(r"\{[^{}]*\}", "", edit.before + edit.after))


def _end_of_words(clause: Clause) -> int:
    """Return where the agreed mark of a clause begins, or where it ends."""
    stamp = find_stamp(clause.text)
    return stamp[0] if stamp else len(clause.text)


def _inside_group(text: str, at: int) -> bool:
    return text.rfind("{", 0, at) > text.rfind("}", 0, at)
