"""Moves that draw brackets otherwise, put them elsewhere, join and part them."""

from __future__ import annotations

from room.desk import Desk, bracket_places, has_words, is_word, levels, runs, same_entries
from room.model import Bracket, Item
from room.moves import move


@move("bracket.rescoped", 3)
def rescope(desk: Desk, at: int) -> bool:
    """A bracket is drawn around more or fewer of the same words."""
    clause = desk.take(at)
    found = bracket_places(clause, has_words)
    if not found:
        return False
    level, place = desk.chance.choice(found)
    bracket = level.items[place]
    assert isinstance(bracket, Bracket)
    steps = desk.chance.choice((1, 1, 2, 3))
    before = desk.writer.odds(0.5)
    if desk.writer.odds(0.6):
        around = level.items[place - steps : place] if before else level.items[place + 1 :][:steps]
        if len(around) < steps or not all(map(is_word, around)) or place - steps < level.first:
            return False
        if before:
            bracket.items[:0] = around
            del level.items[place - steps : place]
        else:
            bracket.items += around
            del level.items[place + 1 : place + 1 + steps]
        return True
    inside = bracket.items[:steps] if before else bracket.items[-steps:]
    if len(bracket.items) <= steps or not all(map(is_word, inside)):
        return False
    if before:
        level.items[place:place] = inside
        del bracket.items[:steps]
    else:
        level.items[place + 1 : place + 1] = inside
        del bracket.items[-steps:]
    return True


def _movable(bracket: Bracket) -> bool:
    return 2 <= len(bracket.items) <= 6 and all(map(is_word, bracket.items))


@move("bracket.moved", 1)
def move_bracket(desk: Desk, at: int) -> bool:
    """The same bracket at another place of the clause."""
    clause = desk.take(at)
    if clause.enclosed:
        return False
    level = levels(clause)[0]
    able = [i for i, it in enumerate(level.items) if isinstance(it, Bracket) and _movable(it)]
    if not able:
        return False
    place = desk.chance.choice(able)
    bracket = level.items[place]
    assert isinstance(bracket, Bracket)
    far = len(bracket.items) + 4
    targets = [i for i in runs(level, 2) if abs(i - place) > far and not bracket.fault]
    if not targets:
        return False
    target = desk.chance.choice(targets) + 1
    del level.items[place]
    level.items.insert(target - (target > place), bracket)
    return True


@move("bracket.moved", 0.7)
def move_bracket_away(desk: Desk, at: int) -> bool:
    """The same bracket in another clause."""
    to = desk.chance.randrange(len(desk.draft.clauses))
    if to == at:
        return False
    clause, other = desk.take(at), desk.take(to)
    if clause.enclosed or other.enclosed or other.stamp:
        return False
    level = levels(clause)[0]
    able = [
        i
        for i, item in enumerate(level.items)
        if isinstance(item, Bracket) and _movable(item) and not item.fault
    ]
    starts = runs(levels(other)[0], 2)
    if not able or not starts:
        return False
    bracket = level.items.pop(desk.chance.choice(able))
    other.items.insert(desk.chance.choice(starts) + 1, bracket)
    return True


@move("bracket.merged", 1.2)
def join_brackets(desk: Desk, at: int) -> bool:
    """Two neighbours become one, over the words between them."""
    clause = desk.take(at)
    for level in desk.chance.sample(levels(clause), len(levels(clause))):
        able = [
            (i, j)
            for i in range(len(level.items))
            for j in range(i + 1, min(i + 4, len(level.items)))
            if all(_joinable(level.items[k]) for k in (i, j))
            and all(is_word(item) for item in level.items[i + 1 : j])
        ]
        if able:
            i, j = desk.chance.choice(able)
            one, other = level.items[i], level.items[j]
            assert isinstance(one, Bracket) and isinstance(other, Bracket)
            items = [*one.items, *level.items[i + 1 : j], *other.items]
            mine = one.entries()
            more = [entry for entry in other.entries() if entry not in mine]
            groups = [group for group in (mine + more,) if group]
            level.items[i : j + 1] = [Bracket(desk.writer.uid(), items, groups)]
            return True
    return False


def _joinable(item: Item) -> bool:
    return isinstance(item, Bracket) and not item.fault and all(map(is_word, item.items))


@move("bracket.split", 1)
def part_bracket(desk: Desk, at: int) -> bool:
    """One bracket is parted; both parts keep its groups, or share them out."""
    clause = desk.take(at)
    found = bracket_places(clause, lambda b: len(b.items) > 1 and all(map(is_word, b.items)))
    if not found:
        return False
    level, place = desk.chance.choice(found)
    whole = level.items[place]
    assert isinstance(whole, Bracket)
    cut = desk.chance.randrange(1, len(whole.items))
    groups, others = same_entries(whole.groups), same_entries(whole.groups)
    entries = whole.entries()
    if len(entries) > 1 and desk.writer.odds(0.4):
        groups, others = [entries[:1]], [entries[1:]]
    level.items[place : place + 1] = [
        Bracket(desk.writer.uid(), whole.items[:cut], groups),
        Bracket(desk.writer.uid(), whole.items[cut:], others),
    ]
    return True
