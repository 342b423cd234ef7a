"""The options that several commands share, with one help text each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

FormatName = Literal["rich", "text", "json", "md"]
ColorWish = Literal["auto", "always", "never"]

Repo = Annotated[
    Path | None,
    typer.Option(
        "--repo", "-C", metavar="DIR", help="The repository in DIR, instead of the one here."
    ),
]
Place = Annotated[
    Path | None,
    typer.Option("--repo", "-C", metavar="DIR", help="Make it in DIR, instead of here."),
]
Format = Annotated[
    FormatName | None,
    typer.Option("--format", help="How to write it; else rich on a terminal, and text elsewhere."),
]
Color = Annotated[
    ColorWish,
    typer.Option("--color", help="When to use colour; NO_COLOR in the environment turns it off."),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="KIND,...",
        help="Only what is of these kinds: position.withdrawn, or bracket for all of brackets.",
    ),
]
Party = Annotated[
    list[str] | None,
    typer.Option("--party", metavar="P,...", help="Only what concerns one of these parties."),
]
Own = Annotated[
    bool,
    typer.Option("--own", help="Of a clause its own words only, not what hangs under it."),
]
