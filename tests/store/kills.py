"""Kill a piece of work at any line of the store, for real, and see what is left.

The work runs in a forked process, which kills itself with SIGKILL when it reaches the n-th of the
lines that are watched. Watched are, from the first write on, the modules that write, libgit2's
transactions, and the start of programs; of a line in a loop the first times only.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pygit2.transaction

import draftvc.store

_STORE = str(Path(draftvc.store.__file__).parent)
_OTHERS = (pygit2.transaction.__file__, subprocess.__file__)
_TIMES = 2
"""Times that a line in a loop counts."""
_FIRST = frozenset({"begin_run", "_finish"})
"""Functions with which a recording, and the putting right of one, begin to write."""
_READERS = ("reader.py", "shelves.py", "history.py", "layout.py", "revision.py", "settings.py")


class Watch:
    """Counts the lines that are watched, and kills the process at one of them."""

    def __init__(self, deadly: int) -> None:
        self.deadly, self.count = deadly, 0
        self.writes = False
        self.seen: Counter[tuple[str, int]] = Counter()

    def start(self) -> None:
        sys.settrace(self._called)

    def _called(self, frame: FrameType, event: str, arg: Any) -> Any:
        name = frame.f_code.co_filename
        ours = name.startswith(_STORE) and not name.endswith(_READERS)
        self.writes = self.writes or (ours and frame.f_code.co_name in _FIRST)
        return self._line if self.writes and (ours or name in _OTHERS) else None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        place = (frame.f_code.co_filename, frame.f_lineno)
        self.seen[place] += 1
        if self.seen[place] <= _TIMES:
            self.count += 1
            if self.count == self.deadly:
                os.kill(os.getpid(), signal.SIGKILL)
        return self._line


def killed(work: Callable[[], object], deadly: int) -> bool:
    """Do some work in a process that is killed at a line; tell whether it came that far."""
    child = os.fork()
    if child == 0:
        try:
            Watch(deadly).start()
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    was_killed = os.WIFSIGNALED(status)
    if was_killed:
        time.sleep(0.01)  # for programs that it had started
    return was_killed


def lines_of(work: Callable[[], object]) -> int:
    """Return at how many lines some work can be killed; it is done once, in another process."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        watch = Watch(0)
        try:
            watch.start()
            work()
        finally:
            sys.settrace(None)
            os.write(write, str(watch.count).encode())
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as told:
        return int(told.read())
