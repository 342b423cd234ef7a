"""Negotiation moves: what a room does to a draft between two revisions, one function a move.

Each takes the writer, the draft and the number of a clause, and says whether it could be made
there. The names are those of the events that a diff should tell.
"""

from __future__ import annotations

from collections.abc import Callable

from drafts import STANCES, Brace, Bracket, Clause, Draft, Entry, Item, Writer

Move = Callable[[Writer, Draft, int], bool]
MOVES: dict[str, Move] = {}


def move(kind: str) -> Callable[[Move], Move]:
    """Enter a move under the kind of event that it makes."""

    def enter(function: Move) -> Move:
        MOVES[kind] = function
        return function

    return enter


def _runs(clause: Clause, length: int) -> list[int]:
    """Where `length` plain words stand in a row, the clause's first word apart."""
    plain = [isinstance(item, str) and item.isalpha() for item in clause.items]
    return [i for i in range(1, len(plain) - length) if all(plain[i : i + length])]


def _pick(writer: Writer, clause: Clause, fit: Callable[[Bracket], bool]) -> int:
    """The place of some outer bracket that fits, or -1."""
    places = [i for i, item in enumerate(clause.items) if isinstance(item, Bracket) and fit(item)]
    return writer.chance.choice(places) if places and not clause.fault else -1


def _anything(bracket: Bracket) -> bool:
    return bool(bracket.items)


@move("text.edited")
def edit_words(writer: Writer, draft: Draft, at: int) -> bool:
    """Two words outside any bracket become two others."""
    clause = draft.clauses[at]
    runs = _runs(clause, 2)
    if runs:
        start = writer.chance.choice(runs)
        clause.items[start : start + 2] = writer.words(2, 2)
    return bool(runs)


@move("bracket.added")
def wrap_words(writer: Writer, draft: Draft, at: int) -> bool:
    """Words that stood there are put in brackets, or new ones come in brackets."""
    clause = draft.clauses[at]
    runs = _runs(clause, 3)
    if runs and not clause.stamp:
        start = writer.chance.choice(runs)
        bracket = writer.bracket(nested=False)
        if writer.chance.random() < 0.5:
            bracket.items = clause.items[start : start + 3]
            clause.items[start : start + 3] = [bracket]
        else:
            clause.items.insert(start, bracket)
        return True
    return False


@move("bracket.lifted")
def lift(writer: Writer, draft: Draft, at: int) -> bool:
    """The brackets go, the words stay."""
    clause = draft.clauses[at]
    place = _pick(writer, clause, _anything)
    if place >= 0:
        bracket = clause.items[place]
        assert isinstance(bracket, Bracket)
        clause.items[place : place + 1] = bracket.items
    return place >= 0


@move("bracket.dropped")
def drop(writer: Writer, draft: Draft, at: int) -> bool:
    """The brackets go with their words."""
    clause = draft.clauses[at]
    place = _pick(writer, clause, _anything)
    if place >= 0:
        del clause.items[place]
    return place >= 0


@move("bracket.edited")
def edit_bracket(writer: Writer, draft: Draft, at: int) -> bool:
    """One of the words inside becomes another."""
    clause = draft.clauses[at]
    place = _pick(writer, clause, lambda b: len(b.items) > 2 and isinstance(b.items[0], str))
    if place >= 0:
        bracket = clause.items[place]
        assert isinstance(bracket, Bracket)
        bracket.items[0] = writer.word()
    return place >= 0


@move("bracket.rescoped")
def rescope(writer: Writer, draft: Draft, at: int) -> bool:
    """The bracket is drawn around the word before it as well."""
    clause = draft.clauses[at]
    places = [
        i
        for i, item in enumerate(clause.items)
        if isinstance(item, Bracket) and i > 1 and str(clause.items[i - 1]).isalpha()
    ]
    if not places or clause.fault:
        return False
    place = writer.chance.choice(places)
    bracket = clause.items[place]
    assert isinstance(bracket, Bracket)
    bracket.items.insert(0, clause.items.pop(place - 1))
    return True


