"""What each revision did to one clause, told without reading what it left alone.

Law: it is what a comparison of the whole drafts tells. Where a revision did more than change texts
nothing is told here, and the whole drafts are to be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from draftvc.app.focusing import events_of_step
from draftvc.app.following import Followed
from draftvc.diff.select import select_events
from draftvc.limits import Limits
from draftvc.report.model import Filter, LogRevision
from draftvc.store.glance import Glance
from draftvc.store.revision import Revision
from draftvc.store.steps import Step, Steps
from draftvc.store.trees import DraftFiles

_AT_ONCE = 4
"""Commits that are asked about together: each question wakes another program."""


class Stepping:
    """Goes down the revisions that may have touched a clause."""

    def __init__(self, followed: Followed, chosen: Filter, glance: Glance, limits: Limits) -> None:
        """Take the clause, what is chosen of the events that happened to it, and the history."""
        self._clause_id, self._chosen, self._limits = followed.clause_id, chosen, limits
        self._glance = glance
        # Of the clause alone, no label matters behind its own.
        self._steps = Steps(glance.objects, followed.clause_id if chosen.own else None)

    def ahead(self, commits: Iterable[str]) -> Iterator[str]:
        """Yield commits, and ask meanwhile for what the next ones will be told from."""
        ended: DraftFiles | None = None
        waiting: list[str] = []
        for batch in _batches(commits):
            self._glance.ask(batch)
            for commit in waiting:
                yield commit
                ended = self._glance.files(f"{commit}^")
                self._glance.forget(commit)
            self._foresee(ended, batch)
            waiting = batch
        yield from waiting

    def told(self, commit: str) -> LogRevision | None:
        """Return what a revision did to the clause; None where that takes the whole drafts."""
        revision = self._glance.revision(commit)
        if revision is None or len(revision.parents) > 1 or not _is_named(revision):
            return None
        new = self._glance.files(commit)
        if new is None or not new.is_draft:
            return None
        if not revision.parents:
            return self._first(revision, new)
        old = self._glance.files(f"{commit}^")
        if old is None or not old.is_draft:
            return None
        step = self._steps.between(old, new) or self._begin_at(revision, old, new)
        return None if step is None else self._stepped(revision, step)

    def _stepped(self, revision: Revision, step: Step) -> LogRevision | None:
        told = events_of_step(step, self._clause_id, self._chosen.own, self._limits)
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

    def _first(self, revision: Revision, files: DraftFiles) -> LogRevision | None:
        """Return the revision before which there was no draft; it is read whole."""
        draft = self._glance.draft(revision.commit, revision.date)
        if draft is None:
            return None
        index = draft.by_id.get(self._clause_id)
        return LogRevision(
            name=revision.called,
            commit=revision.commit,
            date=revision.date,
            author=revision.author,
            label=None if index is None else draft.clauses[index].label,
            events=(),
            is_first=True,
            new_draft=draft,
        )

    def _begin_at(self, revision: Revision, old: DraftFiles, new: DraftFiles) -> Step | None:
        """Go on from a whole draft; None where there is none to be read."""
        draft = self._glance.draft(revision.commit, revision.date)
        if draft is None:
            return None
        self._steps.stand_at(new, draft)
        return self._steps.between(old, new)

    def _foresee(self, ended: DraftFiles | None, commits: Iterable[str]) -> None:
        names = (name for each in commits for name in (each, f"{each}^"))
        way = [ended, *map(self._glance.files, names)]
        self._steps.foresee([each for each in way if each is not None])


def _batches(commits: Iterable[str]) -> Iterator[list[str]]:
    """Yield some commits at a time, at first one: its revision is shown at once."""
    left = iter(commits)
    size = 1
    while batch := list(islice(left, size)):
        yield batch
        size = min(2 * size, _AT_ONCE)


def _is_named(revision: Revision) -> bool:
    """Tell whether a commit says its date, or that it has none; else its front may say it."""
    return revision.name is not None or revision.date is not None
