"""Plain files of a working tree: links are not followed, and nothing above a limit is loaded.

Apart from `shelves`, so that what git calls for one file need not load libgit2.
"""

from __future__ import annotations

import stat
from pathlib import Path

from draftvc.errors import RepositoryError
from draftvc.limits import Limits

NO_LINKS = "A draft is made of plain files: put the file itself in its place."


def read_file(root: Path, path: str, limits: Limits | None = None) -> bytes | None:
    """Return the content of a file of the working tree; None where there is none.

    Raises:
        RepositoryError: it is a link or no file, too large, or may not be read.
    """
    try:
        found = (root / path).lstat()
        if not stat.S_ISREG(found.st_mode):
            what = "a link" if stat.S_ISLNK(found.st_mode) else "no file"
            raise RepositoryError(f"{path} is {what}.", NO_LINKS)
        refuse_too_large(found.st_size, path, limits)
        return (root / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise RepositoryError(
            f"{path} cannot be read: {error.strerror or error}.",
            "Check who may read it, and the disk.",
        ) from error


def decoded(data: bytes) -> tuple[str, bool]:
    """Return the characters of a file of a draft, and whether it was read as windows-1252.

    Lines end with LF, however the file ends them.
    """
    try:
        text, assumed = data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        text, assumed = data.decode("cp1252", "replace"), True
    return text.replace("\r\n", "\n").replace("\r", "\n"), assumed


def refuse_too_large(size: int, what: str, limits: Limits | None) -> None:
    """Raise RepositoryError where a file has more bytes than the limit."""
    if limits is not None and size > limits.file_bytes:
        raise RepositoryError(
            f"{what} has {size:,} bytes, more than the limit file_bytes ({limits.file_bytes:,}).",
            "A clause or an outline is never that long: look at what was committed there.",
        )
