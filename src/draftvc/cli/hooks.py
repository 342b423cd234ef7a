"""`draftvc hooks`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from draftvc.app import hooks as use
from draftvc.app.shims import HOOKS, SERVER_HOOKS
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Repo
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE

_ACTIONS = {"install": use.install, "uninstall": use.uninstall, "status": use.status}


def hooks(
    action: Annotated[
        Literal["install", "uninstall", "status"],
        typer.Argument(metavar="[install|uninstall|status]", help="What to do; else status."),
    ] = "status",
    server: Annotated[
        bool, typer.Option("--server", help="The hook of a repository that others push to.")
    ] = False,
    repo: Repo = None,
) -> int:
    """Install the git hooks, take them out again, or say which are there.

    Hooks that were there before run first, and come back. Where core.hooksPath is set nothing is
    written there, and the lines to add are printed. With --server: the hook that refuses a push
    which brings new faults into a draft, or changes agreed text without a reason.
    """
    desk_for(repo)  # says what is wrong with the directory
    pushed_to = not server and use.is_bare(repo)
    names = SERVER_HOOKS if server or (pushed_to and action == "status") else HOOKS
    report = _ACTIONS[action](repo, names)
    print_hooks(report)
    if action == "status":
        _print_states(report)
    if pushed_to:
        print(_of_a_server(use.status(repo, SERVER_HOOKS)))
    return EXIT_DONE


def _of_a_server(report: use.HooksReport) -> str:
    """Return what is to be known where nobody commits and others push."""
    said = (
        "This is a bare repository: nobody commits here, and its one hook looks at what is pushed."
    )
    if all(each.state in use.CALLED for each in report.hooks):
        return f"{said} `draftvc hooks uninstall --server` takes it out."
    if report.elsewhere is not None or any(
        each.state == "changed by hand" for each in report.hooks
    ):
        return said  # its own line says how it stands
    return f"{said} `draftvc hooks install --server` puts it in."


def print_hooks(report: use.HooksReport, said: bool = True) -> None:
    """Print what was done to the hooks, and the lines to add where nothing is written."""
    for sentence in report.said if said else ():
        print(sentence)
    for name, line in report.lines:
        print(f"  {name}: {line}")


def _print_states(report: use.HooksReport) -> None:
    for hook in report.hooks:
        before = f"; {hook.chained.name} runs before it" if hook.chained else ""
        print(f"{hook.name}: {hook.state}{before}")


run = command(
    hooks, "draftvc hooks install", "draftvc hooks status", "draftvc hooks install --server"
)
