"""How deep a marked clause stands, from its marker and the markers before it.

The markers of one level count on: `1.`, `2.`, `2.bis`; `a.`, `b.`. A marker that begins a count
anew opens a level below. `i.` is the letter after `h.` and a roman numeral else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from draftvc.notation.markers import Marker

OPTION = "option"
"""Style of a level of options: `Option 1:`, and what is numbered anew in each."""

DECIMAL = "decimal"
"""Style of a level whose markers repeat the numbers above them: `1.1`, `1.2`."""


class Fit(IntEnum):
    """How a marker goes on from those before it, the best first."""

    NEXT = 0
    FIRST = 1
    GAP = 2
    """Numbers are missing before it."""
    BACK = 3
    """It stands after one that should follow it, or stands twice."""


class Level(NamedTuple):
    """The last marker of a level that is open."""

    style: str
    paren: str
    value: int
    suffix: int
    indent: int


class Placed(NamedTuple):
    """Where a marker would stand."""

    depth: int
    fit: Fit
    step: int
    """How far it is from the number that was expected, 0 for none."""
    level: Level


@dataclass
class Levels:
    """The levels that are open, outermost first."""

    open: list[Level] = field(default_factory=list)
    root: int = 0
    """The last number that stood at the root, kept over sections and annexes."""

    def begin(self, kind: str, indent: int, value: int = 0) -> None:
        """Open an article, annex or section at the root; `value` is its number, if it has one."""
        self.open = [Level(kind, "", value, 0, indent)]

    def enter(self, placed: Placed) -> None:
        """Make a placed marker the last of its level."""
        self.open[placed.depth :] = [placed.level]
        if placed.depth == 0 and placed.level.style == "number":
            self.root = placed.level.value

    def place(self, marker: Marker, indent: int, *, opens: bool = False) -> Placed:
        """Return the best place of a marker; `opens`: a colon before it opens a list."""
        readings = _readings(marker)
        if opens and ("roman", 1) in readings:
            readings = [("roman", 1)]
        options = [
            option
            for style, value in readings
            for option in self._places(style, value, marker, indent, opens=opens)
        ]
        return min(options, key=lambda each: self._rank(each, indent))

    def place_decimal(self, marker: Marker, indent: int) -> Placed | None:
        """Return the place of a marker that repeats the numbers above it, `1.2.3`.

        None where those are not the clauses that are open, where another list has begun under
        them, and in an option, which has numbers of its own.
        """
        depth = len(marker.above)
        if [(each.value, each.suffix) for each in self.open[:depth]] != [
            (value, 0) for value in marker.above
        ] or any(each.style != DECIMAL for each in self.open[1 : depth + 1]):
            return None
        if any(each.style.startswith(OPTION) for each in self.open):
            return None
        if self.open[0].style not in ("number", "ART", "ANNEX", "SEC"):
            return None
        here = Level(DECIMAL, marker.paren, marker.value, marker.order[1], indent)
        if depth < len(self.open) and self.open[depth].style == DECIMAL:
            return self._beside(depth, here)
        first = marker.value == 1 and not marker.suffix
        return Placed(depth, Fit.FIRST if first else Fit.GAP, marker.value - 1, here)

    def _rank(self, placed: Placed, indent: int) -> tuple[int, int, int, int]:
        """Return what the places of one marker are ordered by, the best first."""
        beside = placed.depth < len(self.open)
        away = abs(self.open[placed.depth].indent - indent) if beside else 0
        if placed.fit is Fit.BACK:
            return placed.fit, away, placed.step, -placed.depth
        return placed.fit, placed.step, away, -placed.depth

    def depth_of(self, marker: Marker) -> int:
        """Return the depth of the open clause that an alternative stands for."""
        for depth in range(len(self.open) - 1, -1, -1):
            level = self.open[depth]
            if (level.style, level.value) in _readings(marker):
                return depth
        for depth in range(len(self.open) - 1, -1, -1):
            if marker.value and self.open[depth].style == marker.style:
                return depth
        return max(len(self.open) - 1, 0)

    def _places(
        self, style: str, value: int, marker: Marker, indent: int, *, opens: bool
    ) -> list[Placed]:
        suffix = marker.order[1]
        here = Level(style, marker.paren, value, suffix, indent)
        if style == "number" and self._goes_on_at_root(value):
            return [Placed(0, Fit.NEXT, 0, here)]
        alike = [
            depth
            for depth, level in enumerate(self.open)
            if level.style == style and _same_paren(level.paren, marker.paren)
        ]
        found = [self._beside(depth, here) for depth in alike]
        last = self.open[-1] if self.open else None
        deeper = last is not None and (
            opens or indent > last.indent or last.style.startswith(OPTION)
        )
        if not alike or (value == 1 and not suffix and deeper):
            below = Fit.FIRST if value == 1 and not suffix else Fit.GAP
            found.append(Placed(len(self.open), below, abs(value - 1), here))
        return found

    def _beside(self, depth: int, here: Level) -> Placed:
        last = self.open[depth]
        same = here.value == last.value and here.suffix == last.suffix + 1
        if same or (here.value == last.value + 1 and not here.suffix):
            return Placed(depth, Fit.NEXT, 0, here)
        step = abs(here.value - last.value - 1)
        ahead = (here.value, here.suffix) > (last.value, last.suffix)
        return Placed(depth, Fit.GAP if ahead else Fit.BACK, step, here)

    def _goes_on_at_root(self, value: int) -> bool:
        """Tell whether paragraphs are numbered through all sections and this is the next."""
        section = bool(self.open) and self.open[0].style in ("SEC", "ANNEX")
        due = self.root > 0 and value == self.root + 1
        return due and (not self.open or (section and len(self.open) == 1))


def _readings(marker: Marker) -> list[tuple[str, int]]:
    if marker.kind == OPTION:
        return [(f"{OPTION} {marker.style}", marker.value)]
    found: list[tuple[str, int]] = [(marker.style, marker.value)]
    if marker.style == "letter" and marker.roman:
        found.append(("roman", marker.roman))
    return found


def _same_paren(one: str, other: str) -> bool:
    """Tell whether two markers can be of one level: `a.` and `a)`, but not `(a)`."""
    return (one == "()") == (other == "()")
