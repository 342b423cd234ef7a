"""Merge three drafts: clauses by permanent id, their words, their order, their numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from draftvc.draft.model import Clause, Draft
from draftvc.merge.clause import merge_clauses
from draftvc.merge.model import (
    DEFAULT,
    Conflict,
    Decision,
    Merged,
    OutlineEntry,
    Policy,
)
from draftvc.merge.outline import merge_outline
from draftvc.notation.markers import read_marker


def merge_drafts(base: Draft, ours: Draft, theirs: Draft, policy: Policy = DEFAULT) -> Merged:
    """Return the merged draft.

    Clauses are matched by id, in drafts that were not recorded by label. Laws: a side that changed
    nothing changes nothing in the result; swapping the sides swaps the result.
    """
    before, mine, other = _by_name(base), _by_name(ours), _by_name(theirs)
    clauses = {
        name: merge_clauses(before.get(name), mine.get(name), other.get(name), policy)
        for name in before | mine | other
    }
    outline = merge_outline(
        _entries(base),
        _entries(ours),
        _entries(theirs),
        kept={name for name, clause in clauses.items() if clause.conflicts},
        key=_sorting(other | mine),
    )
    placed = [
        replace(clauses[e.id], depth=e.depth, kind=e.kind, heading=e.heading)
        for e in outline.entries
        if clauses[e.id].pieces
    ]
    labels = {each.id: each.label for each in clauses.values()}
    conflicts: list[Conflict] = [
        replace(each, label=labels[each.clause_id]) for each in outline.conflicts
    ]
    decisions: list[Decision] = []
    for clause in placed:
        conflicts += clause.conflicts
        decisions += clause.decisions
    return Merged(tuple(placed), tuple(conflicts), tuple(decisions), outline.gone)


def _by_name(draft: Draft) -> dict[str, Clause]:
    return {name_of(clause): clause for clause in draft.clauses}


def name_of(clause: Clause) -> str:
    """Return what a clause is known by in a merge: its id, or its label where it has none."""
    return clause.id or clause.label


def _entries(draft: Draft) -> list[OutlineEntry]:
    return [OutlineEntry(name_of(c), c.depth, c.kind, c.heading) for c in draft.clauses]


def _sorting(clauses: dict[str, Clause]) -> Callable[[str], tuple[int, int, int, str]]:
    def key(name: str) -> tuple[int, int, int, str]:
        clause = clauses.get(name)
        marker = read_marker(clause.marker) if clause and clause.marker else None
        return (*(marker.order if marker else (0, 0, 0)), name)

    return key
