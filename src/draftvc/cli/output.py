"""Write a report to standard output: rendered, as UTF-8 bytes, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

from draftvc.app.desk import Desk
from draftvc.cli.options import ColorWish
from draftvc.cli.pager import output
from draftvc.cli.progress import Progress
from draftvc.cli.terminal import is_terminal, look
from draftvc.report.formats import render


def emit(
    report: object,
    wanted: str | None,
    color: ColorWish,
    desk: Desk,
    progress: Progress | None = None,
) -> None:
    """Write a report in the format that was asked for, or the one that suits the reader."""
    pieces = iter(rendered(report, wanted, color))
    # The first piece comes before the pager: until then, progress has the terminal.
    first = next(pieces, "")
    if progress is not None:
        progress.clear()
        if is_terminal():
            progress.stop()
        pieces = _clearing(pieces, progress)
    with output(desk.git_dir) as out:
        write_all(chain([first], pieces), out)


def rendered(report: object, wanted: str | None, color: ColorWish) -> Iterable[str]:
    """Return the pieces of a report in a format: `rich` on a terminal or in colour, else `text`."""
    seen = look(color)
    return render(report, wanted or ("rich" if is_terminal() or seen.color else "text"), seen)


def write_all(pieces: Iterable[str], out: IO[bytes]) -> None:
    """Write each piece when it comes: the first lines of a long log are seen at once."""
    for piece in pieces:
        # Half a character, of a file's name, becomes an escape, which JSON reads back.
        out.write(piece.encode("utf-8", "backslashreplace"))
        out.flush()


def _clearing(pieces: Iterable[str], progress: Progress) -> Iterator[str]:
    for piece in pieces:
        progress.clear()
        yield piece
