"""Agreed marks that a bracket was drawn around, or that come out of one.

`[Thanks all. Ad ref 3 May 2025]` is not agreed: what stands in brackets is words. Those who drew
the bracket put no new words there, and those who take it away drop none.
"""

from __future__ import annotations

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.respelt import Respelt
from draftvc.diff.view import View
from draftvc.notation.model import Kind
from draftvc.notation.tokens import scan


def find_bracketed_marks(ledger: Ledger) -> Respelt:
    """Add the event of each agreed mark that stands as words in a bracket on the other side.

    Returns these words: no bracket took or brought them.
    """
    olds: set[int] = set()
    news: set[int] = set()
    for old, new in ledger.clauses:
        if old is None or new is None or (old in ledger.old.stamps) == (new in ledger.new.stamps):
            continue
        comes = new in ledger.new.stamps
        view, part = (ledger.new, new) if comes else (ledger.old, old)
        other, there = (ledger.old, old) if comes else (ledger.new, new)
        mates = ledger.matching.to_new if comes else ledger.matching.to_old
        run = _words(other, there, view.text[slice(*view.stamps[part])])
        if not run or any(mates[index] >= 0 for index in run):
            continue
        (olds if comes else news).update(run)
        spans = [(other.words[index].start, other.words[index].end) for index in run]
        stamp = [view.stamps[part]]
        stands = view.stamp(part)
        when = (stands.when or stands.raw) if stands else None
        event = Event(
            kind="clause.agreed" if comes else "clause.reopened",
            clause=ledger.new.parts[new].clause.label,
            clause_old=ledger.old.parts[old].clause.label,
            when=when if comes else None,
            was=None if comes else when,
        )
        at = (ledger.new.parts[new].end, -1)
        ledger.add(Found(event, spans if comes else stamp, stamp if comes else spans, at))
    return Respelt(frozenset(olds), frozenset(news))


def _words(view: View, part: int, mark: str) -> range:
    """Return the last words of a clause in a bracket that are those of a mark; none if none are."""
    wanted = [mark[start:end] for kind, start, end in scan(mark) if kind is Kind.WORD]
    size = len(wanted)
    for first in range(len(view.words) - size, -1, -1):
        run = view.words[first : first + size]
        if [word.text for word in run] == wanted and view.part_at(run[0].start) == part:
            return range(first, first + size) if run[0].bracket is not None else range(0)
    return range(0)
