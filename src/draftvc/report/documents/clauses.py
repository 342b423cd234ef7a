"""The clauses of the drafts of a diff: what its edits speak of, and what they fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from draftvc.diff.audit import splice
from draftvc.diff.model import Edit
from draftvc.diff.patch import digest_of
from draftvc.diff.replay import inverted
from draftvc.draft.model import Clause, Draft
from draftvc.report.documents.encode import present
from draftvc.report.model import DiffReport


def clauses_part(report: DiffReport) -> dict[str, object]:
    """Return the clauses of both drafts in order, whatever was chosen to be shown."""
    old, new = report.old_draft, report.new_draft
    found = report.comparison
    there = [edit for event in report.events for edit in event.edits]
    back = [edit for event in report.events for edit in inverted(event).edits]
    if len(report.events) < len(found.events):
        texts: tuple[dict[str, str], dict[str, str]] = ({}, {})
    else:
        olds = dict(zip(found.names_old, old.clauses, strict=True))
        news = dict(zip(found.names_new, new.clauses, strict=True))
        texts = (_laid_out(news, olds, back), _laid_out(olds, news, there))
    return {
        "old": _listed(old, found.names_old, {e.clause_id for e in there if e.old}, texts[0]),
        "new": _listed(new, found.names_new, {e.clause_id for e in there if e.new}, texts[1]),
    }


def _laid_out(
    before: Mapping[str, Clause], after: Mapping[str, Clause], edits: Sequence[Edit]
) -> dict[str, str]:
    """Return the texts of clauses that the edits lead to only but for their layout."""
    of_clause: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        if edit.old is not None and edit.new is not None:
            of_clause[edit.clause_id].append(edit)
    return {
        name: after[name].text
        for name, own in of_clause.items()
        if name in before and name in after
        if splice(before[name].text, own) != after[name].text
    }


def _listed(
    draft: Draft, names: Sequence[str], edited: set[str], texts: Mapping[str, str]
) -> list[dict[str, object]]:
    return [
        {
            "clause_id": name,
            "label": clause.label,
            "kind": clause.kind,
            "depth": clause.depth,
            # Not of all clauses: one that is not edited has not been read so far.
            **present(
                digest=digest_of(clause.text) if name in edited else None, text=texts.get(name)
            ),
        }
        for name, clause in zip(names, draft.clauses, strict=True)
    ]
