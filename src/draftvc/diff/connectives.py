"""The “and” and the comma between brackets that changed places: they go with the move."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from draftvc.diff.renumbering import Placed
from draftvc.diff.sides import Sides
from draftvc.diff.wording import CONNECTIVES

_WORD = re.compile(r"\w+|[^\w\s]")


def join_connectives(placed: Sequence[Placed], sides: Sides) -> list[Placed]:
    """Return the events with connectives that only changed places read as part of a move.

    `[A] and [B]` that becomes `[B] and [A]` is one move: the “and” neither came nor went. Only
    where as many of each came as went, beside brackets, and all of them are of one kind of word.
    """
    moves: dict[int, Placed] = {}
    edits: dict[int, list[Placed]] = defaultdict(list)
    for each in placed:
        event = each.found.event
        if event.kind == "bracket.moved" and _is_in_its_clause(each):
            moves.setdefault(each.new, each)
        elif event.kind == "text.edited" and _is_connective(each) and _is_by_brackets(each, sides):
            edits[each.new].append(each)
    taken = {new: edits[new] for new in moves if _only_changed_places(edits[new])}
    carriers = {id(moves[new]): each for new, each in taken.items()}
    gone = {id(each) for members in taken.values() for each in members}
    return [_carrying(each, carriers.get(id(each), [])) for each in placed if id(each) not in gone]


def _is_in_its_clause(move: Placed) -> bool:
    edits = move.found.edits
    return len({edit.clause_id for edit in edits}) == 1


def _is_connective(each: Placed) -> bool:
    event = each.found.event
    words = _words(event.before) + _words(event.after)
    return all(word in CONNECTIVES for word in words)


def _is_by_brackets(each: Placed, sides: Sides) -> bool:
    """Tell whether every run of an edit touches a bracket."""
    if each.new not in sides.to_old:
        return False
    old = sides.old.clauses[sides.to_old[each.new]].text
    new = sides.new.clauses[each.new].text
    spans = [(old, edit.old) for edit in each.found.edits]
    spans += [(new, edit.new) for edit in each.found.edits]
    return all(
        text[: span[0]].rstrip().endswith(("]", "}")) or text[span[1] :].lstrip().startswith("[")
        for text, span in spans
        if span is not None and span[0] < span[1]
    )


def _only_changed_places(edits: Sequence[Placed]) -> bool:
    gone = Counter(word for each in edits for word in _words(each.found.event.before))
    come = Counter(word for each in edits for word in _words(each.found.event.after))
    return bool(edits) and gone == come and sum(word.isalpha() for word in gone) <= 1


def _words(text: str | None) -> list[str]:
    return _WORD.findall((text or "").casefold())


def _carrying(move: Placed, edits: Sequence[Placed]) -> Placed:
    """Return a move that explains the edits of connectives too."""
    if not edits:
        return move
    more = tuple(edit for each in edits for edit in each.found.edits)
    return replace(move, found=replace(move.found, edits=move.found.edits + more))
