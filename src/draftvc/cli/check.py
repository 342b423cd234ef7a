"""`draftvc check`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from draftvc.app import checking
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE, EXIT_FOUND


def check(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE or REV]",
            help="A file or a revision, else the working tree.",
            show_default=False,
        ),
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="What the next commit would record.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 for warnings too, not only for errors.")
    ] = False,
    format: Annotated[
        Literal["rich", "text", "json", "md", "github"] | None,
        typer.Option("--format", help="How to write it; github: annotations for a workflow."),
    ] = None,
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """Look for faults: brackets that do not close, groups, numbering, agreed marks.

    Exits with 1 where an error was found.
    """
    desk = desk_for(repo)
    report = checking.check(words or (), desk, staged, strict)
    emit(report, format, color, desk)
    return EXIT_FOUND if checking.has_found(report) else EXIT_DONE


run = command(
    check,
    "draftvc check draft.txt",
    "draftvc check v3 --strict",
    "draftvc check --staged --format github",
)
