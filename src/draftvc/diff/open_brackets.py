"""Brackets without end that stand in a clause that came now, or stood in one that went.

`2. … approaches, [notably` of which the end stands in a new OP2.1: the `[` is as open there as it
was. Nothing was repaired, and nobody made a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from draftvc.diff.ledger import Found
from draftvc.diff.model import Edit
from draftvc.diff.rehoused import clause_of, without
from draftvc.diff.renumbering import Placed
from draftvc.diff.sides import Sides
from draftvc.diff.view import View
from draftvc.diff.viewing import view_clause
from draftvc.diff.wording import plain_wording

_NEVER_CLOSED = "E101"
_WHOLES = {"syntax.repaired": "clause.added", "syntax.broken": "clause.removed"}
_LETTERS = 5
"""Letters behind a `[` by which it is known again in another clause."""


def settle_open_brackets(placed: Sequence[Placed], sides: Sides) -> list[Placed]:
    """Return the events with a `[` that is open in another clause now read as moved there."""
    result = list(placed)
    faults = [f for f in placed if f.kind in _WHOLES and f.found.event.code == _NEVER_CLOSED]
    kinds = {_WHOLES[fault.kind] for fault in faults}
    wholes = [each for each in placed if each.kind in kinds and _is_open(each, sides)]
    for fault in faults if wholes else ():
        for at, whole in enumerate(wholes):
            if whole.kind == _WHOLES[fault.kind] and (found := _moved(fault, whole, sides)):
                wholes[at] = found[0]
                result = _put(result, whole, found, without=fault)
                break
    return result


def _put(
    placed: Sequence[Placed], whole: Placed, instead: Sequence[Placed], without: Placed
) -> list[Placed]:
    """Return events with others instead of one, and without another."""
    kept = ((instead if each is whole else (each,)) for each in placed if each is not without)
    return [each for several in kept for each in several]


def _is_open(whole: Placed, sides: Sides) -> bool:
    """Tell whether something in a clause that came or went is never closed."""
    faults = clause_of(whole, sides).reading.faults
    return any(fault.code == _NEVER_CLOSED for fault in faults)


def _moved(fault: Placed, whole: Placed, sides: Sides) -> tuple[Placed, Placed] | None:
    """Return a whole clause without a mark that moved, and the move; None where none did."""
    here, there = _only_mark(fault, sides), list(_open_marks(whole, sides))
    if here is None:
        return None
    words = _words_behind(*here)
    mates = [each for each in there if _are_same(words, _words_behind(*each))]
    if len(mates) != 1:
        return None
    (view, start), (other, at) = here, mates[0]
    comes = whole.kind == "clause.added"
    name = whole.found.event.clause_id or whole.found.event.clause
    span = (at, at + 1)
    mark = Edit(name, None, span, "", "[") if comes else Edit(name, span, None, "[", "")
    cut = replace(whole, found=Found(whole.found.event, edits=(mark,)))
    new, old = ((other, at), (view, start)) if comes else ((view, start), (other, at))
    event = fault.found.event._replace(
        kind="bracket.moved",
        clause=new[0].label_at(new[1]),
        clause_old=old[0].label_at(old[1]),
        bracket=new[0].address_at(new[1]),
        bracket_old=old[0].address_at(old[1]),
        was=old[0].address_at(old[1]),
        text=_words_behind(*new),
        code=None,
    )
    found = Found(event, at=(new[1], -1), edits=(*fault.found.edits, mark))
    return without(whole, cut), replace(whole if comes else fault, found=found)


def _only_mark(fault: Placed, sides: Sides) -> tuple[View, int] | None:
    """Return the clause and place of the `[` that a fault is about; None where it is not one."""
    gone = fault.kind == "syntax.repaired"
    edits = [edit for edit in fault.found.edits if (edit.before if gone else edit.after).strip()]
    text = (edits[0].before if gone else edits[0].after) if len(edits) == 1 else ""
    span = (edits[0].old if gone else edits[0].new) if text.strip() == "[" else None
    if span is None:
        return None
    draft, event = (sides.old if gone else sides.new), fault.found.event
    label = (event.clause_old or event.clause) if gone else event.clause
    return view_clause(draft.clauses[draft.by_label[label]]), span[0] + text.index("[")


def _open_marks(whole: Placed, sides: Sides) -> Iterator[tuple[View, int]]:
    """Yield the clause and place of each `[` of a whole clause that nothing closes."""
    view = view_clause(clause_of(whole, sides))
    for fault in view.reading.faults:
        if fault.code == _NEVER_CLOSED and fault.delimiter == "[":
            yield view, fault.start


def _words_behind(view: View, start: int) -> str:
    chosen = [index for index, word in enumerate(view.words) if word.start > start]
    return view.phrase(chosen[0], chosen[-1] + 1) if chosen else ""


def _are_same(one: str, other: str) -> bool:
    short, long = sorted(map(plain_wording, (one, other)), key=len)
    return len(short) >= _LETTERS and long.startswith(short)
