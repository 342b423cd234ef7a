"""From a function with annotated parameters to a command: the one place that starts typer.

typer's own main is left aside: it turns interrupts, closed pipes and errors into exit codes, and
the program has one place for that.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import cast

import typer
from typer.core import TyperCommand
from typer.main import get_command

from draftvc.cli.table import Run
from draftvc.errors import DraftvcError

# A call that cannot be read; typer raises it and exports only what derives from it.
_GIVEN = re.compile(r": '(.*)' is not one of ")
_EXTRA = re.compile(r"extra arguments?(?:\(s\))? \((.*)\)$")
_UsageError = cast("type[Exception]", typer.BadParameter.__mro__[1])


class _Command(TyperCommand):
    """A command whose usage shows what must be given as git shows it: without {braces}."""

    def collect_usage_pieces(  # type: ignore[override]  # typer exports no wider context
        self, ctx: typer.Context
    ) -> list[str]:
        """Return the parts of the usage line."""
        return [
            piece.removeprefix("{").removesuffix("}") for piece in super().collect_usage_pieces(ctx)
        ]


def command(function: Callable[..., int], *examples: str) -> Run:
    """Return a command from a function that returns an exit code; its docstring is the help."""
    # Nothing in a help text is markup: [square brackets] are what the texts are made of.
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    settings = {"help_option_names": ["--help", "-h"]}
    app.command(cls=_Command, help=_help(function, examples), context_settings=settings)(function)

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
    return DraftvcError(_in_our_words(error, said.rstrip("."), name), help_call)


def _in_our_words(error: Exception, said: str, name: str) -> str:
    """Return what typer says of a call as a sentence of ours."""
    kind, param = type(error).__name__, getattr(error, "param", None)
    option = getattr(error, "option_name", None)
    if kind == "BadOptionUsage" and option:
        return f"`{name}` was given {option} without a value."
    if kind == "MissingParameter" and param is not None:
        return f"`{name}` needs {_named(param)}."
    choices = getattr(getattr(param, "type", None), "choices", None)
    given = _GIVEN.search(said)
    if kind == "BadParameter" and choices and given:
        return f"“{given[1]}”{_behind(param)} is none of {', '.join(choices)}."
    extra = _EXTRA.search(said)
    if extra:
        return f"“{extra[1]}” is more than `{name}` takes."
    return f"{said}."


def _named(param: object) -> str:
    """Return an option as it is written, an argument as the help calls it."""
    options: list[str] = getattr(param, "opts", [])
    if options and options[0].startswith("-"):
        return options[0]
    return str(getattr(param, "metavar", None) or getattr(param, "name", "")).rstrip(".")


def _behind(param: object) -> str:
    """Return which option a value was given to; nothing for an argument."""
    name = _named(param)
    return f" behind {name}" if name.startswith("-") else ""
