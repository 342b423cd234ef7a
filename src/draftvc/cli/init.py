"""`draftvc init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftvc.app.initialise import initialise
from draftvc.cli.calling import place_in
from draftvc.cli.hooks import print_hooks
from draftvc.cli.options import Place
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE


def init(
    directory: Annotated[
        Path,
        typer.Argument(metavar="[DIR]", help="Where; else here.", show_default=False),
    ] = Path(),
    repo: Place = None,
) -> int:
    """Make a repository for one draft: plain git, draft.toml, attributes and hooks.

    Git's own diff, show and merge speak of the draft there; `draftvc git disable` ends that. An
    existing checkout may be made one too. Files that are there stay as they are.
    """
    report = initialise(place_in(repo, directory, "draftvc init"))
    for sentence in report.said:
        print(sentence)
    print_hooks(report.hooks, said=False)
    return EXIT_DONE


run = command(init, "draftvc init water-resolution", "draftvc init")
