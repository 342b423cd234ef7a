"""The order of clauses that moves, additions and removals lead to.

A clause that moves takes along what hangs under it, unless that moves or goes by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class NoPlaceError(ValueError):
    """Clauses wait for a place that never comes: `places` are what they should stand behind."""

    def __init__(self, places: Sequence[str]) -> None:
        """Name the first place in the message."""
        super().__init__(f"nothing can stand behind {places[0]}")
        self.places = places


@dataclass(frozen=True, slots=True)
class Steps:
    """What happens to an order of clauses, by their names."""

    gone: frozenset[str]
    moved: Mapping[str, str | None]
    """The clause before it, in the order that comes out; None at the start."""
    added: Mapping[str, str | None]
    before: Mapping[str, str] = field(default_factory=dict)
    """Clauses that come, each with the one that it stands before."""


def placed(names: Sequence[str], parents: Sequence[str | None], steps: Steps) -> list[str]:
    """Return the order that comes out; `parents` are what each clause hangs under.

    Raises:
        NoPlaceError: a place that is named is not there.
    """
    chain = _Chain()
    for name in names:
        chain.append(name)
    blocks = _blocks(names, parents, steps)
    waiting: dict[str, list[tuple[str, ...]]] = {}
    start: list[tuple[str, ...]] = []
    for block, place in blocks:
        if place is None:
            start.append(block)
        else:
            waiting.setdefault(place, []).append(block)
    for name in [name for block, _ in blocks for name in block] + list(steps.gone):
        chain.remove(name)
    ready = [name for name in chain.names() if name in waiting]
    for block in start:
        chain.insert(block, None)
        ready += [name for name in block if name in waiting]
    while ready:
        place = ready.pop()
        for block in waiting.pop(place, ()):
            chain.insert(block, place)
            ready += [name for name in block if name in waiting]
    for name, place in steps.before.items():
        chain.insert((name,), chain.before(place))
    if waiting:
        raise NoPlaceError(list(waiting))
    return chain.names()


def _blocks(
    names: Sequence[str], parents: Sequence[str | None], steps: Steps
) -> list[tuple[tuple[str, ...], str | None]]:
    """Return what moves and comes together, each with its place."""
    members: dict[str, list[str]] = {}
    head_of: dict[str, str] = {}
    for name, parent in zip(names, parents, strict=True):
        if name in steps.gone:
            continue
        head = name if name in steps.moved else head_of.get(parent or "")
        if head is not None:
            head_of[name] = head
            members.setdefault(head, []).append(name)
    moved = [(tuple(members[name]), place) for name, place in steps.moved.items()]
    return moved + [((name,), place) for name, place in steps.added.items()]


class _Chain:
    """A doubly linked list of names; None stands before the first and after the last."""

    def __init__(self) -> None:
        self._after: dict[str | None, str | None] = {None: None}
        self._before: dict[str | None, str | None] = {None: None}

    def append(self, name: str) -> None:
        self.insert((name,), self._before[None])

    def insert(self, block: Sequence[str], place: str | None) -> None:
        for name in block:
            after = self._after[place]
            self._after[place], self._before[name] = name, place
            self._after[name], self._before[after] = after, name
            place = name

    def remove(self, name: str) -> None:
        if name in self._after:
            before, after = self._before.pop(name), self._after.pop(name)
            self._after[before], self._before[after] = after, before

    def before(self, name: str) -> str | None:
        return self._before[name]

    def names(self) -> list[str]:
        found: list[str] = []
        at = self._after[None]
        while at is not None:
            found.append(at)
            at = self._after[at]
        return found
