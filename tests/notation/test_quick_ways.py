"""What is read in a quick way is read as the grammar reads it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from draftvc.notation.groups import read_by_grammar, read_inside

_parties = st.sampled_from(
    ("USA", "EU", "G77", "Chair", "R2", "Switzerland", "U", "CHAIR", "usa", "LDCs")
)
_signs = st.sampled_from(
    (
        "+",
        "-",
        "–",
        "—",
        " +",
        ": +",
        ": reserve",
        " res.",
        " del.",
        " study reserve",
        " reserve",
        " Reserve",
        "  delete",
        "\nDelete",
        "reserve",
        "++",
        "",
        "+x",
    )
)
_separators = st.sampled_from((", ", " ", ",", ";\n", "", " ,, "))
_insides = st.builds(
    lambda entries, end: "".join(p + s + sep for p, s, sep in entries) + end,
    st.lists(st.tuples(_parties, _signs, _separators), max_size=4),
    st.sampled_from(("", " ", ",")),
)


@given(_insides)
def test_a_plain_group_is_read_as_by_the_grammar(inside: str) -> None:
    assert read_inside(inside) == read_by_grammar(inside)


_words = st.sampled_from(
    (
        *("suggest", "to", "move", "reserve", "reserves", "supports", "delete", "a", "and", "on"),
        *("scrutiny", "study", "reservation", "res.", "del.", ":"),
        *("that", "OP4a", "PP3", "c", "to c", "OP12", "awaiting word", "proposes", "USA", "+"),
    )
)
_said = st.builds(
    lambda party, words, gaps: party + "".join(g + w for g, w in zip(gaps, words, strict=False)),
    st.sampled_from(("USA", "G77", "EU", "Chair", "Switzerland", "OP")),
    st.lists(_words, max_size=6),
    st.lists(st.sampled_from((" ", " ", " ", ", ", "  ", "\n")), min_size=6, max_size=6),
)
_on_clauses = st.builds(
    lambda party, verb, scope, to, note: f"{party} {verb} {scope}{to}{note}",
    st.sampled_from(("USA", "G77", "CMR")),
    st.sampled_from(("reserve", "delete", "Reserve", "reserves")),
    st.sampled_from(("OP4", "OP4a", "PP12", "OP1c", "OP", "op4", "OP1.bis", "OP4aa")),
    st.sampled_from(("", " to d", " to a", " to z", " to OP5", " and d")),
    st.sampled_from(
        ("", ", awaiting word", ", a word", ", to be seen", " awaiting", ", Word", ",")
    ),
)


@given(_said | _on_clauses)
def test_what_one_party_says_is_read_as_by_the_grammar(inside: str) -> None:
    assert read_inside(inside) == read_by_grammar(inside)
