"""The words of a bracket that runs on into a later clause."""

from __future__ import annotations

from collections.abc import Mapping

from draftvc.diff.model import Event
from draftvc.diff.view import View
from draftvc.diff.viewing import view_clause
from draftvc.draft.model import Draft
from draftvc.draft.run_on import find_run_ons
from draftvc.report.say.quoting import bracket_words


def running_words(draft: Draft, address: str) -> str | None:
    """Return the words of a bracket from clause to clause; None where it does not run on."""
    label, _, number = address.rpartition("#")
    index = draft.by_label.get(label)
    brackets = draft.clauses[index].reading.brackets if index is not None else ()
    if any(each.close is not None for each in brackets[int(number) - 1 :][:1]):
        return None  # mostly, and without a look at the other clauses
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


def parted_into(
    draft: Draft, own: View, event: Event, labels: Mapping[str, str | None]
) -> list[str]:
    """Return the words of the brackets that one was parted into, through all of its clauses.

    Args:
        draft: the new draft.
        own: the clause of the event.
        event: the parting.
        labels: the label of each clause that its edits name.
    """
    said: list[str] = []
    for name in dict.fromkeys(edit.clause_id for edit in event.edits):
        index = draft.by_label.get(labels[name] or "") if len(labels) > 1 else None
        view = own if index is None else view_clause(draft.clauses[index])
        spans = [edit.new for edit in event.edits if edit.clause_id == name and edit.new]
        for extent in view.spans:
            inside = (any(a <= s and e <= b for a, b in spans) for s, e in extent.marks)
            if extent.marks and all(inside):
                words = running_words(draft, view.address(extent.number))
                said.append(words or bracket_words(view, extent.number))
    return said
