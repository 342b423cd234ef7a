"""Compare two drafts: pair clauses, compare what changed, name what happened.

Laws: `compare(a, a)` has no event; every edited token belongs to exactly one event; the order
is that of the new text, what is gone where it stood, `residual` last. Source: INTERFACES
section 5.
"""

from __future__ import annotations

from dataclasses import replace

from draftvc.diff.alternatives import quieten_adopted_support
from draftvc.diff.ledger import Found
from draftvc.diff.model import Comparison, Event, Pair
from draftvc.diff.moves import pair_moved_brackets
from draftvc.diff.order import moved_pairs
from draftvc.diff.pairing import pair_clauses
from draftvc.diff.structure import (
    Placed,
    added,
    group_renumberings,
    identity,
    join_splits,
    move_event,
    removed,
)
from draftvc.diff.within import compare_clause
from draftvc.draft.model import Clause, Draft
from draftvc.limits import DEFAULT, Limit, Limits


def compare(old: Draft, new: Draft, limits: Limits = DEFAULT) -> Comparison:
    """Return the events between two drafts, with the pairs they rest on."""
    pairs = pair_clauses(old, new, limits)
    moved = moved_pairs(old, new, pairs)
    placed: list[Placed] = []
    fallbacks: list[Limit] = []
    complete = True
    for pair in pairs:
        a, b = old.clauses[pair.old], new.clauses[pair.new]
        inside: list[Found] = []
        if not _equal(a, b):
            inside, reached, told = compare_clause(a, b, limits)
            fallbacks += reached
            complete = complete and told
            quieten_adopted_support(a, b, inside)
        if pair.new in moved:
            inside.insert(0, move_event(old, new, pair.old, pair.new, inside))
        for found in inside:
            found.event = replace(found.event, clause_id=identity(b))
        placed += [Placed(found, pair.new) for found in inside]
    placed += _came_and_went(old, new, pairs)
    placed = join_splits(placed, old, new)
    placed = _with_moved_brackets(placed)
    group_renumberings(placed, old, new)
    placed.sort(key=_reading_order)
    return Comparison(_numbered(placed), pairs, complete, tuple(fallbacks))


def _equal(a: Clause, b: Clause) -> bool:
    """Tell whether nothing in a clause changed, without reading its marks."""
    if (a.heading or "") != (b.heading or ""):
        return False
    return a.key == b.key or a.text == b.text


def _came_and_went(old: Draft, new: Draft, pairs: tuple[Pair, ...]) -> list[Placed]:
    mates_new = {pair.new for pair in pairs}
    to_new = {pair.old: pair.new for pair in pairs}
    placed = [
        Placed(added(new, index), index)
        for index in range(len(new.clauses))
        if index not in mates_new
    ]
    after = -1
    for index in range(len(old.clauses)):
        if index in to_new:
            after = to_new[index]
        else:
            placed.append(Placed(removed(old, index), after, gone=True, order=index))
    return placed


def _with_moved_brackets(placed: list[Placed]) -> list[Placed]:
    """Read a bracket dropped in one clause and added in another as moved."""
    where = {id(each.found): each for each in placed}
    kept = pair_moved_brackets([each.found for each in placed])
    by_address = {each.found.event.bracket: each for each in placed if each.found.event.bracket}
    return [
        where.get(id(found)) or replace(by_address[found.event.bracket or ""], found=found)
        for found in kept
    ]


def _reading_order(each: Placed) -> tuple[bool, int, bool, int, int]:
    kind = each.found.event.kind
    return (kind == "residual", each.new, each.gone, each.order, each.found.at)


def _numbered(placed: list[Placed]) -> tuple[Event, ...]:
    groups: dict[str, str] = {}
    events: list[Event] = []
    for number, each in enumerate(placed, start=1):
        event = each.found.event
        group = event.group and groups.setdefault(event.group, f"g{len(groups) + 1}")
        events.append(replace(event, id=f"e{number}", group=group, edits=each.found.edits))
    return tuple(events)
