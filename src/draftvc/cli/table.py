"""The commands: which module holds each, what its line in the help says, how it is found.

A command's module is imported when it is called, and only then.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from draftvc.errors import NotFoundError

Run = Callable[[str, list[str]], int]
"""A command: called with the words that named it and its own arguments, returns the exit code."""


class Entry(NamedTuple):
    """A command as the help of the program lists it."""

    module: str
    """In draftvc.cli; its `run` is the command."""
    line: str


COMMANDS: dict[str, Entry] = {
    "demo": Entry("demo", "build a sample repository and show what the program is for"),
    "init": Entry("init", "make a repository for one draft"),
    "import": Entry("importing", "record files as revisions, in the order given"),
    "log": Entry("log", "what each revision did; or one clause through all of them"),
    "diff": Entry("diff", "what changed between two revisions or files, in the room's words"),
    "apply": Entry("apply", "replay a diff that somebody sent"),
    "relink": Entry("relink", "correct by hand which clause is which"),
    "show": Entry("show", "a revision, a file or a clause, readable"),
    "check": Entry("check", "faults in brackets, groups, numbers and agreed marks"),
    "status": Entry("status", "where the draft stands: agreed, open, faults, changes"),
    "adopt": Entry("adopt", "make a draft of a text file that was kept in git"),
    "export": Entry("export", "write a revision back as one file"),
    "merge": Entry("merge", "merge another line of the draft into this one"),
    "conflicts": Entry("conflicts", "where the sides of a merge do not combine, and why"),
    "resolve": Entry("resolve", "settle a conflict: ours, theirs, base, brackets or a file"),
    "adref": Entry("adref", "what is agreed ad referendum, since when, how often reopened"),
    "path": Entry("path", "the file of a clause, for git's own commands"),
    "edit": Entry("edit", "open a clause in the editor"),
    "hooks": Entry("hooks", "install, take out or list the git hooks"),
    "git": Entry("git", "let git diff, show and merge speak of the draft, or not any more"),
    "doctor": Entry("doctor", "what is set up on this machine, and what mends the rest"),
}

_HELP = """\
Usage: draftvc [-C DIR] COMMAND [OPTIONS] [ARGUMENTS]

git for negotiated drafts full of [square brackets] {USA+, FRA-}: records each
revision of a draft, and says what changed in the words of the room.

Commands:
{commands}

Options:
  -C, --repo DIR  use the repository in DIR; stands before or after COMMAND
  --version       print the version
  --help          print this page; `draftvc COMMAND --help` tells more

Begin with `draftvc demo`, or with two versions of a text on your disk:

  draftvc diff monday.txt friday.txt
"""


def help_page() -> str:
    """Return the help of the program itself."""
    width = max(map(len, COMMANDS))
    lines = (f"  {name:{width}}  {entry.line}" for name, entry in COMMANDS.items())
    return _HELP.replace("{commands}", "\n".join(lines))


def load(name: str) -> Run:
    """Import the module of a command and return the command.

    Raises:
        NotFoundError: there is no such command; the remedy names the nearest.
    """
    entry = COMMANDS.get(name)
    if entry is None:
        raise NotFoundError(f"There is no command “{name}”.", _nearest(name))
    run: Run = import_module(f"draftvc.cli.{entry.module}").run
    return run


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name.lower(), COMMANDS, n=1, cutoff=0.5)
    return f"Did you mean `draftvc {near[0]}`?" if near else "`draftvc --help` lists the commands."
