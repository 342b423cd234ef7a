"""Brackets with one mark alone that come or go with their parties: put in, or lifted.

`[to cut soot {NOR+} by half` that becomes `to cut soot by half`: the words are accepted, and nobody
withdrew. So it is behind a `]` that nothing opened, as where a bracket was drawn around a paragraph
and its list, of which each clause has one mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event, Origin
from draftvc.diff.pieces import Entry
from draftvc.diff.position_events import LeftOver
from draftvc.diff.view import View

_MARKS = {"E101": "[", "E102": "]"}
"""The mark that stands alone, by the code of its fault."""
_GROUPS = re.compile(r"(?:\{[^{}]*\}|\s)*\Z")


def tell_lone_marks(ledger: Ledger, on_clause: LeftOver) -> None:
    """Add that a bracket of one mark was lifted, or put in, where who stood on it goes or comes.

    Those stood behind a `[`, before a word or the end mark of the clause; or directly behind a `]`.
    """
    for found in list(ledger.found):
        mark = _MARKS.get(found.event.code or "")
        if mark is None:
            continue
        is_gone = found.event.kind == "syntax.repaired"
        view, spans = (ledger.old, found.old) if is_gone else (ledger.new, found.new)
        entries = on_clause.gone if is_gone else on_clause.come
        starts = [start for start, _ in spans if view.text.startswith(mark, start)]
        for start in sorted(starts, reverse=True):
            words = list(_held(view, start, mark))
            on = [each for each in entries if _stands_on(view, start, mark, words, each)]
            if on and _stand(ledger, view, words, on[0], is_gone=is_gone):
                ledger.add(_told(ledger, start, words, on, is_gone=is_gone))
                entries[:] = [each for each in entries if each not in on]


def _held(view: View, mark_at: int, mark: str) -> Iterator[int]:
    """Yield the words of a clause behind a `[`, or before a `]`."""
    part = view.parts[view.part_at(mark_at)]
    first, last = (mark_at, part.end) if mark == "[" else (part.start, mark_at)
    return (n for n, word in enumerate(view.words) if first <= word.start < last)


def _stands_on(view: View, mark_at: int, mark: str, words: Sequence[int], entry: Entry) -> bool:
    if mark == "]":
        # A reserve is on the clause, not on words of it: where it goes, it is withdrawn.
        if entry.position.stance == "reserve":
            return False
        return _GROUPS.match(view.text[mark_at + 1 : entry.brace]) is not None
    end = max((view.words[index].start for index in words), default=0)
    return mark_at < entry.span[0] < end


def _stand(
    ledger: Ledger, view: View, words: Sequence[int], entry: Entry, *, is_gone: bool
) -> bool:
    """Tell whether most words between a mark that is gone and the first entry stand."""
    if not is_gone:
        return True
    first = [index for index in words if view.words[index].start < entry.span[0]]
    return sum(ledger.matching.to_new[index] >= 0 for index in first) * 2 >= len(first)


def _told(
    ledger: Ledger, start: int, words: Sequence[int], on: Sequence[Entry], *, is_gone: bool
) -> Found:
    """Return the event of a bracket of one mark, which is told by the fault."""
    view = ledger.old if is_gone else ledger.new
    real = [index for index in words if view.words[index].text[0].isalnum()] or words
    clause, clause_old = ledger.labels(old=start) if is_gone else ledger.labels(new=start)
    spans = [entry.span for entry in on]
    event = Event(
        kind="bracket.lifted" if is_gone else "bracket.added",
        clause=clause,
        clause_old=clause_old,
        text=view.phrase(words[0], real[-1] + 1) if words else "",
        positions=tuple(entry.position for entry in on),
    )
    if is_gone:
        event = event._replace(bracket_old=view.address_at(start))
        return Found(event, old=spans, at=(ledger.to_new_offset(start), start))
    stood = [ledger.matching.to_old[index] >= 0 for index in words]
    origin: Origin = "existing" if all(stood) else "mixed" if any(stood) else "new"
    event = event._replace(bracket=view.address_at(start), origin=origin)
    return Found(event, new=spans, at=(start, -1))
