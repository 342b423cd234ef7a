"""Events: what a delegate would report of two revisions, and the edits each explains.

Field names are the JSON names of docs/json.md (`from_`, `class_` for reserved words).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from draftvc.limits import Limit
from draftvc.notation.model import Position
from draftvc.notation.party_codes import party_code

EventClass = Literal["substantive", "editorial"]
Origin = Literal["existing", "new", "mixed"]


class Edit(NamedTuple):
    """One run of edited tokens: spans of code points, half open, in the canonical texts.

    A side's span is None where the clause does not stand on that side, and empty
    (`start == end`) where the clause stands but nothing of this edit does.
    """

    clause_id: str
    old: tuple[int, int] | None
    new: tuple[int, int] | None
    before: str
    after: str


class Event(NamedTuple):
    """One change that a delegate would report. Fields that a kind does not use are None."""

    kind: str
    """Such as `position.withdrawn`; `draftvc.diff.kinds.KINDS` lists them all."""
    clause: str
    """Label in the new draft; in the old one where the clause is gone."""
    id: str = ""
    """`e1`, `e2`, … in reading order."""
    clause_old: str | None = None
    """Label in the old draft, where the clause stands in both."""
    clause_id: str | None = None
    bracket: str | None = None
    """Address in the new draft."""
    bracket_old: str | None = None
    """Address in the old draft."""
    text: str | None = None
    """Words, without marks."""
    before: str | None = None
    after: str | None = None
    """Words before and after; for `position.changed` the entries as written."""
    party: str | None = None
    """As the draft writes it."""
    stance: str | None = None
    from_: str | None = None
    to: str | None = None
    """Stances of `position.changed`."""
    positions: tuple[Position, ...] | None = None
    origin: Origin | None = None
    was: str | tuple[str, ...] | None = None
    when: str | None = None
    class_: EventClass | None = None
    agreed: bool | None = None
    group: str | None = None
    """Events of one substitution, or a renumbering with its cause, share it."""
    replaces: str | None = None
    """Words of the other member of an inferred substitution."""
    inner: tuple[str, ...] | None = None
    """Old addresses of the brackets that went (new, that came) with the words of this one."""
    body: str | None = None
    """Canonical text of a clause that came, went or moved."""
    place: str | None = None
    """Id of the clause before it; None (JSON null) at the start."""
    code: str | None = None
    """Diagnostic code of a syntax event."""
    reinstated: str | None = None
    """Revision the clause was last seen in."""
    edits: tuple[Edit, ...] = ()

    @property
    def who(self) -> str | None:
        """The code of the party, by which parties are compared."""
        return party_code(self.party) if self.party else None

    @property
    def is_elsewhere(self) -> bool:
        """Whether a bracket that was lifted has its words at another place of the clause now.

        Of one that came around words that stood: whether they stood at another place.
        """
        if self.kind == "bracket.lifted":
            return any(_has_words(edit.after) > _has_words(edit.before) for edit in self.edits)
        came = self.kind == "bracket.added" and self.origin == "existing"
        return came and any(_has_words(e.before) > _has_words(e.after) for e in self.edits)


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


class Pair(NamedTuple):
    """Two clauses held to be the same one, with the reason and score of that judgement."""

    old: int
    new: int
    """Indexes into the clauses of the two drafts."""
    reason: Literal["id", "text", "label", "words", "order", "place"]
    score: float


class Comparison(NamedTuple):
    """The events between two drafts, in the order of the new text, residuals last."""

    events: tuple[Event, ...]
    pairs: tuple[Pair, ...]
    complete: bool
    """Computed: whether every edited token belongs to exactly one event."""
    fallbacks: tuple[Limit, ...] = ()
    names_old: tuple[str, ...] = ()
    names_new: tuple[str, ...] = ()
    """The name by which edits speak of each clause of a draft: its id; where there is none, its
    label in the new draft, or in the old one where it is gone."""
