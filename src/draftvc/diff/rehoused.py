"""Brackets of clauses that came or went as a whole, which may have moved there or from there.

`3. … [from space] {FRA+};` whose bracket stands in a new paragraph now: nothing was dropped, and
FRA lost no support. The clause comes without the bracket, which has an event of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from draftvc.diff.bracket_events import positions_of
from draftvc.diff.ledger import Found
from draftvc.diff.model import Edit, Event
from draftvc.diff.pieces import Span
from draftvc.diff.renumbering import Placed
from draftvc.diff.sides import Sides
from draftvc.diff.view import View
from draftvc.diff.viewing import view_clause
from draftvc.diff.wording import plain_wording
from draftvc.draft.model import Clause


def brackets_of(whole: Placed, sides: Sides, wanted: Set[str]) -> Iterator[Placed]:
    """Yield the brackets of a clause that came or went, as if each had come or gone by itself.

    Only those with words that are wanted, outside which the clause has words of its own.
    """
    view = view_clause(clause_of(whole, sides))
    around = {extent.parent for extent in view.spans}
    for extent in view.spans:
        alone = extent.parent is None and extent.number not in around
        words = extent.last - extent.first
        if not alone or len(extent.marks) < 2 or words == len(view.words):
            continue
        if plain_wording(view.bracket_name(extent.number)) not in wanted:
            continue
        span = _with_groups(view, extent.number)
        if span is not None:
            yield replace(whole, found=_alone(whole.found.event, view, extent.number, span))


def clause_of(whole: Placed, sides: Sides) -> Clause:
    """Return the clause that came or went."""
    draft = sides.new if whole.kind == "clause.added" else sides.old
    return draft.clauses[draft.by_label[whole.found.event.clause]]


def without(whole: Placed, bracket: Placed) -> Placed:
    """Return a clause that came or went without a bracket, which is told by itself."""
    cut = bracket.found.edits[0]
    span = cut.new or cut.old or (0, 0)
    edits: list[Edit] = []
    for edit in whole.found.edits:
        here = edit.new or edit.old
        if here is None or not (here[0] <= span[0] and span[1] <= here[1]):
            edits.append(edit)
            continue
        edits += (_piece(edit, each) for each in ((here[0], span[0]), (span[1], here[1])))
    kept = tuple(edit for edit in edits if edit.before or edit.after)
    return replace(whole, found=replace(whole.found, edits=kept))


def _with_groups(view: View, bracket: int) -> Span | None:
    """Return the stretch of a bracket and of the groups on it; None where others part them."""
    (start, _), (_, end) = view.spans[bracket].marks[0], view.spans[bracket].marks[-1]
    braces = {entry.brace for entry in view.positions.get(bracket, ())}
    for brace in view.reading.braces:
        if brace.start in braces:
            if view.text[end : brace.start].strip():
                return None
            end = brace.end
    return start, end


def _alone(whole: Event, view: View, bracket: int, span: Span) -> Found:
    text = view.text[slice(*span)]
    comes = whole.kind == "clause.added"
    event = Event(
        kind="bracket.added" if comes else "bracket.dropped",
        clause=whole.clause,
        clause_old=None if comes else whole.clause,
        clause_id=whole.clause_id,
        bracket=view.address(bracket) if comes else None,
        bracket_old=None if comes else view.address(bracket),
        text=view.bracket_name(bracket),
        positions=positions_of(view, bracket),
        origin="new" if comes else None,
    )
    name = whole.clause_id or ""
    edit = Edit(name, None, span, "", text) if comes else Edit(name, span, None, text, "")
    return Found(event, at=(span[0], -1) if comes else (-1, span[0]), edits=(edit,))


def _piece(edit: Edit, span: Span) -> Edit:
    """Return a part of the edit of a clause that came or went."""
    start = (edit.new or edit.old or (0, 0))[0]
    words = slice(span[0] - start, span[1] - start)
    if edit.new is not None:
        return edit._replace(new=span, after=edit.after[words])
    return edit._replace(old=span, before=edit.before[words])
