"""Moves of parties: they join, leave, turn round, go elsewhere, and ask for something."""

from __future__ import annotations

from room.desk import Desk
from room.model import (
    Brace,
    Bracket,
    Clause,
    ClauseGroup,
    Entry,
    Item,
    LetterPair,
    Stance,
    brackets_in,
)
from room.moves import move
from room.vocabulary import REASONS

_OTHER: dict[Stance, tuple[Stance, ...]] = {
    "support": ("oppose", "oppose", "reserve", "delete"),
    "oppose": ("support", "support", "reserve", "delete"),
    "reserve": ("support", "support", "oppose"),
    "delete": ("support", "oppose", "reserve"),
}


def _owners(clause: Clause) -> list[list[list[Entry]]]:
    """The groups of each bracket, and of the clause itself."""
    found = [bracket.groups for bracket in brackets_in(clause.items)]
    found += [item.groups for item in clause.items if isinstance(item, LetterPair)]
    return found


def _groups(clause: Clause, least: int) -> list[list[Entry]]:
    """The groups that have so many entries."""
    groups = [group for groups in _owners(clause) for group in groups]
    groups += [item.entries for item in clause.top() if isinstance(item, ClauseGroup)]
    return [group for group in groups if len(group) >= least]


def _parties(groups: list[list[Entry]]) -> set[str]:
    return {entry.party for group in groups for entry in group}


@move("position.added", 12)
def join(desk: Desk, at: int) -> bool:
    """A party joins a bracket on which it had no position."""
    clause = desk.take(at)
    owners = [groups for groups in _owners(clause) if len(_parties(groups)) < 20]
    if not owners:
        return False
    groups = desk.chance.choice(owners)
    entry = desk.writer.entry(_parties(groups))
    if groups and desk.writer.odds(0.8):
        groups[-1].append(entry)
    else:
        groups.append([entry])
    return True


@move("position.added", 1)
def join_clause(desk: Desk, at: int) -> bool:
    """A party takes a position on the clause itself."""
    clause = desk.take(at)
    groups = [item for item in clause.top() if isinstance(item, ClauseGroup)]
    if clause.stamp or clause.enclosed:
        return False
    if groups:
        entry = desk.writer.entry({entry.party for entry in groups[0].entries})
        groups[0].entries.append(entry)
    elif clause.tail or not (clause.end or _ends_in_word(clause)):
        return False
    else:
        clause.tail.append(ClauseGroup(desk.writer.uid(), [desk.writer.entry()]))
    return True


def _ends_in_word(clause: Clause) -> bool:
    return not isinstance(clause.items[-1], Bracket | Brace | LetterPair)


@move("position.withdrawn", 8)
def withdraw(desk: Desk, at: int) -> bool:
    """A party leaves a group."""
    clause = desk.take(at)
    groups = _groups(clause, 1 if desk.writer.odds(0.3) else 2)
    if not groups:
        return False
    group = desk.chance.choice(groups)
    group.remove(desk.chance.choice(group))
    _tidy(clause)
    return True


def _tidy(clause: Clause) -> None:
    """Nobody writes an empty group."""
    for groups in _owners(clause):
        groups[:] = [group for group in groups if group]
    for row in (clause.items, clause.tail):
        row[:] = [item for item in row if not (isinstance(item, ClauseGroup) and not item.entries)]


@move("position.changed", 6)
def turn_round(desk: Desk, at: int) -> bool:
    """A party takes another stance."""
    groups = _groups(desk.take(at), 1)
    if not groups:
        return False
    group = desk.chance.choice(groups)
    place = desk.chance.randrange(len(group))
    entry = group[place]
    group[place] = Entry(entry.party, desk.chance.choice(_OTHER[entry.stance]))
    return True


