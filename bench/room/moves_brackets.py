"""Moves that bring, take and change brackets."""

from __future__ import annotations

from room.desk import (
    Desk,
    Level,
    bracket_places,
    has_words,
    is_word,
    levels,
    pick_level,
    runs,
    same_entries,
)
from room.model import Bracket, Clause, Entry, Item, LetterPair, Word
from room.moves import move


def _wrappable(item: Item) -> bool:
    mark = isinstance(item, Word) and item.text in ","
    return is_word(item) or mark or (isinstance(item, Bracket) and not item.fault)


@move("bracket.added", 5)
def wrap_words(desk: Desk, at: int) -> bool:
    """Words that stood there are put in brackets, perhaps with brackets among them."""
    clause = desk.take(at)
    level = pick_level(desk, clause)
    length = desk.chance.randint(1, 6)
    fit = _wrappable if desk.writer.odds(0.3) else is_word
    starts = [i for i in runs(level, length, fit) if _ends_in_words(level, i, length)]
    if not starts or clause.stamp:
        return False
    start = desk.chance.choice(starts)
    inside = level.items[start : start + length]
    level.items[start : start + length] = [Bracket(desk.writer.uid(), inside, desk.writer.groups())]
    return True


def _ends_in_words(level: Level, start: int, length: int) -> bool:
    return is_word(level.items[start]) and is_word(level.items[start + length - 1])


@move("bracket.added", 5)
def propose_words(desk: Desk, at: int) -> bool:
    """New words come in brackets, now and then with brackets among them."""
    clause = desk.take(at)
    level = pick_level(desk, clause)
    starts = runs(level, 1)
    if not starts or clause.stamp:
        return False
    place = desk.chance.choice(starts)
    bracket = _new_bracket(desk, clause, level.items[place])
    if desk.writer.odds(0.08):
        bracket.items.insert(1, _new_bracket(desk, clause, level.items[place]))
    level.items.insert(place + 1, bracket)
    return True


def _new_bracket(desk: Desk, clause: Clause, near: Item) -> Bracket:
    items = desk.fresh(clause, desk.chance.randint(1, 5), near)
    if desk.writer.odds(0.1):
        items.insert(0, desk.writer.make(","))
    return Bracket(desk.writer.uid(), items, desk.writer.groups())


@move("bracket.added", 1)
def wrap_with_words(desk: Desk, at: int) -> bool:
    """A new bracket holds old words and new ones."""
    clause = desk.take(at)
    level = pick_level(desk, clause)
    length = desk.chance.randint(2, 5)
    starts = runs(level, length)
    if not starts or clause.stamp:
        return False
    start = desk.chance.choice(starts)
    inside = level.items[start : start + length]
    new = desk.fresh(clause, desk.chance.randint(1, 3), inside[0])
    inside = [*new, *inside] if desk.writer.odds(0.5) else [*inside, *new]
    level.items[start : start + length] = [Bracket(desk.writer.uid(), inside, desk.writer.groups())]
    return True


@move("bracket.added", 3)
def propose_substitution(desk: Desk, at: int) -> bool:
    """Words that stood and others, each in brackets: one wording in place of the other."""
    clause = desk.take(at)
    level = pick_level(desk, clause)
    length = desk.chance.choice((1, 1, 2, 3))
    starts = runs(level, length)
    if not starts or clause.stamp:
        return False
    start = desk.chance.choice(starts)
    stood = level.items[start : start + length]
    new = desk.fresh(clause, desk.chance.choice((1, 1, 2, 3)), stood[0])
    groups = [desk.writer.entries()[:3]]
    others = same_entries(groups)
    if desk.writer.odds(0.15):
        party = groups[0][0].party
        groups, others = [[Entry(party, "delete")]], [[Entry(party, "support")]]
    level.items[start : start + length] = [
        Bracket(desk.writer.uid(), stood, groups),
        Bracket(desk.writer.uid(), new, others),
    ]
    return True


@move("bracket.added", 0.3)
def quote(desk: Desk, at: int) -> bool:
    """Quotation marks are proposed, each in its own bracket, around words that stood."""
    clause = desk.take(at)
    if clause.enclosed or clause.stamp:
        return False
    level = levels(clause)[0]
    length = desk.chance.randint(4, 8)
    starts = runs(level, length)
    if not starts:
        return False
    start = desk.chance.choice(starts)
    entry = Entry(desk.writer.party(), "support")
    opening, closing = (
        Bracket(desk.writer.uid(), [desk.writer.make(mark)], [[entry]]) for mark in "“”"
    )
    level.items[start : start + length] = [opening, *level.items[start : start + length], closing]
    return True


@move("bracket.added", 0.4)
def question_letter(desk: Desk, at: int) -> bool:
    """The first letter of a word is put in question."""
    clause = desk.take(at)
    if clause.enclosed or clause.stamp or any(b.fault for b in _brackets(clause)):
        return False
    able = [
        i
        for i, item in enumerate(clause.items)
        if i > 1 and isinstance(item, Word) and item.text.isalpha() and len(item.text) > 5
    ]
    if not able:
        return False
    place = desk.chance.choice(able)
    word = clause.items[place]
    assert isinstance(word, Word)
    uid, groups = desk.writer.uid, [desk.writer.entries()[:2]]
    letter = word.text[0].lower()
    clause.items[place] = LetterPair(word.uid, uid(), uid(), word.text[1:], letter, groups)
    return True


