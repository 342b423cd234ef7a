"""Clauses that were split or joined: words that left one clause and stand in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from draftvc.diff.model import Pair
from draftvc.diff.sides import Sides, is_unchanged
from draftvc.diff.similarity import weight, words_of
from draftvc.draft.model import Clause, Draft

_SAME_PART = 0.6
"""Share of a part's words that must have left the clause beside it."""
_FEWEST = 16
"""Weight of a part, two words that say something: with less, words meet by chance."""


class Parting(NamedTuple):
    """One clause and those it became, or those that became it."""

    kind: Literal["clause.split", "clause.merged"]
    whole: int
    """Index of the whole clause: in the old draft where it was split, else in the new one."""
    parts: tuple[int, ...]
    """Indexes of its parts in the other draft, in order; one of them is paired with the whole."""


def find_partings(sides: Sides) -> list[Parting]:
    """Return the clauses that were split, then those that were joined."""
    split = _partings(sides.new, sides.old, sides.to_old)
    busy = set(split)
    merged = {
        whole: parts
        for whole, parts in _partings(sides.old, sides.new, sides.to_new).items()
        if sides.to_old[whole] not in busy
    }
    found = [Parting("clause.split", whole, parts) for whole, parts in sorted(split.items())]
    found += [Parting("clause.merged", whole, parts) for whole, parts in sorted(merged.items())]
    return [parting for parting in found if len(parting.parts) > 1]


def pairs_of_largest(sides: Sides, partings: Sequence[Parting]) -> tuple[Pair, ...]:
    """Return the pairs with each whole clause paired with the part that has most of the words.

    What is known by its permanent id stays paired.
    """
    pairs = list(sides.pairs)
    for parting in partings:
        split = parting.kind == "clause.split"
        at = next(i for i, p in enumerate(pairs) if (p.old if split else p.new) == parting.whole)
        clauses = (sides.new if split else sides.old).clauses
        kept = pairs[at].new if split else pairs[at].old
        size = {part: words_of(clauses[part]).total() for part in parting.parts}
        largest = max(parting.parts, key=lambda part: (size[part], part == kept))
        if largest != kept and pairs[at].reason != "id":
            pair = pairs[at]
            old, new = (pair.old, largest) if split else (largest, pair.new)
            pairs[at] = Pair(old, new, pair.reason, pair.score)
    return tuple(sorted(pairs, key=lambda pair: pair.new))


def _partings(parted: Draft, joined: Draft, mates: Mapping[int, int]) -> dict[int, tuple[int, ...]]:
    """Return, by the whole clause of `joined`, its parts in `parted`."""
    found: dict[int, list[int]] = {}
    for index in range(len(parted.clauses)):
        clause = parted.clauses[index]
        if index in mates or clause.kind == "front":
            continue
        if weight(words_of(clause)) < _FEWEST:
            continue
        best = max(
            (
                (_share(clause, parted, joined, beside, mates[beside]), beside)
                for beside in _beside(index, len(parted.clauses), mates.__contains__)
            ),
            default=(0.0, -1),
        )
        if best[0] >= _SAME_PART:
            found.setdefault(mates[best[1]], [best[1]]).append(index)
    return {whole: _in_a_row(parts) for whole, parts in found.items()}


def _in_a_row(parts: list[int]) -> tuple[int, ...]:
    """Return the parts that stand beside each other, with the first of those given."""
    known, chosen = set(parts), [parts[0]]
    while chosen[0] - 1 in known:
        chosen.insert(0, chosen[0] - 1)
    while chosen[-1] + 1 in known:
        chosen.append(chosen[-1] + 1)
    return tuple(chosen)


def _beside(index: int, size: int, is_paired: Callable[[int], bool]) -> Iterator[int]:
    """Yield the nearest clauses before and after that have a counterpart."""
    before, after = index - 1, index + 1
    while before >= 0 and not is_paired(before):
        before -= 1
    while after < size and not is_paired(after):
        after += 1
    if before >= 0:
        yield before
    if after < size:
        yield after


def _share(clause: Clause, parted: Draft, joined: Draft, part: int, whole: int) -> float:
    """Return the share of words that stand in the whole clause and not in its known part.

    Of a paragraph it is the share of its own words where that is more: who is asked to do something
    is said again in each part, `Asks ports to …; Asks ports to …`. An alternative is a whole text.
    """
    a, b = joined.clauses[whole], parted.clauses[part]
    if is_unchanged(a, b) or a.kind == "front":
        return 0.0
    words, known = words_of(clause), words_of(b)
    left = words_of(a) - known
    share = weight(words & left) / weight(words)
    own = words - known
    found = weight(own & left)
    if clause.kind == "alternative" or found < _FEWEST:
        return share
    return max(share, found / weight(own))
