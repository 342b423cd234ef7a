"""What no rule explains is shown, never hidden."""

from __future__ import annotations

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.view import Span, View


def find_residuals(ledger: Ledger) -> None:
    """Add a `residual` event, one a clause, for tokens that are neither kept nor explained."""
    old, new = ledger.leftovers()
    if not (old or new):
        return
    of_part: dict[int, tuple[list[Span], list[Span]]] = {}
    for span in old:
        of_part.setdefault(ledger.new_part_of(span[0]), ([], []))[0].append(span)
    for span in new:
        of_part.setdefault(ledger.new.part_at(span[0]), ([], []))[1].append(span)
    for part, (gone, come) in sorted(of_part.items()):
        clause = ledger.new.parts[part]
        event = Event(
            kind="residual",
            clause=clause.clause.label,
            clause_old=ledger.old.parts[ledger.old_part_of(part)].clause.label,
            before=_shown(ledger.old, gone),
            after=_shown(ledger.new, come),
        )
        ledger.add(Found(event, gone, come, at=(clause.end + 1, -1)))


def _shown(view: View, spans: list[Span]) -> str:
    return " ".join(view.text[start:end] for start, end in spans)
