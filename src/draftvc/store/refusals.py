"""What the system refuses while something is written, in a sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from draftvc.errors import RepositoryError
from draftvc.store.gitcli import GitFailed

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
# libgit2 and git tell the reason in words alone.
_BY_WORDS = {os.strerror(number): number for number in (*_FULL, *_CLOSED)}
_BY_WORDS |= {"Out of diskspace": errno.ENOSPC, "exit -25": errno.EFBIG}
"""Of git; signal 25 ends it where a file would grow beyond what is allowed."""

_CUT_SHORT = "no error"
"""All that libgit2 says where a write came to its end early, as on a disk that is nearly full."""


def refusal(error: Exception, place: Path) -> RepositoryError:
    """Return the error for something that could not be written before the branch moved."""
    number, reason = _reason(error)
    if number in _FULL:
        return RepositoryError(
            f"There is no room on the disk for the revision ({reason}): nothing was recorded.",
            "Make room, and call again.",
        )
    if number in _CLOSED:
        return RepositoryError(
            f"The repository in {place} may not be written ({reason}): nothing was recorded.",
            "Check who owns it and how its disk is mounted, or record in a clone.",
        )
    if isinstance(error, GitFailed):
        return RepositoryError(f"{error.message} Nothing was recorded.", error.remedy)
    return RepositoryError(
        f"The repository could not be written ({reason}): nothing was recorded.",
        "`git status` and `git fsck` tell more.",
    )


def reason_of(error: Exception) -> str:
    """Return why something could not be written, in the system's words."""
    return _reason(error)[1]


def _reason(error: Exception) -> tuple[int | None, str]:
    if str(error) == _CUT_SHORT:
        return errno.ENOSPC, "a write was cut short"
    number = error.errno if isinstance(error, OSError) else None
    words = str(error)
    if number is None:
        number = next((each for said, each in _BY_WORDS.items() if said in words), None)
    return number, os.strerror(number) if number is not None else words.rstrip(".")
