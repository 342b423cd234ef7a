"""Which events are shown: of some kinds, of some parties, of some clauses."""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.diff.model import Event
from draftvc.notation.party_codes import party_code


def select_events(
    events: Sequence[Event],
    only: Sequence[str] = (),
    party: Sequence[str] = (),
    clauses: frozenset[str] | None = None,
) -> tuple[Event, ...]:
    """Return the events that a filter chooses, in their order.

    Args:
        events: those of a comparison.
        only: kinds, or their first words (`bracket`, `position.withdrawn`); none: every kind.
        party: parties, however they are written; an event is of a party that it names or whose
            positions it carries; none: every party, and events of none.
        clauses: labels; None: every clause. An event is of the clause that it stands in today;
            an event of a whole clause (renumbered, moved) also of the label that it had.
    """
    parties = frozenset(party_code(code).casefold() for code in party)
    return tuple(
        event
        for event in events
        if (not only or _is_of_kind(event, only))
        and (not parties or not parties.isdisjoint(_parties(event)))
        and (clauses is None or not clauses.isdisjoint(_labels(event)))
    )


def _is_of_kind(event: Event, only: Sequence[str]) -> bool:
    return any(event.kind == kind or event.kind.startswith(f"{kind}.") for kind in only)


def _parties(event: Event) -> frozenset[str]:
    named = [event.who] if event.who else []
    named += [position.who for position in event.positions or ()]
    return frozenset(code.casefold() for code in named)


def _labels(event: Event) -> tuple[str, ...]:
    if event.clause_old is not None and event.kind.startswith("clause."):
        return (event.clause, event.clause_old)
    return (event.clause,)
