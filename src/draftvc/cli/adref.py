"""`draftvc adref`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app import adref as use
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE


def adref(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REV]", help="A revision, else the newest.", show_default=False),
    ] = None,
    format: Format = None,
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """List what is agreed ad referendum: mark, moment, revision, how often opened again."""
    desk = desk_for(repo)
    emit(use.adref(words or (), desk), format, color, desk)
    return EXIT_DONE


run = command(adref, "draftvc adref", "draftvc adref v3 --format json")
