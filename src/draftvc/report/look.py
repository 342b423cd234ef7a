"""How a report is to look: what the terminal, or whoever reads, allows."""

from __future__ import annotations

from typing import NamedTuple

_NARROW, _WIDE = 30, 100


class Look(NamedTuple):
    """The look of a report: columns, and whether colour may be used."""

    width: int = 80
    color: bool = False

    @property
    def columns(self) -> int:
        """Columns that text is laid out in: lines longer than 100 are hard to read."""
        return max(_NARROW, min(self.width, _WIDE))
