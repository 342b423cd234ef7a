"""Generated drafts: sound ones, mutated ones, and lines of every kind in any order."""

from __future__ import annotations

import textwrap

from hypothesis import strategies as st

from tests.strategies import any_text, broken_clauses, sound_clauses

FRONT = (
    "This version represents the conclusions of the discussions held on Monday 3 March 2025",
    "World Libraries Assembly",
    "Second session",
    "Lisbon, 3-14 March, 2025.",
    "Draft resolution - libraries open at night",
    "The World Libraries Assembly,",
)
OPENERS = ("Recalling", "Noting", "Deeply concerned", "[7.bis Noting", "PP3 Recalling", "Welcoming")
MARKERS = (
    "1.", "2.", "3.", "3.bis", "a.", "b.", "c.", "(a)", "(b)", "i.", "(ii)", "[2.bis", "[[1.",
    "Alt1. d", "[Alt 1.e", "Alt.", "OP1", "OP2a", "PP4", "Article 3", "## Article 2bis", "ANNEX I",
    "Section 2", "**1.**", "* 1.", "1 bis.", "12)", "2.[Notes", "d)",
    "[3.]", "[(b)]", "4.Requests", "(c)Rings", "[2 bis.]", "5.]", "[Article 3]",
)  # fmt: skip
LINES = (
    "", "OPERATIVE CLAUSES", "## Preamble", "Actions to be taken", "12", "- 3 -", "A/RES/1",
    "コメント", "top of page", "]", "12.26", "17.6 of the targets", "Ad ref 3 March 2025",
    "]{USA+}",
    "[Promoting] {MAR+}", "; Further reaffirming", "and so on", "\u00a0", "\x0c", "\x1c", "\ufeff",
    "\u200b12\u200b", "\u200b", "\ufeff4. Re\u2060quests", "Not\u00ading\u200b",
    "Have agreed as follows:",
)  # fmt: skip

bodies = st.one_of(sound_clauses, broken_clauses)
lines = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(FRONT),
    st.builds(lambda opener, body: f"{opener} {body}", st.sampled_from(OPENERS), bodies),
    st.builds(
        lambda indent, marker, space, body: f"{indent}{marker}{space}{body}",
        st.sampled_from(("", "  ", "    ")),
        st.sampled_from(MARKERS),
        st.sampled_from((" ", "", "  ", "\n")),
        bodies,
    ),
    bodies,
    any_text,
)
any_drafts = st.builds(
    lambda parts, end: end.join(parts),
    st.lists(lines, max_size=14),
    st.sampled_from(("\n", "\n\n", "\r\n", "\r", ",\n", ";\n")),
)


def _draft(front: bool, preamble: list[str], body: list[tuple[str, list[str]]], width: int) -> str:
    parts = list(FRONT) if front else []
    parts += [f"{opener} {text}," for opener, text in zip(OPENERS[:3] * 9, preamble, strict=False)]
    for number, (text, under) in enumerate(body, start=1):
        parts.append(f"{number}. Requests {text};")
        parts += [f"{chr(97 + at)}. Ensuring {sub}," for at, sub in enumerate(under)]
    return "\n".join(textwrap.fill(part, width, break_long_words=False) for part in parts)


_flat = sound_clauses.map(lambda text: " ".join(text.split(", Ad ref")[0].split()))
sound_drafts = st.builds(
    _draft,
    st.booleans(),
    st.lists(_flat, max_size=4),
    st.lists(st.tuples(_flat, st.lists(_flat, max_size=4)), min_size=1, max_size=4),
    st.integers(40, 200),
)
drafts = st.one_of(sound_drafts, any_drafts)
