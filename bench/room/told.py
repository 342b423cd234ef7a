"""An expected event: what a delegate would report, with identities where events have addresses."""

from __future__ import annotations

from dataclasses import dataclass, field

from room.model import Entry

ANY_GROUP = -1
"""Whether this event shares a group is a matter of taste."""

Value = str | bool | frozenset[str] | tuple[str, ...] | None
Fields = dict[str, Value]


@dataclass(slots=True)
class Told:
    """One event of the truth; `fields` has only what section 5 settles for its kind."""

    kind: str
    clause: int
    """Identity of the clause it is told of."""
    bracket: int = 0
    """Identity of its bracket, or 0."""
    old: bool = False
    """Whether clause and bracket are those of the old draft."""
    fields: Fields = field(default_factory=dict)
    group: int = 0
    """Events of one group share a number; 0: none."""
    labels: tuple[str, ...] = ()
    """Labels of the clause, any of which will do."""
    address: str = ""
    """Address of the bracket, where there is no doubt about it."""
    aside: frozenset[int] = frozenset()
    """Other clauses that it could be told of as well."""

    concerns: frozenset[int] = frozenset()
    """The words that changed, or the brackets that were joined or made by parting."""

    @property
    def words(self) -> str:
        """The words that it is known by: of the bracket, the edit, the note."""
        fields = self.fields
        found = fields.get("text") or fields.get("before") or fields.get("after") or ""
        return found if isinstance(found, str) else ""


def written(entries: list[Entry]) -> frozenset[str]:
    """The entries as a set of what was written."""
    return frozenset(str(entry) for entry in entries)
