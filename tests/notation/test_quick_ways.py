"""What is read in a quick way is read as the grammar reads it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from draftvc.notation.groups import read_by_grammar, read_inside

_parties = st.sampled_from(("USA", "EU", "G77", "Chair", "R2", "Switzerland", "U", "CHAIR", "usa"))
_signs = st.sampled_from(
    ("+", "-", "–", " +", " reserve", " Reserve", "  delete", "\nDelete", "reserve", "++", "", "+x")
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
