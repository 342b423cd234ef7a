"""Negotiation moves: what a room does to a draft between two revisions, one function a move.

Each takes a desk and the number of a clause, and says whether it could be made there. A move is
entered under the kind of event that it makes when nothing else happens, with its weight among the
moves of a real session. What is reported of moves that meet is for `truth` to tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from room.desk import Desk

Make = Callable[[Desk, int], bool]


@dataclass(frozen=True)
class Move:
    """One move."""

    kind: str
    make: Make
    weight: float


MOVES: list[Move] = []


def move(kind: str, weight: float) -> Callable[[Make], Make]:
    """Enter a move under the kind of event that it makes."""

    def enter(function: Make) -> Make:
        MOVES.append(Move(kind, function, weight))
        return function

    return enter


def kinds() -> tuple[str, ...]:
    """The kinds of event that there are moves for, in the order of the table."""
    return tuple(dict.fromkeys(one.kind for one in MOVES))


def moves_of(kind: str) -> list[Move]:
    """The moves of one kind."""
    return [one for one in MOVES if one.kind == kind]
