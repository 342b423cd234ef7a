"""Texts of a call: a revision, a file or the working tree, read as a draft and named."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from draftvc.app.desk import Desk
from draftvc.app.unrecorded import nothing_recorded
from draftvc.app.unsettled import marks_said, open_merge
from draftvc.app.words import FileWord, TextWord
from draftvc.draft.model import Draft
from draftvc.errors import RepositoryError
from draftvc.report.model import Side
from draftvc.source import STDIN
from draftvc.store.revision import Revision

WORKING_TREE = "working tree"
STAGED = "staged"


class Text(NamedTuple):
    """A draft, and how to name it."""

    side: Side
    draft: Draft


def text_of(word: TextWord, desk: Desk) -> Text:
    """Return the draft that an argument names.

    Raises:
        InputError: the file cannot be read as a draft.
        RepositoryError: the revision holds no draft.
    """
    if isinstance(word, FileWord):
        from draftvc.app.reading import read_received

        _, draft = read_received(word.path, desk.limits)
        name = "standard input" if word.path == STDIN else word.path
        if draft.source is not None and draft.source.remark:
            desk.tell(draft.source.remark)
        return Text(Side(name, date=draft.date), draft)
    return text_of_revision(desk.repository.revision(word.commit), desk)


def text_of_revision(revision: Revision, desk: Desk) -> Text:
    """Return a recorded draft."""
    draft = desk.repository.draft(revision.commit)
    return Text(side_of(revision, draft), draft)


def side_of(revision: Revision, draft: Draft) -> Side:
    """Return how to name a revision: by its name, else by the beginning of its commit; its date."""
    return Side(revision.called, revision.commit, date_of(revision, draft))


def date_of(revision: Revision, draft: Draft) -> str | None:
    """Return the date of a revision, an ISO day; None where an import found none.

    A commit made by hand names none: it has the day that its text speaks of, else the day on
    which it was made.
    """
    if revision.date is not None or revision.name is not None:
        return revision.date
    return draft.date or revision.when.date().isoformat()


def newest_text(desk: Desk) -> Text:
    """Return the newest revision of the current branch.

    Raises:
        NotFoundError: nothing is recorded yet.
    """
    newest = desk.repository.newest()
    if newest is None:
        raise nothing_recorded(desk.repository)
    return text_of_revision(newest, desk)


def working_text(desk: Desk) -> Text:
    """Return the draft as it stands in the working tree.

    Raises:
        NotFoundError: nothing is recorded yet, and nothing stands there.
        RepositoryError: it cannot be read.
    """
    repository = desk.repository
    merge = open_merge(repository)
    if merge:
        desk.tell(merge)
    text = _unrecorded(WORKING_TREE, repository.working_draft, desk)
    for sentence in marks_said(text.draft, repository):
        desk.tell(sentence)
    return text


def staged_text(desk: Desk) -> Text:
    """Return the draft that the next commit would record.

    Raises:
        NotFoundError, RepositoryError: as for `working_text`.
    """
    return _unrecorded(STAGED, desk.repository.staged_draft, desk)


def _unrecorded(name: str, read: Callable[[], Draft], desk: Desk) -> Text:
    try:
        draft = read()
    except RepositoryError:
        if desk.repository.newest() is None:
            raise nothing_recorded(desk.repository) from None
        raise
    return Text(Side(name, date=draft.date), draft)
