"""The numbers of a merged draft: rows counted again, and the later of two equal ones renumbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from draftvc.draft.model import Clause, Draft
from draftvc.merge.model import Decision, Disputed, MergedClause, OutlineEntry
from draftvc.merge.order import Order, order_of, placed
from draftvc.merge.renumber import Numbered, renumbered
from draftvc.merge.rows import counted_again, numbers_of, with_number_above


def name_of(clause: Clause) -> str:
    """Return what a clause is known by in a merge: its id, or its label where it has none."""
    return clause.id or clause.label


def with_numbers(
    clauses: Sequence[MergedClause], base: Draft, ours: Draft, theirs: Draft
) -> list[MergedClause]:
    """Return merged clauses, in order, with the numbers they get; each new one is a decision."""
    sides = [{name_of(c): c.marker for c in draft.clauses} for draft in (base, ours, theirs)]
    trees = [tree_of(draft) for draft in (base, ours, theirs)]
    result = order_of(placed(OutlineEntry(c.id, c.depth, c.kind)) for c in clauses)
    counted = counted_again(
        numbers_of({c.id: c.marker for c in clauses}, result.children),
        [numbers_of(side, tree.children) for side, tree in zip(sides, trees, strict=True)],
    )
    found = [_numbered(c, counted.get(c.id), (sides[1], sides[2])) for c in clauses]
    twice = renumbered(
        [
            Numbered(c.id, result.parents[c.id], c.marker, _added_by(c.id, sides))
            for c in found
            if not any(isinstance(piece, Disputed) and piece.why == "marker" for piece in c.pieces)
        ]
    )
    found = [_numbered(c, twice.get(c.id), (sides[1], sides[2])) for c in found]
    return _under_new_numbers(found, result, sides[1:], trees[1:])


def _under_new_numbers(
    clauses: Sequence[MergedClause],
    result: Order,
    sides: Sequence[dict[str, str]],
    trees: Sequence[Order],
) -> list[MergedClause]:
    """Return clauses, in order, whose number repeats the one above with the number above now.

    `2.1` under `2.`, which is `3.` in the result, is `3.1`.
    """
    now = {each.id: each.marker for each in clauses}
    found: list[MergedClause] = []
    for clause in clauses:
        above = result.parents.get(clause.id)
        for side, tree in zip(sides, trees, strict=True):
            was = tree.parents.get(clause.id)
            if above and was == above and side.get(clause.id) == now[clause.id]:
                written = with_number_above(now[clause.id], side[above], now.get(above, ""))
                clause = _numbered(clause, written, sides)
        now[clause.id] = clause.marker
        found.append(clause)
    return found


def tree_of(draft: Draft) -> Order:
    """Return the order of a draft as a tree, by name."""
    return order_of(placed(OutlineEntry(name_of(c), c.depth, c.kind)) for c in draft.clauses)


def _added_by(name: str, sides: Sequence[dict[str, str]]) -> str:
    base, ours, theirs = sides
    if name in base or (name in ours and name in theirs):
        return ""
    return "ours" if name in ours else "theirs"


def _numbered(
    clause: MergedClause, marker: str | None, sides: Iterable[dict[str, str]]
) -> MergedClause:
    """Return a clause with another marker, and the decision where no side wrote that one."""
    disputed = any(isinstance(piece, Disputed) for piece in clause.pieces)
    if marker is None or (marker == clause.marker and not disputed):
        return clause
    pieces = _with_marker(clause, marker)
    if pieces is None:
        return clause
    written = [side[clause.id] for side in sides if side.get(clause.id)]
    clause = clause._replace(
        pieces=pieces,
        conflicts=tuple(each for each in clause.conflicts if each.why != "marker"),
        decisions=tuple(each for each in clause.decisions if each.what != "renumbered"),
    )
    if marker in written:
        return clause
    lost = tuple(dict.fromkeys(written))
    theirs = " and ".join(f"“{number}”" for number in lost)
    sentence = f"The clause is “{marker}” now; the sides have {theirs}."
    decision = Decision(clause.id, clause.label, "renumbered", sentence, lost)
    return clause._replace(decisions=(*clause.decisions, decision))


def _with_marker(clause: MergedClause, marker: str) -> tuple[str | Disputed, ...] | None:
    """Return the pieces of a clause with another marker; None where it is disputed as a whole."""
    was = clause.marker
    first, *rest = clause.pieces
    if isinstance(first, str) and was and first.strip().startswith(was):
        return (marker + first.strip(" ")[len(was) :], *rest)
    if not any(isinstance(piece, Disputed) and piece.why == "marker" for piece in clause.pieces):
        return None
    bare = marker.lstrip("[ ")
    return tuple(
        f" {bare}" if isinstance(piece, Disputed) and piece.why == "marker" else piece
        for piece in clause.pieces
    )
