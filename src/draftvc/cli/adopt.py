"""`draftvc adopt`."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from draftvc.app.adopting import AdoptReport, adopt
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Repo
from draftvc.cli.output import write_all
from draftvc.cli.parsing import command
from draftvc.cli.saying import say
from draftvc.cli.terminal import standard_output
from draftvc.cli.wrapping import wrapped
from draftvc.errors import EXIT_DONE, EXIT_INCOMPLETE
from draftvc.report.safe import visible
from draftvc.report.say.words import day
from draftvc.store.revision import short


def adopting(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The text, in a git repository of any kind.")
    ],
    place: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where the draft is made: new or empty.")
    ],
    rev: Annotated[
        str, typer.Option("--from", metavar="REV", help="Where the file's history ends.")
    ] = "HEAD",
    repo: Repo = None,
) -> int:
    """Make a draft of a text that was kept in git: each commit becomes a revision.

    Dates and authors stay. The repository that the text comes from is only read.
    """
    desk = desk_for(repo)
    report = adopt(file, place, rev, desk.start, desk.limits)
    write_all(wrapped(_lines(report)), standard_output())
    # A command is copied: it is not broken.
    write_all([visible(f"Next: draftvc -C {shlex.quote(str(place))} log\n")], standard_output())
    for sentence in report.left_out:
        say(sentence)
    return EXIT_INCOMPLETE if report.left_out else EXIT_DONE


def _lines(report: AdoptReport) -> Iterator[str]:
    for each in report.revisions:
        dated = f" ({day(each.date)})" if each.date else ""
        origin = f"commit {short(each.origin)}"
        yield f"{each.name}{dated}, by {each.author}, from {origin}: {each.subject}"
    count = len(report.revisions)
    yield f"{count} revision{'' if count == 1 else 's'} recorded in {report.place}."
    if report.unchanged:
        commits = "1 commit" if report.unchanged == 1 else f"{report.unchanged} commits"
        yield f"{commits} changed nothing in the draft, and became no revision."
    yield from report.notes


run = command(
    adopting,
    "draftvc adopt resolution.txt ../resolution-draft",
    "draftvc -C ~/texts adopt drafts/chapter-3.txt ~/chapter-3 --from main",
)
