"""The guard on agreed text: E303 where agreed words changed and no message says why.

A change is announced by a line `Reopens: PP3 "reason" By: RUS` in the message of the commit that
makes it; or it is the room's own text: a revision that reads word for word as the received file
that it was recorded from. What another parent of a merge announced needs no second announcement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from draftvc.app.reading import draft_of
from draftvc.checks.place import Places, in_clause
from draftvc.diagnostics import Diagnostic
from draftvc.diff.guarded import Breach, breaches
from draftvc.draft.model import Draft
from draftvc.errors import DraftvcError
from draftvc.report.say.words import quoted, shorten
from draftvc.store.reopens import FORM, Announced, read_reopens
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision

_SHOWN = 60
"""Characters of the words that a finding shows."""
_LOOKED_AT = 1000
"""Commits of another branch in which an announcement is looked for, newest first."""


def of_commit(repo: Repository, commit: str) -> tuple[Diagnostic, ...]:
    """Return E303 for each agreed clause that a commit changed against a parent, unannounced.

    Raises:
        RepositoryError: the draft of the commit cannot be read.
    """
    revision = repo.revision(commit)
    message = f"{revision.subject}\n\n{revision.body}"
    found = of_draft(repo, repo.draft(commit), revision.parents, message)
    return () if found and is_as_received(repo, revision) else found


def of_draft(
    repo: Repository, new: Draft, parents: Sequence[str], message: str = ""
) -> tuple[Diagnostic, ...]:
    """Return E303 for each agreed clause that a draft has otherwise than a commit before it.

    Args:
        repo: the repository.
        new: the draft: of a commit, of the index or of the working tree.
        parents: the commits that it follows.
        message: the message of the commit; empty where there is none yet.
    """
    announced = read_reopens(message)
    found: dict[str, Diagnostic] = {}
    for parent in parents:
        old = _readable(repo, parent)
        if old is None:
            continue
        others = [each for each in parents if each != parent]
        for breach in breaches(old, new):
            if covers(announced, old, breach) or breach.clause_id in found:
                continue
            if not any(_is_theirs(repo, breach, new, parent, other) for other in others):
                found[breach.clause_id] = _finding(breach, announced)
    places = Places(new)
    order = new.by_label
    placed = [places.placed(each) if each.offset is not None else each for each in found.values()]
    return tuple(sorted(placed, key=lambda each: order.get(each.clause or "", len(order))))


def is_as_received(repo: Repository, revision: Revision) -> bool:
    """Tell whether a revision reads clause for clause as the received file that lies in it."""
    if revision.source is None:
        return False
    try:
        received = repo.source(revision.commit)
        if received is None:
            return False
        read = draft_of(received[1], received[0])
        recorded = repo.draft(revision.commit)
    except DraftvcError:
        return False
    return [each.text for each in read.clauses] == [each.text for each in recorded.clauses]


def covers(announced: Announced, old: Draft, breach: Breach) -> bool:
    """Tell whether a message opens a clause: by its own label, or that of one it hangs under."""
    named = {label for each in announced.reopens for label in each.labels}
    label: str | None = breach.then.label
    while label is not None:
        if label in named:
            return True
        index = old.by_label.get(label)
        label = old.clauses[index].parent if index is not None else None
    return False


def _is_theirs(repo: Repository, breach: Breach, new: Draft, parent: str, other: str) -> bool:
    """Tell whether the clause stands as the other parent of a merge has it, announced there."""
    theirs = _readable(repo, other)
    if theirs is None or not _stands_as_in(theirs, new, breach.clause_id):
        return False
    for revision in islice(repo.between(parent, other), _LOOKED_AT):
        announced = read_reopens(f"{revision.subject}\n\n{revision.body}")
        before = _readable(repo, revision.parents[0]) if revision.parents else None
        if before is not None and announced.reopens:
            index = before.by_id.get(breach.clause_id)
            if index is not None and covers(
                announced, before, replace(breach, then=before.clauses[index])
            ):
                return True
        if is_as_received(repo, revision):
            return True
    return False


def _stands_as_in(theirs: Draft, new: Draft, clause_id: str) -> bool:
    a, b = theirs.by_id.get(clause_id), new.by_id.get(clause_id)
    if a is None or b is None:
        return a is b
    return theirs.clauses[a].text == new.clauses[b].text


def _readable(repo: Repository, commit: str) -> Draft | None:
    """Return the draft of a commit; None where it holds none, or one that cannot be read."""
    try:
        return repo.draft(commit) if repo.is_draft(commit) else None
    except DraftvcError:
        return None


def _finding(breach: Breach, announced: Announced) -> Diagnostic:
    then, hint = breach.then, _hint(breach, announced)
    message = f"{then.label} is agreed ({breach.mark}), and {''.join(_said(breach))}."
    if breach.now is None:
        return Diagnostic("E303", message, clause=then.label, hint=hint)
    offset = breach.offset
    if behind := _behind_the_mark(breach):
        offset = breach.now.text.find(behind, offset)
    return in_clause(breach.now, offset, "E303", message, hint)


def _behind_the_mark(breach: Breach) -> str:
    """Return the words that were put behind a mark that stands; empty where none were."""
    is_it = breach.what == "words" and breach.unmarked and not breach.before and breach.mark
    if not is_it or not breach.after.startswith(breach.mark):
        return ""
    return breach.after.removeprefix(breach.mark).strip()


def _said(breach: Breach) -> Iterator[str]:
    if behind := _behind_the_mark(breach):
        yield f"{quoted(shorten(behind, _SHOWN))} stands behind that mark, so that the clause is "
        yield "no longer read as agreed"
        return
    before, after = (quoted(shorten(each, _SHOWN)) for each in (breach.before, breach.after))
    if breach.what == "gone":
        yield "the clause is gone"
    elif breach.what == "mark":
        yield "its agreed mark is gone"
    elif breach.what == "brackets":
        yield f"{after} stands in brackets again"
    elif breach.before and breach.after:
        yield f"its words change: {before} becomes {after}"
    elif breach.before or breach.after:
        yield f"its words change: {before if breach.before else after} "
        yield "is gone" if breach.before else "is new"
    else:
        yield "its words change"
    if breach.unmarked and breach.what in ("words", "brackets"):
        yield ", and its agreed mark is gone"


def _hint(breach: Breach, announced: Announced) -> str:
    form = FORM.replace("PP3", breach.then.label)
    if announced.unread:
        return (
            f"The line “{announced.unread[0]}” lacks a label, the reason in quotation marks, or "
            f"who asked: write {form}"
        )
    return f"If the room opened it again, write into the commit message: {form}"
