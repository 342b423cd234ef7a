"""A repository of one small draft, written by hand, with the hooks in it and real git around it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from draftvc.app.hooks import install
from tests.store.gitrepo import git, put

FRONT = "front-2vq8d"
PP1 = "recognizing-rivers-k3f9q"
PP2 = "noting-the-7zt4m"
OP1 = "requests-members-x5c2p"
OP2 = "decides-to-h8w6r"

OUTLINE = f"""\
{FRONT} 0 front
{PP1} 0 preambular
{PP2} 0 preambular
{OP1} 0 operative OPERATIVE CLAUSES
{OP2} 0 operative
"""
CLAUSES = {
    FRONT: """\
This version represents the conclusions of the discussions held on Wednesday 5 March 2025
World Rivers Assembly
Draft resolution - open river data
The World Rivers Assembly,
""",
    PP1: """\

Recognizing that rivers cross borders [more often] {USA+,FRA-} than the figures that describe them,
""",
    PP2: """\

Noting the report on the state of gauges,
which finds [one in three silent {RUS reserve},
and one record in five without an owner,
""",
    OP1: """\
1.
Requests members to open [the records,
the forecasts,
the maps,
the minutes,
the ledgers,
the calendars] {KEN+} to all;
""",
    OP2: """\
2.
Decides to return to the matter at its next session.
""",
}
"""PP2 has a bracket that is never closed (E101): a fault that the room has lived with."""


def begin(place: Path, check: str = "ratchet") -> Path:
    """Return a repository whose first commit holds the draft; the hooks come after it."""
    git(None, "init", "-q", place)
    put(place / "draft.toml", f'title = "Open river data"\ncheck = "{check}"\n')
    put(place / "outline", OUTLINE)
    for clause_id, text in CLAUSES.items():
        put(clause(place, clause_id), text)
    put(place / "minutes.txt", "The meeting was opened at ten.\n")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "Record the draft")
    install(place)
    return place


def clause(place: Path, clause_id: str) -> Path:
    """Return the file of a clause."""
    return place / "clauses" / f"{clause_id}.txt"


def edit(place: Path, clause_id: str, old: str, new: str) -> Path:
    """Put one wording in place of another in a clause's file, and return the file."""
    path = clause(place, clause_id)
    text = path.read_text(encoding="utf-8")
    assert old in text
    return put(path, text.replace(old, new, 1))


def commit(
    place: Path, *args: str | Path, env: Mapping[str, str] | None = None
) -> tuple[bool, str]:
    """Call `git commit`, and return whether it did and what was said."""
    return attempt(place, "commit", "-q", *args, env=env)


def attempt(
    place: Path, *args: str | Path, env: Mapping[str, str] | None = None
) -> tuple[bool, str]:
    """Call git, and return whether it did what it was asked and what was said."""
    done = subprocess.run(
        ["git", *map(str, args)],
        cwd=place,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        check=False,
    )
    return done.returncode == 0, done.stdout


def subjects(place: Path) -> list[str]:
    """Return the subjects of the history, newest first."""
    return git(place, "log", "--format=%s").splitlines()
