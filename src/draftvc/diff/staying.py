"""Stances on a whole clause that stay on it while the brackets around it go, or come.

`[Good order at the moorings] {CMR+}` that becomes `Good order at the moorings {CMR+}` gains no
support, and loses none the other way: who spoke on all its words in brackets speaks on all its
words.
"""

from __future__ import annotations

from draftvc.diff.carried import lifted_brackets
from draftvc.diff.ledger import Ledger
from draftvc.diff.pieces import Entry, Extent
from draftvc.diff.position_events import LeftOver, entered, moved, withdrawn
from draftvc.diff.similarity import without_groups
from draftvc.diff.view import View
from draftvc.notation.model import SATISFIED
from draftvc.notation.stamps import find_stamp


def keep_staying(ledger: Ledger, left_over: list[LeftOver]) -> None:
    """Keep the entries that stood on a lifted bracket around a clause and stand on the clause now.

    They are taken out of what is left over; the lifted bracket keeps the support it was given, and
    no longer those who are not overruled after all.
    """
    on_clause = next((each for each in left_over if each.on == (None, None)), None)
    if on_clause is None:
        return
    if on_clause.gone:
        _keep_on_new_brackets(ledger, on_clause)
    for bracket, found in lifted_brackets(ledger) if on_clause.come else ():
        if not _is_whole(ledger.old, ledger.old.spans[bracket]):
            continue
        stayed = [
            (entry, mate)
            for entry in ledger.old.positions.get(bracket, ())
            if (mate := _mate(ledger, entry, on_clause.come)) is not None
        ]
        for entry, mate in stayed:
            found.old.remove(entry.span)
            del ledger.claimed_old[entry.span]
            ledger.keep(entry.span, mate.span)
            on_clause.come.remove(mate)
        overruled = [e.position for e, _ in stayed if e.position.stance not in SATISFIED]
        told = tuple(p for p in found.event.positions or () if p not in overruled)
        found.event = found.event._replace(positions=told)


def _keep_on_new_brackets(ledger: Ledger, on_clause: LeftOver) -> None:
    """Keep the entries that stood on a clause, and stand on a bracket that came around it.

    One that came around some of its words, before the group, takes them over: they moved.
    """
    came = {f.event.bracket: f for f in ledger.found if f.event.kind == "bracket.added"}
    for extent in ledger.new.spans if came else ():
        found = came.get(ledger.new.address(extent.number))
        if found is None:
            continue
        is_whole = _is_whole(ledger.new, extent)
        for mate in ledger.new.positions.get(extent.number, ()):
            there = [e for e in on_clause.gone if e.key == mate.key]
            entry = next((e for e in there if ledger.can_keep(e.span, mate.span)), None)
            if entry is None or mate.span not in ledger.claimed_new:
                continue
            if found.event.origin != "existing" and mate.position.stance != "reserve":
                continue  # who asks for words that are new says nothing of the others
            found.new.remove(mate.span)
            del ledger.claimed_new[mate.span]
            on_clause.gone.remove(entry)
            if is_whole:
                ledger.keep(entry.span, mate.span)
                continue
            told = tuple(p for p in found.event.positions or () if p != mate.position)
            found.event = found.event._replace(positions=told)
            on = (None, extent.number)
            ledger.add(moved(withdrawn(ledger, on, [entry]), entered(ledger, on, mate)))


def _is_whole(view: View, extent: Extent) -> bool:
    """Tell whether a bracket stands around all words of its clause."""
    if len(extent.marks) < 2:
        return False
    text, part = view.text, view.parts[view.part_at(extent.start)]
    (start, _), (_, end) = extent.marks[0], extent.marks[-1]
    if end > part.end:
        return False
    before = text[part.start : start].replace(part.clause.marker.lstrip("[ "), "", 1)
    stamp = find_stamp(text[end : part.end])
    after = text[end : end + stamp[0] if stamp else part.end]
    return not any(char.isalnum() for char in before + without_groups(after))


def _mate(ledger: Ledger, entry: Entry, come: list[Entry]) -> Entry | None:
    """Return the entry on the clause that is the same as one on a bracket."""
    if entry.span not in ledger.claimed_old:
        return None
    return next(
        (e for e in come if e.key == entry.key and ledger.can_keep(entry.span, e.span)), None
    )
