"""Pairs of drafts that are large in one way: brackets, one clause, clauses with nothing in common.

Each is made at a size and at twice that, so that the growth is seen. The words are made up: what
matters is how many there are, and which of them stand on both sides.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from room.page import Page
from room.writer import Writer

Pair = tuple[str, str]
_STEMS = ("river", "lamp", "stair", "ferry", "bell", "ledger", "quay", "market", "ford", "rope")
_PARTIES = ("KEN", "NOR", "PER", "JPN", "USA", "FRA", "GHA", "CHL")
_MOVED = 0.3
_WORDS, _BRACKETS = 40, 10
"""Words and brackets of a clause of the draft with very many brackets."""


def many_brackets(size: int) -> Pair:
    """A draft with `size` brackets, and the same with three clauses of ten moved elsewhere."""
    chance = random.Random(size)
    bodies = [_body(chance, number, _WORDS, _BRACKETS) for number in range(size // _BRACKETS)]
    moved = set(chance.sample(range(len(bodies)), int(len(bodies) * _MOVED)))
    rest = [body for number, body in enumerate(bodies) if number not in moved]
    for number in sorted(moved):
        rest.insert(chance.randrange(len(rest) + 1), bodies[number])
    return _numbered(bodies), _numbered(rest)


def one_clause(words: int) -> Pair:
    """One clause of so many words, a bracket in about twelve; one bracket of ten is dropped."""
    chance = random.Random(words)
    pieces = [_phrase(chance, number, 11) for number in range(words // 12)]
    before, after = [], []
    for number, piece in enumerate(pieces):
        bracket = f"[{chance.choice(_STEMS)}{number}] {{{chance.choice(_PARTIES)}+}}"
        before.append(f"{piece} {bracket}")
        after.append(piece if number % 10 == 0 else f"{piece} {bracket}")
    return tuple(f"1. Requests towns to keep {' '.join(p)};\n" for p in (before, after))  # type: ignore[return-value]


def strangers(clauses: int) -> Pair:
    """So many clauses against as many that share no word with them."""
    chance = random.Random(clauses)
    old, new = (
        _numbered([_body(chance, start + number, _WORDS, 2) for number in range(clauses)])
        for start in (0, 1_000_000)
    )
    return old, new


def other_drafts(size: int) -> Pair:
    """Two drafts of about so many characters that come from different negotiations."""
    old, new = (Page(random.Random(n), 100).text(Writer(n).draft(size)) for n in (1, 2))
    return old, new


PAIRS: dict[str, tuple[Callable[[int], Pair], int]] = {
    "10,000 brackets, 30 % of the clauses moved": (many_brackets, 10_000),
    "one clause of 5,000 words, 400 brackets": (one_clause, 5_000),
    "200 against 200 clauses with nothing in common": (strangers, 200),
    "two entirely different drafts of 200 KB": (other_drafts, 200_000),
}


def write(place: Path) -> dict[str, tuple[tuple[Path, Path], tuple[Path, Path]]]:
    """Write each pair at its size and at twice that; return the files."""
    found = {}
    for number, (name, (make, size)) in enumerate(PAIRS.items()):
        files = []
        for part in (size, 2 * size):
            pair = [place / f"{number}-{part}-{side}.txt" for side in ("old", "new")]
            for path, text in zip(pair, make(part), strict=True):
                path.write_text(text, encoding="utf-8")
            files.append((pair[0], pair[1]))
        found[name] = (files[0], files[1])
    return found


def _numbered(bodies: list[str]) -> str:
    return "".join(f"{number}. {body};\n\n" for number, body in enumerate(bodies, start=1))


def _body(chance: random.Random, number: int, words: int, brackets: int) -> str:
    pieces = [
        f"{_phrase(chance, number * 100 + part, words // brackets)} "
        f"[{chance.choice(_STEMS)}{number}x{part}] {{{chance.choice(_PARTIES)}+}}"
        for part in range(brackets)
    ]
    return f"Requests {' '.join(pieces)}"


def _phrase(chance: random.Random, number: int, words: int) -> str:
    return " ".join(f"{chance.choice(_STEMS)}{number}w{each}" for each in range(words))
