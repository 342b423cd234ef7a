"""The message of a commit: a subject line that puts first what is grave, and all that happened."""

from __future__ import annotations

from collections.abc import Iterable

from draftvc.diff.model import Event
from draftvc.draft.model import Draft
from draftvc.report.page.lines import wrap
from draftvc.report.sentences import Context, group_sentences, subject_line, summary_lines
from draftvc.report.text import plain

_WIDTH = 72
"""Columns of a message, as git's own are written."""
_LABELS = 10
"""Columns of the labels before the sentences."""


def change_message(old: Draft, new: Draft, events: Iterable[Event]) -> tuple[str, str]:
    """Return subject and body of a commit that makes one draft of another.

    The body has what cannot wait and how much there is of what, then every sentence beside the
    label it is read under, in reading order and wrapped. Its last lines are none that git would
    take for trailers (`PP1: …` would be one). Source: INTERFACES section 6.
    """
    given, context = tuple(events), Context(old, new)
    summary = (
        line for each in summary_lines(given, context) for line in wrap([each], _WIDTH, 0, 2)
    )
    lines = ["".join(plain(summary))]
    for told in group_sentences(given, context):
        said = "".join(plain(wrap([told.sentence], _WIDTH - _LABELS))).splitlines()
        lines.append(f"{told.clause:<{_LABELS - 1}} {said[0]}")
        lines += [f"{'':{_LABELS}}{line}" for line in said[1:]]
    return subject_line(given), "\n".join(lines)
