"""The message of a commit: a subject line that puts first what is grave, and all that happened."""

from __future__ import annotations

from collections.abc import Iterable

from draftvc.diff.model import Event
from draftvc.draft.model import Draft
from draftvc.report.page.lines import wrap
from draftvc.report.sentences import Context, group_sentences, subject_line
from draftvc.report.text import plain

_WIDTH = 72
"""Columns of a message, as git's own are written."""


def change_message(old: Draft, new: Draft, events: Iterable[Event]) -> tuple[str, str]:
    """Return subject and body of a commit that makes one draft of another.

    The body has one sentence a line with the label it is read under, in reading order, wrapped;
    neither has trailers. Source: INTERFACES section 6.
    """
    given = tuple(events)
    told = group_sentences(given, Context(old, new))
    lines = (
        line for each in told for line in wrap([f"{each.clause}: {each.sentence}"], _WIDTH, 0, 2)
    )
    return subject_line(given), "".join(plain(lines))
