"""What no rule explains is shown, never hidden; and the check that all is told."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.view import Span, View


def find_residuals(ledger: Ledger) -> None:
    """Add a `residual` event for tokens that are neither kept nor explained."""
    old, new = ledger.leftovers()
    out_of_order = _out_of_order(ledger, set(old), set(new))
    old, new = sorted(old + out_of_order[0]), sorted(new + out_of_order[1])
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


def _out_of_order(
    ledger: Ledger, left_old: set[Span], left_new: set[Span]
) -> tuple[list[Span], list[Span]]:
    """Return kept tokens whose order differs between the sides: marks that crossed."""
    a = _ordered(ledger.old, ledger.claimed_old | left_old)
    b = _ordered(ledger.new, ledger.claimed_new | left_new)
    text_a = [ledger.old.reading.text[s:e] for s, e in a]
    text_b = [ledger.new.reading.text[s:e] for s, e in b]
    if text_a == text_b:
        return [], []
    gone: list[Span] = []
    come: list[Span] = []
    matcher = SequenceMatcher(None, text_a, text_b, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            gone += a[i1:i2]
            come += b[j1:j2]
    return gone, come


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
    entries: Counter[object] = Counter(
        {entry.position.key: 1 for entry in view.entries if entry.span not in cut}
    )
    return [text[s:e] for s, e in _ordered(view, cut)], entries


def _ordered(view: View, cut: set[Span]) -> list[Span]:
    """Return words, marks and marker that are not cut, in the order of the text."""
    spans = [(word.start, word.end) for word in view.words]
    spans += [mark for extent in view.spans for mark in extent.marks] + list(view.strays)
    if view.marker:
        spans.append(view.marker)
    return sorted(span for span in spans if span not in cut)
