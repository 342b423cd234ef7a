"""Regular expressions that are compiled when a text first asks for them.

Compiling one takes up to two milliseconds, and there are some fifty. Most texts need few of them,
and git starts a driver once for every file.
"""

from __future__ import annotations

import re
from functools import cached_property


class Pattern:
    """A regular expression that most runs of the program do without."""

    def __init__(self, written: str, flags: int = 0) -> None:
        """Note the expression, and leave it as it is."""
        self._written, self._flags = written, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, ready to match; compiled at most once."""
        return re.compile(self._written, self._flags)
