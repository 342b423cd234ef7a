"""Say on standard error how far a long read has come, where a person waits for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

_PATIENCE = 1.0
"""Seconds of silence before the first word."""
_EVERY = 0.2
"""Seconds between two words."""


class Progress:
    """Counts what was read; silent where standard error is no terminal."""

    def __init__(self, unit: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin to count; `unit` names what is counted, in the plural."""
        self._unit, self._clock = unit, clock
        self._count = 0
        self._next = clock() + _PATIENCE
        self._shown = False
        self._silent = sys.stderr is None or not sys.stderr.isatty()

    def tick(self) -> None:
        """Count one more, and say so when it is time."""
        self._count += 1
        if self._silent or self._clock() < self._next:
            return
        self._next = self._clock() + _EVERY
        self._shown = True
        sys.stderr.write(f"\r{self._count:,} {self._unit} read …")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away before something else is written."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False

    def stop(self) -> None:
        """Say nothing any more: the result itself is being read."""
        self.clear()
        self._silent = True
