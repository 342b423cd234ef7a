"""Where the draft stands: `draftvc status`."""

from __future__ import annotations

from draftvc.app.checking import findings
from draftvc.app.desk import Desk
from draftvc.app.texts import newest_text, side_of, working_text
from draftvc.draft.counts import count
from draftvc.draft.model import Draft
from draftvc.report.model import StatusReport

_UNLISTED = "E404"
"""A text that is in no draft: the counts do not have it, so it is said beside them."""


def status(desk: Desk) -> StatusReport:
    """Return what is agreed, open, at fault and uncommitted; of a bare repository the newest.

    Raises:
        RepositoryError: there is no repository here, or it cannot be read.
    """
    repository = desk.repository
    text = newest_text(desk) if repository.bare else working_text(desk)
    newest = repository.newest()
    found = findings(text, desk)
    for each in (one for one in found if one.code == _UNLISTED):
        desk.tell(f"{each.message} {each.hint}")
    return StatusReport(
        title=text.draft.title,
        revision=side_of(newest, repository.draft(newest.commit)) if newest else None,
        counts=count(text.draft),
        open=open_brackets(text.draft),
        agreed=tuple(each.label for each in text.draft.clauses if each.reading.stamp),
        diagnostics=found,
        uncommitted=() if repository.bare else repository.uncommitted(),
    )


def open_brackets(draft: Draft) -> tuple[tuple[str, int], ...]:
    """Return label and number of brackets of each clause that has some, in document order."""
    counted = ((each.label, len(each.reading.brackets)) for each in draft.clauses)
    return tuple((label, number) for label, number in counted if number)