def _brackets(clause: Clause) -> list[Bracket]:
    return [item for item in clause.items if isinstance(item, Bracket)]


@move("bracket.added", 0.4)
def enclose(desk: Desk, at: int) -> bool:
    """A whole clause is put in brackets, its marker inside."""
    clause = desk.take(at)
    plain = all(isinstance(item, Word | Bracket) for item in clause.items)
    broken = any(bracket.fault for bracket in _brackets(clause))
    numbered = clause.kind == "sub" or clause.bis
    if not numbered or clause.enclosed or clause.stamp or broken or not plain or clause.tail:
        return False
    clause.items = [Bracket(desk.writer.uid(), clause.items, [desk.writer.entries()])]
    clause.enclosed = True
    return True


# --------------------------------------------------------------------------------- lifted, dropped


def _liftable(bracket: Bracket) -> bool:
    return bool(bracket.items)


@move("bracket.lifted", 8)
def lift(desk: Desk, at: int) -> bool:
    """The brackets go, the words stay."""
    clause = desk.take(at)
    found = bracket_places(clause, _liftable)
    if not found:
        return False
    level, place = desk.chance.choice(found)
    _lift_at(clause, level, place)
    return True


def _lift_at(clause: Clause, level: Level, place: int) -> None:
    bracket = level.items[place]
    assert isinstance(bracket, Bracket)
    if clause.enclosed and bracket is clause.items[0]:
        clause.enclosed = False
    level.items[place : place + 1] = bracket.items


@move("bracket.lifted", 0.4)
def lift_all_around(desk: Desk, at: int) -> bool:
    """The bracket around a whole clause goes."""
    clause = desk.take(at)
    if not clause.enclosed or clause.kind == "alt":
        return False
    bracket = clause.items[0]
    assert isinstance(bracket, Bracket)
    clause.items, clause.enclosed = bracket.items, False
    return True


@move("bracket.lifted", 1.5)
def lift_amended(desk: Desk, at: int) -> bool:
    """The words stay but for one, the brackets go."""
    clause = desk.take(at)
    found = bracket_places(clause, lambda b: sum(map(is_word, b.items)) > 2)
    if not found:
        return False
    level, place = desk.chance.choice(found)
    bracket = level.items[place]
    assert isinstance(bracket, Bracket)
    changed = desk.chance.choice([i for i, item in enumerate(bracket.items) if is_word(item)])
    new = desk.fresh(clause, desk.chance.randint(0, 1), bracket.items[changed])
    bracket.items[changed : changed + 1] = new
    _lift_at(clause, level, place)
    return True


@move("bracket.dropped", 7)
def drop(desk: Desk, at: int) -> bool:
    """The brackets go with their words."""
    clause = desk.take(at)
    found = bracket_places(clause, lambda b: not (clause.enclosed and b is clause.items[0]))
    if not found:
        return False
    level, place = desk.chance.choice(found)
    del level.items[place]
    return bool(level.items)


@move("bracket.dropped", 0.7)
def drop_but_some(desk: Desk, at: int) -> bool:
    """The brackets go with most of their words; one or two stay."""
    clause = desk.take(at)
    found = bracket_places(clause, lambda b: all(map(is_word, b.items)) and len(b.items) > 3)
    if not found:
        return False
    level, place = desk.chance.choice(found)
    bracket = level.items[place]
    assert isinstance(bracket, Bracket)
    level.items[place : place + 1] = bracket.items[:1]
    return True


@move("bracket.dropped", 6)
def decide(desk: Desk, at: int) -> bool:
    """A substitution or a choice between rivals is decided: one member stays, the others go."""
    clause = desk.take(at)
    sides: list[tuple[Level, int, int]] = []
    for level in levels(clause):
        start = 0
        while start < len(level.items):
            end = start
            while end < len(level.items) and _member(level.items[end]):
                end += 1
            if end - start > 1:
                sides.append((level, start, end))
            start = end + 1
    if not sides:
        return False
    level, start, end = desk.chance.choice(sides)
    members = level.items[start:end]
    first = desk.chance.randrange(2)
    stays = members[first::2] if len(members) == 4 else [desk.chance.choice(members)]
    kept: list[Item] = []
    for member in stays if desk.writer.odds(0.9) else []:
        assert isinstance(member, Bracket)
        kept += member.items
    level.items[start:end] = kept
    return True


def _member(item: Item) -> bool:
    return isinstance(item, Bracket) and not item.fault and has_words(item)


@move("bracket.lifted", 0.6)
def decide_letter(desk: Desk, at: int) -> bool:
    """A letter in question is decided."""
    clause = desk.take(at)
    able = [i for i, item in enumerate(clause.items) if isinstance(item, LetterPair)]
    if not able:
        return False
    place = desk.chance.choice(able)
    pair = clause.items[place]
    assert isinstance(pair, LetterPair)
    letter = pair.letter.upper() if desk.writer.odds(0.5) else pair.letter
    clause.items[place] = Word(pair.uid, letter + pair.rest)
    return True
