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


# ------------------------------------------------------------------------- redrawn, moved, joined


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
