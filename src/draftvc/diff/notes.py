"""Events of what stands in braces and is no position: placeholders and instructions."""

from __future__ import annotations

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.view import View
from draftvc.diff.wording import plain_wording
from draftvc.notation.model import Brace


def keep_equal_notes(ledger: Ledger) -> None:
    """Keep the placeholders and notes that stand in both with the same words."""
    rest = list(ledger.new.others)
    for brace in ledger.old.others:
        mate = next((b for b in rest if _key(b) == _key(brace)), None)
        if mate is not None:
            rest.remove(mate)
            ledger.keep([(brace.start, brace.end)], [(mate.start, mate.end)])


def find_note_events(ledger: Ledger) -> None:
    """Add events for placeholders and notes that came or went by themselves."""
    for brace in ledger.old.others:
        span = (brace.start, brace.end)
        if span in ledger.kept_old or span in ledger.claimed_old:
            continue
        if brace.kind == "note":
            ledger.add(Found(_event(ledger, ledger.old, brace, "note.removed"), old=[span]))
        else:
            ledger.add(_gone_placeholder(ledger, brace))
    for brace in ledger.new.others:
        span = (brace.start, brace.end)
        if span in ledger.kept_new or span in ledger.claimed_new:
            continue
        kind = "note.added" if brace.kind == "note" else "placeholder.added"
        ledger.add(Found(_event(ledger, ledger.new, brace, kind), new=[span]))


def _key(brace: Brace) -> tuple[str, str | None, str]:
    return (brace.kind, brace.party, plain_wording(brace.text))


def _event(ledger: Ledger, view: View, brace: Brace, kind: str, after: str | None = None) -> Event:
    address = None if brace.owner is None else view.address(brace.owner)
    return Event(
        kind=kind,
        clause=ledger.new.label,
        clause_old=ledger.old.label,
        bracket=address if view is ledger.new else None,
        bracket_old=address if view is ledger.old else None,
        party=brace.party,
        text=brace.text,
        after=after,
    )


def _gone_placeholder(ledger: Ledger, brace: Brace) -> Found:
    """Read words that came where a placeholder stood as its filling."""
    span = (brace.start, brace.end)
    here = ledger.to_new_offset(brace.start)
    until = next(
        (
            ledger.new.words[mate].start
            for word, mate in zip(ledger.old.words, ledger.matching.to_new, strict=True)
            if word.start >= brace.end and mate >= 0
        ),
        len(ledger.new.reading.text),
    )
    for found in ledger.found:
        if not found.new or not all(here <= s and e <= until for s, e in found.new):
            continue
        if found.event.kind == "text.edited" and not found.old:
            ledger.drop(found)
            filled = _event(ledger, ledger.old, brace, "placeholder.filled", found.event.after)
            return Found(filled, [span], found.new)
        if found.event.kind == "bracket.added" and found.event.origin != "existing":
            filled = _event(ledger, ledger.old, brace, "placeholder.filled", found.event.text)
            return Found(filled, [span])
    return Found(_event(ledger, ledger.old, brace, "placeholder.removed"), old=[span])
