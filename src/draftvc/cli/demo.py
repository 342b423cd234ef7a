"""`draftvc demo`."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from draftvc.app import checking, comparing, demo, logs
from draftvc.app.desk import Desk
from draftvc.cli.calling import place_in
from draftvc.cli.options import Color, Place
from draftvc.cli.output import rendered, write_all
from draftvc.cli.parsing import command
from draftvc.cli.saying import say
from draftvc.cli.terminal import standard_output
from draftvc.errors import EXIT_DONE


def run_demo(
    directory: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            help="A new or empty directory; else a temporary one.",
            show_default=False,
        ),
    ] = None,
    color: Color = "auto",
    repo: Place = None,
) -> int:
    """Build a sample repository of four revisions, and show what the program is for."""
    if repo is not None:
        directory = place_in(repo, directory or Path(), "draftvc demo")
    place = demo.place_for_demo(directory)
    desk = Desk(place, tell=say)
    demo.record_samples(desk)
    write_all(_told(desk, place, color), standard_output())
    return EXIT_DONE


def _told(desk: Desk, place: Path, color: Color) -> Iterator[str]:
    where = shlex.quote(str(place))
    yield (
        f"An invented resolution on river data, in four revisions, recorded in\n{place}:\n\n"
        f"  draftvc init {where}\n  cd {where}\n"
        "  draftvc import resolution-v1.txt … resolution-v4.txt\n"
    )
    shown: Iterable[tuple[str, str, object]] = (
        (
            "Who withdrew a reserve, and when?",
            "log --only position.withdrawn",
            logs.log((), desk, only=["position.withdrawn"]),
        ),
        ("What did each revision do?", "log", logs.log((), desk)),
        (
            "What changed between Friday and Tuesday?",
            "diff v3 v4",
            comparing.diff(["v3", "v4"], desk),
        ),
        ("Was Friday's text sound?", "check v3", checking.check(["v3"], desk)),
    )
    for question, words, report in shown:
        yield f"\n{'─' * 78}\n{question}\n\n$ draftvc {words}\n\n"
        yield from rendered(report, None, color)
    yield f"\n{'─' * 78}\nNow try:\n\n  cd {where}\n" + "".join(f"  {each}\n" for each in _NEXT)


_NEXT = (
    "draftvc log OP1c                 one clause, through two other labels",
    "draftvc diff 2025-03-03 v3 PP4   what happened to PP4 since Monday",
    "draftvc show --clean PP1         the words only",
    "draftvc status                   what is agreed, and what is open",
    "draftvc edit PP1                 change it; the hook refuses a broken bracket",
    "git log -p -- $(draftvc path OP1c)   plain git, one clause",
)

run = command(run_demo, "draftvc demo", "draftvc demo build/demo")
