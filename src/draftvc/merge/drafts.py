"""Merge three drafts: clauses by permanent id, their words, their order, their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draftvc.draft.labels import label_clauses
from draftvc.draft.model import Clause, Draft
from draftvc.merge.clause import merge_clauses
from draftvc.merge.model import (
    DEFAULT,
    WHY,
    Conflict,
    Decision,
    Merged,
    MergedClause,
    MergedOutline,
    OutlineEntry,
    Policy,
)
from draftvc.merge.numbers import name_of, tree_of, with_numbers
from draftvc.merge.order import moved_anywhere
from draftvc.merge.outline import EMPTIED, MOVED_AND_GONE, merge_outline
from draftvc.merge.placing import sorted_by_number

Clauses = Mapping[str, Clause]


def merge_drafts(base: Draft, ours: Draft, theirs: Draft, policy: Policy = DEFAULT) -> Merged:
    """Return the merged draft.

    Clauses are matched by id, in drafts that were not recorded by label. Laws: a side that changed
    nothing changes nothing in the result; swapping the sides swaps the result; edits that do not
    conflict give an equal draft in any order of merging.
    """
    before, mine, other = _by_name(base), _by_name(ours), _by_name(theirs)
    merged = {
        name: merge_clauses(before.get(name), mine.get(name), other.get(name), policy)
        for name in {**before, **mine, **other}
    }
    for name in _needed(merged, (base, ours, theirs)):
        one, two, three = (side.get(name) for side in (before, mine, other))
        merged[name] = merge_clauses(one, two, three, policy, is_needed=True)
    outline = merge_outline(
        entries_of(base),
        entries_of(ours),
        entries_of(theirs),
        kept={name for name, clause in merged.items() if _is_kept(clause)},
        key=sorted_by_number(base, ours, theirs),
    )
    clauses = [
        merged[e.id]._replace(depth=e.depth, kind=e.kind, heading=e.heading)
        for e in outline.entries
        if merged[e.id].pieces
    ]
    if policy.renumber:
        clauses = with_numbers(clauses, base, ours, theirs)
    clauses = _labelled(clauses)
    result = _result(clauses, outline, policy)
    dropped = _moved_and_gone(base, (ours, theirs), outline.gone)
    emptied = [Decision("outline", "outline", "kept", EMPTIED, (each,)) for each in outline.emptied]
    return result._replace(decisions=(*result.decisions, *dropped, *emptied))


def _result(clauses: Sequence[MergedClause], outline: MergedOutline, policy: Policy) -> Merged:
    labels = {clause.id: clause.label for clause in clauses}
    of_outline = [
        each._replace(label=labels.get(each.clause_id, each.label)) for each in outline.conflicts
    ]
    conflicts: list[Conflict] = [] if policy.parties else of_outline
    decisions = [_taken(each) for each in of_outline] if policy.parties else []
    for clause in clauses:
        conflicts += clause.conflicts
        decisions += clause.decisions
    return Merged(tuple(clauses), tuple(conflicts), tuple(decisions), outline.gone)


def _taken(conflict: Conflict) -> Decision:
    """Return the decision that ours stands in what no bracket can say: an order, a heading."""
    _, ours, theirs = conflict.region
    lost = (theirs,) if conflict.why == "heading" and theirs and theirs != ours else ()
    sentence = f"{WHY[conflict.why]} It is as our side has it."
    return Decision(conflict.clause_id, conflict.label, "kept", sentence, lost)


def _needed(merged: Mapping[str, MergedClause], drafts: tuple[Draft, Draft, Draft]) -> set[str]:
    """Return the deleted clauses under which something stands: the other side put or changed it."""
    parents = [tree_of(draft).parents for draft in drafts]
    found: set[str] = set()
    for name, clause in merged.items():
        parent = _parent(name, parents) if clause.pieces else ""
        while parent and parent not in found and not merged[parent].pieces:
            found.add(parent)
            parent = _parent(parent, parents)
    return found


def _parent(name: str, sides: Sequence[Mapping[str, str]]) -> str:
    """Return what a clause hangs under in the result; nothing at the root."""
    base, ours, theirs = (side.get(name) for side in sides)
    if ours is None or (ours == base and theirs is not None):
        return theirs or ""
    return ours


def _is_kept(clause: MergedClause) -> bool:
    """Tell whether a clause stands though one side deleted it: the other side changed it."""
    return any(not isinstance(piece, str) and piece.why == "deleted" for piece in clause.pieces)


def _moved_and_gone(base: Draft, sides: tuple[Draft, Draft], gone: Sequence[str]) -> list[Decision]:
    """Return the decisions about clauses that one side deleted and the other moved."""
    before = tree_of(base)
    moves = moved_anywhere(before, tree_of(sides[0])) | moved_anywhere(before, tree_of(sides[1]))
    labels = {name_of(clause): clause.label for clause in base.clauses}
    return [Decision(n, labels[n], "kept", MOVED_AND_GONE) for n in gone if n in moves]


def _by_name(draft: Draft) -> dict[str, Clause]:
    return {name_of(clause): clause for clause in draft.clauses}


def entries_of(draft: Draft) -> list[OutlineEntry]:
    """Return the outline of a draft."""
    return [OutlineEntry(name_of(c), c.depth, c.kind, c.heading) for c in draft.clauses]


def _labelled(clauses: Sequence[MergedClause]) -> list[MergedClause]:
    """Give each clause the label that it has in the result."""
    labels = label_clauses([(c.kind, c.depth, c.marker) for c in clauses])
    return [
        clause._replace(
            label=label,
            conflicts=tuple(each._replace(label=label) for each in clause.conflicts),
            decisions=tuple(each._replace(label=label) for each in clause.decisions),
        )
        for clause, (label, _) in zip(clauses, labels, strict=True)
    ]
