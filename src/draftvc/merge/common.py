"""What two lines have in common that took each other in before: several bases made one.

Lines that merged each other have more than one newest commit in common. These are merged, so that
what came from any of them is known to both lines. Where they do not combine, the common draft has
both wordings in brackets: a line that took one of them is seen to have settled it, and two lines
that settled it differently do not combine.
"""

from __future__ import annotations

from draftvc.draft.model import Draft, StoredClause
from draftvc.merge.before import outline_before
from draftvc.merge.drafts import entries_of, merge_drafts
from draftvc.merge.model import (
    Conflict,
    Disputed,
    MergedClause,
    Policy,
    Triple,
    marker_of,
    resolve_pieces,
)
from draftvc.merge.placing import sorted_by_number

_AS_READ = Policy(guard=False)
"""Nothing is asked of a draft that nobody sees."""


def common_clauses(base: Draft, one: Draft, other: Draft) -> tuple[StoredClause, ...]:
    """Return the clauses of the draft that two bases make, given the base of these.

    Words that do not combine stand side by side in brackets without parties, headings beside each
    other; a place, a number, a stance, an agreed mark, and a clause that one base agreed and the
    other changed are as they were before both.
    Law: the order of the two bases does not matter but for which wording comes first.
    """
    merged = merge_drafts(base, one, other, _AS_READ)
    clauses = {clause.id: clause for clause in merged.clauses}
    headings = {c.clause_id: c.region for c in merged.conflicts if _two_headings(c)}
    outline = outline_before(
        entries_of(base),
        entries_of(one),
        entries_of(other),
        kept=clauses,
        key=sorted_by_number(base, one, other),
    )
    found: list[StoredClause] = []
    for entry in outline.entries:
        clause = clauses.get(entry.id)
        text = _text(clause) if clause is not None else ""
        if clause is None or not text:
            continue
        heading = _both(headings[entry.id]) if entry.id in headings else entry.heading
        marker = marker_of(text) if clause.numbered else ""
        found.append(StoredClause(entry.id, entry.depth, entry.kind, heading, marker, text))
    return tuple(found)


def _text(clause: MergedClause) -> str:
    pieces = tuple(map(_settled, clause.pieces))
    return resolve_pieces(pieces, "brackets", clause.kind, ("", "")) or ""


def _settled(piece: str | Disputed) -> str | Disputed:
    """Return a piece, as it was before both where brackets cannot hold both."""
    if isinstance(piece, Disputed):
        only_stances = piece.why == "position" and piece.bracketed
        if only_stances or piece.why in ("marker", "stamps", "agreed"):
            return piece.texts.base or ""
    return piece


def _two_headings(conflict: Conflict) -> bool:
    return conflict.why == "heading" and conflict.region.ours != conflict.region.theirs


def _both(headings: Triple) -> str:
    """Return two headings as one, which is neither."""
    return " / ".join(each for each in headings[1:] if each)
