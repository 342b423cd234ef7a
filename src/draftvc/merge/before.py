"""The outline as it was before both sides, where they do not agree about it.

A clause whose place is disputed goes back to where base had it, with what hangs under it; a
disputed heading, depth or kind reads as in base. What one side alone changed stays.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from draftvc.merge.headings import put_in, taken_out
from draftvc.merge.model import Conflict, MergedOutline, OutlineEntry
from draftvc.merge.order import Key, placed
from draftvc.merge.outline import merge_outline

_ROUNDS = 8
"""Times that clauses are put back: each brings those into dispute that stood behind them."""


def outline_before(
    base: Sequence[OutlineEntry],
    ours: Sequence[OutlineEntry],
    theirs: Sequence[OutlineEntry],
    *,
    kept: Collection[str] = (),
    key: Key = lambda name: (0, 0, 0, name),
) -> MergedOutline:
    """Return the merged order, disputed places and headings as base has them.

    A clause that base has not, and that both sides put in different places, stands where ours has
    it: that stays a conflict of the result.
    """
    merged = merge_outline(base, ours, theirs, kept=kept, key=key)
    for _ in range(_ROUNDS):
        disputed = {each.clause_id for each in merged.conflicts if each.why != "heading"}
        back = [entry for entry in base if entry.id in disputed]
        headings = [each for each in merged.conflicts if each.why == "heading"]
        if not back and not headings:
            break
        for entry in back:
            ours, theirs = (_put_back(entry, base, side) for side in (ours, theirs))
        for each in headings:
            ours = _headed_again(ours, each, each.region.ours, each.clause.ours)
            theirs = _headed_again(theirs, each, each.region.theirs, each.clause.theirs)
        merged = merge_outline(base, ours, theirs, kept=kept, key=key)
    return merged


def _put_back(
    entry: OutlineEntry, base: Sequence[OutlineEntry], side: Sequence[OutlineEntry]
) -> tuple[OutlineEntry, ...]:
    """Return an outline in which a clause stands as in base, with what hangs under it here."""
    at = next((n for n, each in enumerate(side) if each.id == entry.id), None)
    if at is None:
        return tuple(side)
    end = _end(side, at)
    tree = [each._replace(depth=each.depth + entry.depth - side[at].depth) for each in side[at:end]]
    tree[0] = entry
    rest = taken_out(side, at, end)
    return put_in(rest, _place(entry, base, rest), tree)


def _headed_again(
    side: Sequence[OutlineEntry], conflict: Conflict, now: str | None, place: str | None
) -> tuple[OutlineEntry, ...]:
    """Return an outline with a disputed heading where base has it; without, if base has it not."""
    was, back = conflict.region.base, conflict.clause.base
    found = [e._replace(heading=None) if e.id == place and e.heading == now else e for e in side]
    if was is None:
        return tuple(found)
    there = {entry.id for entry in side}
    behind = back if back in there else place
    return tuple(e._replace(heading=was) if e.id == behind else e for e in found)


def _place(entry: OutlineEntry, base: Sequence[OutlineEntry], rest: Sequence[OutlineEntry]) -> int:
    """Return where a clause stands among others: behind what it stands behind in base."""
    at = next(n for n, each in enumerate(base) if each.id == entry.id)
    there = {each.id: n for n, each in enumerate(rest)}
    before = next((there[each.id] for each in reversed(base[:at]) if each.id in there), None)
    if before is None:
        return 0
    # Not among what hangs under the one before, unless it hangs there itself.
    place = before + 1
    while place < len(rest) and _level(rest[place]) > _level(entry):
        place += 1
    return place


def _end(side: Sequence[OutlineEntry], at: int) -> int:
    """Return where what hangs under a clause ends."""
    end = at + 1
    while end < len(side) and _level(side[end]) > _level(side[at]):
        end += 1
    return end


def _level(entry: OutlineEntry) -> int:
    return placed(entry).depth
