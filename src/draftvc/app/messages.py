"""The message of a commit: a subject line that puts first what is grave, and all that happened."""

from __future__ import annotations

from collections.abc import Iterable

from draftvc.diff.model import Event
from draftvc.draft.model import Draft
from draftvc.report.page.lines import wrap
from draftvc.report.sentences import (
    Context,
    Told,
    count_lines,
    grave_first,
    group_sentences,
    subject_line,
)
from draftvc.report.text import plain

_WIDTH = 72
"""Columns of a message, as git's own are written."""
_LABELS = 10
"""Columns of the labels before the sentences."""


def change_message(old: Draft, new: Draft, events: Iterable[Event]) -> tuple[str, str]:
    """Return subject and body of a commit that makes one draft of another.

    The body has what cannot wait, how much there is of what, and then every other sentence beside
    the label it is read under, in reading order and wrapped; none is said twice. Its last lines
    are none that git would take for trailers (`PP1: …` would be one).
    """
    given, context = tuple(events), Context(old, new)
    told = group_sentences(given, context)
    grave = grave_first(told)
    counts = (line for each in count_lines(given) for line in wrap([each], _WIDTH, 0, 2))
    rest = (each for each in told if each not in grave)
    parts = (_listed(grave), "".join(plain(counts)).rstrip("\n"), _listed(rest))
    return subject_line(given), "\n\n".join(part for part in parts if part)


def _listed(told: Iterable[Told]) -> str:
    """Return sentences beside their labels."""
    lines = []
    for each in told:
        said = "".join(plain(wrap([each.sentence], _WIDTH - _LABELS))).splitlines()
        lines.append(f"{each.clause:<{_LABELS - 1}} {said[0]}")
        lines += [f"{'':{_LABELS}}{line}" for line in said[1:]]
    return "\n".join(lines)
