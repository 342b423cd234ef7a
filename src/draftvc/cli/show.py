"""`draftvc show`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app import showing
from draftvc.app.bounds import refuse_deep
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Own, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.cli.terminal import standard_output
from draftvc.errors import EXIT_DONE, DraftvcError


def show(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV] [CLAUSE]...",
            help="A revision, a date or a file, else the newest revision; and clauses of it.",
            show_default=False,
        ),
    ] = None,
    own: Own = False,
    clean: Annotated[
        bool, typer.Option("--clean", help="The words only: no [brackets], no {groups}.")
    ] = False,
    source: Annotated[
        bool, typer.Option("--source", help="The file as it was received, byte for byte.")
    ] = False,
    no_parties: Annotated[
        bool, typer.Option("--no-parties", help="Without who supports, opposes or reserves what.")
    ] = False,
    format: Format = None,
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """Show a revision, a file or a clause, readable."""
    desk = desk_for(repo)
    others = {"--own": own, "--clean": clean, "--no-parties": no_parties, "--format": format}
    beside = [option for option, given in others.items() if given]
    if source and beside:
        raise DraftvcError(
            f"--source gives the file as it was received, and {beside[0]} changes what is shown.",
            "Leave one of the two out.",
        )
    if source:
        data = showing.source(words or (), desk)
        standard_output().write(data)
    else:
        report = showing.show(words or (), desk, own, clean, not no_parties)
        if format == "json":
            refuse_deep(report, desk.limits)
        emit(report, format, color, desk)
    return EXIT_DONE


run = command(
    show,
    "draftvc show v3 OP1",
    "draftvc show --clean --no-parties",
    "draftvc show v3 --source > as-received.txt",
)
