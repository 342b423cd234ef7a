"""`draftvc git`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from draftvc.app import enabling as use
from draftvc.cli.calling import desk_for
from draftvc.cli.hooks import print_hooks
from draftvc.cli.options import Repo
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE

_ACTIONS = {"enable": use.enable, "disable": use.disable}


def git(
    action: Annotated[
        Literal["enable", "disable"],
        typer.Argument(metavar="enable|disable", help="What to do."),
    ],
    everywhere: Annotated[
        bool,
        typer.Option("--global", help="For all your repositories: drivers and aliases, no hooks."),
    ] = False,
    repo: Repo = None,
) -> int:
    """Let git's own commands speak of the draft, or not any more.

    `git diff` tells events, `git show` and `git blame` name the clause, `git merge` knows
    brackets, and `git dshow` and `git dlog` tell events of commits. Drivers, aliases and hooks of
    others stay. disable takes out what enable put in, and nothing else.
    """
    desk_for(repo)  # says what is wrong with the directory
    report = _ACTIONS[action](repo, everywhere)
    for sentence in report.said:
        print(sentence)
    if report.hooks is not None:
        print_hooks(report.hooks, said=False)
    return EXIT_DONE


run = command(git, "draftvc git enable", "draftvc git enable --global", "draftvc git disable")
