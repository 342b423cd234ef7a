"""The log that a call asks for, of the whole draft or of one clause: `draftvc log [CLAUSE]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from draftvc.app.choosing import read_filter
from draftvc.app.desk import Desk
from draftvc.app.following import find_clause, glanced_over
from draftvc.app.unrecorded import nothing_said
from draftvc.app.words import ClauseWord, FileWord, RevisionWord, read_words
from draftvc.errors import DraftvcError
from draftvc.report.model import Filter, LeftOut, LogReport, LogRevision
from draftvc.store.revision import Revision

if TYPE_CHECKING:
    from draftvc.app.history import WholeDrafts


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
    label, nothing = None, ""
    revisions: Iterator[LogRevision]
    if read.clauses:
        label, revisions = _follow(read.clauses[0], start, chosen, desk, left_out)
    else:
        history = import_module("draftvc.app.history")
        whole: WholeDrafts = history.WholeDrafts(desk, start, None, chosen, left_out)
        repository = desk.repository
        if start is None and repository.newest() is None:
            nothing = nothing_said(repository)
        seen = _noted(repository.history(start), looked_at)
        revisions = filter(None, map(whole.told, seen))
    return LogReport(label, revisions, chosen, left_out, looked_at, nothing)


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
        seen = None if glance is None else glanced_over(followed, chosen.own, start, glance)
    except BaseException:
        if glance is not None:
            glance.end()
        raise
    # What compares is loaded while the git program looks for the commits.
    history = import_module("draftvc.app.history")
    whole: WholeDrafts = history.WholeDrafts(desk, start, followed, chosen, left_out)
    if glance is None or seen is None:
        return followed.label, history.of_clause(followed, whole)
    return followed.label, history.at_a_glance(followed, whole, glance, seen)
