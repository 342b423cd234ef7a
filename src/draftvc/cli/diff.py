"""`draftvc diff`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app import comparing
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Only, Own, Party, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE, EXIT_FOUND


def diff(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[A [B]] [CLAUSE]...",
            help="Revisions, dates or files, and the clauses to look at.",
            show_default=False,
        ),
    ] = None,
    only: Only = None,
    party: Party = None,
    own: Own = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where something changed.")
    ] = False,
    format: Format = None,
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """Say what changed between two revisions or files, in the words of the room.

    A and B are revisions (v3), git revisions (main~2), dates (2025-03-07) or files; `-` is
    standard input. Without B the working tree is compared; without A the newest revision with the
    working tree. A clause stands for itself and what hangs under it.
    """
    desk = desk_for(repo)
    report = comparing.diff(words or (), desk, only or (), party or (), own)
    emit(report, format, color, desk)
    return EXIT_FOUND if exit_code and report.events else EXIT_DONE


run = command(
    diff,
    "draftvc diff v3 v4",
    "draftvc diff v3..v4 OP1d --only position",
    "draftvc diff monday.txt friday.txt --party RUS,USA",
)
