"""Laws where brackets run on and marks end a list, whatever comes or goes at its end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from draftvc.diff.compare import compare
from draftvc.draft.read import read_draft
from tests.diff.test_patch import check_both_ways

_ITEMS = (
    "Lighting the lamps of every pier,",
    "Ringing the bells for all ships,",
    "Mending the stairs in the spring,",
    "Painting the rails by hand,",
    "Sweeping the quays at dawn,",
)
_BEHIND = st.sampled_from(["", "", "", "]{USA+}", "]", " {KEN reserve}", "]{KEN+, FRA-}"])
_ENDS = st.sampled_from(
    [
        "",
        "]",
        "{CMR reserve OP1a to b}",
        "\n]{CMR reserve OP1a to b}",
        "\n]{CMR reserve OP1a to c, on a bond, KEN+}",
        "]{USA+}\n]{CMR reserve OP1a to c}{FRA suggest to move as last para}",
    ]
)


@st.composite
def _lists(draw: st.DrawFn) -> str:
    many = draw(st.integers(1, len(_ITEMS)))
    words = draw(st.one_of(st.just(list(_ITEMS)), st.permutations(_ITEMS)))[:many]
    items = [
        f"{letter}. {draw(st.sampled_from(['', '', '[']))}{item}{draw(_BEHIND)}"
        for letter, item in zip("abcde", words, strict=False)
    ]
    listed = "\n".join(items) + draw(_ENDS)
    return f"Recalling the lamp,\n1. Invites the ports:\n{listed}\n2. Requests a report.\n"


@given(_lists(), _lists())
def test_all_is_told_once_and_the_diff_can_be_replayed(old: str, new: str):
    assert compare(read_draft(old), read_draft(new)).complete
    check_both_ways(old, new)


def test_a_mark_in_a_clause_that_came_is_told_with_the_clause():
    old = "1. Invites:\na. Sweeping the quays at dawn,]{KEN+}\n"
    new = "1. Invites:\na. [Painting the rails,\nb. [Sweeping the quays at dawn,]{USA+}\n]"
    assert compare(read_draft(old), read_draft(new)).complete
    check_both_ways(old, new)


def test_a_reserve_on_named_clauses_is_not_withdrawn_where_its_bracket_is_found():
    old = (
        "1. Invites:\na. [[Keeping] {CRI+} the lamps lit] {CRI+, IND reserve} by night,\n"
        "b. [Ringing the bells,\nc. Mending the stairs,]{USA+}\n]{CMR reserve OP1a to c}\n"
    )
    new = (
        "1. Invites:\na. [[Keeping] {CRI+} [the lamps lit] {CRI+, IND reserve} by night,\n"
        "b. [Ringing the bells,]{USA+}\nc. [Mending the stairs,]{USA+}\n]{CMR reserve OP1a to c}\n"
    )
    for before, after in ((old, new), (new, old)):
        found = compare(read_draft(before), read_draft(after))
        assert found.complete
        assert not [e for e in found.events if e.party == "CMR"]
    check_both_ways(old, new)
