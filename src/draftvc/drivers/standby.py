"""One process for the files of one `git diff` or `git log -p`: the first driver stays for all.

Git starts a driver once a file, and most of what that costs is loading the program. So a driver
that has answered for one of many files waits, out of git's way, and answers for the next on a
socket that this user alone can reach. It ends when git does, or when nobody has asked for a second.
Nothing rests on it: where it is not there, or fails, each driver does its own work.

`DRAFTVC_GIT` is the process of git, as the shell line of the setting knows it.
"""

from __future__ import annotations

import os
import select
import stat
import sys
from collections.abc import Callable, Sequence

_IDLE = 1.0
"""Seconds without a question after which the process ends."""
_LONGEST = 100
"""Bytes of a socket's path that every system takes."""
_MOST = 1_000_000
"""Bytes of a question."""
_DONE = b"0"
Answer = Callable[[Sequence[str]], bytes]


def is_unread() -> bool:
    """Tell whether nobody reads what is printed any more."""
    if not hasattr(select, "poll"):
        return False
    watched = select.poll()
    watched.register(1, 0)
    return any(event & select.POLLERR for _, event in watched.poll(0))


def files_to_come() -> int:
    """Return how many files a `git diff` still has to show after this one."""
    at, total = (os.environ.get(f"GIT_DIFF_PATH_{name}", "") for name in ("COUNTER", "TOTAL"))
    return int(total) - int(at) if at.isdigit() and total.isdigit() else 0


def ask(words: Sequence[str]) -> bytes | None:
    """Return the answer of the process that stayed; None where there is none."""
    place = _place()
    if place is None or not os.path.lexists(place):
        return None
    import socket

    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(place)
            line.sendall(_question(words))
            line.shutdown(socket.SHUT_WR)
            said = _all(line)
    except ConnectionRefusedError:
        _remove(place)  # of a process that was killed
        return None
    except OSError:
        return None
    return said[1:] if said[:1] == _DONE else None


def stay(answer: Answer) -> None:
    """Answer for the files that follow, in a process of its own; return at once in this one."""
    place = _place()
    if place is None or os.path.lexists(place):
        return
    import socket

    try:
        line = socket.socket(socket.AF_UNIX)
        line.bind(place)
        line.listen(1)
        line.settimeout(_IDLE)
        if os.fork():
            line.close()
            return
    except OSError:
        return
    code = 1
    try:
        os.setsid()
        _let_go_of(line.fileno())
        _serve(line, answer)
        code = 0
    finally:
        _remove(place)
        os._exit(code)  # nothing of the driver that we were is to be done a second time


def _serve(line: object, answer: Answer) -> None:
    git = int(os.environ["DRAFTVC_GIT"])
    while _is_alive(git):
        try:
            caller, _ = line.accept()  # type: ignore[attr-defined]  # a socket
        except TimeoutError:
            return
        with caller:
            caller.settimeout(_IDLE)
            words = _words(_all(caller))
            try:
                said = _DONE + answer(words) if words else b"1"
            except Exception:  # the caller answers for itself, and says why it cannot
                said = b"1"
            caller.settimeout(None)
            caller.sendall(said)


def _place() -> str | None:
    """Return the path of the socket, in a folder that is this user's alone; None: no standby."""
    git = os.environ.get("DRAFTVC_GIT", "")
    if not git.isdigit() or not hasattr(os, "fork") or sys.platform == "win32":
        return None
    above = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"
    folder = f"{above}/draftvc-{os.getuid()}"
    place = f"{folder}/{git}"
    if len(os.fsencode(place)) > _LONGEST:
        return None
    try:
        if not os.path.lexists(folder):
            os.mkdir(folder, 0o700)  # noqa: PTH102
        found = os.lstat(folder)
    except OSError:
        return None
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return place if ours and not found.st_mode & 0o077 else None


def _question(words: Sequence[str]) -> bytes:
    """Return the words of a call, with the place and the width in which they are meant."""
    return b"\0".join(map(os.fsencode, (*_meant(), *words)))


def _meant() -> tuple[str, str]:
    return os.getcwd(), os.environ.get("COLUMNS", "")  # noqa: PTH109  # pathlib costs 15 ms


def _words(question: bytes) -> list[str]:
    """Return the words of a question; none where it is asked from another place."""
    place, width, *words = map(os.fsdecode, (question + b"\0").split(b"\0"))
    same = (place, width) == _meant()
    return words[:-1] if same and len(question) < _MOST else []


def _all(line: object) -> bytes:
    pieces: list[bytes] = []
    while piece := line.recv(1 << 16):  # type: ignore[attr-defined]  # a socket
        pieces.append(piece)
    return b"".join(pieces)


def _let_go_of(kept: int) -> None:
    """Close what git and its pager wait for."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    for number in range(3, 256):
        if number != kept:
            try:
                os.close(number)
            except OSError:
                continue


def _remove(place: str) -> None:
    try:
        os.unlink(place)  # noqa: PTH108
    except OSError:
        return


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
