"""What no rule explains is shown, never hidden; and the check that all is told."""

from __future__ import annotations

from collections import Counter

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.view import Span, View


def find_residuals(ledger: Ledger) -> None:
    """Add a `residual` event for tokens that are neither kept nor explained."""
    old, new = ledger.leftovers()
    if not (old or new):
        return
    text_old, text_new = ledger.old.reading.text, ledger.new.reading.text
    event = Event(
        kind="residual",
        clause=ledger.new.label,
        clause_old=ledger.old.label,
        before=" ".join(text_old[s:e] for s, e in old),
        after=" ".join(text_new[s:e] for s, e in new),
    )
    ledger.add(Found(event, old, new, at=len(text_new) + 1))


def leaves_equal(ledger: Ledger) -> bool:
    """Tell whether the tokens left when every edit is cut out of both sides are the same.

    This looks only at the edits and the two texts, so it can find a differ that is wrong.
    """
    old_edits = [span for found in ledger.found for span in found.old]
    new_edits = [span for found in ledger.found for span in found.new]
    if len(old_edits) != len(set(old_edits)) or len(new_edits) != len(set(new_edits)):
        return False
    return _rest(ledger.old, set(old_edits)) == _rest(ledger.new, set(new_edits))


def _rest(view: View, cut: set[Span]) -> tuple[list[str], Counter[object]]:
    text = view.reading.text
    ordered = [(w.start, w.end) for w in view.words]
    ordered += [mark for extent in view.spans for mark in extent.marks] + list(view.strays)
    if view.marker:
        ordered.append(view.marker)
    words = [text[s:e] for s, e in sorted(ordered) if (s, e) not in cut]
    entries: Counter[object] = Counter(
        {e.position.key: 1 for e in view.entries if e.span not in cut}
    )
    return words, entries
