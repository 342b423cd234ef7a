"""Lines that begin inside braces: whatever they begin with, no clause begins there.

`{CMR reserve OP1 and` may be wrapped before `2. because …}`. A brace that is not closed before the
next `[`, `]` or `{` is a fault and holds no line, so that a lost `}` swallows no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.draft.lines import Lines

_DELIMITER = re.compile(r"[\[\]{}]")
_LONGEST = 400
"""Characters of the longest reason or instruction in braces; a `}` further on closes another."""


def lines_inside_braces(lines: Lines) -> frozenset[int]:
    """Return the indices of the lines that begin between a `{` and the `}` that closes it."""
    return frozenset(_inside(lines))


def _inside(lines: Lines) -> Iterator[int]:
    opened: int | None = None
    """Line on which a brace was opened and not closed yet."""
    length = 0
    for index, line in enumerate(lines.all):
        first = _DELIMITER.search(line.text)
        if opened is not None:
            length += first.start() if first else len(line.text)
            if length > _LONGEST:
                opened = None
            elif first is not None:
                if first[0] == "}":
                    yield from range(opened + 1, index + 1)
                opened = None
        if first is not None and (last := _last_open(line.text)) >= 0:
            opened, length = index, len(line.text) - last


def _last_open(text: str) -> int:
    """Return where a brace opens that the line leaves open; -1: none does."""
    last = text.rfind("{")
    return last if last >= 0 and _DELIMITER.search(text, last + 1) is None else -1
