"""W403: a text in which no paragraph was found, or a front that must hold some."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft

_HOW = (
    "Begin each preambular paragraph on a line of its own with its participle (Recalling …), and "
    "number the operative ones (1., a.)."
)


def no_clause(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield a finding where paragraphs stand in the front because nothing marks them."""
    front = next((clause for clause in draft.clauses if clause.kind == "front"), None)
    if front is None:
        return
    if len(draft.clauses) == 1:
        said = "No paragraph was found: the whole text is read as the front of a draft."
        yield in_clause(front, 0, "W403", said, _HOW)
    elif "{" in front.raw:
        brace = next((each for each in front.reading.braces if each.positions), None)
        if brace is not None:
            said = "Positions stand in the front: a paragraph that holds them was not recognized."
            yield in_clause(front, brace.start, "W403", said, _HOW)
