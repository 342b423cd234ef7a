"""Compare two drafts: pair clauses, compare what changed, name what happened.

Laws: `compare(a, a)` has no event; every edited token belongs to exactly one event; the order
is that of the new text, what is gone where it stood, `residual` last. Source:
docs/events.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from draftvc.diff.accepted import join_accepted
from draftvc.diff.agreed import mark_agreed
from draftvc.diff.aside import without_positions
from draftvc.diff.audit import is_complete
from draftvc.diff.brackets import is_countless
from draftvc.diff.connectives import join_connectives
from draftvc.diff.countless import told_as_one
from draftvc.diff.headings import find_headings
from draftvc.diff.ledger import Found
from draftvc.diff.mark_events import renumbered_alone
from draftvc.diff.model import Comparison, Event
from draftvc.diff.moves import join_moves
from draftvc.diff.open_brackets import settle_open_brackets
from draftvc.diff.order import moved_clauses
from draftvc.diff.pairing import find_pairs
from draftvc.diff.parts import Parting, find_partings, pairs_of_largest
from draftvc.diff.renumbering import Placed, group_renumberings
from draftvc.diff.reordered import join_reordered
from draftvc.diff.sides import Sides
from draftvc.diff.tails import settle_tails
from draftvc.diff.units import Unit, find_units
from draftvc.diff.whole import added, moved, parted, removed
from draftvc.diff.window import Trimmed, differ_in_layout, trim_clauses
from draftvc.diff.within import Inside, Together, compare_inside
from draftvc.draft.model import Clause, Draft
from draftvc.limits import DEFAULT, Limit, Limits
from draftvc.notation.model import Position


def compare(old: Draft, new: Draft, limits: Limits = DEFAULT) -> Comparison:
    """Return the events between two drafts, with the pairs they rest on."""
    pairs, reached = find_pairs(old, new, limits)
    sides = Sides(old, new, pairs)
    partings = [each for each in find_partings(sides) if not _is_countless(sides, each, limits)]
    pairs = pairs_of_largest(sides, partings)
    sides = Sides(old, new, pairs)
    sides = replace(
        sides,
        leads_old=_leads(partings, "clause.merged", sides.to_old),
        leads_new=_leads(partings, "clause.split", sides.to_new),
    )
    inside, fallbacks, stayed = _inside(sides, partings, limits)
    placed = _moved(sides, inside) + _came_and_went(sides, partings, stayed)
    placed += find_headings(sides, placed)
    placed = settle_open_brackets(settle_tails(placed, sides), sides)
    placed = join_accepted(join_moves(placed, sides))
    placed = join_reordered(join_connectives(placed, sides))
    group_renumberings(placed, sides)
    mark_agreed(placed, sides)
    placed.sort(key=_reading_order)
    events = _numbered(placed)
    return Comparison(
        events=events,
        pairs=pairs,
        complete=is_complete(sides, events),
        fallbacks=(*reached, *fallbacks),
        names_old=sides.names_old,
        names_new=sides.names_new,
    )


def _leads(partings: Sequence[Parting], kind: str, mates: Mapping[int, int]) -> dict[int, int]:
    """Return, of the part that keeps its clause, the first of the parts that stand with it."""
    return {mates[each.whole]: each.parts[0] for each in partings if each.kind == kind}


def _inside(
    sides: Sides, partings: Sequence[Parting], limits: Limits
) -> tuple[dict[int, list[Found]], list[Limit], list[Position]]:
    """Return the events inside clauses, by new index, the limits reached, and who stayed."""
    inside: dict[int, list[Found]] = {}
    fallbacks: list[Limit] = []
    stayed: list[Position] = []
    for unit in find_units(sides, partings):
        if any(is_countless(each, limits) for each in _clauses_of(sides, unit)):
            told = _countless(sides, unit)
        elif unit.is_pair:
            told = _of_pair(sides, unit, limits)
        else:
            event = parted(sides, unit.parting) if unit.parting else None
            told = compare_inside(_together(sides, unit, parting=event), limits)
        fallbacks += told.fallbacks
        stayed += told.stayed
        for found in told.found:
            index = sides.new.by_label[found.event.clause]
            if found.event.clause_id is None:
                found.event = found.event._replace(clause_id=sides.names_new[index])
            inside.setdefault(index, []).append(found)
    return inside, fallbacks, stayed


def _is_countless(sides: Sides, parting: Parting, limits: Limits) -> bool:
    """Tell whether a clause that was split or joined has more brackets than are matched."""
    whole, parts = (sides.old, sides.new)[:: 1 if parting.kind == "clause.split" else -1]
    clauses = [whole.clauses[parting.whole], *(parts.clauses[index] for index in parting.parts)]
    return any(is_countless(each, limits) for each in clauses)


def _clauses_of(sides: Sides, unit: Unit) -> list[Clause]:
    olds = [sides.old.clauses[index] for index in unit.old]
    return olds + [sides.new.clauses[index] for index in unit.new]


def _countless(sides: Sides, unit: Unit) -> Inside:
    """Return what happened inside clauses of which one has more brackets than are matched."""
    found: list[Found] = []
    reached: list[Limit] = []
    for old, new in unit.clauses:
        if old is None or new is None:
            continue
        b = sides.new.clauses[unit.new[new]]
        told = told_as_one(sides.old.clauses[unit.old[old]], b, sides.names_new[unit.new[new]])
        found += told
        reached += [Limit("clause_marks", b.label)] * bool(told)
    return Inside(found, tuple(reached))


def _of_pair(sides: Sides, unit: Unit, limits: Limits) -> Inside:
    """Return what happened inside one clause; where only its marker changed, unread."""
    a, b = sides.old.clauses[unit.old[0]], sides.new.clauses[unit.new[0]]
    trimmed = trim_clauses(a, b)
    if _has_same_words(trimmed):
        return Inside(renumbered_alone(a, b, trimmed, sides.names_new[unit.new[0]]), ())
    return compare_inside(_together(sides, unit, trimmed=trimmed), limits)


def _together(
    sides: Sides, unit: Unit, *, trimmed: Trimmed | None = None, parting: Found | None = None
) -> Together:
    return Together(
        olds=[sides.old.clauses[index] for index in unit.old],
        news=[sides.new.clauses[index] for index in unit.new],
        clauses=unit.clauses,
        names=_names(sides, unit),
        trimmed=trimmed,
        parting=parting,
    )


def _has_same_words(trimmed: Trimmed) -> bool:
    """Tell whether nothing behind the markers differs but layout."""
    same = len(trimmed.old) - trimmed.lead_old == len(trimmed.new) - trimmed.lead_new
    if same and trimmed.before == len(trimmed.old) - trimmed.lead_old:
        return True
    return differ_in_layout(trimmed)


def _names(sides: Sides, unit: Unit) -> list[str]:
    return [
        sides.names_new[unit.new[new]] if new is not None else sides.names_old[unit.old[old or 0]]
        for old, new in unit.clauses
    ]


def _moved(sides: Sides, inside: dict[int, list[Found]]) -> list[Placed]:
    """Return what happened inside clauses, and that some of them moved."""
    for index in sorted(moved_clauses(sides)):
        within = inside.setdefault(index, [])
        within.insert(0, moved(sides, sides.to_old[index], index, within))
    return [Placed(found, index) for index in sorted(inside) for found in inside[index]]


def _came_and_went(
    sides: Sides, partings: Sequence[Parting], stayed: Sequence[Position]
) -> list[Placed]:
    """Return the clauses without counterpart, those aside that a split or a joining explains."""
    split = {i for p in partings if p.kind == "clause.split" for i in p.parts}
    joined = {i for p in partings if p.kind == "clause.merged" for i in p.parts}
    placed = [
        Placed(without_positions(added(sides, index), stayed), index)
        for index in range(len(sides.new.clauses))
        if index not in sides.to_old and index not in split
    ]
    after = -1
    for index in range(len(sides.old.clauses)):
        if index in sides.to_new:
            after = sides.to_new[index]
        elif index not in joined:
            found = without_positions(removed(sides, index), stayed)
            placed.append(Placed(found, after, gone=True, order=index))
    return placed


def _reading_order(each: Placed) -> tuple[bool, int, bool, int, tuple[int, int]]:
    kind = each.found.event.kind
    return (kind == "residual", each.new, each.gone, each.order, each.found.at)


def _numbered(placed: Sequence[Placed]) -> tuple[Event, ...]:
    groups: dict[str, str] = {}
    events: list[Event] = []
    for number, each in enumerate(placed, start=1):
        event = each.found.event
        group = event.group and groups.setdefault(event.group, f"g{len(groups) + 1}")
        events.append(event._replace(id=f"e{number}", group=group, edits=each.found.edits))
    return tuple(events)
