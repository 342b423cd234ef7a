"""`draftvc diff`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from draftvc.app import comparing
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, FormatName, Only, Own, Party, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE, EXIT_FOUND, DraftvcError
from draftvc.report.model import View


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
    stat: Annotated[
        bool, typer.Option("--stat", help="One line a clause: how many changes, and of what.")
    ] = False,
    summary: Annotated[bool, typer.Option("--summary", help="Three lines, for a message.")] = False,
    word_diff: Annotated[
        bool,
        typer.Option("--word-diff", help="The words alone: what went and what came is marked."),
    ] = False,
    side_by_side: Annotated[
        bool,
        typer.Option("--side-by-side", help="The sentences, and old and new words in two columns."),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Why the clauses that are named were paired as they are."),
    ] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Call parties by their short names, not by code.")
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
    wishes: dict[View, bool] = {
        "stat": stat,
        "summary": summary,
        "words": word_diff,
        "columns": side_by_side,
        "explain": explain,
    }
    view = _view(wishes, format)
    report = comparing.diff(words or (), desk, only or (), party or (), own, view=view, names=names)
    emit(report, format, color, desk)
    return EXIT_FOUND if exit_code and report.events else EXIT_DONE


def _view(wishes: Mapping[View, bool], format: FormatName | None) -> View:
    """Return the one view that was asked for."""
    asked = [view for view, wished in wishes.items() if wished]
    if len(asked) > 1:
        raise DraftvcError(
            "--stat, --summary, --word-diff, --side-by-side and --explain are ways to look at one "
            "diff.",
            "Give one of them.",
        )
    if asked and (format == "md" or (format == "json" and asked != ["explain"])):
        raise DraftvcError(
            f"--stat, --summary, --word-diff and --side-by-side are not written as {format}.",
            "Leave --format out; the JSON has the counts in `summary`.",
        )
    return asked[0] if asked else "full"


run = command(
    diff,
    "draftvc diff v3 v4",
    "draftvc diff v3..v4 OP1d --only position",
    "draftvc diff monday.txt friday.txt --party RUS,USA --names",
    "draftvc diff v3 v4 --stat",
    "draftvc diff v3 v4 --explain OP1d",
)
