"""What was kept and stands at another place of the clause: the edits must carry it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftvc.diff.alignment import Alignment
from draftvc.diff.bracket_events import redrawn
from draftvc.diff.edits import alignments_of
from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.pieces import Entry, Span
from draftvc.diff.view import View

_ROUNDS = 3
"""What one round settles can displace something else, once."""


def settle_displaced(ledger: Ledger, alignments: list[Alignment]) -> list[Alignment]:
    """Give displaced tokens to the event that moved them; return how the texts meet then.

    The groups of a bracket that was drawn elsewhere go with its marks, those of a broken brace
    with the fault. A group of the clause that stands behind other words now has moved.
    """
    for _ in range(_ROUNDS):
        displaced = [span for each in alignments for span in each.displaced]
        if not displaced:
            break
        entries = {entry.span: entry for entry in ledger.old.entries}
        of_mark = {mark: extent.number for extent in ledger.old.spans for mark in extent.marks}
        for span in displaced:
            if span not in ledger.kept:
                continue
            mate = ledger.kept[span]
            ledger.release(span)
            if span in entries:
                _settle(ledger, span, mate, entries[span])
            elif of_mark.get(span) in ledger.matching.pairs:
                _redraw(ledger, span, mate, of_mark[span])
            elif found := _fault_beside(ledger, span, mate) or _mark_beside(ledger, span, mate):
                _give(ledger, found, span, mate)
        alignments = alignments_of(ledger)
    return alignments


def _give(ledger: Ledger, found: Found, old: Span, new: Span) -> None:
    """Let an event explain a token that was kept."""
    if old in ledger.kept:
        ledger.release(old)
    found.old.append(old)
    found.new.append(new)
    ledger.claim(found, [old], [new])


def _redraw(ledger: Ledger, span: Span, mate: Span, bracket: int) -> None:
    """Tell that a mark of a standing bracket stands elsewhere."""
    address = ledger.old.address(bracket)
    found = next(
        (
            each
            for each in ledger.found
            if each.event.kind == "bracket.rescoped" and each.event.bracket_old == address
        ),
        None,
    )
    if found is None:
        ledger.add(redrawn(ledger, bracket, [span], [mate]))
        return
    _give(ledger, found, span, mate)


def _settle(ledger: Ledger, span: Span, mate: Span, entry: Entry) -> None:
    found = _mover(ledger, entry) or _fault_beside(ledger, span, mate)
    if found is not None:
        _give(ledger, found, span, mate)
        return
    bracket = _bracket_now(ledger, mate)
    clause, clause_old = ledger.labels(new=mate[0], old=span[0])
    event = Event(
        kind="position.moved",
        clause=clause,
        clause_old=clause_old,
        bracket=None if bracket is None else ledger.new.address(bracket),
        bracket_old=None if entry.owner is None else ledger.old.address(entry.owner),
        text=None if bracket is None else ledger.new.bracket_text(bracket),
        party=entry.position.party,
        stance=entry.position.stance,
        was=(entry.owner is not None and ledger.old.address(entry.owner)) or clause_old,
    )
    ledger.add(Found(event, [span], [mate]))


def _bracket_now(ledger: Ledger, span: Span) -> int | None:
    return next((entry.owner for entry in ledger.new.entries if entry.span == span), None)


def _mover(ledger: Ledger, entry: Entry) -> Found | None:
    """Return the event that drew the bracket of an entry elsewhere."""
    if entry.owner is None:
        return None
    marks: Sequence[Span] = ledger.old.spans[entry.owner].marks
    return next((ledger.claimed_old[m] for m in reversed(marks) if m in ledger.claimed_old), None)


def _fault_beside(ledger: Ledger, old: Span, new: Span) -> Found | None:
    """Return the syntax event of a brace that is open, or of a delimiter beside the groups."""
    faults = [found for found in ledger.found if found.event.kind.startswith("syntax.")]
    if not faults:
        return None
    if not (_is_sound(ledger.old, old) and _is_sound(ledger.new, new)):
        return min(faults, key=lambda found: abs(found.at[0] - new[0]))
    return next(
        (
            found
            for found in faults
            if any(_touches(ledger.old, each, old) for each in found.old)
            or any(_touches(ledger.new, each, new) for each in found.new)
        ),
        None,
    )


def _mark_beside(ledger: Ledger, old: Span, new: Span) -> Found | None:
    """Return the event of the mark of a bracket behind which a note stood, or now stands.

    Where that mark came or went between two runs of groups, the note did not move.
    """
    for view, claimed, note in (
        (ledger.old, ledger.claimed_old, old),
        (ledger.new, ledger.claimed_new, new),
    ):
        run = view.run_at(note[0])
        marks = {mark[1]: mark for extent in view.spans for mark in extent.marks}
        end = len(view.text[: view.runs[run].start].rstrip()) if run >= 0 else -1
        if end in marks and marks[end] in claimed:
            return claimed[marks[end]]
    return None


def _touches(view: View, delimiter: Span, entry: Span) -> bool:
    """Tell whether nothing but groups stands between a delimiter and an entry."""
    between = view.text[min(delimiter[1], entry[1]) : max(delimiter[0], entry[0])]
    return not re.sub(r"\{[^{}]*\}?|[^{}]*\}|\s", "", between)


def _is_sound(view: View, span: Span) -> bool:
    run = view.run_at(span[0])
    return run < 0 or view.runs[run].sound
