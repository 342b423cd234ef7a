"""Which rule named an event: the sentence of docs/events.md that it rests on."""

from __future__ import annotations

from draftvc.diff.model import Event

_RULES: dict[str, str] = {
    "clause.added": "no clause of the old draft is held to be this one",
    "clause.removed": "no clause of the new draft is held to be this one",
    "clause.renumbered": "the marker as it is written is another one, and the clause did not move",
    "clause.moved": "it is among the fewest clauses whose move explains the new order",
    "clause.split": "its words stand in several clauses now; the part with most of them is it",
    "clause.merged": "words of several clauses stand in it now; the part with most of them is it",
    "clause.agreed": "an agreed mark came, or says another moment",
    "clause.reopened": "the agreed mark is gone",
    "bracket.lifted": "the marks are gone, and at least half of the words stand where they stood",
    "bracket.dropped": "the marks are gone, and fewer than half of the words stand",
    "bracket.edited": "the same bracket by its neighbours and half of its words or its positions, "
    "with other words",
    "bracket.rescoped": "the same words stand, and a mark stands at another place among them",
    "bracket.moved": "the same words or positions stand in a bracket elsewhere",
    "bracket.merged": "one bracket stands around the words of several",
    "bracket.split": "several brackets stand around the words of one",
    "position.added": "the bracket or clause stands in both drafts, the entry in the new one",
    "position.withdrawn": "the bracket or clause stands in both drafts, the entry in the old one",
    "position.changed": "the party has one entry on each side that the other side has not",
    "position.moved": "the same party takes the same stance on another bracket or on the clause",
    "text.edited": "a run of words outside every bracket that stands in both drafts changed",
    "note.added": "a brace with an instruction, and no stance, came",
    "note.removed": "a brace with an instruction, and no stance, went",
    "placeholder.added": "a placeholder came",
    "placeholder.filled": "words stand where the placeholder stood",
    "placeholder.removed": "a placeholder went, and no words fill its place",
    "syntax.broken": "a delimiter fault came; what follows from it alone is no event",
    "syntax.repaired": "a delimiter fault went; what follows from it alone is no event",
    "residual": "no other rule explains the edited words",
}
_ORIGINS = {
    "existing": "the words stood there, and a pair of marks came around them",
    "new": "a pair of marks came with its words",
    "mixed": "a pair of marks came around words of which some stood there",
}


def rule_of(event: Event) -> str:
    """Return why an event has its kind, in one clause of a sentence."""
    if event.kind == "bracket.added":
        rule = _ORIGINS.get(event.origin or "", "a pair of marks came")
    elif event.kind == "text.edited" and all(e.old is None and e.new is None for e in event.edits):
        rule = "the heading before the clause is another one"
    elif event.kind == "bracket.lifted" and event.is_elsewhere:
        rule = "the marks are gone, and all the words stand at another place of the clause"
    else:
        rule = _RULES.get(event.kind, "")
    if event.class_ == "editorial":
        rule += "; only glyphs, hyphens, letter case, the closing mark or the status line differ"
    if event.replaces is not None:
        rule += "; its words stand in the place of others (inferred)"
    if event.inner:
        rule += "; the brackets inside went or came with its words"
    return rule
