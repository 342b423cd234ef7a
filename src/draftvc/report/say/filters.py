"""What was chosen of the events that happened, in words."""

from __future__ import annotations

from draftvc.report.model import Filter
from draftvc.report.say.words import listed


def filter_words(chosen: Filter) -> str:
    """Return what a filter chose, in words; empty where it chose nothing."""
    parts = []
    events = f"events of kind {listed(chosen.only, 'or')}" if chosen.only else ""
    if chosen.party:
        events = f"{events or 'events'} that concern {listed(chosen.party, 'or')}"
    if events:
        parts.append(events)
    if chosen.clauses:
        # Nothing hangs under a bracket.
        clauses = [label for label in chosen.clauses if "#" not in label and not chosen.own]
        under = f" and what hangs under {'it' if len(clauses) == 1 else 'them'}" if clauses else ""
        parts.append(f"in {listed(chosen.clauses)}{under}")
    return ", ".join(parts)
