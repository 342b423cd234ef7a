"""`draftvc import`."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Annotated

import typer

from draftvc.app.importing import import_files
from draftvc.app.reading import STDIN
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Repo
from draftvc.cli.output import write_all
from draftvc.cli.parsing import command
from draftvc.cli.saying import say
from draftvc.cli.terminal import standard_output
from draftvc.errors import EXIT_DONE
from draftvc.report.model import Imported, ImportReport
from draftvc.report.safe import visible
from draftvc.report.say.findings import found_words, place_words

_LISTED = 12
"""Findings, or lines that were set aside, that are listed at most."""


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
    write_all((f"{visible(line)}\n" for line in imported_lines(report)), standard_output())
    for sentence in report.said:
        say(sentence)
    return EXIT_DONE


def imported_lines(report: ImportReport) -> Iterator[str]:
    """Yield what became of each file, and what the text has of faults."""
    for each in report.imported:
        yield _headline(each, report.dry_run)
        yield from (f"  {line}" for line in each.summary)
        yield from _faults(each)
        for line in each.set_aside[:_LISTED]:
            yield f"  line {line.line} is set aside, as not of the draft: {line.text} ({line.code})"
        if len(each.set_aside) > _LISTED:
            yield f"  and {len(each.set_aside) - _LISTED} more lines are set aside"
    if report.dry_run:
        yield "Nothing was recorded: this was a dry run."


def _headline(each: Imported, dry_run: bool) -> str:
    if each.name is None:
        last = f": it reads like {each.same_as.name}" if each.same_as else ""
        return f"{each.file} changes nothing{last}. Nothing is recorded for it."
    would = "would be " if dry_run else ""
    dated = f" of {each.date}" if each.date else ""
    return f"{each.name} {would}recorded{dated}, from {each.file}: {each.subject}"


def _faults(each: Imported) -> Iterator[str]:
    errors = [found for found in each.diagnostics if found.severity == "error"]
    for found in errors[:_LISTED]:
        yield f"  error {found.code}, {place_words(found)}: {found.message}"
    if each.diagnostics:
        # What is recorded has fewer: its layout and the lines set aside are in the file alone.
        file = "" if each.file == STDIN else f" {shlex.quote(each.file)}"
        yield f"  in the text: {found_words(each.diagnostics)}; `draftvc check{file}` shows them"


run = command(
    importing,
    "draftvc import monday.txt wednesday.txt friday.txt",
    "draftvc import friday.txt --as v4 --date 2025-03-07",
    "draftvc import corrected.txt --replace v4",
)
