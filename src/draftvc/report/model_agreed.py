"""What the reports on agreed text and on the machine are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from draftvc.report.model import Side


@dataclass(frozen=True, slots=True)
class Reopening:
    """A revision that opened an agreed clause again, or changed it under its mark."""

    revision: Side
    label: str
    """Of the clause in the revision before."""
    by: tuple[str, ...] = ()
    reason: str | None = None
    """Who asked, and why: of the line `Reopens` in the message; empty where it has none."""
    still_marked: bool = False
    """Whether the agreed mark stands over what was changed."""

    @property
    def is_silent(self) -> bool:
        """Whether it was changed under its mark and nobody said that it is open again."""
        return self.still_marked and not (self.by or self.reason)


@dataclass(frozen=True, slots=True)
class AgreedClause:
    """A clause that is agreed ad referendum, or was."""

    label: str
    """Today; of a clause that is gone, its last."""
    clause_id: str
    status: Literal["agreed", "open", "gone"]
    mark: str
    """The mark as written; of one that is open again, the last."""
    when: str | None
    """The moment that the mark names, ISO; None where it is not understood."""
    revision: Side
    """In which its words were last agreed."""
    reopened: tuple[Reopening, ...] = ()
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class AdrefReport:
    """What was agreed ad referendum up to a revision, in document order, what is gone last."""

    revision: Side
    clauses: tuple[AgreedClause, ...]


State = Literal["ok", "missing", "other", "differs"]


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing that was looked at on this machine or in this repository."""

    subject: Literal["program", "git", "drivers", "attributes", "hooks", "names", "corrections"]
    name: str
    state: State
    """`other`: set to something of others, and left alone."""
    says: str
    """One sentence."""
    mend: str | None = None
    """The command that mends it."""


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """How draftvc and git stand to each other here."""

    place: str
    checkups: tuple[Checkup, ...]
