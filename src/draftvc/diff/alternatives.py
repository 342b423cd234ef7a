"""An alternative that becomes the text: support on it goes with the decision."""

from __future__ import annotations

from draftvc.diff.ledger import Found
from draftvc.draft.model import Clause


def quieten_adopted_support(old: Clause, new: Clause, inside: list[Found]) -> None:
    """Let the renumbering of an adopted alternative explain support that went with it."""
    if old.kind != "alternative" or new.kind == "alternative":
        return
    cause = next((f for f in inside if f.event.kind == "clause.renumbered"), None)
    if cause is None:
        return
    for found in list(inside):
        event = found.event
        if event.kind == "position.withdrawn" and event.stance == "support" and not event.bracket:
            inside.remove(found)
            cause.old += found.old
            cause.edits += found.edits
