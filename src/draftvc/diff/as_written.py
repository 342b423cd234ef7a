"""Stances that stand on words by a bracket as it is written, and would not if a fault were mended.

`a. [to light, b. [to ring, c. to mend,] {USA+}] {CMR reserve}` of which b. and c. get brackets of
their own: two faults are mended, and USA's support, written behind b. now, is none that came.
"""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.pieces import Entry
from draftvc.diff.position_events import LeftOver
from draftvc.diff.view import View


def settle_as_written(ledger: Ledger, left_over: Sequence[LeftOver]) -> None:
    """Let a mended delimiter explain the entries behind it that stood on the same words before.

    They are taken out of what is left over; so are those that stand on these words after a fault.
    """
    for each in left_over:
        old, new = each.on
        if old is None or new is None:
            continue
        found = _fault_at(ledger, old, new)
        if found is None:
            continue
        for entry in _standing(ledger.old, old, each.come):
            each.come.remove(entry)
            found.new.append(entry.span)
            ledger.claim(found, [], [entry.span])
        for entry in _standing(ledger.new, new, each.gone):
            each.gone.remove(entry)
            found.old.append(entry.span)
            ledger.claim(found, [entry.span], [])


def _fault_at(ledger: Ledger, old: int, new: int) -> Found | None:
    """Return the event of a delimiter that is a mark of a bracket on one side alone."""
    claims = [ledger.claimed_old.get(mark) for mark in ledger.old.spans[old].marks]
    claims += [ledger.claimed_new.get(mark) for mark in ledger.new.spans[new].marks]
    return next((each for each in claims if each and each.event.code is not None), None)


def _standing(view: View, bracket: int, entries: Sequence[Entry]) -> list[Entry]:
    """Return those that stand, as a side is written, on a bracket around all words of another."""
    written, inner = view.as_written, view.spans[bracket]
    if written is None or inner.last <= inner.first:
        return []
    first, last = view.words[inner.first].start, view.words[inner.last - 1].end
    around = {
        extent.number
        for extent in written.spans
        if extent.last > extent.first
        and written.words[extent.first].start <= first
        and last <= written.words[extent.last - 1].end
    }
    keys = {entry.key for entry in written.entries if entry.owner in around}
    return [entry for entry in entries if entry.key in keys]
