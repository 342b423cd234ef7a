"""Stances on a whole clause that stay on it while the brackets around it go.

`[Good order at the moorings] {CMR+}` that becomes `Good order at the moorings {CMR+}` gains no
support: who spoke on all its words in brackets speaks on all its words.
"""

from __future__ import annotations

from draftvc.diff.carried import lifted_brackets
from draftvc.diff.ledger import Ledger
from draftvc.diff.pieces import Entry, Extent
from draftvc.diff.position_events import LeftOver
from draftvc.diff.similarity import without_groups
from draftvc.notation.model import SATISFIED
from draftvc.notation.stamps import find_stamp


def keep_staying(ledger: Ledger, left_over: list[LeftOver]) -> None:
    """Keep the entries that stood on a lifted bracket around a clause and stand on the clause now.

    They are taken out of what is left over; the lifted bracket keeps the support it was given, and
    no longer those who are not overruled after all.
    """
    on_clause = next((each for each in left_over if each.on == (None, None)), None)
    if on_clause is None or not on_clause.come:
        return
    for bracket, found in lifted_brackets(ledger):
        if not _is_whole(ledger, ledger.old.spans[bracket]):
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


def _is_whole(ledger: Ledger, extent: Extent) -> bool:
    """Tell whether a bracket stands around all words of its clause."""
    if len(extent.marks) < 2:
        return False
    text, part = ledger.old.text, ledger.old.parts[ledger.old.part_at(extent.start)]
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
