"""What people count in a draft, each by a stated rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """What people count in a draft, by the rule it names."""

    clauses: int
    agreed: int
    brackets: int
    outer_brackets: int
    max_depth: int
    positions: int
    words: int
    contested_words: int
    rule: str
