"""The table of moves with every move in it: modules enter theirs when they are imported."""

from __future__ import annotations

from room import (
    moves_brackets,
    moves_clauses,
    moves_marks,
    moves_positions,
    moves_redrawn,
    moves_spans,
    moves_words,
)
from room.moves import MOVES, Move, kinds, moves_of

TABLES = (
    moves_words,
    moves_brackets,
    moves_redrawn,
    moves_spans,
    moves_positions,
    moves_clauses,
    moves_marks,
)

__all__ = ["MOVES", "TABLES", "Move", "kinds", "moves_of"]
