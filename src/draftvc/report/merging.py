"""What reports of merges and conflicts are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from draftvc.merge.model import Decision

Outcome = Literal["already", "forward", "merged", "conflicts"]
"""Nothing to do; the branch moved forward; a merge was recorded; people have to decide first."""


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """One place in which two sides do not combine."""

    clause: str
    """Label of the clause; `outline` where it is about the places of clauses."""
    clause_id: str
    file: str
    """Path of the file that is in conflict."""
    why: str
    """A word for the kind of the conflict."""
    message: str
    """Why the sides do not combine, in one sentence."""
    base: str | None
    ours: str | None
    theirs: str | None
    """What is disputed, as each side has it; None where a side has nothing there."""


@dataclass(frozen=True, slots=True)
class SideNamed:
    """One side of a merge."""

    name: str
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class ConflictsReport:
    """What is in conflict, and what to do next."""

    kind: str | None
    """`merge`, `rebase`, `am`, `cherry-pick`, `revert`, `stash`; None where nothing is open."""
    ours: SideNamed | None
    theirs: SideNamed | None
    conflicts: tuple[ConflictShown, ...] = ()
    combined: tuple[str, ...] = ()
    """Labels of clauses that git has in conflict and whose sides combine all the same."""
    others: tuple[str, ...] = ()
    """Paths in conflict that are not of the draft."""
    next: tuple[str, ...] = ()
    """What to do next, one sentence each."""
    settled: tuple[str, ...] = ()
    """Of a call that resolved some: one sentence a clause."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did."""

    outcome: Outcome
    ours: SideNamed
    theirs: SideNamed
    commit: str | None = None
    """The commit that the branch stands at now."""
    summary: tuple[str, ...] = ()
    """What came into ours: first what cannot wait, then how much there is of what."""
    decisions: tuple[Decision, ...] = ()
    """What the merge settled by a rule."""
    conflicts: ConflictsReport | None = None
    next: tuple[str, ...] = ()
    """What to do next with what was recorded, one sentence each."""
