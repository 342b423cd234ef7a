"""Moves of whole clauses: they come, go, change places, are parted and joined."""

from __future__ import annotations

from room.desk import Desk
from room.model import (
    Bracket,
    Clause,
    ClauseGroup,
    Item,
    Word,
    copy_clause,
    words_in,
)
from room.moves import move
from room.writer import MOST_LETTERS


def _end(draft: list[Clause], at: int) -> int:
    """Where the clause and what hangs under it end."""
    under = {"sub": ("alt",), "op": ("sub", "alt")}.get(draft[at].kind, ())
    end = at + 1
    while end < len(draft) and draft[end].kind in under:
        end += 1
    return end


def _number_anew(desk: Desk) -> None:
    """Number the operative paragraphs and letter the sub-paragraphs as they stand."""
    number = letter = 0
    for at, clause in enumerate(desk.draft.clauses):
        if clause.kind == "op" and not clause.bis:
            number, letter, now = number + 1, 0, number + 1
        elif clause.kind == "sub":
            letter = now = letter + 1
        else:
            letter = 0 if clause.kind == "op" else letter
            continue
        if clause.number != now:
            desk.take(at).number = now


def _letters(desk: Desk, at: int) -> int:
    """How many sub-paragraphs the paragraph around a place has."""
    clauses = desk.draft.clauses
    first = at
    while clauses[first].kind in ("sub", "alt"):
        first -= 1
    return sum(clause.kind == "sub" for clause in clauses[first : _end(clauses, first)])


def _first_operative(desk: Desk) -> int:
    return next(i for i, clause in enumerate(desk.draft.clauses) if clause.kind == "op")


def _before_bis(desk: Desk, at: int) -> bool:
    """Whether a numbered preambular paragraph follows, whose number would no longer count."""
    return any(clause.kind == "pp" and clause.bis for clause in desk.draft.clauses[at:])


@move("clause.added", 1.2)
def add_clause(desk: Desk, at: int) -> bool:
    """A clause comes before this one; what follows is numbered anew."""
    kind = desk.draft.clauses[at].kind
    full = kind == "sub" and _letters(desk, at) >= MOST_LETTERS
    if kind == "alt" or at == _first_operative(desk) or full or desk.draft.clauses[at].bis:
        return False
    if kind == "pp" and _before_bis(desk, at):
        return False
    clause = desk.writer.clause(kind)
    clause.end = clause.end or ","
    desk.insert(at, clause)
    _number_anew(desk)
    return True


@move("clause.added", 0.4)
def add_bis(desk: Desk, at: int) -> bool:
    """A paragraph comes with a `bis`, in brackets and with those who want it."""
    clauses = desk.draft.clauses
    kind, end = clauses[at].kind, _end(clauses, at)
    follows = clauses[end] if end < len(clauses) else None
    if kind not in ("pp", "op") or clauses[at].bis or (follows and follows.bis):
        return False
    clause = desk.writer.clause(kind)
    plain = all(isinstance(item, Word | Bracket) for item in clause.items)
    broken = any(isinstance(item, Bracket) and item.fault for item in clause.items)
    if not plain or broken or clause.stamp:
        return False
    clause.items = [Bracket(desk.writer.uid(), clause.items, [desk.writer.entries()])]
    clause.enclosed, clause.bis, clause.tail = True, True, []
    counted = sum(c.kind == "pp" and not c.bis for c in clauses[: at + 1])
    clause.number = clauses[at].number if kind == "op" else counted
    taken = {(c.kind, c.number) for c in clauses if c.bis}
    if (kind, clause.number) in taken:
        return False
    desk.insert(end, clause)
    return True


@move("clause.added", 0.4)
def add_alternative(desk: Desk, at: int) -> bool:
    """An alternative to a sub-paragraph comes."""
    clauses = desk.draft.clauses
    if clauses[at].kind != "sub" or _end(clauses, at) > at + 1:
        return False
    clause = desk.writer.clause("alt")
    clause.stamp, clause.joined, clause.end = None, True, ""
    if any(isinstance(item, Bracket) and item.fault for item in clause.items):
        return False
    clause.tail = [ClauseGroup(desk.writer.uid(), desk.writer.entries())]
    desk.insert(at + 1, clause)
    return True