@move("bracket.moved")
def move_bracket(writer: Writer, draft: Draft, at: int) -> bool:
    """The same bracket at another place of the clause."""
    clause = draft.clauses[at]
    place = _pick(writer, clause, lambda b: len(b.items) > 1)
    runs = [i for i in _runs(clause, 2) if abs(i - place) > 6]
    if place < 0 or not runs:
        return False
    target = writer.chance.choice(runs)
    bracket = clause.items.pop(place)
    clause.items.insert(target if target < place else target - 1, bracket)
    return True


@move("bracket.merged")
def merge_brackets(writer: Writer, draft: Draft, at: int) -> bool:
    """Two neighbours become one."""
    clause = draft.clauses[at]
    for i in range(len(clause.items) - 1):
        one, two = clause.items[i : i + 2]
        if isinstance(one, Bracket) and isinstance(two, Bracket) and not clause.fault:
            merged = Bracket(one.items + two.items, two.groups, two.before_group, two.separator)
            clause.items[i : i + 2] = [merged]
            return True
    return False


@move("bracket.split")
def split_bracket(writer: Writer, draft: Draft, at: int) -> bool:
    """One bracket is parted, and both parts keep its groups."""
    clause = draft.clauses[at]
    place = _pick(writer, clause, lambda b: len(b.items) > 3)
    if place >= 0:
        whole = clause.items[place]
        assert isinstance(whole, Bracket)
        half = len(whole.items) // 2
        parts = (whole.items[:half], whole.items[half:])
        clause.items[place : place + 1] = [
            Bracket(items, [list(group) for group in whole.groups]) for items in parts
        ]
    return place >= 0


def _group(writer: Writer, clause: Clause, entries: int) -> list[Entry]:
    """The first group of some bracket that has so many entries; empty where there is none."""
    groups = [b.groups[0] for b in clause.brackets() if len(b.groups[0]) >= entries]
    return writer.chance.choice(groups) if groups and not clause.fault else []


@move("position.added")
def add_position(writer: Writer, draft: Draft, at: int) -> bool:
    """A party joins a group in which it was not."""
    group = _group(writer, draft.clauses[at], 1)
    new = [e for e in writer.entries() if e.party not in {old.party for old in group}]
    if group and new:
        group.append(new[0])
    return bool(group and new)


@move("position.withdrawn")
def withdraw(writer: Writer, draft: Draft, at: int) -> bool:
    """A party leaves a group."""
    group = _group(writer, draft.clauses[at], 2)
    if group:
        group.remove(writer.chance.choice(group))
    return bool(group)


@move("position.changed")
def reverse(writer: Writer, draft: Draft, at: int) -> bool:
    """A party takes another stance."""
    group = _group(writer, draft.clauses[at], 1)
    if group:
        entry = writer.chance.choice(group)
        entry.stance = writer.chance.choice([s for s in STANCES if s != entry.stance])
    return bool(group)


@move("position.moved")
def move_position(writer: Writer, draft: Draft, at: int) -> bool:
    """A party takes its stance to another bracket of the clause."""
    clause = draft.clauses[at]
    source = _group(writer, clause, 2)
    target = _group(writer, clause, 1)
    if not source or source is target:
        return False
    entry = source[-1]
    if entry.party in {e.party for e in target}:
        return False
    target.append(source.pop())
    return True


@move("note.added")
def add_note(writer: Writer, draft: Draft, at: int) -> bool:
    """A party asks for something to be done with the clause."""
    return _add_brace(draft.clauses[at], "KEN suggest to move to the end")


@move("placeholder.added")
def add_placeholder(writer: Writer, draft: Draft, at: int) -> bool:
    """Words are promised."""
    return _add_brace(draft.clauses[at], f"placeholder {writer.word()} {writer.word()}")


def _add_brace(clause: Clause, text: str) -> bool:
    if clause.stamp:
        return False
    clause.items.append(Brace(text))
    return True


