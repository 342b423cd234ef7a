"""Sentences of a pair of quotation marks in brackets of their own: `[“] the port plan [”]`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.model import Event
from draftvc.report.say.brackets import falling_away
from draftvc.report.say.context import Context
from draftvc.report.say.positions import belongings, standing
from draftvc.report.say.words import in_quotes, shorten

_PAIRS = frozenset({("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’")})


def pairs(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Yield brackets around the two marks of a quotation that had one fate, one after the other."""
    waiting: Event | None = None
    for event in events:
        if event.kind not in _SAYS or event.group:
            continue
        if waiting is not None and _are_pair(waiting, event):
            yield waiting, event
            waiting = None
        else:
            waiting = event


def _are_pair(one: Event, other: Event) -> bool:
    return (
        (one.text, other.text) in _PAIRS
        and all(
            getattr(one, name) == getattr(other, name)
            for name in ("clause", "kind", "origin", "replaces", "agreed")
        )
        and _stances(one) == _stances(other)
    )


def _stances(event: Event) -> frozenset[tuple[str, str]]:
    return frozenset((each.who, each.stance) for each in event.positions or ())


def told(pair: tuple[Event, Event], context: Context) -> str:
    """`the quotation marks around “the port plan” are accepted`."""
    words = context.between(*pair)
    around = f" around {in_quotes(shorten(words))}" if words else ""
    return _SAYS[pair[0].kind](pair[0], f"quotation marks{around}")


def _lifted(event: Event, marks: str) -> str:
    away = falling_away(event.positions, ", and ")
    return f"the brackets around the {marks} are lifted: these are accepted{away}"


def _dropped(event: Event, marks: str) -> str:
    gone = belongings(event.positions)
    return f"the {marks} are dropped{f', with them {gone}' if gone else ''}"


def _added(event: Event, marks: str) -> str:
    who = standing(event.positions)
    asked = f" ({who})" if who else ""
    if event.origin == "new":
        return f"{marks} are proposed in brackets{asked}"
    return f"the {marks} are put in brackets{asked}"


_SAYS = {"bracket.lifted": _lifted, "bracket.dropped": _dropped, "bracket.added": _added}