@move("clause.added", 0.5)
def reinstate(desk: Desk, at: int) -> bool:
    """A clause that was removed in an earlier revision comes back, as it was."""
    here = desk.draft.clauses[at]
    full = here.kind == "sub" and _letters(desk, at) >= MOST_LETTERS
    if full or at == _first_operative(desk) or (here.kind == "pp" and _before_bis(desk, at)):
        return False
    for place, clause in enumerate(desk.attic):
        same = clause.kind == here.kind and here.kind != "alt"
        if same and not clause.bis and not clause.span and not here.span:
            desk.attic = [*desk.attic[:place], *desk.attic[place + 1 :]]
            desk.insert(at, copy_clause(clause))
            _number_anew(desk)
            return True
    return False


@move("clause.removed", 1)
def remove_clause(desk: Desk, at: int) -> bool:
    """The clause goes, with what hangs under it; those after it are mostly numbered anew."""
    clauses = desk.draft.clauses
    end = _end(clauses, at)
    if at == _first_operative(desk) or len(clauses) - (end - at) < 8 or end - at > 5:
        return False
    if clauses[at].kind == "sub" and _letters(desk, at) < 2:
        return False
    if clauses[at].kind == "pp" and _before_bis(desk, end):
        return False
    del clauses[at:end]
    if desk.writer.odds(0.85):
        _number_anew(desk)
    return True


@move("clause.renumbered", 0.5)
def number_anew(desk: Desk, at: int) -> bool:
    """Gaps in the numbering are closed."""
    _number_anew(desk)
    return bool(desk.taken) and at >= 0


@move("clause.renumbered", 0.6)
def number_bis(desk: Desk, at: int) -> bool:
    """An operative paragraph numbered `bis` gets a number of its own."""
    clause = desk.draft.clauses[at]
    if clause.kind != "op" or not clause.bis or clause.enclosed:
        return False
    desk.take(at).bis = False
    _number_anew(desk)
    return True


@move("clause.renumbered", 0.6)
def adopt(desk: Desk, at: int) -> bool:
    """An alternative becomes the text; the old wording goes."""
    clauses = desk.draft.clauses
    if clauses[at].kind != "alt":
        return False
    main = at - 1
    if _resemble(clauses[at], clauses[main]):
        return False  # it could as well be the old wording, edited
    clause = desk.take(at)
    clause.kind, clause.number = "sub", clauses[main].number
    if clause.enclosed:
        bracket = clause.items[0]
        assert isinstance(bracket, Bracket)
        clause.items, clause.enclosed = bracket.items, False
    for group in [item for item in clause.tail if isinstance(item, ClauseGroup)]:
        group.entries = [entry for entry in group.entries if entry.stance != "support"]
    clause.tail = [i for i in clause.tail if not (isinstance(i, ClauseGroup) and not i.entries)]
    del clauses[main]
    return True


def _resemble(one: Clause, other: Clause) -> bool:
    """Whether two clauses have many words in common, small ones apart."""
    words = [
        {word.text for word in words_in(clause.items) if len(word.text) > 4}
        for clause in (one, other)
    ]
    return 5 * len(words[0] & words[1]) > min(map(len, words))


@move("clause.moved", 0.6)
def swap(desk: Desk, at: int) -> bool:
    """A clause, with what hangs under it, goes a few places down."""
    clauses = desk.draft.clauses
    kind, end = clauses[at].kind, _end(clauses, at)
    if kind == "alt" or at == _first_operative(desk) or clauses[at].bis:
        return False
    if kind == "pp" and _before_bis(desk, at):
        return False
    to = end
    for _ in range(desk.chance.choice((1, 1, 2, 3))):
        if to < len(clauses) and clauses[to].kind == kind:
            to = _end(clauses, to)
    if to == end:
        return False
    block = clauses[at:end]
    clauses[at:to] = [*clauses[end:to], *block]
    _number_anew(desk)
    return True


