"""`draftvc path`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app.editing import clause_path
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Repo
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE


def path(
    clause: Annotated[
        str,
        typer.Argument(metavar="CLAUSE", help="Such as OP1d; a label that it had, or its id."),
    ],
    repo: Repo = None,
) -> int:
    """Print the file of a clause, for git's own commands. It never changes."""
    print(clause_path(clause, desk_for(repo)))
    return EXIT_DONE


run = command(
    path,
    "git log -p -- $(draftvc path OP1d)",
    "git blame $(draftvc path PP7)",
)
