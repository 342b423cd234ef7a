"""`draftvc merge`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app.finishing import abort, finish
from draftvc.app.merging import merge
from draftvc.app.sides import brackets_parties
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE, EXIT_FOUND, DraftvcError


def merging(
    branch: Annotated[
        str | None,
        typer.Argument(metavar="BRANCH", help="A branch, a revision or a commit."),
    ] = None,
    brackets: Annotated[
        bool,
        typer.Option("--brackets", help="Write what does not combine in brackets, both wordings."),
    ] = False,
    named: Annotated[
        str | None,
        typer.Option("--as", metavar="A,B", help="Who speaks for ours and theirs, in brackets."),
    ] = None,
    message: Annotated[
        str | None,
        typer.Option("--message", "-m", metavar="TEXT", help="What the commit says."),
    ] = None,
    go_on: Annotated[
        bool, typer.Option("--continue", help="Record a merge whose conflicts are settled.")
    ] = False,
    give_up: Annotated[
        bool, typer.Option("--abort", help="Give an open merge up; all is as before.")
    ] = False,
    format: Format = None,
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """Merge another line of the draft into the one that is checked out.

    What combines is recorded. Where something does not, the merge stays open and the exit code is
    1: `draftvc conflicts` lists it, `draftvc resolve` settles it.
    """
    desk = desk_for(repo)
    if sum((branch is not None, go_on, give_up)) != 1:
        raise DraftvcError(
            "What is to be merged is not said." if branch is None else "That is two calls in one.",
            "Name a branch, or give --continue or --abort alone.",
        )
    if give_up:
        print(abort(desk))
        return EXIT_DONE
    if go_on:
        print(finish(desk, message))
        return EXIT_DONE
    parties = brackets_parties(desk, brackets, named)
    report = merge(branch or "", desk, parties, message)
    emit(report, format, color, desk)
    return EXIT_FOUND if report.outcome == "conflicts" else EXIT_DONE


run = command(
    merging,
    "draftvc merge france",
    "draftvc merge france --brackets --as FRA,USA",
    "draftvc merge --continue",
)
