"""What no rule explains is shown, never hidden."""

from __future__ import annotations

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.pieces import Span
from draftvc.diff.view import View

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
    gone = [span for span in old if ledger.old.text[slice(*span)] in _DELIMITERS]
    come = [span for span in new if ledger.new.text[slice(*span)] in _DELIMITERS]
    faults = [found for found in ledger.found if found.event.kind.startswith("syntax.")]
    if not faults:
        # The same fault at another place: one is mended, and one is made.
        gone = [span for span in gone if _add_fault(ledger, span, is_new=False)]
        come = [span for span in come if _add_fault(ledger, span, is_new=True)]
        return [s for s in old if s not in gone], [s for s in new if s not in come]
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


def _add_fault(ledger: Ledger, span: Span, *, is_new: bool) -> bool:
    """Tell of a stray delimiter, where reading found one; tell whether it did."""
    view = ledger.new if is_new else ledger.old
    fault = next((f for f in view.reading.faults if f.start == span[0]), None)
    if fault is None:
        return False
    labels = ledger.labels(new=span[0]) if is_new else ledger.labels(old=span[0])
    event = Event(
        kind="syntax.broken" if is_new else "syntax.repaired",
        clause=labels[0],
        clause_old=labels[1],
        code=fault.code,
    )
    ledger.add(Found(event, [] if is_new else [span], [span] if is_new else []))
    return True


def _shown(view: View, spans: list[Span]) -> str:
    return " ".join(view.text[start:end] for start, end in spans)
