"""Moves with a bracket over several sub-paragraphs."""

from __future__ import annotations

from room.desk import Desk
from room.model import Span, Word
from room.moves import move


@move("bracket.added", 0.6)
def span_clauses(desk: Desk, at: int) -> bool:
    """One bracket is put around several sub-paragraphs."""
    clauses = desk.draft.clauses[at : at + desk.chance.choice((2, 2, 3))]
    plain = all(clause.kind == "sub" and not clause.span and clause.end for clause in clauses)
    if len(clauses) < 2 or not plain or not isinstance(clauses[0].items[0], Word):
        return False
    span = Span(desk.writer.uid(), [desk.writer.entries()])
    desk.draft.spans[span.uid] = span
    for place in range(at, at + len(clauses)):
        desk.take(place).span = span.uid
    desk.draft.clauses[at].opens = True
    return True


@move("bracket.lifted", 0.6)
def lift_span(desk: Desk, at: int) -> bool:
    """The bracket around several sub-paragraphs goes."""
    span = desk.draft.clauses[at].span
    if not span:
        return False
    del desk.draft.spans[span]
    for place, clause in enumerate(desk.draft.clauses):
        if clause.span == span:
            mine = desk.take(place)
            mine.span, mine.opens = 0, False
    return True


@move("position.added", 0.5)
def join_span(desk: Desk, at: int) -> bool:
    """A party joins a bracket over several sub-paragraphs."""
    span = desk.draft.spans.get(desk.draft.clauses[at].span)
    if span is None:
        return False
    span.groups[-1].append(desk.writer.entry({entry.party for entry in span.entries()}))
    return True


@move("position.withdrawn", 0.5)
def leave_span(desk: Desk, at: int) -> bool:
    """A party leaves a bracket over several sub-paragraphs."""
    span = desk.draft.spans.get(desk.draft.clauses[at].span)
    if span is None or len(span.entries()) < 2:
        return False
    group = desk.chance.choice([group for group in span.groups if group])
    group.remove(desk.chance.choice(group))
    span.groups = [group for group in span.groups if group]
    return True
