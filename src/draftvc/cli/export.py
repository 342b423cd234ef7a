"""`draftvc export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftvc.app.exporting import Export, export
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Repo
from draftvc.cli.parsing import command
from draftvc.cli.saving import save
from draftvc.cli.saying import say
from draftvc.cli.terminal import standard_output
from draftvc.errors import EXIT_DONE, EXIT_INCOMPLETE

_LISTED = 5
"""Clauses that are named at most."""


def exporting(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV]", help="A revision or a date; else the newest.", show_default=False
        ),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Also over a file that is there.")] = False,
    repo: Repo = None,
) -> int:
    """Write a revision back as one file.

    Byte for byte the file that was received, where it was made from one; else its clauses, one
    below the other.
    """
    made = export(words or (), desk_for(repo))
    if to is None:
        standard_output().write(made.data)
    else:
        save(to, made.data, force)
        say(_saved(made, to))
    if made.unlike:
        say(_unlike(made))
        return EXIT_INCOMPLETE
    return EXIT_DONE


def _saved(made: Export, to: Path) -> str:
    how = "as it was received" if made.received else "put together from its clauses"
    return f"{made.name} is in {to}, {how}."


def _unlike(made: Export) -> str:
    named = ", ".join(made.unlike[:_LISTED])
    more = len(made.unlike) - _LISTED
    return (
        f"Imported again, this text would read otherwise at {named}"
        f"{f' and {more} more' if more > 0 else ''}: look at these clauses in it."
    )


run = command(
    exporting,
    "draftvc export v3 -o as-received.txt",
    "draftvc export > newest.txt",
)
