"""`draftvc log`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app import logs
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Only, Own, Party, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.cli.progress import Progress
from draftvc.errors import EXIT_DONE, EXIT_INCOMPLETE


def log(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV] [CLAUSE]",
            help="The clause to follow; the revision to begin with, else the newest.",
            show_default=False,
        ),
    ] = None,
    only: Only = None,
    party: Party = None,
    own: Own = False,
    format: Format = None,
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """Say what each revision did, newest first; or follow one clause through all of them.

    A clause is followed through renumbering, moving and rewording. It is named by its label of
    today, by one that it had (OP1d), or by its permanent id.
    """
    progress = Progress("revisions")
    desk = desk_for(repo, progress)
    try:
        report = logs.log(words or (), desk, only or (), party or (), own)
        emit(report, format, color, desk, progress)
    finally:
        progress.stop()
    return EXIT_INCOMPLETE if report.left_out else EXIT_DONE


run = command(
    log,
    "draftvc log OP1d",
    "draftvc log --only position.withdrawn   (who withdrew a reserve?)",
    "draftvc log PP4 --party USA",
)
