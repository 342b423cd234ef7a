"""`draftvc relink`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app.relinking import relink as relink_clause
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Repo
from draftvc.cli.output import write_all
from draftvc.cli.parsing import command
from draftvc.cli.terminal import standard_output
from draftvc.cli.wrapping import wrapped
from draftvc.errors import EXIT_DONE


def relink(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The clause, by its label in the revision before.")
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The same clause, by its label in the revision.")
    ],
    rev: Annotated[
        str | None,
        typer.Option("--rev", metavar="REV", help="The revision; else the newest."),
    ] = None,
    repo: Repo = None,
) -> int:
    """Correct by hand which clause is which: NEW of a revision is what was OLD before it.

    For a clause that was reworded so much that it was taken for a new one, or for another. It is
    recorded as a commit of its own, which every command reads from then on; no word changes.
    """
    done = relink_clause(old, new, rev, desk_for(repo))
    lines = [f"{done.new} of {done.revision} is the clause that was {done.old} in {done.before}."]
    if done.displaced is not None:
        lines.append(
            f"What was taken for it, {done.displaced} of {done.revision}, is another clause now."
        )
    lines.append(f"It is recorded; the clause's file is {done.path}.")
    lines.append("To take it back: git reset --keep HEAD~1")
    write_all(wrapped(lines), standard_output())
    return EXIT_DONE


run = command(relink, "draftvc relink OP3 OP5", "draftvc relink OP1d OP1e --rev v4")
