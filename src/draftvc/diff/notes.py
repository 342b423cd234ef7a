"""Events of what stands in braces and is no position: placeholders and instructions."""

from __future__ import annotations

from collections.abc import Hashable

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.view import View
from draftvc.diff.wording import same_wording
from draftvc.notation.model import Brace


def keep_equal_notes(ledger: Ledger) -> None:
    """Keep the placeholders and notes that stand in both with the same words, the nearest first."""
    pairs = [
        (abs(mate.start - ledger.to_new_offset(brace.start)), i, j)
        for i, brace in enumerate(ledger.old.others)
        for j, mate in enumerate(ledger.new.others)
        if _key(mate) == _key(brace) and _can_keep(ledger, brace, mate)
    ]
    olds, news = set[int](), set[int]()
    for _, i, j in sorted(pairs):
        if i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            brace, mate = ledger.old.others[i], ledger.new.others[j]
            ledger.keep((brace.start, brace.end), (mate.start, mate.end))


def find_rewritten_glyphs(ledger: Ledger) -> list[tuple[Brace, Brace]]:
    """Return placeholders and notes that differ in glyphs only: an editorial edit of the text."""
    told_old = ledger.kept.keys() | set(ledger.carried[0])
    told_new = ledger.kept_new | set(ledger.carried[1])
    rest = [b for b in ledger.new.others if (b.start, b.end) not in told_new]
    found: list[tuple[Brace, Brace]] = []
    for brace in ledger.old.others:
        if (brace.start, brace.end) in told_old:
            continue
        here = (b for b in rest if _can_keep(ledger, brace, b))
        mate = next((b for b in here if same_but_glyphs(b, brace)), None)
        if mate is not None:
            rest.remove(mate)
            found.append((brace, mate))
    return found


def find_note_events(ledger: Ledger) -> None:
    """Add events for placeholders and notes that came or went by themselves."""
    for brace in ledger.old.others:
        span = (brace.start, brace.end)
        if span in ledger.kept or span in ledger.claimed_old or span in ledger.carried[0]:
            continue
        kind = "note.removed" if brace.kind == "note" else "placeholder.removed"
        ledger.add(Found(note_event(ledger, ledger.old, brace, kind), old=[span]))
    for brace in ledger.new.others:
        span = (brace.start, brace.end)
        if span in ledger.kept_new or span in ledger.claimed_new or span in ledger.carried[1]:
            continue
        kind = "note.added" if brace.kind == "note" else "placeholder.added"
        ledger.add(Found(note_event(ledger, ledger.new, brace, kind), new=[span]))


def note_event(
    ledger: Ledger, view: View, brace: Brace, kind: str, after: str | None = None
) -> Event:
    """Return the event of a placeholder or note of one side."""
    address = None if brace.owner is None else view.address(brace.owner)
    is_new = view is ledger.new
    clause, clause_old = (
        ledger.labels(new=brace.start) if is_new else ledger.labels(old=brace.start)
    )
    return Event(
        kind=kind,
        clause=clause,
        clause_old=clause_old,
        bracket=address if is_new else None,
        bracket_old=None if is_new else address,
        party=brace.party,
        text=brace.text,
        after=after,
    )


def same_but_glyphs(one: Brace, other: Brace) -> bool:
    """Tell whether two placeholders or notes differ in glyphs only."""
    return (one.kind, one.who) == (other.kind, other.who) and same_wording(one.text, other.text)


def _can_keep(ledger: Ledger, old: Brace, new: Brace) -> bool:
    return ledger.can_keep((old.start, old.end), (new.start, new.end))


def _key(brace: Brace) -> Hashable:
    return brace.key
