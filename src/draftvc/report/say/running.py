"""The words of a bracket that runs on into a later clause."""

from __future__ import annotations

from draftvc.diff.viewing import view_clause
from draftvc.draft.model import Draft
from draftvc.draft.run_on import find_run_ons


def running_words(draft: Draft, address: str) -> str | None:
    """Return the words of a bracket from clause to clause; None where it does not run on."""
    for each in find_run_ons(draft):
        first = draft.clauses[each.opens]
        if address == f"{first.label}#{each.bracket + 1}":
            view = view_clause(first)
            said = [view.bracket_text(each.bracket)]
            for clause in draft.clauses[each.opens + 1 : each.closes]:
                view = view_clause(clause)
                said.append(view.phrase(0, len(view.words)))
            view = view_clause(draft.clauses[each.closes])
            end = view.reading.tokens[each.token].start
            said.append(view.phrase(0, sum(word.start < end for word in view.words)))
            return " ".join(said)
    return None
