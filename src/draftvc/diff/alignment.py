"""What stands in both texts of one clause, in order, and the stretches between.

Anchors are the tokens that were kept. Adjacent groups are one set, so a run of groups is one
anchor: what stands in both runs was kept, in whatever order it is written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from draftvc.diff.ledger import Ledger
from draftvc.diff.pieces import Run, Span
from draftvc.diff.rising import longest_rising
from draftvc.diff.view import View


class Anchor(NamedTuple):
    """What stands in both: a token, or a run of groups with something in common."""

    old: Span
    new: Span
    runs: tuple[Run, Run] | None = None


class Alignment(NamedTuple):
    """The anchors of a clause, in order on both sides."""

    old: Span | None
    """What was read of the old text; None where the clause does not stand there."""
    new: Span | None
    anchors: tuple[Anchor, ...]
    displaced: tuple[Span, ...]
    """Old tokens that were kept, and stand in another place or out of order."""


@dataclass
class _Side:
    view: View
    part: int | None
    plain: list[Span] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.part is None:
            return
        bounds = self.bounds
        assert bounds is not None
        self.runs = [run for run in self.view.runs if _within(bounds, run.start)]
        grouped = {member for run in self.runs for member in run.members}
        start, end = bounds
        self.plain = [
            span for span in self.view.tokens if start <= span[0] <= end and span not in grouped
        ]

    @property
    def bounds(self) -> Span | None:
        if self.part is None:
            return None
        if len(self.view.parts) == 1:
            return self.view.bounds
        part = self.view.parts[self.part]
        return part.start, part.end


def align(ledger: Ledger, old: int | None, new: int | None) -> Alignment:
    """Return what stands in both texts of a clause, given its part on each side."""
    a, b = _Side(ledger.old, old), _Side(ledger.new, new)
    if old is None or new is None:
        return Alignment(a.bounds, b.bounds, (), ())
    anchors, displaced = _anchors(ledger, [span for span in a.plain if span in ledger.kept])
    bounds_old, bounds_new = a.bounds, b.bounds
    is_window = len(ledger.clauses) == 1 and ledger.old.bounds[0] and ledger.new.bounds[0]
    if is_window and bounds_old and bounds_new:
        # What stands between the marker and a window is the same on both sides.
        ends = [view.markers.get(0, (0, 0))[1] for view in (ledger.old, ledger.new)]
        anchors.insert(0, Anchor((ends[0], bounds_old[0]), (ends[1], bounds_new[0])))
        bounds_old, bounds_new = (0, bounds_old[1]), (0, bounds_new[1])
    groups, lost = _paired_runs(ledger, a.runs, b.runs, anchors)
    return Alignment(
        bounds_old,
        bounds_new,
        tuple(sorted(anchors + groups, key=lambda each: each.old)),
        (*displaced, *lost),
    )


def _anchors(ledger: Ledger, kept: Sequence[Span]) -> tuple[list[Anchor], list[Span]]:
    """Return the tokens that stand in order, and those that do not: marks, but never words.

    The number of a clause counts as a word: a mark is drawn around it, it does not walk.
    """
    mates = [ledger.kept[span][0] for span in kept]
    if all(a < b for a, b in pairwise(mates)):
        return _joined(ledger, kept), []
    words = {(word.start, word.end) for word in ledger.old.words}
    words.update(ledger.old.markers.values())
    chosen: list[Span] = []
    before, limit = -1, -1
    for index, span in enumerate(kept):
        if index > limit:
            # The place of the next word: marks up to it must not stand behind it.
            limit = next((i for i in range(index, len(kept)) if kept[i] in words), len(kept))
        after = mates[limit] if limit < len(kept) else mates[index] + 1
        if index == limit or before < mates[index] < after:
            chosen.append(span)
            before = mates[index] if index == limit else before
    rising = set(longest_rising([ledger.kept[span][0] for span in chosen]))
    stay = {chosen[index] for index in rising}
    return (
        _joined(ledger, [span for span in kept if span in stay]),
        [span for span in kept if span not in stay],
    )


def _joined(ledger: Ledger, kept: Sequence[Span]) -> list[Anchor]:
    """Return anchors of tokens in order: those with nothing but a space between are one."""
    anchors: list[Anchor] = []
    text_a, text_b = ledger.old.text, ledger.new.text
    first_a = end_a = first_b = end_b = -1
    for start_a, after_a in kept:
        start_b, after_b = ledger.kept[start_a, after_a]
        if (
            not (
                end_a >= start_a - 1
                and end_b >= start_b - 1
                and (end_a == start_a or text_a[end_a].isspace())
                and (end_b == start_b or text_b[end_b].isspace())
            )
            or first_a < 0
        ):
            if first_a >= 0:
                anchors.append(Anchor((first_a, end_a), (first_b, end_b)))
            first_a, first_b = start_a, start_b
        end_a, end_b = after_a, after_b
    if first_a >= 0:
        anchors.append(Anchor((first_a, end_a), (first_b, end_b)))
    return anchors


def _within(bounds: Span, offset: int) -> bool:
    return bounds[0] <= offset <= bounds[1]


def _comparable(ledger: Ledger, old: Run, new: Run) -> bool:
    """Tell whether two runs can be compared entry by entry: a lost brace is an edit itself."""
    before, after = ledger.old.text[old.start : old.end], ledger.new.text[new.start : new.end]
    if (old.sound and new.sound) or before == after:
        return True
    # The same slip on both sides: one group that has lost its brace.
    return len(old.braces) == len(new.braces) == 1 and before[-1] != "}" and after[-1] != "}"


def _paired_runs(
    ledger: Ledger, olds: Sequence[Run], news: Sequence[Run], anchors: Sequence[Anchor]
) -> tuple[list[Anchor], list[Span]]:
    """Pair the runs of groups that stand in the same place; return what was kept and is lost."""
    starts_old = [anchor.old[0] for anchor in anchors]
    starts_new = [anchor.new[0] for anchor in anchors]
    of_member = {member: number for number, run in enumerate(news) for member in run.members}
    votes: Counter[tuple[int, int]] = Counter()
    for x, run in enumerate(olds):
        gap = bisect_left(starts_old, run.start)
        for member in run.members:
            mate = ledger.kept.get(member)
            y = of_member.get(mate, -1) if mate else -1
            if y >= 0 and bisect_left(starts_new, news[y].start) == gap:
                votes[x, y] += _comparable(ledger, run, news[y])
    chosen: dict[int, int] = {}
    for (x, y), count in sorted(votes.items(), key=lambda each: (-each[1], each[0])):
        rises = all((x < a) == (y < b) and x != a and y != b for a, b in chosen.items())
        if count and rises:
            chosen[x] = y
    groups = [
        Anchor((olds[x].start, olds[x].end), (news[y].start, news[y].end), (olds[x], news[y]))
        for x, y in chosen.items()
    ]
    lost = [
        member
        for x, run in enumerate(olds)
        for member in run.members
        if member in ledger.kept and of_member.get(ledger.kept[member]) != chosen.get(x, -2)
    ]
    return groups, lost
