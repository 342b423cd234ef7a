"""`draftvc apply`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app.applying import apply_diff
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Repo
from draftvc.cli.output import rendered, write_all
from draftvc.cli.parsing import command
from draftvc.cli.saying import say
from draftvc.cli.terminal import standard_output
from draftvc.errors import EXIT_DONE, EXIT_INCOMPLETE, EXIT_WRONG
from draftvc.report.model import ApplyReport


def apply(
    events: Annotated[
        str,
        typer.Argument(
            metavar="EVENTS.json",
            help="What `draftvc diff A B --format json` wrote; `-` is standard input.",
        ),
    ],
    onto: Annotated[
        str | None,
        typer.Option("--onto", metavar="FILE", help="Apply to this text, not the working tree."),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Of --onto: write here; else standard output."
        ),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Where something does not fit, apply the rest.")
    ] = False,
    reverse: Annotated[
        bool, typer.Option("--reverse", "-R", help="Undo the diff: from its new text to the old.")
    ] = False,
    format: Format = None,
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """Apply a diff that somebody sent to the draft in the working tree, or to a text.

    Nothing is written unless every change fits; what does not fit is named, with the cause.
    Nothing is recorded: look at it with `draftvc diff`, then commit.
    """
    desk = desk_for(repo)
    done = apply_diff(events, desk, onto=onto, out=out, partial=partial, undo=reverse)
    report, code = done.report, _code(done.report)
    if done.text is not None:
        write_all([done.text], standard_output())
    if done.text is not None or code == EXIT_WRONG:
        # Standard output is the text's; and of a call that did nothing, no result is there.
        if format == "json" and done.text is None:
            write_all(rendered(report, format, color), standard_output())
        for line in "".join(rendered(report, "text", "never")).splitlines():
            if done.text is None or code != EXIT_DONE:
                say(line)
    else:
        write_all(rendered(report, format, color), standard_output())
    return code


def _code(report: ApplyReport) -> int:
    if report.refusals and not (report.partial and report.events):
        return EXIT_WRONG
    return EXIT_INCOMPLETE if report.refusals or report.misread else EXIT_DONE


run = command(
    apply,
    "draftvc apply friday.json",
    "draftvc apply friday.json --onto monday.txt -o friday.txt",
    "draftvc diff v3 v4 --format json | draftvc apply - --reverse",
)
