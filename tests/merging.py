"""Two lines of one small draft, in real repositories, for the tests of merging."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.drivers.room import FRONT, OP1, OP2, OUTLINE, PP1, PP2, begin, clause, edit
from tests.store.gitrepo import git, put

__all__ = ["FRONT", "OP1", "OP2", "OUTLINE", "PP1", "PP2", "clause", "edit", "fork", "put"]

Edits = Mapping[str, tuple[str, str]]
"""By id of a clause: words, and those that take their place."""
LINE = "Reminding members of the spring floods,\n"
NEW = "reminding-members-q1w2e"


def fork(place: Path, ours: Edits, theirs: Edits) -> Path:
    """Return a repository on `main` with these edits, and a branch `fra` with those."""
    begin(place)
    git(place, "checkout", "-q", "-b", "fra")
    change(place, theirs, "France edits")
    git(place, "checkout", "-q", "main")
    change(place, ours, "The room edits")
    return place


def change(place: Path, edits: Edits, message: str) -> None:
    """Commit edits on the branch that is checked out."""
    for clause_id, (old, new) in edits.items():
        edit(place, clause_id, old, new)
    if edits:
        git(place, "commit", "-q", "-a", "-m", message)


def add_clause(place: Path, clause_id: str, after: str, marker: str, words: str) -> None:
    """Write a clause and its line behind another; nothing is committed."""
    put(clause(place, clause_id), f"{marker}\n{words}\n")
    outline = (place / "outline").read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(outline) if line.startswith(f"{after} "))
    outline.insert(at + 1, f"{clause_id} 0 preambular")
    put(place / "outline", "\n".join(outline) + "\n")


def remove_clause(place: Path, clause_id: str) -> None:
    """Take a clause and its line out; nothing is committed."""
    clause(place, clause_id).unlink()
    lines = (place / "outline").read_text(encoding="utf-8").splitlines()
    put(place / "outline", "".join(f"{e}\n" for e in lines if not e.startswith(f"{clause_id} ")))


def commit_all(place: Path, message: str) -> None:
    """Commit everything."""
    git(place, "add", "-A")
    git(place, "commit", "-q", "--no-verify", "-m", message)


def enable(place: Path, line: str) -> None:
    """Let git call the merge driver by a shell line."""
    git(place, "config", "merge.draftvc.name", "draftvc")
    git(place, "config", "merge.draftvc.driver", line)
    attributes = "clauses/** text eol=lf merge=draftvc\noutline text eol=lf merge=draftvc\n"
    put(place / ".git" / "info" / "attributes", attributes)


def text_of(place: Path, clause_id: str) -> str:
    """Return the text of a clause's file."""
    return clause(place, clause_id).read_text(encoding="utf-8")
