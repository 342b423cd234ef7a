"""What one side changed of base: words replaced, bracket marks set and taken away.

An edit of words is parted from the bracket marks around it, so that a bracket drawn or lifted by
one side and words changed by the other combine. Places are gaps: gap `g` stands before item `g`
of base. In a gap come first marks that close, then a side's new words, then marks that open: what
is put beside a bracket that the other side draws stays outside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from draftvc.merge.aligning import Alignment
from draftvc.merge.items import Item, Side

Bin = Literal["closing", "before", "after", "opening"]
"""Where in a gap a mark stands: `before` and `after` are those at the new words of its own side."""
BINS: tuple[Bin, ...] = get_args(Bin)
Uid = tuple[str, int]
"""A bracket of the merge: `base` and its number there, else the side and its number there."""


Places = dict[Uid, dict[str, tuple[int, int, Bin]]]
"""Where a side set marks: by bracket and kind of mark, the gaps from and to, and the bin."""


class Mark(NamedTuple):
    """A bracket mark that a side set."""

    uid: Uid
    item: Item


class Core(NamedTuple):
    """Items `start` to `end` of base, half open, replaced by items of a side; either is empty."""

    start: int
    end: int
    first: int
    last: int


class Edits:
    """The edits of one side."""

    def __init__(self, name: str, base: Side, side: Side, alignment: Alignment) -> None:
        """Begin without any; `name` is `ours` or `theirs`."""
        self.name, self.base, self.side, self.alignment = name, base, side, alignment
        self.gone: set[int] = set()
        """Items of base that are not kept."""
        self.cores: list[Core] = []
        self.hulls: dict[Core, tuple[int, int]] = {}
        """Of each core the stretch between items that were kept, with the marks that are gone."""
        self.unclear: list[Core] = []
        """Stretches in which words gave way to others, and marks or the very same words are among
        these: it is not to be seen which of them stands where which stood."""
        self.marks: dict[tuple[int, Bin], list[Mark]] = {}

    @property
    def mate(self) -> list[int]:
        """For each item of base its item on this side; -1 where it is gone."""
        return self.alignment.mate

    def uid(self, item: Item) -> Uid:
        """Return the identity of the bracket of a mark of this side."""
        here = self.alignment.brackets.get(item.bracket)
        return (self.name, item.bracket) if here is None else ("base", here)

    @cached_property
    def closes(self) -> dict[int, int]:
        """The closing mark on this side of each bracket of base that stands here."""
        found = {self.uid(x): at for at, x in enumerate(self.side.items) if x.kind == "close"}
        return {number: at for (side, number), at in found.items() if side == "base"}

    @cached_property
    def core_over(self) -> dict[tuple[int, int], Core]:
        """The core in place of a stretch of base."""
        return {(core.start, core.end): core for core in self.cores}

    @cached_property
    def core_to(self) -> dict[int, Core]:
        """The core that ends before an item of base and replaces something."""
        return {core.end: core for core in self.cores if core.start < core.end}

    def items(self, core: Core) -> tuple[Item, ...]:
        """Return the items that a core puts."""
        return self.side.items[core.first : core.last]

    def lone(self, hunk: Core) -> list[int]:
        """Return the marks of this side in a stretch whose partners stand outside it."""
        first, last = hunk.first, hunk.last
        return [at for at in range(first, last) if _is_lone(self.side, at, first, last)]

    @cached_property
    def places(self) -> Places:
        """Where this side set marks: by bracket and kind of mark, gaps and bin."""
        found: Places = {}
        for (gap, where), marks in self.marks.items():
            for mark in marks:
                found.setdefault(mark.uid, {})[mark.item.kind] = (gap, gap, where)
        for core in self.cores:
            for item in self.items(core):
                if item.is_mark:
                    place: tuple[int, int, Bin] = (core.start, core.end, "before")
                    found.setdefault(self.uid(item), {})[item.kind] = place
        return found


def edits_of(name: str, base: Side, side: Side, alignment: Alignment) -> Edits:
    """Return what a side changed; `name` is `ours` or `theirs`."""
    found = Edits(name, base, side, alignment)
    for core in _hunks(alignment, len(base.items), len(side.items)):
        _part(found, core)
        if _is_unclear(found, core):
            found.unclear.append(core)
    return found


def _is_unclear(found: Edits, hunk: Core) -> bool:
    words = {x.text for x in found.base.items[hunk.start : hunk.end] if not x.is_mark}
    return bool(words) and any(x.is_mark or x.text in words for x in found.items(hunk))


def _hunks(alignment: Alignment, old: int, new: int) -> Iterator[Core]:
    """Yield the stretches between items that were kept."""
    i = j = 0
    for x, y in [*((x, y) for x, y in enumerate(alignment.mate) if y >= 0), (old, new)]:
        if i < x or j < y:
            yield Core(i, x, j, y)
        i, j = x + 1, y + 1


def _part(found: Edits, hunk: Core) -> None:
    """Part the bracket marks at the ends of a stretch from its words."""
    start, end, first, last = hunk
    found.gone.update(range(start, end))
    while start < end and found.base.items[start].is_mark:
        start += 1
    while end > start and found.base.items[end - 1].is_mark:
        end -= 1
    lead = first
    while lead < last and _is_lone(found.side, lead, first, last):
        lead += 1
    trail = last
    while trail > lead and _is_lone(found.side, trail - 1, first, last):
        trail -= 1
    while start < end and lead < trail - 1 and found.side.partner.get(lead) == trail - 1:
        # A bracket around all that stands in place of words is drawn around these words.
        lead, trail = lead + 1, trail - 1
    has_words = start < end or lead < trail
    if has_words:
        core = Core(start, end, lead, trail)
        found.cores.append(core)
        found.hulls[core] = hunk.start, hunk.end
    inserts = has_words and start == end
    for index in [*range(first, lead), *range(trail, last)]:
        item = found.side.items[index]
        if item.kind == "close":  # as far from words of base that are gone as it can stand
            gap = hunk.start if index < lead else end
        else:
            gap = start if index < lead < trail else hunk.end
        where: Bin = "closing" if item.kind == "close" else "opening"
        if inserts and (item.kind == "open") == (index < lead):
            where = "before" if index < lead else "after"
        found.marks.setdefault((gap, where), []).append(Mark(found.uid(item), item))


def _is_lone(side: Side, index: int, first: int, last: int) -> bool:
    """Tell whether an item is a mark whose partner stands outside a stretch."""
    return side.items[index].is_mark and not first <= side.partner[index] < last
