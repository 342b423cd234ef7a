"""Renumberings and the addition, removal, move or split that caused them: one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftvc.diff.ledger import Found
from draftvc.diff.sides import Sides
from draftvc.draft.model import Draft

_CAUSES = (
    *("clause.added", "clause.removed", "clause.moved"),
    *("clause.split", "clause.merged"),
)


@dataclass(slots=True)
class Placed:
    """A found event with the clause that it is sorted by."""

    found: Found
    new: int
    """Index of the clause in the new draft; of one gone, of the clause that it stood after."""
    gone: bool = False
    """Whether its clause is gone: sorted after what stands in the clause before."""
    order: int = 0
    """Index in the old draft of a clause that is gone."""


def group_renumberings(placed: Sequence[Placed], sides: Sides) -> None:
    """Give renumberings the group of their cause: the nearest before them at their level.

    What came with an added clause, below it, is of its group; so is an alternative that is named
    after a clause with a new number.
    """
    causes = _causes(placed, sides)
    moved = {p.found.event.clause: n for n, p in enumerate(placed) if _kind(p) == "clause.moved"}
    named: dict[int, str] = {}
    of_clause: dict[str, str] = {}
    for each in sorted(placed, key=lambda each: each.new):
        event = each.found.event
        if event.kind != "clause.renumbered":
            continue
        above = _parent(sides.new, event.clause)
        group = of_clause.get(above)
        if group is None and above in moved and _is_named_after(sides.new, event.clause):
            group = named.setdefault(moved[above], f"order-{moved[above]}")
        near = causes.get(_level(each, sides), [])
        if group is None and near:
            before = [cause for cause in near if cause[0] <= each.new]
            _, number = max(before) if before else min(near)
            group = named.setdefault(number, f"order-{number}")
        if group is not None:
            of_clause[event.clause] = group
            each.found.event = replace(event, group=group)
    for number, group in named.items():
        cause = placed[number].found
        cause.event = replace(cause.event, group=group)
    _include_what_came_with_it(placed, named, sides)


def _kind(each: Placed) -> str:
    return each.found.event.kind


def _is_named_after(draft: Draft, label: str) -> bool:
    """Tell whether a clause is an alternative: its marker names the clause above."""
    return draft.clauses[draft.by_label[label]].kind == "alternative"


def _causes(placed: Sequence[Placed], sides: Sides) -> dict[str, list[tuple[int, int]]]:
    """Return by level what changes its count: where in the new draft, and which event."""
    causes: dict[str, list[tuple[int, int]]] = {}
    for number, each in enumerate(placed):
        if _kind(each) not in _CAUSES:
            continue
        causes.setdefault(_level(each, sides), []).append((each.new, number))
        if _kind(each) == "clause.moved":
            level, at = _where_it_was(each, sides)
            causes.setdefault(level, []).append((at, number))
    return causes


def _where_it_was(each: Placed, sides: Sides) -> tuple[str, int]:
    """Return the level that a clause left, and the new index of what stood before it."""
    old = sides.to_old[each.new]
    clause = sides.old.clauses[old]
    parent = sides.old.by_label.get(clause.parent) if clause.parent else None
    level = clause.kind if parent is None else sides.names_old[parent]
    before = (sides.to_new[index] for index in range(old - 1, -1, -1) if index in sides.to_new)
    return level, next((index for index in before if index != each.new), -1)


def _level(each: Placed, sides: Sides) -> str:
    """Return what the markers of a level count under: a parent, or a kind at the root."""
    event = each.found.event
    draft = sides.old if each.gone else sides.new
    clause = draft.clauses[draft.by_label[event.clause]]
    if clause.parent is None:
        return clause.kind
    index = draft.by_label.get(clause.parent)
    if index is None:
        return clause.kind
    return sides.names_old[index] if each.gone else sides.names_new[index]


def _parent(draft: Draft, label: str) -> str:
    return draft.clauses[draft.by_label[label]].parent or ""


def _include_what_came_with_it(
    placed: Sequence[Placed], named: dict[int, str], sides: Sides
) -> None:
    groups = {
        placed[number].found.event.clause: group
        for number, group in named.items()
        if placed[number].found.event.kind == "clause.added"
    }
    for each in sorted(placed, key=lambda each: each.new):
        event = each.found.event
        if event.kind == "clause.added" and event.group is None:
            group = groups.get(_parent(sides.new, event.clause))
            if group is not None:
                groups[event.clause] = group
                each.found.event = replace(event, group=group)