@move("clause.moved", 0.3)
def move_under(desk: Desk, at: int) -> bool:
    """A sub-paragraph goes under another paragraph."""
    clauses = desk.draft.clauses
    end = _end(clauses, at)
    if clauses[at].kind != "sub" or end > at + 1 or _letters(desk, at) < 2:
        return False
    able = [
        i
        for i, clause in enumerate(clauses)
        if clause.kind == "sub" and abs(i - at) > 6 and _letters(desk, i) < MOST_LETTERS
    ]
    if not able:
        return False
    target = desk.chance.choice(able)
    clause = clauses.pop(at)
    clauses.insert(target - (target > at), clause)
    _number_anew(desk)
    return True


@move("clause.split", 0.6)
def part_clause(desk: Desk, at: int) -> bool:
    """A paragraph is parted where its second verb begins."""
    clauses = desk.draft.clauses
    clause = desk.take(at)
    cuts = [
        i
        for i, item in enumerate(clause.items)
        if isinstance(item, Word) and item.text == ";" and 3 < i < len(clause.items) - 4
    ]
    plain = not (clause.stamp or clause.enclosed or clause.bis)
    under = _end(clauses, at) > at + 1 and clause.kind == "op"
    if clause.kind not in ("pp", "op") or not cuts or not plain or under:
        return False
    if clause.kind == "pp" and _before_bis(desk, at):
        return False
    cut = desk.chance.choice(cuts)
    head, mark, tail = clause.items[:cut], clause.items[cut], clause.items[cut + 1 :]
    assert isinstance(mark, Word)
    first, second = clause, Clause(0, clause.kind, tail)
    if _size(tail) > _size(head):  # the part with most of the words keeps the identity
        if clause.kind == "op":
            return False  # whether its new number belongs to the parting is not settled
        first, second = second, first
        first.items, first.tail = head, []
        second.items = tail
        first.uid = desk.writer.uid()
    else:
        second.uid = desk.writer.uid()
        second.tail, first.tail = first.tail, []
        first.items = head
    second.end, first.end = clause.end, ";"
    second.end_uid, first.end_uid = desk.writer.uid(), mark.uid
    if any(isinstance(item, ClauseGroup) for item in second.tail):
        return False
    clauses[at : at + 1] = [first, second]
    desk.taken |= {first.uid, second.uid}
    _number_anew(desk)
    return True


def _size(items: list[Item]) -> int:
    return sum(word.is_word for word in words_in(items))


@move("clause.merged", 0.6)
def join_clauses(desk: Desk, at: int) -> bool:
    """Two paragraphs become one."""
    clauses = desk.draft.clauses
    if at + 1 >= len(clauses) or clauses[at].kind not in ("pp", "op"):
        return False
    one, two = desk.take(at), desk.take(at + 1)
    plain = all(
        not (c.stamp or c.enclosed or c.bis or c.kind != one.kind or c.tail) for c in (one, two)
    )
    if not plain or at == _first_operative(desk) or not one.end or _end(clauses, at + 1) > at + 2:
        return False
    if one.end not in (",", ";") or (one.kind == "pp" and _before_bis(desk, at)):
        return False
    first = two.items[0]
    if one.kind == "pp" and isinstance(first, Word):
        # A participle with a capital would begin a paragraph wherever a line breaks before it.
        two.items[0] = Word(first.uid, first.text.lower())
    if one.kind == "op" and _size(one.items) < _size(two.items):
        return False  # whether its new number belongs to the joining is not settled
    big, small = (one, two) if _size(one.items) >= _size(two.items) else (two, one)
    items = [*one.items, Word(one.end_uid, one.end), *two.items]
    big.items, big.end, big.end_uid = items, two.end, two.end_uid
    big.number = one.number
    clauses.remove(small)
    _number_anew(desk)
    return True
