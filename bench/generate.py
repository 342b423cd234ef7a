"""Write pairs of loose drafts for the bench: ``python bench/generate.py 200K --out build/pairs``.

The second draft is the first with one negotiation move a kilobyte, of every kind in turn, and every
paragraph wrapped at another width. With ``--moves N`` it differs by N moves at any size. The drafts
and the moves are those of the simulator (`room/`); here nobody asks what they come to.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from room.desk import Desk
from room.page import Page
from room.table import kinds as all_kinds
from room.table import moves_of
from room.writer import Writer

WIDTHS = (110, 84)
# How many clauses a move may try before it is left out: some need a placeholder or an agreed one.
TRIES = 400


@dataclass(frozen=True)
class Pair:
    """Two revisions as pages, and the kinds of the moves that lie between them, in order."""

    old: str
    new: str
    moves: tuple[str, ...]
    clauses: int


def pair(size: int, seed: int = 1, moves: int | None = None) -> Pair:
    """Make a pair of about `size` characters each; `moves` is one a kilobyte unless given."""
    writer = Writer(seed)
    desk = Desk(writer, writer.draft(size))
    old = Page(random.Random(seed), WIDTHS[0]).text(desk.draft)
    clauses = len(desk.draft.clauses)
    wanted = max(1, size // 1000) if moves is None else moves
    # Shuffled, so that a short text does not get the first kinds of the table only.
    desk, made = _negotiate(desk, wanted, writer.chance.sample(all_kinds(), len(all_kinds())))
    new = Page(random.Random(seed), WIDTHS[1]).text(desk.draft)
    return Pair(old, new, made, clauses)


def _negotiate(desk: Desk, wanted: int, kinds: Sequence[str]) -> tuple[Desk, tuple[str, ...]]:
    """Make `wanted` moves, the kinds in turn, a clause at a time while there are untouched ones."""
    made: list[str] = []
    touched: set[int] = set()
    turn = 0
    while len(made) < wanted and turn < wanted + 20 * len(kinds):
        kind = kinds[turn % len(kinds)]
        turn += 1
        after = _make(desk, kind, touched)
        if after is not None:
            touched |= after.taken
            desk = after
            made.append(kind)
    return desk, tuple(made)


def _make(desk: Desk, kind: str, touched: set[int]) -> Desk | None:
    able = moves_of(kind)
    for attempt in range(TRIES):
        at = desk.chance.randrange(len(desk.draft.clauses))
        # In a short text there are more moves than clauses: late attempts may come back to one.
        if desk.draft.clauses[at].uid in touched and attempt < TRIES // 2:
            continue
        trial = desk.trial()
        if desk.chance.choices(able, [one.weight for one in able])[0].make(trial, at):
            return trial
    return None


def size_of(text: str) -> int:
    """Read `12K`, `2M` or plain characters."""
    factor = {"K": 1000, "M": 1_000_000}.get(text[-1:].upper(), 1)
    return int(text.rstrip("kKmM")) * factor


def main() -> None:
    """Write SIZE-old.txt and SIZE-new.txt, and print the moves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=size_of, nargs="+", metavar="SIZE", help="12K, 200K, 2M")
    parser.add_argument("--moves", type=int, help="so many moves at any size")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("build/pairs"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for size in options.size:
        made = pair(size, options.seed, options.moves)
        for side, text in (("old", made.old), ("new", made.new)):
            path = options.out / f"{size}-{side}.txt"
            path.write_text(text, encoding="utf-8")
            print(path, len(text), "characters")
        print(f"{made.clauses} clauses, {len(made.moves)} moves:")
        for kind, count in sorted(Counter(made.moves).items()):
            print(f"  {count:5} {kind}")


if __name__ == "__main__":
    main()
