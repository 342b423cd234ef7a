"""A revision: one commit of the draft's history, as git and its trailers tell it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit that holds the draft."""

    commit: str
    """Its id, 40 hexadecimal digits."""
    name: str | None
    """The `Draft-Version` trailer; None where the commit was made by hand."""
    date: str | None
    """The `Draft-Date` trailer, ISO: the day that the draft speaks of."""
    author: str
    """Name of who recorded it."""
    when: str
    """The moment of recording, ISO with its offset."""
    parents: tuple[str, ...]
    subject: str
    body: str

    @property
    def shown(self) -> str:
        """Return how reports name it."""
        return self.name or self.commit[:10]
