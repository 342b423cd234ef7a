"""What is said where there is nothing to tell."""

from __future__ import annotations

from draftvc.draft.model import Draft
from draftvc.report.model import DiffReport
from draftvc.report.say.words import listed, place_name


def nothing_changed(report: DiffReport) -> str:
    """Return why a diff shows nothing: nothing changed, only the layout, or not what was asked."""
    between = f"between {place_name(report.old.name)} and {place_name(report.new.name)}"
    others = len(report.comparison.events)
    if others:
        more = "one other thing" if others == 1 else f"{others:,} other things"
        chosen = report.filter
        if chosen.clauses and not (chosen.only or chosen.party):
            return f"Nothing changed in {listed(chosen.clauses)} {between}; elsewhere {more} did."
        return f"Nothing of what was asked for changed {between}; {more} did."
    if _written(report.old_draft) == _written(report.new_draft):
        return f"Nothing changed {between}."
    return f"Nothing changed {between}: only the layout differs."


def _written(draft: Draft) -> object:
    """Return a draft's characters: those of its file, else of its clauses."""
    if draft.source is not None:
        return draft.source.text
    return [(clause.heading, clause.raw) for clause in draft.clauses]
