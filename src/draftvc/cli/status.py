"""`draftvc status`."""

from __future__ import annotations

from draftvc.app import standing
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE


def status(format: Format = None, color: Color = "auto", repo: Repo = None) -> int:
    """Say where the draft stands: agreed, open brackets by clause, faults, changes."""
    desk = desk_for(repo)
    emit(standing.status(desk), format, color, desk)
    return EXIT_DONE


run = command(status, "draftvc status", "draftvc -C drafts/water status --format json")
