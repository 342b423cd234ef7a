"""Moves with marks: clauses are agreed and reopened, delimiters are lost and put back."""

from __future__ import annotations

from room.desk import Desk, bracket_places
from room.model import Bracket, ClauseGroup, LetterPair, Stamp, Word
from room.moves import move
from room.writer import can_break


@move("clause.agreed", 2)
def agree(desk: Desk, at: int) -> bool:
    """A clean clause is agreed."""
    clause = desk.take(at)
    marks = any(not isinstance(item, Word) for item in clause.top())
    if clause.stamp or marks or clause.end == ":":
        return False
    clause.stamp = desk.writer.stamp(desk.draft.front.day)
    return True


@move("clause.agreed", 2)
def settle(desk: Desk, at: int) -> bool:
    """All brackets of a clause are lifted, the support on it goes, and it is agreed."""
    clause = desk.take(at)
    plain = all(isinstance(item, Word | Bracket) for item in clause.items)
    broken = any(isinstance(item, Bracket) and item.fault for item in clause.items)
    groups = all(isinstance(item, ClauseGroup) for item in clause.tail)
    if clause.stamp or not plain or broken or not groups or clause.end == ":":
        return False
    while found := bracket_places(clause, lambda bracket: bool(bracket.items)):
        level, place = found[0]
        bracket = level.items[place]
        assert isinstance(bracket, Bracket)
        clause.enclosed = clause.enclosed and bracket is not clause.items[0]
        level.items[place : place + 1] = bracket.items
    clause.tail = []
    clause.stamp = desk.writer.stamp(desk.draft.front.day)
    return clause.kind != "alt"


@move("clause.agreed", 0.6)
def correct_stamp(desk: Desk, at: int) -> bool:
    """The time of an agreement is corrected."""
    clause = desk.take(at)
    if clause.stamp is None:
        return False
    old = clause.stamp
    clause.stamp = Stamp(old.day, old.hour, (old.minute + desk.chance.randint(1, 50)) % 60)
    return True


@move("clause.reopened", 1)
def reopen(desk: Desk, at: int) -> bool:
    """The mark of an agreed clause goes."""
    clause = desk.take(at)
    had, clause.stamp = clause.stamp, None
    return had is not None


# ------------------------------------------------------------------------------------------ faults


@move("syntax.broken", 0.8)
def break_bracket(desk: Desk, at: int) -> bool:
    """A bracket loses one of its marks, or gets a wrong one."""
    clause = desk.take(at)
    if clause.enclosed or any(isinstance(item, LetterPair) for item in clause.items):
        return False
    if any(isinstance(item, Bracket) and item.fault for item in clause.items):
        return False
    able = [item for item in clause.items[2:] if can_break(item)]
    if not able:
        return False
    bracket = desk.chance.choice(able)
    assert isinstance(bracket, Bracket)
    bracket.fault = desk.writer.fault(bracket)
    return True


@move("syntax.broken", 0.1)
def break_group(desk: Desk, at: int) -> bool:
    """The group at the end of a clause is never closed."""
    clause = desk.take(at)
    if clause.stamp or any(isinstance(i, Bracket) and i.fault for i in clause.items):
        return False
    if clause.kind == "pp":  # its end would not be seen
        return False
    last = clause.tail[-1] if clause.tail else None
    if not isinstance(last, ClauseGroup) or last.unclosed:
        return False
    last.unclosed = True
    return True


@move("syntax.repaired", 0.8)
def repair(desk: Desk, at: int) -> bool:
    """A broken bracket gets its mark back."""
    clause = desk.take(at)
    for item in clause.top():
        if isinstance(item, Bracket) and item.fault:
            item.fault = ""
            return True
        if isinstance(item, ClauseGroup) and item.unclosed:
            item.unclosed = False
            return True
    return False
