"""`draftvc import`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app.importing import import_files
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Repo
from draftvc.cli.output import rendered, write_all
from draftvc.cli.parsing import command
from draftvc.cli.saying import say
from draftvc.cli.terminal import standard_output
from draftvc.errors import EXIT_DONE


def importing(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="The drafts, oldest first; `-` is standard input."),
    ],
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="The revision's name; else the next one."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DAY", help="The draft's date, if its front is wrong."),
    ] = None,
    replace: Annotated[
        str | None,
        typer.Option("--replace", metavar="NAME", help="Put the newest revision right."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be recorded, and record nothing.")
    ] = False,
    author: Annotated[
        str | None,
        typer.Option("--author", metavar="WHO", help="As `Name <mail>`; else whom git knows."),
    ] = None,
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """Record each file, in the order given, as one revision: one commit, one name.

    All are read before any is written. Faults in the text are recorded and said: it is the room's
    text.
    """
    desk = desk_for(repo)
    report = import_files(
        desk.repository,
        files,
        name=name,
        date=date,
        replace=replace,
        dry_run=dry_run,
        author=author,
        parties=desk.parties,
        limits=desk.limits,
    )
    # What else there is to know stands beside the result, as with every command.
    write_all(rendered(report._replace(said=()), None, color), standard_output())
    for sentence in report.said:
        say(sentence)
    return EXIT_DONE


run = command(
    importing,
    "draftvc import monday.txt wednesday.txt friday.txt",
    "draftvc import friday.txt --as v4 --date 2025-03-07",
    "draftvc import corrected.txt --replace v4",
)
