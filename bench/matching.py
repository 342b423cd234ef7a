"""Match the events of a differ to those of the truth, one to one, and compare their fields.

Two events are the same one when they are of one kind, told of one clause, and have the same bracket
words (brackets), the same party (positions, notes) or changed words in common (text). Everything
else is a field: it is counted apart, within the matches.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from draftvc.diff.model import Event
from room.told import ANY_GROUP, Told, Value

_TOKEN = re.compile(r"[\w/’-]+|[^\w\s]")
_ATTRIBUTES = {"from": "from_", "class": "class_"}
_WORDS = ("text", "before", "after", "replaces")
_NOT_COMPARED = ("raw",)


@dataclass
class Matching:
    """The pairs of a comparison, and what is left on each side."""

    pairs: list[tuple[Told, Event]] = field(default_factory=list)
    missing: list[Told] = field(default_factory=list)
    surplus: list[Event] = field(default_factory=list)

    def fields(self) -> list[tuple[Told, Event, str, bool]]:
        """Each field that the truth settles, and whether the differ says the same."""
        found = [
            (told, event, name, agrees(told, event, name))
            for told, event in self.pairs
            for name in told.fields
            if name not in _NOT_COMPARED
        ]
        found += [
            (told, event, "bracket", told.address == (event.bracket or event.bracket_old))
            for told, event in self.pairs
            if told.address and told.kind != "bracket.moved"
        ]
        return found + self._groups()

    def _groups(self) -> list[tuple[Told, Event, str, bool]]:
        members: dict[int, list[tuple[Told, Event]]] = defaultdict(list)
        found: list[tuple[Told, Event, str, bool]] = []
        for told, event in self.pairs:
            if told.group and told.group != ANY_GROUP:
                members[told.group].append((told, event))
            elif not told.group and told.kind.startswith("bracket."):
                found.append((told, event, "group", event.group is None))
        every = Counter(event.group for _, event in self.pairs)
        every.update(event.group for event in self.surplus)
        for group, several in members.items():
            names = {event.group for _, event in several}
            for told, event in several:
                # A renumbering shares its group with some cause; of several, it is open which.
                shares = event.group is not None and every[event.group] > 1
                whole = group < 0 or len(names) == 1
                found.append((told, event, "group", shares and whole))
        return found


def match(told: Sequence[Told], events: Sequence[Event]) -> Matching:
    """Match events one to one, those first that agree in the most fields."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for at, event in enumerate(events):
        by_kind[event.kind].append(at)
    scored: list[tuple[float, int, int]] = []
    for at, one in enumerate(told):
        for to in by_kind[one.kind]:
            if is_same(one, events[to]):
                names = [name for name in one.fields if name not in _NOT_COMPARED]
                good = sum(agrees(one, events[to], name) for name in names)
                place = one.address in (events[to].bracket, events[to].bracket_old)
                scored.append((-good - 0.5 * place, at, to))
    found = Matching()
    left, right = set(range(len(told))), set(range(len(events)))
    for _, at, to in sorted(scored):
        if at in left and to in right:
            left.remove(at)
            right.remove(to)
            found.pairs.append((told[at], events[to]))
    found.missing = [told[at] for at in sorted(left)]
    found.surplus = [events[to] for to in sorted(right)]
    return found


def is_same(told: Told, event: Event) -> bool:
    """Whether an event of the differ is the one that the truth means."""
    if event.clause not in told.labels:
        return False
    first, _, _ = told.kind.partition(".")
    if first == "bracket":
        return _same_bracket(told, event)
    if first in ("position", "note"):
        return event.party == told.fields["party"]
    if first == "placeholder":
        return _alike(str(told.fields["text"]), event.text or "")
    return told.kind != "text.edited" or _same_edit(told, event)


def _same_bracket(told: Told, event: Event) -> bool:
    sides = [(told.fields.get(name), getattr(event, name)) for name in ("text", "before", "after")]
    written = [(mine, theirs) for mine, theirs in sides if mine is not None and theirs is not None]
    if written:
        return any(_alike(str(mine), theirs) for mine, theirs in written)
    if "was" in told.fields:
        return agrees(told, event, "was")
    # The words of a bracket over several clauses are not settled: it is known by its address.
    return told.address in (event.bracket, event.bracket_old)


def _same_edit(told: Told, event: Event) -> bool:
    if told.fields["class"] == "editorial" or event.class_ == "editorial":
        return told.fields["class"] == event.class_
    for name in ("before", "after"):
        mine, theirs = tokens(str(told.fields[name])), tokens(getattr(event, name) or "")
        common = sum(token in theirs for token in mine)
        if mine and theirs and 2 * common >= min(len(mine), len(theirs)):
            return True
    return False


# ------------------------------------------------------------------------------------------ fields


def agrees(told: Told, event: Event, name: str) -> bool:
    """Whether a field says the same on both sides."""
    mine: Value = told.fields[name]
    theirs = getattr(event, _ATTRIBUTES.get(name, name))
    if name == "positions" and isinstance(mine, frozenset):
        return mine == {entry(position.raw) for position in theirs or ()}
    if name in ("was", "inner"):
        return _same_list(mine, theirs, ordered=name == "was" and not isinstance(mine, tuple))
    if name == "agreed":
        return bool(mine) == bool(theirs)
    if told.kind == "position.changed" and name in ("before", "after"):
        return entry(str(mine)) == entry(str(theirs or ""))
    if name in _WORDS:
        exact = told.kind == "text.edited" or told.kind == "placeholder.filled"
        if exact:
            return tokens(str(mine)) == tokens(theirs or "")
        return _alike(str(mine), theirs or "")
    return bool(mine == theirs)


def _same_list(mine: Value, theirs: object, ordered: bool) -> bool:
    if mine in ("", None):
        return True  # the truth does not settle it
    if ordered:
        spelled = str(theirs).lstrip("[") if theirs is not None else None
        return mine == spelled
    wanted = sorted(mine) if isinstance(mine, tuple) else [str(mine)]
    if "" in wanted:
        return True
    got = theirs if isinstance(theirs, tuple) else () if theirs is None else (str(theirs),)
    return wanted == sorted(map(str, got))


def entry(raw: str) -> str:
    """An entry without its layout: `USA +` is `USA+`, `FRA Delete` is `FRA delete`."""
    tight = re.sub(r"\s+(?=[+-]\s*$)", "", " ".join(raw.split()))
    return re.sub(r"\b(Delete|Reserve)\b", lambda match: match[0].lower(), tight)


def tokens(text: str) -> list[str]:
    """The words and marks of a text."""
    return _TOKEN.findall(text)


def _alike(mine: str, theirs: str) -> bool:
    """Whether words are the same; marks at the ends and a marker before them aside."""
    one, other = _core(tokens(mine)), _core(tokens(theirs))
    if one == other:
        return bool(one) or tokens(mine) == tokens(theirs)
    return bool(one) and other[-len(one) :] == one and len(other) - len(one) <= 3


def _core(words: list[str]) -> list[str]:
    first, last = 0, len(words)
    while first < last and not words[first][0].isalnum():
        first += 1
    while last > first and not words[last - 1][0].isalnum():
        last -= 1
    return words[first:last]
