"""What each revision did, of the whole draft or of one clause: `draftvc log [CLAUSE]`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from draftvc.app.choosing import read_filter
from draftvc.app.desk import Desk
from draftvc.app.focusing import events_of_clause
from draftvc.app.following import Followed, find_clause, glanced_over, visited
from draftvc.app.returning import Departures, mark_returned
from draftvc.app.stepping import Stepping
from draftvc.app.texts import date_of
from draftvc.app.words import ClauseWord, FileWord, RevisionWord, read_words
from draftvc.diff.compare import compare
from draftvc.diff.model import Event
from draftvc.diff.select import select_events
from draftvc.draft.model import Draft
from draftvc.errors import DraftvcError, RepositoryError
from draftvc.report.model import Filter, LeftOut, LogReport, LogRevision
from draftvc.store.glance import Glance
from draftvc.store.revision import Revision

Compared = Callable[[Draft, Draft], tuple[Event, ...]]
"""Returns the events between two drafts, of all clauses or of the one that is followed."""


def log(
    words: Sequence[str],
    desk: Desk,
    only: Sequence[str] = (),
    party: Sequence[str] = (),
    own: bool = False,
) -> LogReport:
    """Return the log of the draft, or of the clause that is named, newest revision first.

    The revisions are read while the report is: the first is there before the last was looked at.

    Raises:
        DraftvcError: an argument means nothing or too much; there is no repository.
    """
    read = read_words(words, desk, most=1)
    if any(isinstance(each, FileWord) for each in read.texts):
        raise DraftvcError("A file has no log.", "`draftvc diff FILE` compares it.")
    if len(read.clauses) > 1:
        raise DraftvcError("One clause is followed at a time.", "Call once for each of them.")
    chosen = read_filter(only, party, read.clauses, own, desk)
    start = next((each.commit for each in read.texts if isinstance(each, RevisionWord)), None)
    left_out: list[LeftOut] = []
    looked_at: list[str] = []
    label = None
    revisions: Iterator[LogRevision]
    if read.clauses:
        label, revisions = _follow(read.clauses[0], start, chosen, desk, left_out)
    else:
        whole = _WholeDrafts(desk, start, None, chosen, left_out)
        seen = _noted(desk.repository.history(start), looked_at)
        revisions = filter(None, map(whole.told, seen))
    return LogReport(label, revisions, chosen, left_out, looked_at)


def _noted(revisions: Iterable[Revision], names: list[str]) -> Iterator[Revision]:
    """Yield revisions, and note the name of each."""
    for each in revisions:
        names.append(each.called)
        yield each


def _follow(
    word: ClauseWord, start: str | None, chosen: Filter, desk: Desk, left_out: list[LeftOut]
) -> tuple[str, Iterator[LogRevision]]:
    """Return the label of a clause as it was asked for, and what revisions did to it."""
    glance = desk.glance()
    try:
        followed = find_clause(word, start, desk, glance)
    except BaseException:
        if glance is not None:
            glance.end()
        raise
    whole = _WholeDrafts(desk, start, followed, chosen, left_out)
    return followed.label, _of_clause(followed, whole, start, glance)


def _of_clause(
    followed: Followed, whole: _WholeDrafts, start: str | None, glance: Glance | None
) -> Iterator[LogRevision]:
    desk, chosen = whole.desk, whole.chosen
    if glance is not None:
        try:
            # A corrected pairing is told from whole drafts: files stand under other ids.
            if not glance.has_relinks():
                yield from _glanced(followed, whole, start, glance)
                return
        finally:
            glance.end()
    yield from filter(None, map(whole.told, visited(followed, chosen.own, start, desk)))


def _glanced(
    followed: Followed, whole: _WholeDrafts, start: str | None, glance: Glance
) -> Iterator[LogRevision]:
    """Yield what revisions did to a clause, each read as far as that takes."""
    desk, chosen = whole.desk, whole.chosen
    stepping = Stepping(followed, chosen, glance, desk.limits)
    for commit in stepping.ahead(glanced_over(followed, chosen.own, start, glance)):
        told = stepping.told(commit)
        if told is None:
            told = whole.told(desk.repository.revision(commit))
        else:
            desk.tick()
        if told is not None and _is_shown(told, followed, chosen):
            yield told


class _WholeDrafts:
    """Tells what a revision did from the whole drafts before and after it."""

    def __init__(
        self,
        desk: Desk,
        start: str | None,
        followed: Followed | None,
        chosen: Filter,
        left_out: list[LeftOut],
    ) -> None:
        self.desk, self.chosen = desk, chosen
        self._start, self._followed, self._left_out = start, followed, left_out

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
        return Departures(self.desk.repository, self._start, ids)


def _with_returns(told: LogRevision, revision: Revision, departures: Departures) -> LogRevision:
    """Return a revision of a log whose events say which clauses came back."""
    if not revision.parents or all(each.kind != "clause.added" for each in told.events):
        return told
    before = revision.parents[0]
    events = mark_returned(told.events, lambda each: departures.last_seen(each, before))
    return replace(told, events=events)


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
