"""Limits that were reached: what each means for who reads the diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftvc.limits import Limit
from draftvc.report.say.words import listed, number, one_line

_FEW = 3
"""Places that are named; of more it gives the number."""
_MEANINGS = {
    "match_tokens": "So many words differ in {where} that they were compared by the rare ones "
    "first: a change there may be told as larger than it is",
    "clause_marks": "There are so many brackets in {where} that none was matched: all that changed "
    "there is told as one change; `draftvc check` shows what is wrong with it",
    "bracket_pairs": "There are so many brackets in {where} that they were compared in their "
    "order: one that moved there may be told as dropped and added",
    "align_cells": "So many clauses changed together from {where} on that each was compared with "
    "the one in its place alone: one that moved there may be told as removed and added",
    "align_candidates": "So many clauses are like {where} that only some were compared with it: "
    "what moved may be told as removed and added",
}
_OTHER = "A limit was reached in {where}: a change there may be told less exactly"


def limit_lines(reached: Iterable[Limit]) -> Iterator[str]:
    """Yield one sentence for each limit, with the places where it was reached."""
    places: dict[str, dict[str, None]] = {}
    for each in reached:
        places.setdefault(each.limit, {})[one_line(each.where)] = None
    for limit, where in places.items():
        said = _MEANINGS.get(limit, _OTHER)
        yield f"{said.format(where=_places(list(where)))} ({one_line(limit)})"


def _places(labels: list[str]) -> str:
    return listed(labels) if len(labels) <= _FEW else f"{number(len(labels))} places"
