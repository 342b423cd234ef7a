"""Merge one clause: its marker and canonical text as base, ours and theirs have them."""

from __future__ import annotations

from draftvc.diff.equality import normal_form
from draftvc.draft.model import Clause, ClauseKind
from draftvc.draft.stored import read_stored
from draftvc.merge.model import (
    DEFAULT,
    Conflict,
    Disputed,
    MergedClause,
    Policy,
    Triple,
    Why,
    marker_of,
)


def merge_clause(
    base: str | None,
    ours: str | None,
    theirs: str | None,
    policy: Policy = DEFAULT,
    clause_id: str = "",
) -> MergedClause:
    """Return the merged clause, given the text of its file on each side.

    A side is None where it has no such file. The kind is not in the file: a text whose first
    line is no marker is read as that of a front.
    """
    texts = [text for text in (ours, theirs, base) if text is not None]
    kind: ClauseKind = "front" if any(map(_is_front, texts)) else "paragraph"

    def read(text: str | None) -> Clause | None:
        if text is None:
            return None
        marker, raw = read_stored(text, kind)
        return Clause(clause_id, kind, marker, raw, id=clause_id)

    return merge_clauses(read(base), read(ours), read(theirs), policy)


def merge_clauses(
    base: Clause | None, ours: Clause | None, theirs: Clause | None, policy: Policy = DEFAULT
) -> MergedClause:
    """Return the merged clause; None on a side means that it does not stand there."""
    one = ours or theirs or base
    assert one is not None, "a clause stands on one side at least"
    texts = Triple(*(None if side is None else side.text for side in (base, ours, theirs)))
    name, label = one.id or one.label, one.label
    pieces, why = _pieces(texts)
    conflicts = tuple(
        Conflict(name, label, why, piece.texts, texts)
        for piece in pieces
        if isinstance(piece, Disputed)
    )
    return MergedClause(
        id=name,
        kind=one.kind,
        depth=one.depth,
        heading=one.heading,
        pieces=pieces,
        numbered=any(clause and clause.marker for clause in (base, ours, theirs)),
        parties=policy.parties,
        conflicts=conflicts,
        label=label,
    )


def _pieces(texts: Triple) -> tuple[tuple[str | Disputed, ...], Why]:
    base, ours, theirs = (None if text is None else normal_form(text) for text in texts)
    if ours == theirs or theirs == base:
        return _whole(texts.ours), "words"
    if ours == base:
        return _whole(texts.theirs), "words"
    why: Why = "deleted" if ours is None or theirs is None else "words"
    return (Disputed(texts, why),), why


def _whole(text: str | None) -> tuple[str | Disputed, ...]:
    return () if text is None else (text,)


def _is_front(text: str) -> bool:
    first = text.split("\n", 1)[0].strip()
    return bool(first) and marker_of(first) != first
