"""Names of revisions: what is fit for one, which are free, which comes next."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pygit2

from draftvc.errors import DraftvcError, RepositoryError
from draftvc.notation.addresses import read_address
from draftvc.notation.dates import find_date
from draftvc.store.gitcli import run_git
from draftvc.store.references import TAGS, target

_NUMBERED = re.compile(r"v(?P<number>\d{1,9})(?:-\d+)?")
_HEXADECIMAL = re.compile(r"[0-9a-f]{7,64}")
_LONGEST = 100
_FIT = "Take letters, digits, hyphens and dots, such as v3 or friday-evening."


def refuse_unfit(name: str) -> None:
    """Refuse a name that no tag can have, or that would be read as something else.

    Raises:
        DraftvcError: the remedy says which names are fit.
    """
    reason = why_unfit(name)
    if reason:
        raise DraftvcError(f"“{name}” {reason}.", _FIT)


def refuse_taken(git: pygit2.Repository, name: str) -> None:
    """Refuse a name that a tag has already, or beside whose tag there is no place.

    Raises:
        RepositoryError: the remedy says what to do.
    """
    if target(git, TAGS + name) is not None:
        raise taken(name)
    above = [TAGS + name[:at] for at, character in enumerate(name) if character == "/"]
    under = f"{TAGS}{name}/"
    near = next((each for each in git.references if each in above or each.startswith(under)), None)
    if near is not None:
        raise RepositoryError(
            f"The name {name} has no place beside the tag {near.removeprefix(TAGS)}.",
            "Give another name with --as.",
        )


def taken(name: str) -> RepositoryError:
    """Return the error for a name that another revision or tag has."""
    return RepositoryError(
        f"The name {name} is taken.",
        f"Give another with --as; where it is the newest, --replace {name} puts it right.",
    )


def next_name(here: list[str], elsewhere: set[str]) -> str:
    """Return the next automatic name: one above the highest here, told apart where it is used.

    Args:
        here: names in the history of the current branch.
        elsewhere: names and tags of every other line.

    >>> next_name(["v1", "v3", "friday"], set()), next_name(["v3"], {"v4", "v4-2"})
    ('v4', 'v4-3')
    """
    numbers = [int(match["number"]) for match in map(_NUMBERED.fullmatch, here) if match]
    wanted = f"v{max(numbers, default=0) + 1}"
    used = elsewhere | set(here)
    name, counter = wanted, 1
    while name in used:
        counter += 1
        name = f"{wanted}-{counter}"
    return name


def told_apart(name: str) -> str | None:
    """Return the name in place of which `next_name` gave this one; None where it is that itself.

    >>> told_apart("v4-2"), told_apart("v4")
    ('v4', None)
    """
    match = _NUMBERED.fullmatch(name)
    return f"v{match['number']}" if match and "-" in name else None


def branch_with(git_dir: Path, commit: str) -> str | None:
    """Return a branch whose history holds a commit, a local one first; None where none does."""
    call = ("for-each-ref", "--format=%(refname)", "--contains", commit)
    told = run_git(git_dir, f"--git-dir={git_dir}", *call, "refs/heads", "refs/remotes")
    first = next(iter(os.fsdecode(told).splitlines()), None)
    return first.split("/", 2)[2] if first is not None else None


def why_unfit(name: str) -> str:
    """Return why a name cannot be one of a revision, without its subject; empty where it can."""
    if not name or len(name) > _LONGEST:
        return f"has {len(name)} characters, and a name has 1 to {_LONGEST}"
    if name.startswith("-") or name in ("HEAD", "@"):
        return "means something else to git"
    if ".." in name:
        return "would be read as two revisions"
    if not pygit2.reference_is_valid_name(TAGS + name) or not name.isprintable():
        return "cannot be the name of a tag"
    if _HEXADECIMAL.fullmatch(name):
        return "would be read as the id of a commit"
    if _is_day(name):
        return "would be read as a date"
    if read_address(name) is not None:
        return "would be read as a clause"
    return ""


def _is_day(name: str) -> bool:
    found = find_date(name)
    return found is not None and (found.start, found.end) == (0, len(name))
