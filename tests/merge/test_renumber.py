"""The number that the later of two clauses gets, where both sides inserted one with the same."""

from __future__ import annotations

import pytest

from draftvc.merge.renumber import Numbered, renumbered


def row(*clauses: str) -> list[Numbered]:
    """Return a row of clauses written `ID SIDE MARKER`; `base` stands for no side."""
    found: list[Numbered] = []
    for each in clauses:
        name, side, marker = each.split(" ", 2)
        found.append(Numbered(name, None, marker, "" if side == "base" else side))
    return found


@pytest.mark.parametrize(
    ("clauses", "wanted"),
    [
        (["b ours 7.bis", "a theirs 7.bis"], {"b": "7.ter"}),
        (["b ours [7.bis", "a theirs 7.bis"], {"b": "[7.ter"}),
        (["b ours 7.bis", "a theirs 7.bis", "c theirs 7.ter"], {"b": "7.quater"}),
        (["b ours 3 bis.", "a theirs 3 bis."], {"b": "3 ter."}),
        (["b ours 8.", "a theirs 8."], {"b": "9."}),
        (["b ours 8.", "a theirs 8.", "c base 9."], {"b": "8.bis"}),
        (["b ours (b)", "a theirs (b)"], {"b": "(c)"}),
        (["b ours (b)", "a theirs (b)", "c base (c)"], {"b": "(b) bis"}),
        (["b ours PP7.bis", "a theirs PP7.bis"], {"b": "PP7.ter"}),
        (["b ours Article 3", "a theirs Article 3"], {"b": "Article 4"}),
        # What one side alone wrote, or what stood in base, is left as it is.
        (["b ours 8.", "a base 8."], {}),
        (["b ours 8.", "a ours 8."], {}),
        (["b ours Alt1. d", "a theirs Alt1. d"], {}),
    ],
)
def test_the_later_id_gets_the_next_free_number(clauses, wanted):
    assert renumbered(row(*clauses)) == wanted


def test_the_side_does_not_matter():
    assert renumbered(row("a ours 7.bis", "b theirs 7.bis")) == {"b": "7.ter"}
    assert renumbered(row("b theirs 7.bis", "a ours 7.bis")) == {"b": "7.ter"}


def test_three_with_one_number_get_three():
    found = renumbered(row("a ours 7.bis", "b theirs 7.bis", "c theirs 7.bis"))
    assert found == {"b": "7.ter", "c": "7.quater"}
