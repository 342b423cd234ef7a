"""From a function with annotated parameters to a command: the one place that starts typer.

typer's own main is left aside: it turns interrupts, closed pipes and errors into exit codes, and
the program has one place for that.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import cast

import typer
from typer.main import get_command

from draftvc.cli.table import Run
from draftvc.errors import DraftvcError

# A call that cannot be read; typer raises it and exports only what derives from it.
_UsageError = cast("type[Exception]", typer.BadParameter.__mro__[1])


def command(function: Callable[..., int], *examples: str) -> Run:
    """Return a command from a function that returns an exit code; its docstring is the help."""
    # Nothing in a help text is markup: [square brackets] are what the texts are made of.
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    settings = {"help_option_names": ["--help", "-h"]}
    app.command(help=_help(function, examples), context_settings=settings)(function)

    def run(name: str, arguments: list[str]) -> int:
        parsed = get_command(app)
        try:
            with parsed.make_context(name, arguments) as context:
                return cast(int, parsed.invoke(context))
        except typer.Exit as end:
            return end.exit_code
        except _UsageError as error:
            raise _as_wrong_call(error, name) from error

    return run


def _help(function: Callable[..., int], examples: Sequence[str]) -> str:
    """Return docstring and examples. A paragraph that begins with a backspace keeps its lines."""
    text = inspect.getdoc(function) or ""
    lines = "\n".join(f"  {each}" for each in examples)
    return f"{text}\n\n\b\nExamples:\n{lines}"


def _as_wrong_call(error: Exception, name: str) -> DraftvcError:
    """Return what is wrong with a call as one sentence, and what to do."""
    help_call = f"`{name} --help` lists what it takes."
    option = getattr(error, "option_name", None)
    if option is not None and type(error).__name__ == "NoSuchOption":
        near = get_close_matches(option, getattr(error, "possibilities", None) or (), n=1)
        meant = f"Did you mean {near[0]}?" if near else help_call
        return DraftvcError(f"`{name}` has no option {option}.", meant)
    said = getattr(error, "format_message", error.__str__)()
    return DraftvcError(f"{said.rstrip('.')}.", help_call)
