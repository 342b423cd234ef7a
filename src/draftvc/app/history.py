"""What each revision did, of the whole draft or of one clause, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from draftvc.app.desk import Desk
from draftvc.app.focusing import events_of_clause
from draftvc.app.following import Followed, visited
from draftvc.app.returning import Departures, mark_returned
from draftvc.app.stepping import Stepping
from draftvc.app.texts import date_of
from draftvc.diff.compare import compare
from draftvc.diff.model import Event
from draftvc.diff.select import select_events
from draftvc.draft.model import Draft
from draftvc.errors import RepositoryError
from draftvc.report.model import Filter, LeftOut, LogRevision
from draftvc.store.glance import Glance
from draftvc.store.revision import Revision

Compared = Callable[[Draft, Draft], tuple[Event, ...]]
"""Returns the events between two drafts, of all clauses or of the one that is followed."""


def of_clause(followed: Followed, whole: WholeDrafts) -> Iterator[LogRevision]:
    """Yield what revisions did to a clause."""
    seen = visited(followed, whole.chosen.own, whole.start, whole.desk)
    yield from filter(None, map(whole.told, seen))


def at_a_glance(
    followed: Followed, whole: WholeDrafts, glance: Glance, commits: Iterator[str]
) -> Iterator[LogRevision]:
    """Yield the same, each revision read as far as that takes; the glance ends with it."""
    try:
        if not glance.has_relinks():
            yield from _stepped(followed, whole, glance, commits)
            return
    finally:
        glance.end()
    # A corrected pairing is told from whole drafts: files stand under other ids.
    yield from of_clause(followed, whole)


def _stepped(
    followed: Followed, whole: WholeDrafts, glance: Glance, commits: Iterator[str]
) -> Iterator[LogRevision]:
    desk, chosen = whole.desk, whole.chosen
    stepping = Stepping(followed, chosen, glance, desk.limits)
    for commit in stepping.ahead(commits):
        told = stepping.told(commit)
        if told is None:
            yield from filter(None, [whole.told(desk.repository.revision(commit))])
            continue
        desk.tick()
        if _is_shown(told, followed, chosen):
            yield told


class WholeDrafts:
    """Tells what a revision did from the whole drafts before and after it."""

    def __init__(
        self,
        desk: Desk,
        start: str | None,
        followed: Followed | None,
        chosen: Filter,
        left_out: list[LeftOut],
    ) -> None:
        """Take where to begin, what is chosen, and a list for what cannot be read."""
        self.desk, self.start, self.chosen = desk, start, chosen
        self._followed, self._left_out = followed, left_out

    def told(self, revision: Revision) -> LogRevision | None:
        """Return what a log has of a revision; None where it has nothing of it."""
        desk, repository = self.desk, self.desk.repository
        desk.tick()
        if not repository.is_draft(revision.commit):
            return None
        try:
            new = repository.draft(revision.commit)
        except RepositoryError as error:
            # One revision that was committed broken must not hide the others.
            desk.tell(f"{revision.called} is left out: {error.message}")
            self._left_out.append(LeftOut(revision.called, revision.commit, error.message))
            return None
        compared = _comparison(self._followed, self.chosen, desk)
        told = _told(revision, new, self._followed, compared, self.chosen, desk)
        told = _with_returns(told, revision, self._departures)
        return told if _is_shown(told, self._followed, self.chosen) else None

    @cached_property
    def _departures(self) -> Departures:
        alone = self._followed if self.chosen.own else None
        ids = None if alone is None else {alone.clause_id}
        return Departures(self.desk.repository, self.start, ids)


def _with_returns(told: LogRevision, revision: Revision, departures: Departures) -> LogRevision:
    """Return a revision of a log whose events say which clauses came back."""
    if not revision.parents or all(each.kind != "clause.added" for each in told.events):
        return told
    before = revision.parents[0]
    events = mark_returned(told.events, lambda each: departures.last_seen(each, before))
    return told._replace(events=events)


def _is_shown(told: LogRevision, followed: Followed | None, chosen: Filter) -> bool:
    """Tell whether a log has a revision: it has events, or it is the first with the clause."""
    if told.events:
        return True
    filtered = chosen.only or chosen.party
    return told.is_first and not filtered and (followed is None or told.label is not None)


def _told(
    revision: Revision,
    new: Draft,
    followed: Followed | None,
    compared: Compared,
    chosen: Filter,
    desk: Desk,
) -> LogRevision:
    parents = [_readable(each, desk) for each in revision.parents]
    drafts = [each for each in parents if each is not None]
    old = drafts[0] if drafts else None
    events: tuple[Event, ...] = ()
    if old is not None:
        events = _events(old, new, drafts[1:], compared)
        events = select_events(events, chosen.only, chosen.party)
    return LogRevision(
        name=revision.called,
        commit=revision.commit,
        date=date_of(revision, new),
        author=revision.author,
        label=_label(new, followed),
        events=events,
        is_first=old is None,
        shallow=old is None and desk.repository.is_cut_at(revision.commit),
        old_draft=old,
        new_draft=new,
    )


def _readable(commit: str, desk: Desk) -> Draft | None:
    """Return the draft of a commit; of one that cannot be read, that of the nearest before it."""
    repository = desk.repository
    if not repository.is_draft(commit):
        return None
    try:
        return repository.draft(commit)
    except RepositoryError:
        before = (_readable(each, desk) for each in repository.revision(commit).parents)
        return next((draft for draft in before if draft is not None), None)


def _comparison(followed: Followed | None, chosen: Filter, desk: Desk) -> Compared:
    if followed is None:
        return lambda old, new: compare(old, new, desk.limits).events
    clause_id = followed.clause_id
    return lambda old, new: events_of_clause(old, new, clause_id, chosen.own, desk.limits)


def _events(
    old: Draft, new: Draft, others: Iterable[Draft], compared: Compared
) -> tuple[Event, ...]:
    """Return what a revision did; of a merge, only in clauses that differ from every parent."""
    events = compared(old, new)
    for other in others:
        changed = {each.clause_id for each in compared(other, new)}
        events = tuple(each for each in events if each.clause_id in changed)
    return events


def _label(draft: Draft, followed: Followed | None) -> str | None:
    index = draft.by_id.get(followed.clause_id) if followed else None
    return draft.clauses[index].label if index is not None else None
