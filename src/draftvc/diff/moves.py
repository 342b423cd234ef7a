"""Brackets that went in one place and came in another with the same words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from draftvc.diff.ledger import Found
from draftvc.diff.wording import plain_wording
from draftvc.notation.model import Position


def pair_moved_brackets(found: list[Found]) -> list[Found]:
    """Return the events with a dropped and an added bracket of equal words read as one move."""
    gone: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        if each.event.kind == "bracket.dropped" and _moves(each):
            gone[plain_wording(each.event.text or "")].append(each)
    if not gone:
        return found
    taken: set[int] = set()
    result: list[Found] = []
    for each in found:
        mates = (
            gone.get(plain_wording(each.event.text or ""), [])
            if each.event.kind == "bracket.added" and each.event.origin == "new" and _moves(each)
            else []
        )
        mate = next((m for m in mates if id(m) not in taken and _same_parties(m, each)), None)
        if mate is None:
            result.append(each)
            continue
        taken.add(id(mate))
        event = replace(
            each.event,
            kind="bracket.moved",
            clause_old=mate.event.clause_old,
            bracket_old=mate.event.bracket_old,
            was=mate.event.bracket_old,
            origin=None,
            group=None,
            replaces=None,
        )
        result.append(Found(event, mate.old, each.new, each.at, edits=mate.edits + each.edits))
    return [each for each in result if id(each) not in taken]


def _moves(found: Found) -> bool:
    return len(plain_wording(found.event.text or "")) > 2 and not found.event.inner


def _same_parties(one: Found, other: Found) -> bool:
    return _who(one.event.positions) == _who(other.event.positions)


def _who(positions: tuple[Position, ...] | None) -> frozenset[tuple[str, str]]:
    return frozenset((p.party, p.stance) for p in positions or ())
