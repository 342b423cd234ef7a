"""`draftvc resolve`."""

from __future__ import annotations

from typing import Annotated

import typer

from draftvc.app.resolving import Choice, Side, resolve
from draftvc.app.sides import brackets_parties
from draftvc.cli.calling import desk_for
from draftvc.cli.options import Color, Format, Repo
from draftvc.cli.output import emit
from draftvc.cli.parsing import command
from draftvc.errors import EXIT_DONE, DraftvcError


def resolving(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="CLAUSE...", help="Such as PP7; or `outline`.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every conflict of the draft.")] = False,
    ours: Annotated[bool, typer.Option("--ours", help="As this side has it.")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="As the other side has it.")] = False,
    base: Annotated[bool, typer.Option("--base", help="As it was before both.")] = False,
    brackets: Annotated[
        bool, typer.Option("--brackets", help="Both wordings in brackets, as the room would.")
    ] = False,
    named: Annotated[
        str | None,
        typer.Option("--as", metavar="A,B", help="Who speaks for ours and theirs, in brackets."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--with", metavar="FILE", help="As FILE has it; `-` is standard input."),
    ] = None,
    format: Format = None,
    color: Color = "auto",
    repo: Repo = None,
) -> int:
    """Settle conflicts, and stage the result.

    The choice decides what is in conflict; what one side alone changed in the clause stays.
    """
    desk = desk_for(repo)
    sides: dict[Side, bool] = {
        "ours": ours, "theirs": theirs, "base": base, "brackets": brackets or named is not None,
    }  # fmt: skip
    given = [side for side, wanted in sides.items() if wanted]
    if len(given) + (file is not None) > 1:
        raise DraftvcError(
            "More than one way to settle is given.",
            "Give one of --ours, --theirs, --base, --brackets and --with FILE.",
        )
    side = given[0] if given else None
    parties = brackets_parties(desk, True, named) if side == "brackets" else None
    choice = Choice(side, parties or ("", ""), file)
    emit(resolve(words or (), every, choice, desk), format, color, desk)
    return EXIT_DONE


run = command(
    resolving,
    "draftvc resolve PP7 --ours",
    "draftvc resolve OP3 --brackets --as FRA,USA",
    "draftvc resolve OP1d --with op1d.txt",
    "draftvc resolve --all --theirs",
)
