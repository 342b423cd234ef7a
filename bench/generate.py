"""Write pairs of loose drafts for the bench: ``python bench/generate.py 200K --out build/pairs``.

The second draft is the first with one negotiation move a kilobyte, of every kind in turn, and every
paragraph wrapped at another width. With ``--moves N`` it differs by N moves at any size.
"""

from __future__ import annotations

import argparse
import copy
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafts import Draft, Writer
from moves import MOVES

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


def pair(
    size: int, seed: int = 1, moves: int | None = None, kinds: Sequence[str] = tuple(MOVES)
) -> Pair:
    """Make a pair of about `size` characters each; `moves` is one a kilobyte unless given."""
    writer = Writer(seed)
    old = writer.draft(size)
    new = copy.deepcopy(old)
    wanted = max(1, size // 1000) if moves is None else moves
    # Shuffled, so that a short text does not get the first kinds of the table only.
    made = _negotiate(writer, new, wanted, writer.chance.sample(kinds, len(kinds)))
    return Pair(old.text(WIDTHS[0]), new.text(WIDTHS[1]), made, len(old.clauses))


def _negotiate(writer: Writer, draft: Draft, wanted: int, kinds: Sequence[str]) -> tuple[str, ...]:
    """Make `wanted` moves, the kinds in turn, a clause at a time while there are untouched ones."""
    made: list[str] = []
    turn = 0
    while len(made) < wanted and turn < wanted + 20 * len(kinds):
        kind = kinds[turn % len(kinds)]
        turn += 1
        if _make(writer, draft, kind):
            made.append(kind)
    return tuple(made)


def _make(writer: Writer, draft: Draft, kind: str) -> bool:
    for attempt in range(TRIES):
        at = writer.chance.randrange(len(draft.clauses))
        clause = draft.clauses[at]
        # In a short text there are more moves than clauses: late attempts may come back to one.
        if clause.touched and attempt < TRIES // 2:
            continue
        if MOVES[kind](writer, draft, at):
            clause.touched = True
            return True
    return False


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
