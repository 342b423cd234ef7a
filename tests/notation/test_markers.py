"""Markers of clauses, by form; and agreed marks, by form and day."""

from __future__ import annotations

import re

import pytest

from draftvc.notation.markers import match_marker
from draftvc.notation.reader import read_marks
from draftvc.notation.stamps import find_stamp, read_stamp

MARKERS = [
    ("1. Urges", "1.", "number", 1),
    ("12. Urges", "12.", "number", 12),
    ("(3) Urges", "(3)", "number", 3),
    ("2.[Notes", "2.", "number", 2),
    ("a. Keeping", "a.", "letter", 1),
    ("(b) Keeping", "(b)", "letter", 2),
    ("c) Keeping", "c)", "letter", 3),
    ("(ii) the stoves", "(ii)", "letter", 35),
    ("(iii) the lamps", "(iii)", "roman", 3),
    ("[7.bis Noting", "[7.bis", "number", 7),
    ("7 bis. Noting", "7 bis.", "number", 7),
    ("3quater Noting", "3quater", "number", 3),
    ("Alt1. d Warm", "Alt1. d", "letter", 4),
    ("[Alt 1.e Tea", "[Alt 1.e", "letter", 5),
    ("ALT 3. Each", "ALT 3.", "letter", 0),
    ("1.2 Urges", "1.2", "number", 2),
    ("[1.2.3.] Urges", "[1.2.3.", "number", 3),
    ("2.1 bis. Urges", "2.1 bis.", "number", 1),
    ("1 quat. Urges", "1 quat.", "number", 1),
    ("a bis. to ring", "a bis.", "letter", 1),
    ("(a ter) to ring", "(a ter)", "letter", 1),
    ("[OP1] Urges", "[OP1", "number", 1),
    ("OP.2 Urges", "OP.2", "number", 2),
    ("PP1 bis Noting", "PP1 bis", "number", 1),
    ("OP 1 quat Urges", "OP 1 quat", "number", 1),
    ("OP1d Keeping", "OP1d", "number", 1),
    ("op4 Urges", "op4", "number", 4),
    ("[pp2. Noting", "[pp2.", "number", 2),
    ("(PP2) Noting", "(PP2)", "number", 2),
    ("(OP1bis) Urges", "(OP1bis)", "number", 1),
    ("§ 3 Urges", "§ 3", "number", 3),
    ("§3bis. Urges", "§3bis.", "number", 3),
    ("Para 3. Urges", "Para 3.", "number", 3),
    ("Paragraph 3: Urges", "Paragraph 3:", "number", 3),
    ("1.a to ring", "1.a", "letter", 1),
    ("1(b) to sing", "1(b)", "letter", 2),
    ("1b. to sing", "1b.", "letter", 2),
    ("PP7.bis Noting", "PP7.bis", "number", 7),
    ("OP6alt Urges", "OP6alt", "number", 6),
    ("Article 3 bis", "Article 3 bis", "number", 3),
    ("## Article 2 *(purpose)*", "## Article 2", "number", 2),
    ("## [Article 3bis] *(forests)*", "## [Article 3bis", "number", 3),
    ("Article QQ.A.2bis: {Principles}", "Article QQ.A.2bis:", "code", 0),
    ("ANNEX II", "ANNEX II", "number", 2),
    ("Section B: Marks", "Section B:", "code", 0),
    ("**Option 2:** No text", "**Option 2:**", "number", 2),
    ("Option (b): At night", "Option (b):", "letter", 2),
]
NO_MARKERS = [
    "17.6 of the targets", "12.2600", "3.5.2025", "2030 Agenda", "- to ring", "– to ring",
    "• to ring", "1.1] and", "OP1] and", "quat. of", "a bisected",
    "19] {PSE+", "[17.8 and]", "[Promoting] the",
    "]{USA+}", "e.g. the lamp", "U.S. ports", "Option 1 of paragraph 2", "and so on", "",
    "Articles 2 and 3", "pp 12", "(PP2 Noting", "Para 3 of the", "A. to ring", "1a town",
    "Paragraph 3 is", "2023,", "(Spain)", "[the] right",
]  # fmt: skip


@pytest.mark.parametrize(("text", "written", "style", "value"), MARKERS)
def test_a_marker_is_known_by_its_form(text, written, style, value):
    found = match_marker(text)
    assert found is not None
    marker, end = found
    assert (marker.written, marker.style, marker.value) == (written, style, value)
    assert text[:end].split() == written.split()


@pytest.mark.parametrize("text", NO_MARKERS)
def test_what_is_no_marker(text):
    assert match_marker(text) is None


