"""The one tree of errors, and the exit code each carries.

    DraftvcError            2  the call or its input was wrong; nothing was written
    ├── InputError          2  a file cannot be read as a draft
    ├── NotFoundError       2  no such revision, clause or bracket (names the nearest)
    ├── AmbiguousError      2  a word fits two meanings (lists the spellings)
    ├── RepositoryError     2  the repository is missing, of another kind, or in the way
    │   └── BusyError       2  another run holds the repository; try again
    └── IncompleteError     3  done, but something was left out, and the output says what

Anything else that reaches the boundary is a defect (70). Source: docs/commands.md.
"""

from __future__ import annotations

EXIT_DONE = 0
EXIT_FOUND = 1
EXIT_WRONG = 2
EXIT_INCOMPLETE = 3
EXIT_DEFECT = 70
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141


class DraftvcError(Exception):
    """A call or input that cannot be served: one sentence, and what to do next."""

    exit_code = EXIT_WRONG

    def __init__(self, message: str, remedy: str = "") -> None:
        """Keep the headline and the remedy apart, so that reports can lay them out."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """Return headline and remedy as one line."""
        return f"{self.message} {self.remedy}".strip()


class InputError(DraftvcError):
    """A file that cannot be read as a draft."""


class NotFoundError(DraftvcError):
    """A revision, clause or bracket that does not exist; the remedy names the nearest."""


class AmbiguousError(DraftvcError):
    """A word that fits two meanings; the remedy lists the spellings that fit one."""


class RepositoryError(DraftvcError):
    """A repository that is missing, of another kind, or not in a state to be written."""


class BusyError(RepositoryError):
    """Another run holds the repository; the call can be repeated."""


class IncompleteError(DraftvcError):
    """Something was declared unsupported or left out."""

    exit_code = EXIT_INCOMPLETE
