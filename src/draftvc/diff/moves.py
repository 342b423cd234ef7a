"""Brackets and positions that went in one place and came in another: one move, not two events."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from draftvc.diff.equality import position_key
from draftvc.diff.ledger import Found
from draftvc.diff.model import Event
from draftvc.diff.position_events import moved as moved_position
from draftvc.diff.rehoused import brackets_of, without
from draftvc.diff.renumbering import Placed
from draftvc.diff.sides import Sides
from draftvc.diff.wording import plain_wording
from draftvc.notation.model import Position

_MARKS = re.compile(r"[][{},]")
_LETTERS = 3
_LETTERS_ELSEWHERE = 10
"""Letters of a bracket that can be found again in its clause, and in another one."""
_LETTERS_OF_WORDS = 7
"""Letters of two words or more that can be found again in another clause."""
_LETTERS_RECONSIDERED = 5
"""Letters more that prove it although parties came, went or changed their stance."""
_WORDS_IN_WHOLE = 3
"""Words by which a bracket without parties is known again in a clause that came or went."""
_LETTERS_A_PARTY = 4
"""Letters that each further party with the same stance is worth as a proof."""


def join_moves(placed: Sequence[Placed], sides: Sides) -> list[Placed]:
    """Return the events with what went and came read as moved."""
    return _positions_elsewhere(_with_wholes(_brackets(placed), sides))


def _brackets(placed: Sequence[Placed]) -> list[Placed]:
    gone = _by_words(each for each in placed if each.kind == "bracket.dropped")
    taken: set[int] = set()
    result: list[Placed] = []
    for each in placed:
        is_new = each.kind == "bracket.added" and each.found.event.origin == "new"
        mates = gone.get(_words(each), ()) if is_new else ()
        mates = [m for m in mates if _are_nested_alike(m, each)]
        mate = min(
            (m for m in mates if id(m) not in taken and _is_same_bracket(m, each)),
            key=lambda m: abs(m.new - each.new),
            default=None,
        )
        if mate is None:
            result.append(each)
            continue
        taken.add(id(mate))
        result += _moved_bracket(mate, each)
    return [each for each in result if id(each) not in taken]


def _with_wholes(placed: Sequence[Placed], sides: Sides) -> list[Placed]:
    """Read brackets that moved into a clause that came, or out of one that went, as moved."""
    result = list(placed)
    for kind, can_be in (("clause.added", _can_have_gone), ("clause.removed", _can_have_come)):
        alone = _by_words(each for each in result if can_be(each))
        instead: dict[int, list[Placed]] = {}
        for whole in [each for each in result if each.kind == kind] if alone else ():
            instead |= _with_whole(whole, alone, sides)
        if instead:
            result = [new for each in result for new in instead.get(id(each), (each,))]
    return result


def _with_whole(
    whole: Placed, alone: dict[str, list[Placed]], sides: Sides
) -> dict[int, list[Placed]]:
    """Return, by the identity of an event, those instead of it.

    With the brackets of one clause that came or went read as moved.
    """
    instead: dict[int, list[Placed]] = {}
    came: list[Placed] = []
    rest = whole
    for inside in brackets_of(whole, sides, alone.keys()):
        mates = alone[_words(inside)]
        mate = min(
            (each for each in mates if _is_proved(each, inside)),
            key=lambda each: abs(each.new - inside.new),
            default=None,
        )
        if mate is None:
            continue
        mates.remove(mate)
        rest = without(rest, inside)
        if whole.kind == "clause.added":
            instead[id(mate)] = []
            came += _moved_bracket(mate, inside)
        else:
            instead[id(mate)] = _moved_bracket(inside, mate)
    if rest is not whole:
        instead[id(whole)] = [rest, *came]
    return instead


def _is_proved(one: Placed, other: Placed) -> bool:
    """Tell whether two brackets are one of which one stands in a clause that came or went."""
    common = _parties(one.found.event) & _parties(other.found.event)
    several = len((one.found.event.text or "").split()) >= _WORDS_IN_WHOLE
    return bool(common or several) and _is_same_bracket(one, other, elsewhere=True)


def _can_have_gone(each: Placed) -> bool:
    return each.found.event.kind == "bracket.dropped" and not each.found.event.inner


def _can_have_come(each: Placed) -> bool:
    event = each.found.event
    return event.kind == "bracket.added" and event.origin == "new" and not event.inner


def _by_words(placed: Iterable[Placed]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = defaultdict(list)
    for each in placed:
        found[_words(each)].append(each)
    return found


def _are_nested_alike(gone: Placed, come: Placed) -> bool:
    """Tell whether two brackets have none inside, or the same ones with the same parties."""
    if not (gone.found.event.inner or come.found.event.inner):
        return True
    before = " ".join(edit.before for edit in gone.found.edits)
    after = " ".join(edit.after for edit in come.found.edits)
    return _MARKS.sub(r" \g<0> ", before).split() == _MARKS.sub(r" \g<0> ", after).split()


def _words(each: Placed) -> str:
    return plain_wording(each.found.event.text or "")


def _is_same_bracket(gone: Placed, come: Placed, *, elsewhere: bool = False) -> bool:
    """Tell whether words are enough, and the parties the same or most of them."""
    a, b = gone.found.event, come.found.event
    before, after = _parties(a), _parties(b)
    common, every = before & after, before | after
    proof = len(_words(gone)) + _LETTERS_A_PARTY * max(len(common) - 1, 0)
    away = _LETTERS_OF_WORDS if " " in (a.text or "").strip() else _LETTERS_ELSEWHERE
    needed = _LETTERS if gone.new == come.new and not elsewhere else away
    if len(common) * 2 >= len(every):
        return proof >= needed
    who, whose = ({party for party, _ in each} for each in (before, after))
    return (who <= whose or whose <= who) and len(_words(gone)) >= needed + _LETTERS_RECONSIDERED


def _parties(event: Event) -> frozenset[tuple[str, str]]:
    return frozenset((p.who, p.stance) for p in event.positions or ())


def _moved_bracket(gone: Placed, come: Placed) -> list[Placed]:
    """Return the move, and the positions that came or went with it."""
    left, right = gone.found, come.found
    event = right.event._replace(
        kind="bracket.moved",
        clause_old=left.event.clause_old,
        bracket_old=left.event.bracket_old,
        was=left.event.bracket_old,
        origin=None,
        inner=None,
        group=None,
        replaces=None,
    )
    moved = replace(come, found=Found(event, at=right.at, edits=left.edits + right.edits))
    return [moved, *_positions_of_move(moved, left.event, right.event)]


def _positions_of_move(moved: Placed, before: Event, after: Event) -> list[Placed]:
    """Return what the parties did on a bracket that moved; the move carries the edits."""
    old, new = list(before.positions or ()), list(after.positions or ())
    keys_old, keys_new = ({position_key(p) for p in each} for each in (old, new))
    gone = [p for p in old if position_key(p) not in keys_new]
    come = [p for p in new if position_key(p) not in keys_old]
    base = moved.found.event._replace(kind="", was=None, positions=None)
    events: list[Event] = []
    for left in gone:
        right = next((p for p in come if p.who == left.who), None)
        if right is None:
            events.append(_stance(base, "position.withdrawn", left))
            continue
        come.remove(right)
        events.append(
            base._replace(
                kind="position.changed",
                party=right.party,
                from_=left.stance,
                to=right.stance,
                before=left.raw,
                after=right.raw,
            )
        )
    events += [_stance(base, "position.added", right) for right in come]
    return [replace(moved, found=Found(event, at=moved.found.at)) for event in events]


def _stance(base: Event, kind: str, position: Position) -> Event:
    return base._replace(kind=kind, party=position.party, stance=position.stance)


def _positions_elsewhere(placed: Sequence[Placed]) -> list[Placed]:
    """Read a stance that left one place and came in another as moved, the nearest first.

    From one clause to another only a reserve: a party that supports less here and more there does
    two things.
    """
    gone = [p for p in placed if p.found.event.kind == "position.withdrawn"]
    come = [p for p in placed if p.found.event.kind == "position.added"]
    if not (gone and come):
        return list(placed)
    of_party: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for j, right in enumerate(come):
        of_party[right.found.event.who, right.found.event.stance].append(j)
    near = sorted(
        (abs(left.new - come[j].new), left.new, come[j].new, i, j)
        for i, left in enumerate(gone)
        for j in of_party.get((left.found.event.who, left.found.event.stance), ())
        if left.new == come[j].new or left.found.event.stance == "reserve"
    )
    used: tuple[set[int], set[int]] = (set(), set())
    joined: dict[int, Placed] = {}
    for *_, i, j in near:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            left, right = gone[i], come[j]
            joined[id(right)] = replace(right, found=moved_position(left.found, right.found))
    lost = {id(gone[i]) for i in used[0]}
    return [joined.get(id(each), each) for each in placed if id(each) not in lost]
