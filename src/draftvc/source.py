"""The text of a received file, and the way from an offset back to line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

STDIN = "-"
"""How a call names standard input."""
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class SourceText:
    """A received text: `text` has line ends as received; offsets are code points."""

    text: str
    name: str = STDIN
    """The file's name as given, `-` for standard input."""

    encoding: str = "utf-8"
    remark: str = ""
    """How its bytes were read, where that is not certain: one sentence, and what to do."""

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets at which lines begin; a line ends at LF, CR LF or CR."""
        starts = [0]
        # Not splitlines: it also parts at form feeds and U+2028, which editors do not count.
        starts.extend(match.end() for match in _LINE_END.finditer(self.text))
        if starts[-1] != len(self.text):
            starts.append(len(self.text))
        return tuple(starts)

    def place(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of a code point, both from 1."""
        line = max(bisect_right(self.line_starts, offset), 1)
        if (
            line == len(self.line_starts)
            and line > 1
            and offset >= len(self.text)
            and not self._ends_open
        ):
            line -= 1
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return a line by its number from 1, without its line end; empty when absent."""
        if not 1 <= number < len(self.line_starts):
            return ""
        return self.text[self.line_starts[number - 1] : self.line_starts[number]].rstrip("\r\n")

    @property
    def _ends_open(self) -> bool:
        return self.text.endswith(("\n", "\r"))
