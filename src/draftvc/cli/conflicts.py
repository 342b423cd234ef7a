"""`draftvc conflicts`."""

from __future__ import annotations

from draftvc.app.conflicts import conflicts_of
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE, EXIT_FOUND


def conflicts(format: Format = None, color: Color = "auto", repo: Repo = None) -> int:
    """List what is in conflict: base, ours, theirs, and why the sides do not combine.

    Whoever merged: draftvc merge, or git's merge, rebase, cherry-pick or stash pop. Exits with 1
    where something is in conflict.
    """
    desk = desk_for(repo)
    report = conflicts_of(desk.repository)
    emit(report, format, color, desk)
    return EXIT_FOUND if report.conflicts or report.combined or report.others else EXIT_DONE


run = command(conflicts, "draftvc conflicts", "draftvc conflicts --format json")
