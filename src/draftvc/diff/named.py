"""Stances on clauses that they name: a bracket that comes before one, or goes, does not move it.

`]{CMR reserve OP1a to e}` behind a list says what it is about. Where its `[` is found with others,
CMR neither withdraws the reserve nor enters it on the bracket.
"""

from __future__ import annotations

from collections.abc import Mapping

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.pieces import Entry, Span
from draftvc.diff.position_events import LeftOver
from draftvc.diff.view import View


def keep_named(ledger: Ledger, left_over: list[LeftOver]) -> None:
    """Keep the entries on named clauses that stand behind a bracket that came, or was lifted.

    They are taken out of what is left over and out of the positions of that bracket.
    """
    for each in left_over:
        for entry in [entry for entry in each.gone if entry.position.scope]:
            mate = _mate(ledger.new, ledger.claimed_new, "bracket.added", entry)
            if mate is not None and ledger.can_keep(entry.span, mate.span):
                _keep(ledger, entry, mate)
                each.gone.remove(entry)
        for entry in [entry for entry in each.come if entry.position.scope]:
            mate = _mate(ledger.old, ledger.claimed_old, "bracket.lifted", entry)
            if mate is not None and ledger.can_keep(mate.span, entry.span):
                _keep(ledger, mate, entry)
                each.come.remove(entry)


def _mate(view: View, claimed: Mapping[Span, Found], kind: str, entry: Entry) -> Entry | None:
    """Return the same entry of the other side, if a bracket of that kind explains it."""
    for mate in view.entries:
        found = claimed.get(mate.span)
        if found is not None and found.event.kind == kind and mate.key == entry.key:
            return mate
    return None


def _keep(ledger: Ledger, old: Entry, new: Entry) -> None:
    """Note that an entry stands on both sides, and is none of the bracket's."""
    for claimed, entry in ((ledger.claimed_old, old), (ledger.claimed_new, new)):
        found = claimed.pop(entry.span, None)
        if found is not None:
            found.old = [span for span in found.old if span != entry.span or entry is new]
            found.new = [span for span in found.new if span != entry.span or entry is old]
            told = found.event.positions or ()
            rest = tuple(p for p in told if p is not entry.position)
            found.event = found.event._replace(positions=rest)
    ledger.keep(old.span, new.span)