def _take_brace(draft: Draft, at: int, begins: bool, put: list[Item]) -> bool:
    """Put `put` in the place of a brace that is a placeholder, or is not."""
    clause = draft.clauses[at]
    for i, item in enumerate(clause.items):
        if isinstance(item, Brace) and item.text.startswith("placeholder") == begins:
            clause.items[i : i + 1] = put
            return True
    return False


@move("note.removed")
def remove_note(writer: Writer, draft: Draft, at: int) -> bool:
    """The request is gone."""
    return _take_brace(draft, at, begins=False, put=[])


@move("placeholder.filled")
def fill(writer: Writer, draft: Draft, at: int) -> bool:
    """The words come."""
    return _take_brace(draft, at, begins=True, put=writer.words(3, 6))


@move("placeholder.removed")
def remove_placeholder(writer: Writer, draft: Draft, at: int) -> bool:
    """The words will not come."""
    return _take_brace(draft, at, begins=True, put=[])


@move("clause.agreed")
def agree(writer: Writer, draft: Draft, at: int) -> bool:
    """A clean clause is agreed."""
    clause = draft.clauses[at]
    if clause.stamp or clause.brackets():
        return False
    clause.stamp = writer.stamp()
    return True


@move("clause.reopened")
def reopen(writer: Writer, draft: Draft, at: int) -> bool:
    """The mark of an agreed clause goes."""
    clause = draft.clauses[at]
    had, clause.stamp = clause.stamp, ""
    return bool(had)


@move("clause.added")
def add_clause(writer: Writer, draft: Draft, at: int) -> bool:
    """A clause comes before this one; what follows under the same number is lettered anew."""
    kind = draft.clauses[at].kind
    if kind not in ("pp", "sub"):
        return False
    draft.clauses.insert(at, writer.clause(kind))
    draft.clauses[at].touched = True
    return True


@move("clause.removed")
def remove_clause(writer: Writer, draft: Draft, at: int) -> bool:
    """The clause goes; what follows under the same number is lettered anew."""
    if draft.clauses[at].kind == "op" or _has_alternative(draft, at):
        return False
    del draft.clauses[at]
    return True


@move("clause.moved")
def swap(writer: Writer, draft: Draft, at: int) -> bool:
    """Two neighbours change places."""
    pair = draft.clauses[at : at + 2]
    if len(pair) < 2 or {c.kind for c in pair} not in ({"pp"}, {"sub"}):
        return False
    if _has_alternative(draft, at + 1):
        return False
    draft.clauses[at : at + 2] = reversed(pair)
    return True


def _has_alternative(draft: Draft, at: int) -> bool:
    return at + 1 < len(draft.clauses) and draft.clauses[at + 1].kind == "alt"


@move("clause.split")
def split_clause(writer: Writer, draft: Draft, at: int) -> bool:
    """A preambular paragraph is parted in two."""
    clause = draft.clauses[at]
    if clause.kind != "pp" or clause.stamp or clause.fault or len(clause.items) < 30:
        return False
    third = len(clause.items) * 2 // 3
    tail = Clause("pp", ["Stressing", *clause.items[third:]], touched=True)
    del clause.items[third:]
    draft.clauses.insert(at + 1, tail)
    return True


@move("clause.merged")
def join_clauses(writer: Writer, draft: Draft, at: int) -> bool:
    """Two preambular paragraphs become one."""
    pair = draft.clauses[at : at + 2]
    if len(pair) < 2 or any(c.kind != "pp" or c.stamp or c.fault for c in pair):
        return False
    one, two = pair
    one.items += [",", str(two.items[0]).lower(), *two.items[1:]]
    del draft.clauses[at + 1]
    return True


@move("syntax.broken")
def break_bracket(writer: Writer, draft: Draft, at: int) -> bool:
    """The last bracket of the clause loses its end."""
    clause = draft.clauses[at]
    if clause.fault or not clause.brackets():
        return False
    clause.fault = True
    return True


@move("syntax.repaired")
def repair(writer: Writer, draft: Draft, at: int) -> bool:
    """The bracket gets its end back."""
    clause = draft.clauses[at]
    had, clause.fault = clause.fault, False
    return had
