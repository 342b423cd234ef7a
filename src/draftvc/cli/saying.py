"""Say something beside the result: one line on standard error, safe and in UTF-8."""

from __future__ import annotations

import contextlib
import sys

from draftvc.report.safe import visible


def say(sentence: str) -> None:
    """Write one line to standard error; names and words of a draft cannot repaint the terminal."""
    if sys.stderr is None:
        return
    line = visible(" ".join(sentence.splitlines())) + "\n"
    # What cannot be said must not hide what was done: the exit code speaks too.
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
        sys.stderr.buffer.write(line.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()
