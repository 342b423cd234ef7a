"""`draftvc hooks`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from draftvc.app import hooks as use
from draftvc.cli.options import Repo
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE

_ACTIONS = {"install": use.install, "uninstall": use.uninstall, "status": use.status}


def hooks(
    action: Annotated[
        Literal["install", "uninstall", "status"],
        typer.Argument(metavar="install|uninstall|status", help="What to do; else status."),
    ] = "status",
    repo: Repo = None,
) -> int:
    """Install the git hooks, take them out again, or say which are there.

    Hooks that were there before run first, and come back. Where core.hooksPath is set nothing is
    written there, and the lines to add are printed.
    """
    report = _ACTIONS[action](repo)
    for line in report.said:
        print(line)
    return EXIT_DONE


run = command(hooks, "draftvc hooks install", "draftvc hooks status")
