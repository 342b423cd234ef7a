"""Drafts with ids that are carried from revision to revision, as a repository records them."""

from __future__ import annotations

from draftvc.diff.pairing import pair_clauses
from draftvc.draft.model import Draft
from draftvc.draft.model import StoredClause as Stored
from draftvc.draft.recorded import draft_of_clauses
from draftvc.limits import DEFAULT


def name_clauses(draft: Draft) -> Draft:
    """The draft as it is recorded first: every clause gets an id."""
    return _recorded(draft, {}, 0)


def carry(old: Draft, new: Draft) -> Draft:
    """The draft as it is recorded after another: clauses that are paired keep their ids."""
    pairs = pair_clauses(old, new, DEFAULT)
    known = {pair.new: old.clauses[pair.old].id or "" for pair in pairs}
    taken = [int((clause.id or "-0").rpartition("-")[2]) for clause in old.clauses]
    return _recorded(new, known, max(taken, default=0) + 1)


def _recorded(draft: Draft, known: dict[int, str], first: int) -> Draft:
    stored = [
        Stored(
            known.get(at) or f"clause-{first + at}",
            clause.depth,
            clause.kind,
            clause.heading,
            clause.marker,
            clause.text,
        )
        for at, clause in enumerate(draft.clauses)
    ]
    return draft_of_clauses(stored, draft.date)._replace(set_aside=draft.set_aside)