@move("position.changed", 1)
def change_scope(desk: Desk, at: int) -> bool:
    """A reserve reaches further, or has another reason."""
    for group in _groups(desk.take(at), 1):
        for place, entry in enumerate(group):
            if not entry.scope:
                continue
            if desk.writer.odds(0.5):
                first, _, last = entry.scope.partition(" to ")
                letters = [c for c in "abcdefgh" if c > first[-1] and c != last]
                scope = f"{first} to {desk.chance.choice(letters)}"
                group[place] = Entry(entry.party, entry.stance, scope, entry.reason)
            else:
                reasons = [reason for reason in ("", *REASONS) if reason != entry.reason]
                reason = desk.chance.choice(reasons)
                group[place] = Entry(entry.party, entry.stance, entry.scope, reason)
            return True
    return False


@move("position.changed", 0.2)
def reserve_on_several(desk: Desk, at: int) -> bool:
    """A reserve on a paragraph is said to be on some of its sub-paragraphs."""
    clause = desk.take(at)
    if clause.kind != "op" or clause.bis:
        return False
    for group in _groups(clause, 1):
        for place, entry in enumerate(group):
            if entry.stance == "reserve" and not entry.scope:
                group[place] = Entry(entry.party, "reserve", f"OP{clause.number}a to c")
                return True
    return False


@move("position.moved", 1.5)
def go_elsewhere(desk: Desk, at: int) -> bool:
    """A party takes its stance to another bracket of the clause, a reserve also to another clause.

    Support that goes here and comes in another clause may be two things as well as one.
    """
    clause = desk.take(at)
    near = desk.writer.odds(0.7)
    other = clause if near else desk.take(desk.chance.randrange(len(desk.draft.clauses)))
    sources = _groups(clause, 2)
    targets = _groups(other, 1)
    if not sources or not targets:
        return False
    source, target = desk.chance.choice(sources), desk.chance.choice(targets)
    able = [entry for entry in source if near or entry.stance == "reserve"]
    if not able:
        return False
    entry = desk.chance.choice(able)
    owner = next((groups for groups in _owners(other) if target in groups), [target])
    mine = next((groups for groups in _owners(clause) if source in groups), [source])
    if owner is mine or entry.party in _parties(owner) or entry.scope:
        return False
    source.remove(entry)
    target.append(entry)
    return True


# ----------------------------------------------------------------------------- notes, placeholders


def _take_brace(desk: Desk, at: int, kind: str, put: int = 0) -> bool:
    """Put so many new words in the place of a note or placeholder."""
    clause = desk.take(at)
    for row in (clause.items, clause.tail):
        for place, item in enumerate(row):
            if isinstance(item, Brace) and item.kind == kind:
                if put and (row is clause.tail or clause.enclosed):
                    return False
                words: list[Item] = desk.fresh(clause, put, row[place - 1]) if put else []
                row[place : place + 1] = words
                return True
    return False


@move("note.added", 1.5)
def ask(desk: Desk, at: int) -> bool:
    """A party asks for something to be done with the clause."""
    clause = desk.take(at)
    if clause.stamp:
        return False
    clause.tail.append(desk.writer.note())
    return True


@move("note.removed", 1.5)
def withdraw_note(desk: Desk, at: int) -> bool:
    """The request is gone."""
    return _take_brace(desk, at, "note")


@move("placeholder.added", 1)
def promise(desk: Desk, at: int) -> bool:
    """Words are promised."""
    clause = desk.take(at)
    if clause.stamp or clause.enclosed:
        return False
    if desk.writer.odds(0.3):
        clause.tail.append(desk.writer.placeholder())
    else:
        clause.items.insert(desk.chance.randrange(3, len(clause.items)), desk.writer.placeholder())
    return True


@move("placeholder.filled", 1)
def fill(desk: Desk, at: int) -> bool:
    """The words come."""
    return _take_brace(desk, at, "placeholder", desk.chance.randint(2, 6))


@move("placeholder.removed", 0.6)
def break_promise(desk: Desk, at: int) -> bool:
    """The words will not come."""
    return _take_brace(desk, at, "placeholder")
