"""`draftvc doctor`."""

from __future__ import annotations

from draftvc.app import doctor as use
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE, EXIT_FOUND


def doctor(format: Format = None, color: Color = "auto", repo: Repo = None) -> int:
    """Say how draftvc and git stand to each other here, and which command mends what is wrong.

    Exits with 1 where there is something to mend.
    """
    desk = desk_for(repo)
    report = use.doctor(desk)
    emit(report, format, color, desk)
    wrong = any(each.state in ("missing", "differs") for each in report.checkups)
    return EXIT_FOUND if wrong else EXIT_DONE


run = command(doctor, "draftvc doctor", "draftvc doctor --format json")
