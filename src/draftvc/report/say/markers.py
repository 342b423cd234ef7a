"""Clauses that keep their label while their number is written differently, comes or goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.model import Event
from draftvc.report.say.context import Context
from draftvc.report.say.words import in_quotes, one_line, some_of

_ALL = 4
"""Numbers that are said one by one; of more the first two and the last."""
_BRACKETS = "[ "


def markers(events: Sequence[Event], context: Context) -> list[str]:
    """Return how the numbers of clauses look now that keep their label, each thing once.

    `the letters are written differently: “a.” is “(a)” now, “b.” is “(b)”`.
    """
    looks = [(event, *_looks(event, context)) for event in events]
    changed = dict.fromkeys((old, new) for _, old, new in looks if old and new)
    come = [event.clause for event, old, _ in looks if not old]
    gone = [event.clause for event, old, new in looks if old and not new]
    return [
        *([_written(list(changed))] if changed else []),
        *_counted(come, "it now has a number of its own", "now have numbers of their own"),
        *_counted(gone, "it has no number any more", "have no numbers any more"),
    ]


def _looks(event: Event, context: Context) -> tuple[str, str]:
    """Return the number as it was written and as it is, without a bracket before it."""
    was = event.was if isinstance(event.was, str) else ""
    now = context.marker(event)
    if now is None:
        now = "".join(edit.after for edit in event.edits)
    return one_line(was).lstrip(_BRACKETS), one_line(now).lstrip(_BRACKETS)


def _written(changed: Sequence[tuple[str, str]]) -> str:
    lettered = all(not any(char.isdigit() for char in old) for old, _ in changed)
    what = "letter" if lettered else "number"
    who = f"the {what}s are" if len(changed) > 1 else f"its {what} is"
    said = [f"{in_quotes(old)} is {in_quotes(new)}" for old, new in changed]
    said[0] += " now"
    if len(said) > _ALL:
        said = [*said[:2], f"and so on to {said[-1]}"]
    return f"{who} written differently: {', '.join(said)}"


def _counted(labels: Sequence[str], one: str, many: str) -> Iterator[str]:
    if labels:
        yield one if len(labels) == 1 else f"{some_of(labels)} {many}"
