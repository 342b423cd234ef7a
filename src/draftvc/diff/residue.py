"""What no rule explains is shown, never hidden."""

from __future__ import annotations

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.view import Span, View

_DELIMITERS = frozenset("[]{}")


def find_residuals(ledger: Ledger) -> None:
    """Add a `residual` event, one a clause, for tokens that are neither kept nor explained.

    A delimiter that is left over in a clause with a fault that came or went is the fault's.
    """
    old, new = _without_delimiters(ledger, *ledger.leftovers())
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


def _without_delimiters(
    ledger: Ledger, old: list[Span], new: list[Span]
) -> tuple[list[Span], list[Span]]:
    faults = [found for found in ledger.found if found.event.kind.startswith("syntax.")]
    if not faults:
        return old, new
    gone = [span for span in old if ledger.old.text[slice(*span)] in _DELIMITERS]
    come = [span for span in new if ledger.new.text[slice(*span)] in _DELIMITERS]
    for span in gone:
        at = ledger.to_new_offset(span[0])
        found = min(faults, key=lambda each: abs(each.at[0] - at))
        found.old.append(span)
        ledger.claim(found, [span], [])
    for span in come:
        found = min(faults, key=lambda each: abs(each.at[0] - span[0]))
        found.new.append(span)
        ledger.claim(found, [], [span])
    return [s for s in old if s not in gone], [s for s in new if s not in come]


def _shown(view: View, spans: list[Span]) -> str:
    return " ".join(view.text[start:end] for start, end in spans)
