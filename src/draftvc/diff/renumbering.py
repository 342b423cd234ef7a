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
    causes: dict[str, list[tuple[int, int]]] = {}
    for number, each in enumerate(placed):
        if each.found.event.kind in _CAUSES:
            causes.setdefault(_level(each, sides), []).append((each.new, number))
    named: dict[int, str] = {}
    of_clause: dict[str, str] = {}
    for each in sorted(placed, key=lambda each: each.new):
        event = each.found.event
        if event.kind != "clause.renumbered":
            continue
        group = of_clause.get(_parent(sides.new, event.clause))
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
