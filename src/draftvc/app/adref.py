"""What was agreed ad referendum: when, in which revision, how often opened again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
    history = _History()
    draft = Draft(())
    for revision, draft in _steps(repository, newest.commit, desk):
        if not revision.parents and repository.is_cut_at(revision.commit):
            desk.tell(
                f"What was agreed before {revision.called} is told as agreed in it: earlier "
                "history is not in this shallow clone. `git fetch --unshallow` brings it."
            )
        history.step(revision, draft)
    return AdrefReport(side_of(newest, draft), tuple(history.told(draft)))


def _steps(repo: Repository, start: str, desk: Desk) -> Iterator[tuple[Revision, Draft]]:
    """Yield the revisions along the first parents with their drafts, oldest first."""
    line = [repo.revision(start)]
    while line[-1].parents:
        line.append(repo.revision(line[-1].parents[0]))
    for revision in reversed(line):
        desk.tick()
        if not repo.is_draft(revision.commit):
            continue
        try:
            yield revision, repo.draft(revision.commit)
        except DraftvcError as error:
            desk.tell(f"{revision.called} is left out: {error.message}")


@dataclass
class _History:
    """What is known of each clause that ever was agreed, by its id."""

    before: Draft = field(default_factory=lambda: Draft(()))
    agreed: dict[str, tuple[Clause, Side]] = field(default_factory=dict)
    """The clause as it was last agreed, and where."""
    reopened: dict[str, list[Reopening]] = field(default_factory=dict)

    def step(self, revision: Revision, draft: Draft) -> None:
        """Take what a revision did to agreed clauses."""
        side = side_of(revision, draft)
        broken = {each.clause_id: each for each in breaches(self.before, draft)}
        for clause_id, breach in broken.items():
            told = self.reopened.setdefault(clause_id, [])
            told.append(_reopening(breach, self.before, revision, side))
        known = {id(each) for each in self.before.clauses}
        for clause in draft.clauses:
            if clause.id is None or id(clause) in known or not is_agreed(clause):
                continue
            if clause.id not in self.agreed or clause.id in broken or self._was_open(clause.id):
                self.agreed[clause.id] = (clause, side)
            else:
                self.agreed[clause.id] = (clause, self.agreed[clause.id][1])
        self.before = draft

    def _was_open(self, clause_id: str) -> bool:
        index = self.before.by_id.get(clause_id)
        return index is None or not is_agreed(self.before.clauses[index])

    def told(self, draft: Draft) -> Iterator[AgreedClause]:
        """Yield the clauses in document order, those that are gone last."""
        here = [each for each in draft.clauses if each.id in self.agreed]
        for clause in here:
            yield self._told(clause.label, clause.id or "", clause)
        for clause_id in self.agreed.keys() - {each.id for each in here}:
            yield self._told(self.agreed[clause_id][0].label, clause_id, None)

    def _told(self, label: str, clause_id: str, now: Clause | None) -> AgreedClause:
        then, side = self.agreed[clause_id]
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
            reopened=tuple(self.reopened.get(clause_id, ())),
        )


def _reopening(breach: Breach, old: Draft, revision: Revision, side: Side) -> Reopening:
    marked = not breach.unmarked
    said = read_reopens(f"{revision.subject}\n\n{revision.body}").reopens
    for each in said:
        if covers(Announced((each,)), old, breach):
            return Reopening(side, breach.then.label, each.by, each.reason, still_marked=marked)
    return Reopening(side, breach.then.label, still_marked=marked)