STAMPS = [
    ("Ad ref 22 May 2023 12.26", "2023-05-22T12:26"),
    ("Ad Ref 22 May 2023 12.52", "2023-05-22T12:52"),
    ("Ad ref 22 May\n2023 12.26", "2023-05-22T12:26"),
    ("Agreed ad referendum, 3 March 2025 at 9:05", "2025-03-03T09:05"),
    ("[Agreed ad ref]", None),
    ("[Ad ref 3 March 2025]", "2025-03-03"),
    ("ad ref 31 February 2025", None),
    ("Ad ref 3 March 2025 25.10", None),
    ("Ad ref", None),
    ("Ad ref May 3, 2025", "2025-05-03"),
    ("Ad ref May 3 2025, 4.30 p.m.", "2025-05-03T16:30"),
    ("Ad ref on Monday, 5 May 2025 at 12:10 am", "2025-05-05T00:10"),
    ("Ad ref (3 May 2025)", "2025-05-03"),
    ("Ad ref – 3 May 2025", "2025-05-03"),
    ("AGREED AD REF", None),
    ("Agreed, ad ref", None),
    ("(agreed ad ref)", None),
    ("(Ad ref)", None),
    ("(Ad-ref 3 May 2025 16h40)", "2025-05-03T16:40"),
    ("(ad referendum)", None),
    ("[agreed]", None),
    ("(agreed)", None),
    ("[AGREED 3 May 2025]", "2025-05-03"),
    ("Agreed 3 May 2025", "2025-05-03"),
    ("AGREED: 3 May 2025, 16.40", "2025-05-03T16:40"),
    ("Agreed on May 3, 2025", "2025-05-03"),
    ("Ad ref 31/5/2025", "2025-05-31"),
    ("Ad ref 5/31/2025 12.30", "2025-05-31T12:30"),
    ("Ad ref 5.5.2025", "2025-05-05"),
    ("Ad ref 2025/05/03", "2025-05-03"),
    ("Ad ref 31/31/2025", None),
]


@pytest.mark.parametrize(("raw", "when"), STAMPS)
def test_a_stamp_at_the_end_of_a_paragraph(raw, when):
    text = f"Noting the lamp, {raw}"
    assert find_stamp(text) == (17, len(text))
    stamp = read_stamp(raw)
    assert stamp.when == when
    assert stamp.dated is any(map(str.isdigit, raw))


@pytest.mark.parametrize(
    "text",
    [
        "Ad ref 22 May 2023 12.26 is what the mark of that other paragraph says",
        "Noting the ad referendum mark of others,",
        "Noting that the towns agreed that the lamp is lit,",
        "Noting what the towns have agreed",
        "Noting the text that was agreed ad referendum;",
        "Noting the text agreed ad referendum on 3 May 2025,",
        "Noting the lamp in the form [agreed]",
        "Noting the lamp as [foreseen] {USA+} [agreed]",
        "Noting the lamp, [agreed] {USA+}",
        "Noting the lamp, [as agreed]",
        "Noting the lamp, (agreed by all)",
        "Noting the annex (agreed)",
        "Noting the lamp (and what was left ad ref)",
        "Noting the lamp, agreed",
        "Noting the lamp, agreed 3 May 2025",
        "Noting the lamp, Agreed 3 lamps",
        "Noting the lamp, Agreed 3 May 2025 by all",
        "Noting the lamp Agreed 3 May 2025",
        "Noting the lamp, [agreed in informals]",
        "Noting the lamp, Ad ref 3 May 2025 12.15 extra words",
        "Noting the lamp, Ad ref 3 May 2025 extra words",
    ],
)
def test_a_stamp_stands_at_the_end(text):
    assert find_stamp(text) is None


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("Ad ref 3/5/2025", ("2025-05-03", "2025-03-05")),
        ("(Agreed ad ref 03.05.2025 16.40)", ("2025-05-03", "2025-03-05")),
        ("Ad ref 3/5/2025 25.10", ()),
        ("Ad ref 3/5/25", ()),
    ],
)
def test_a_day_in_figures_that_can_be_two_is_left_open(written, days):
    stamp = read_stamp(written)
    assert (stamp.when, stamp.dated, stamp.either) == (None, True, days)
    assert find_stamp(f"Noting the lamp, {written}") is not None


def test_a_word_with_the_letters_of_a_mark_hides_none():
    text = "Noting the reference to the lamp of the refuge, [agreed]"
    assert find_stamp(text) == (text.index("[agreed]"), len(text))


BEHIND = [
    ("Ad ref 2 May 2025", " {PER reserve}"),
    ("Ad ref 2 May 2025 16.40", " {PER reserve} {CHE refers it to capital};"),
    ("Ad ref 2 May 2025.", " {placeholder name of the river PER}"),
    ("[Agreed ad ref]", " {PER reserve OP1a to c, pending instructions}."),
    ("Ad ref 2 May 2025", " {PER reserve"),
]


@pytest.mark.parametrize(("mark", "group"), BEHIND)
def test_a_group_behind_a_mark_does_not_hide_it(mark, group):
    text = f"Noting the [lamp] {{USA+}}, {mark}"
    assert find_stamp(text + group) == (26, len(text))
    reading = read_marks(text + group)
    assert reading.stamp == read_stamp(mark)
    assert [brace.owner for brace in reading.braces[1:]] == [None] * group.count("{")
    assert reading.word(reading.tokens[-1]) == re.findall(r"[^{}]$|\{[^{}]*\}?$", group)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Noting the lamp, Ad ref 2 May 2025 {PER reserve} and its oil",
        "Noting the lamp, Ad ref 2 May 2025 {PER reserve} [and its oil]",
        "Noting the lamp, Ad ref 2 May 2025 {and its oil [of] {PER+}",
        "Noting the lamp {Ad ref 2 May 2025}",
    ],
)
def test_words_behind_a_group_are_no_part_of_an_agreed_text(text):
    assert find_stamp(text) is None
