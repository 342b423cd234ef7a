"""What was agreed ad referendum: when, in which revision, how often opened again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from draftvc.app.desk import Desk
from draftvc.app.guard import covers
from draftvc.app.texts import side_of
from draftvc.app.unrecorded import nothing_recorded
from draftvc.app.words import RevisionWord, read_words
from draftvc.diff.guarded import Breach, breaches, is_agreed
from draftvc.draft.model import Clause, Draft
from draftvc.errors import DraftvcError
from draftvc.notation.stamps import find_stamp, read_stamp
from draftvc.report.model import Side
from draftvc.report.model_agreed import AdrefReport, AgreedClause, Reopening
from draftvc.store.reopens import Announced, read_reopens
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision


def adref(words: Sequence[str], desk: Desk) -> AdrefReport:
    """Return what is agreed in the revision that is named, else the newest, and what was before.

    Raises:
        DraftvcError: the words name no revision, or more than one; nothing is recorded.
    """
    read = read_words(words, desk, most=1)
    if read.clauses or any(not isinstance(each, RevisionWord) for each in read.texts):
        raise DraftvcError(
            "A revision is named, or none for the newest.", "`draftvc log CLAUSE` tells of one."
        )
    repository = desk.repository
    named = next((each.commit for each in read.texts if isinstance(each, RevisionWord)), None)
    newest = repository.revision(named) if named else repository.newest()
    if newest is None:
        raise nothing_recorded(repository)
    history = _History(repository, desk)
    state, draft = history.at(newest.commit)
    return AdrefReport(side_of(newest, draft), tuple(_told_of(draft, state)))


class _State(NamedTuple):
    """What is known, at a commit, of each clause that ever was agreed, by its id."""

    agreed: Mapping[str, tuple[Clause, Side]]
    """The clause as it was last agreed, and where."""
    reopened: Mapping[str, tuple[Reopening, ...]]


_NOTHING = _State(MappingProxyType({}), MappingProxyType({}))


class _History:
    """What each commit did to agreed clauses, along the first parents and what they merged."""

    def __init__(self, repo: Repository, desk: Desk) -> None:
        self._repo, self._desk = repo, desk
        self._known: dict[str, _State] = {}

    def at(self, commit: str) -> tuple[_State, Draft]:
        """Return what is known at a commit, and its draft."""
        line: list[Revision] = []
        at: str | None = commit
        while at is not None and at not in self._known:
            line.append(self._repo.revision(at))
            at = next(iter(line[-1].parents), None)
        state = self._known[at] if at is not None else _NOTHING
        draft = self._draft(at) if at is not None else None
        for revision in reversed(line):
            self._desk.tick()
            now = self._draft(revision.commit)
            if now is not None:
                self._tell_of_cut(revision)
                state, draft = self._step(state, draft or Draft(()), revision, now), now
            self._known[revision.commit] = state
        return state, draft or Draft(())

    def _draft(self, commit: str) -> Draft | None:
        if not self._repo.is_draft(commit):
            return None
        try:
            return self._repo.draft(commit)
        except DraftvcError as error:
            called = self._repo.revision(commit).called
            self._desk.tell(f"{called} is left out: {error.message}")
            return None

    def _tell_of_cut(self, revision: Revision) -> None:
        if not revision.parents and self._repo.is_cut_at(revision.commit):
            self._desk.tell(
                f"What was agreed before {revision.called} is told as agreed in it: earlier "
                "history is not in this shallow clone. `git fetch --unshallow` brings it."
            )

    def _step(self, state: _State, before: Draft, revision: Revision, draft: Draft) -> _State:
        """Return what is known after a revision, and what else it merged."""
        sides = [self.at(other) for other in revision.parents[1:]]
        known = _merged(state, [side for side, _ in sides])
        here = side_of(revision, draft)
        broken: dict[str, Reopening] = {}
        drafts = [before, *(other for _, other in sides)]
        for number, parent in enumerate(drafts):
            # What one side did to what the other knew agreed is told where that side did it.
            elsewhere = drafts[1:] if number == 0 else drafts[:1]
            for each in breaches(parent, draft):
                told = number == 0 or each.clause_id in state.agreed
                if not (told and _came_from(each.clause_id, draft, elsewhere)):
                    broken.setdefault(each.clause_id, _reopening(each, parent, revision, here))
        agreed, reopened = dict(known.agreed), dict(known.reopened)
        for clause_id, opening in broken.items():
            reopened[clause_id] = (*reopened.get(clause_id, ()), opening)
        untouched = {id(each) for each in before.clauses}
        for clause in draft.clauses:
            if clause.id is not None and id(clause) not in untouched and is_agreed(clause):
                source = next((s for s, d in sides if _came_from(clause.id, draft, [d])), state)
                was = source.agreed.get(clause.id) if clause.id not in broken else None
                if was is None or (source is state and _was_open(clause.id, before)):
                    agreed[clause.id] = (clause, here)
                else:
                    agreed[clause.id] = (clause, was[1])
        return _State(agreed, reopened)


def _merged(state: _State, sides: Iterable[_State]) -> _State:
    """Return what several parents of a commit know, each of clauses that those before do not."""
    agreed, reopened = dict(state.agreed), dict(state.reopened)
    for side in sides:
        agreed = {**side.agreed, **agreed}
        for clause_id, several in side.reopened.items():
            both = (*reopened.get(clause_id, ()), *several)
            reopened[clause_id] = tuple(dict.fromkeys(both))
    return _State(agreed, reopened)


def _came_from(clause_id: str, draft: Draft, others: Iterable[Draft]) -> bool:
    """Tell whether a clause, or that it is gone, stands so in another parent of its commit."""
    now = _clause(clause_id, draft)
    for other in others:
        there = _clause(clause_id, other)
        if (now is None and there is None) or (now and there and now.key == there.key):
            return True
    return False


def _clause(clause_id: str, draft: Draft) -> Clause | None:
    index = draft.by_id.get(clause_id)
    return None if index is None else draft.clauses[index]


def _was_open(clause_id: str, before: Draft) -> bool:
    clause = _clause(clause_id, before)
    return clause is None or not is_agreed(clause)


def _told_of(draft: Draft, state: _State) -> Iterator[AgreedClause]:
    """Yield the clauses in document order, those that are gone last."""
    here = [each for each in draft.clauses if each.id in state.agreed]
    for clause in here:
        yield _told(clause.label, clause.id or "", clause, state)
    for clause_id in state.agreed.keys() - {each.id for each in here}:
        yield _told(state.agreed[clause_id][0].label, clause_id, None, state)


def _told(label: str, clause_id: str, now: Clause | None, state: _State) -> AgreedClause:
    then, side = state.agreed[clause_id]
    marked = now if now is not None and is_agreed(now) else then
    span = find_stamp(marked.text)
    stamp = read_stamp(marked.text[slice(*span)]) if span else None
    return AgreedClause(
        label=label,
        clause_id=clause_id,
        status="gone" if now is None else "agreed" if is_agreed(now) else "open",
        mark=stamp.raw if stamp else "",
        when=stamp.when if stamp else None,
        revision=side,
        reopened=state.reopened.get(clause_id, ()),
    )


def _reopening(breach: Breach, old: Draft, revision: Revision, side: Side) -> Reopening:
    marked = not breach.unmarked
    said = read_reopens(f"{revision.subject}\n\n{revision.body}").reopens
    for each in said:
        if covers(Announced((each,)), old, breach):
            return Reopening(side, breach.then.label, each.by, each.reason, still_marked=marked)
    return Reopening(side, breach.then.label, still_marked=marked)
