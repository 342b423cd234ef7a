"""What each revision did to one clause, told without reading what it left alone.

Law: it is what a comparison of the whole drafts tells. Where a revision did more than change texts
nothing is told here, and the whole drafts are to be compared.
"""

from __future__ import annotations

from draftvc.app.desk import Desk
from draftvc.app.focusing import events_of_step
from draftvc.app.following import Followed
from draftvc.diff.select import select_events
from draftvc.errors import RepositoryError
from draftvc.report.model import Filter, LogRevision
from draftvc.store.revision import Revision


class Stepping:
    """Goes down the revisions that may have touched a clause."""

    def __init__(self, followed: Followed, chosen: Filter, desk: Desk) -> None:
        """Take the clause, and what is chosen of the events that happened to it."""
        self._clause_id, self._chosen, self._desk = followed.clause_id, chosen, desk
        # Of the clause alone, no label matters behind its own.
        self._steps = desk.repository.steps(followed.clause_id if chosen.own else None)

    def told(self, revision: Revision) -> LogRevision | None:
        """Return what a revision did to the clause; None where that takes the whole drafts."""
        if len(revision.parents) != 1 or not self._is_named(revision):
            return None
        (parent,) = revision.parents
        if not self._desk.repository.is_draft(parent):
            return None
        step = self._steps.between(parent, revision.commit)
        if step is None:
            if not self._begin_at(revision.commit):
                return None
            step = self._steps.between(parent, revision.commit)
        if step is None:
            return None
        told = events_of_step(step, self._clause_id, self._chosen.own, self._desk.limits)
        if told is None:
            return None
        return LogRevision(
            name=revision.called,
            commit=revision.commit,
            date=revision.date,
            author=revision.author,
            label=told.label,
            events=select_events(told.events, self._chosen.only, self._chosen.party),
            is_first=False,
            old_draft=told.old,
            new_draft=told.new,
        )

    def _is_named(self, revision: Revision) -> bool:
        """Tell whether a commit says its date, or that it has none; else its front may say it."""
        return revision.name is not None or revision.date is not None

    def _begin_at(self, commit: str) -> bool:
        """Go on from a whole draft; false where there is none to be read."""
        repository = self._desk.repository
        if not repository.is_draft(commit):
            return False
        try:
            self._steps.stand_at(commit, repository.draft(commit))
        except RepositoryError:
            return False
        return True
