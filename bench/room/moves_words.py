"""Moves that change words: outside brackets, inside them, and the front."""

from __future__ import annotations

from room.desk import Desk, Level, bracket_places, has_words, levels, pick_level, runs
from room.model import Clause, Item, Word
from room.moves import move
from room.vocabulary import VERBS

LAST_DAY = 28
"""Of the session."""
_PAIRS = {"“": '"', "”": '"', '"': "“"}


def _edit(desk: Desk, clause: Clause, level: Level) -> bool:
    """Some words become others, go, or come."""
    dice = desk.chance.random()
    old = 0 if dice < 0.25 else desk.chance.choice((1, 1, 2, 2, 3))
    new = 0 if 0.25 <= dice < 0.4 else desk.chance.choice((1, 1, 2, 2, 3))
    starts = runs(level, max(old, 1))
    if not starts:
        return False
    at = desk.chance.choice(starts)
    near = level.items[at]
    level.items[at : at + old] = desk.fresh(clause, new, near)
    return True


@move("text.edited", 6)
def edit_words(desk: Desk, at: int) -> bool:
    """Words outside any bracket change."""
    clause = desk.take(at)
    return not clause.enclosed and _edit(desk, clause, levels(clause)[0])


@move("text.edited", 1.5)
def edit_twice(desk: Desk, at: int) -> bool:
    """Two words near each other change, or two far apart."""
    clause = desk.take(at)
    if clause.enclosed:
        return False
    level = levels(clause)[0]
    gap = desk.chance.choice((1, 2, 3, 4, 6))
    starts = runs(level, gap + 2)
    if not starts:
        return False
    start = desk.chance.choice(starts)
    for place in (start, start + gap + 1):
        level.items[place : place + 1] = desk.fresh(clause, 1, level.items[place])
    return True


@move("text.edited", 0.5)
def rework(desk: Desk, at: int) -> bool:
    """Words change in many places of the clause."""
    clause = desk.take(at)
    if clause.enclosed:
        return False
    made = sum(_edit(desk, clause, levels(clause)[0]) for _ in range(desk.chance.randint(3, 5)))
    return made > 2


@move("text.edited", 0.7)
def edit_verb(desk: Desk, at: int) -> bool:
    """The verb of an operative paragraph becomes another."""
    clause = desk.take(at)
    first = clause.items[0]
    if clause.kind != "op" or not isinstance(first, Word) or first.text == "Calls":
        return False
    others = [verb for verb in VERBS if " " not in verb and verb != first.text]
    clause.items[0] = desk.writer.make(desk.chance.choice(others))
    return True


@move("text.edited", 0.7)
def edit_mark(desk: Desk, at: int) -> bool:
    """A comma inside the clause comes or goes."""
    clause = desk.take(at)
    level = pick_level(desk, clause)
    commas = [i for i, it in enumerate(level.items) if isinstance(it, Word) and it.text == ","]
    inside = [i for i in commas if 1 < i < len(level.items) - 1]
    if inside and desk.writer.odds(0.5):
        del level.items[desk.chance.choice(inside)]
        return True
    starts = runs(level, 2)
    if not starts:
        return False
    level.items.insert(desk.chance.choice(starts) + 1, desk.writer.make(","))
    return True


def _respelled(desk: Desk, item: Item) -> Item | None:
    """The same word in another letter case or without its hyphen, the same mark otherwise."""
    if not isinstance(item, Word):
        return None
    if item.text in _PAIRS:
        return Word(item.uid, _PAIRS[item.text])
    if "-" in item.text and desk.writer.odds(0.7):
        return Word(item.uid, item.text.replace("-", ""))
    if item.text.isalpha() and len(item.text) > 4:
        first = item.text[0]
        return Word(item.uid, (first.lower() if first.isupper() else first.upper()) + item.text[1:])
    return None


def _respell(desk: Desk, level: Level, times: int) -> bool:
    able = list(range(level.first + 1, len(level.items)))
    desk.chance.shuffle(able)
    made = 0
    for at in able:
        item = _respelled(desk, level.items[at])
        if item is not None:
            level.items[at] = item
            made += 1
            if made == times:
                return True
    return made > 0


@move("text.edited", 1.2)
def respell(desk: Desk, at: int) -> bool:
    """A capital, a hyphen or quotation marks change: one place of the clause or several."""
    clause = desk.take(at)
    times = desk.chance.choice((1, 1, 2))
    return not clause.enclosed and _respell(desk, levels(clause)[0], times)


@move("text.edited", 0.6)
def change_end(desk: Desk, at: int) -> bool:
    """The mark that ends the clause comes, goes, or is another."""
    clause = desk.take(at)
    if clause.end == ":" or clause.enclosed:
        return False
    clause.end = desk.chance.choice([mark for mark in ("", ",", ";", ".") if mark != clause.end])
    return True


@move("text.edited", 0.2)
def change_heading(desk: Desk, at: int) -> bool:
    """The heading before the operative part says something else."""
    heading = desk.draft.heading
    other = "PARAGRAPHS" if heading[-1].text == "CLAUSES" else "CLAUSES"
    heading[-1] = desk.writer.make(other)
    return at >= 0


@move("text.edited", 0.2)
def change_title(desk: Desk, at: int) -> bool:
    """A word of the title becomes another."""
    title = desk.draft.front.title
    place = desk.chance.randrange(len(title))
    used = {word.text for word in title}
    title[place : place + 1] = [
        word for word in desk.writer.fresh(1, used, used) if isinstance(word, Word)
    ]
    return at >= 0


@move("text.edited", 0.3)
def next_day(desk: Desk, at: int) -> bool:
    """The status line speaks of the next day."""
    desk.draft.front.day += 1
    return at >= 0 and desk.draft.front.day <= LAST_DAY


@move("bracket.edited", 6)
def edit_bracket(desk: Desk, at: int) -> bool:
    """Words inside a bracket change."""
    clause = desk.take(at)
    found = bracket_places(clause, has_words)
    if not found:
        return False
    level, place = desk.chance.choice(found)
    bracket = level.items[place]
    inside = next(one for one in levels(clause) if one.bracket is bracket)
    return _edit(desk, clause, inside)


@move("bracket.edited", 0.8)
def reword_bracket(desk: Desk, at: int) -> bool:
    """The same parties say it in other words."""
    clause = desk.take(at)
    found = bracket_places(clause, lambda b: has_words(b) and all(map(_plain, b.items)))
    if not found:
        return False
    level, place = desk.chance.choice(found)
    bracket = level.items[place]
    inside = next(one for one in levels(clause) if one.bracket is bracket)
    count = max(1, len(inside.items) + desk.chance.randint(-1, 2))
    inside.items[:] = desk.fresh(clause, count, inside.items[0])
    return True


@move("bracket.edited", 0.5)
def respell_bracket(desk: Desk, at: int) -> bool:
    """A capital, a hyphen or a quotation mark inside a bracket changes."""
    clause = desk.take(at)
    inside = [level for level in levels(clause) if level.bracket and not level.bracket.fault]
    return bool(inside) and _respell(desk, desk.chance.choice(inside), 1)


def _plain(item: Item) -> bool:
    return isinstance(item, Word)
