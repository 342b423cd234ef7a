"""`draftvc edit`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app.editing import begin_edit, end_edit
from draftvc.cli.calling import desk_for
from draftvc.cli.editor import open_in_editor
from draftvc.cli.options import Color, Repo
from draftvc.cli.output import rendered, write_all
from draftvc.cli.parsing import command
from draftvc.cli.terminal import standard_output
from draftvc.errors import EXIT_DONE


def edit(
    clause: Annotated[
        str,
        typer.Argument(metavar="CLAUSE", help="Such as OP1d; a label that it had, or its id."),
    ],
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """Open a clause in the editor, and tell the faults that the edit brought in.

    The editor is git's: GIT_EDITOR, core.editor, VISUAL, EDITOR, vi.
    """
    desk = desk_for(repo)
    begun = begin_edit(clause, desk)
    open_in_editor(begun.path, desk.git_dir)
    report = end_edit(begun, desk)
    if report is None:
        print(f"{begun.label} is as it was.")
    elif not report.diagnostics:
        print(f"{begun.label} is changed, and no fault came in. `draftvc diff` shows the change.")
    else:
        write_all(rendered(report, None, color), standard_output())
    return EXIT_DONE


run = command(edit, "draftvc edit OP1d")
