"""What was agreed ad referendum, and no longer stands as it was agreed.

A clause with an agreed mark is protected: its words, that they stand outside brackets, and the
mark itself. Law: re-wrapping, glyphs, a new number, a new place and a corrected date of the mark
are no breach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from draftvc.diff.compare import compare
from draftvc.diff.model import Event
from draftvc.draft.model import Clause, Draft
from draftvc.limits import DEFAULT, Limits
from draftvc.notation.stamps import find_stamp

What = Literal["words", "brackets", "mark", "gone"]
_OF_WORDS = frozenset(
    {"text.edited", "bracket.edited", "bracket.dropped", "residual", "placeholder.filled"}
)


@dataclass(frozen=True, slots=True)
class Breach:
    """One agreed clause that was changed."""

    clause_id: str
    then: Clause
    """As it was agreed."""
    now: Clause | None
    """As it stands; None where it is gone."""
    what: What
    """What changed, the gravest first: its words, brackets around them, the mark, all of it."""
    unmarked: bool
    """Whether the mark went."""
    before: str = ""
    after: str = ""
    """Words, where words changed; those in the new brackets."""
    offset: int = 0
    """Code point of the first change in the canonical text as it stands."""

    @property
    def mark(self) -> str:
        """The agreed mark as it was written."""
        span = find_stamp(self.then.text)
        return self.then.text[slice(*span)] if span else ""


def is_agreed(clause: Clause) -> bool:
    """Tell whether a clause has an agreed mark."""
    return clause.kind != "front" and find_stamp(clause.text) is not None


def breaches(old: Draft, new: Draft, limits: Limits = DEFAULT) -> Iterator[Breach]:
    """Yield the agreed clauses of a draft that another has otherwise, in the old order.

    Clauses are known by their permanent ids; what was not touched is not read.
    """
    for then in old.clauses:
        if then.id is None:
            continue
        index = new.by_id.get(then.id)
        now = new.clauses[index] if index is not None else None
        if now is not None and (now is then or now.raw == then.raw):
            continue
        if is_agreed(then):
            yield from _of_clause(then.id, then, now, limits)


def _of_clause(
    clause_id: str, then: Clause, now: Clause | None, limits: Limits
) -> Iterator[Breach]:
    if now is None:
        yield Breach(clause_id, then, None, "gone", True)
        return
    unmarked = find_stamp(now.text) is None
    if max(each.raw.count("[") for each in (then, now)) > limits.clause_marks:
        if then.text != now.text:  # too many marks to tell what of it changed
            yield Breach(clause_id, then, now, "words", unmarked)
        return
    events = compare(_alone(then), _alone(now), limits).events
    words = [each for each in events if each.kind in _OF_WORDS and each.class_ != "editorial"]
    around = [each for each in events if each.kind == "bracket.added"]
    new_words = [each for each in around if each.origin != "existing"]
    if words or new_words:
        yield _told(clause_id, then, now, "words", unmarked, words or new_words)
    elif around:
        yield _told(clause_id, then, now, "brackets", unmarked, around)
    elif unmarked:
        yield Breach(clause_id, then, now, "mark", True, offset=len(now.text))


def _told(
    clause_id: str, then: Clause, now: Clause, what: What, unmarked: bool, events: Sequence[Event]
) -> Breach:
    first = events[0]
    before, after = first.before, first.after
    if first.kind == "bracket.added":
        before, after = "", first.text
    elif first.kind == "bracket.dropped":
        before, after = first.text, ""
    return Breach(clause_id, then, now, what, unmarked, before or "", after or "", _place(events))


def _place(events: Iterable[Event]) -> int:
    return min((e.new[0] for event in events for e in event.edits if e.new), default=0)


def _alone(clause: Clause) -> Draft:
    return Draft((clause._replace(label="PP1", heading=None, parent=None),))
