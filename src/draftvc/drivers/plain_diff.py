"""What git itself would have printed of a file: the way out where the driver cannot answer."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from draftvc.errors import DraftvcError
from draftvc.store.gitcli import run_git

_ABSENT = "/dev/null"


class NoDraftError(DraftvcError):
    """A file that is no draft: git's own diff of it is all there is to say."""


def plain_diff(words: Sequence[str]) -> None:
    """Write git's plain diff of the two files of a call; the words are those of the driver."""
    if not words:
        return
    path = words[0]
    if len(words) < 7:
        write([f"* Unmerged path {path}\n"])
        return
    other = words[7] if len(words) > 7 else path
    write(_heading(path, other, words))
    # Without textconv and other drivers: it must not come back to us.
    asked = ("diff", "--no-index", "--no-ext-diff", "--no-textconv", "--no-color", "--")
    said = run_git(None, *asked, words[1], words[4], check=False)
    sys.stdout.buffer.write(_without_heading(said))
    sys.stdout.buffer.flush()


def write(pieces: Iterable[str]) -> None:
    """Write text to standard output as UTF-8 bytes, at once: git goes on behind it."""
    for piece in list(pieces):
        sys.stdout.buffer.write(piece.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def _heading(path: str, other: str, words: Sequence[str]) -> list[str]:
    """Return the lines that name the file: git's own would name its temporary files."""
    old, new = f"a/{path}", f"b/{other}"
    lines = [f"diff --git {_quoted(old)} {_quoted(new)}\n"]
    if words[1] == _ABSENT:
        lines.append(f"new file mode {words[6]}\n")
    elif words[4] == _ABSENT:
        lines.append(f"deleted file mode {words[3]}\n")
    elif words[3] != words[6]:
        lines += [f"old mode {words[3]}\n", f"new mode {words[6]}\n"]
    lines += [f"{line}\n" for line in (words[8].splitlines() if len(words) > 8 else ())]
    return [
        *lines,
        f"--- {_ABSENT if words[1] == _ABSENT else _quoted(old)}\n",
        f"+++ {_ABSENT if words[4] == _ABSENT else _quoted(new)}\n",
    ]


def _without_heading(said: bytes) -> bytes:
    """Return the hunks of a diff; or its line about binary files."""
    at = said.find(b"\n@@ ")
    if at >= 0:
        return said[at + 1 :]
    return b"Binary files differ\n" if b"\nBinary files " in b"\n" + said else b""


def _quoted(path: str) -> str:
    """Return a path as git writes it in a heading: quoted where a tool could misread it."""
    if all(char.isprintable() and char not in '"\\' for char in path):
        return path
    out = [_escaped(byte) for byte in path.encode("utf-8", "surrogateescape")]
    return f'"{"".join(out)}"'


def _escaped(byte: int) -> str:
    char = chr(byte)
    if char in '"\\':
        return f"\\{char}"
    return char if 0x20 <= byte < 0x7F else f"\\{byte:03o}"
