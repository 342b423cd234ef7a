"""Which findings of a draft that is imported stood in the revision before it already."""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.app.planning import Before
from draftvc.app.reading import draft_of
from draftvc.checks.ratchet import Found, standing
from draftvc.checks.rule import Parties
from draftvc.checks.run import run_checks
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.errors import DraftvcError
from draftvc.limits import Limits
from draftvc.store.repository import Repository


def stood_before(  # two drafts, and what they are read with
    draft: Draft,
    found: Sequence[Diagnostic],
    before: Before,
    repo: Repository,
    parties: Parties,
    limits: Limits,
) -> tuple[Diagnostic, ...]:
    """Return the findings of a draft that the one before it had, too.

    The draft before is looked at as it was received, where that file is kept: what is a matter of
    layout, such as a stray space in a group, is in no clause file.
    """
    if not found or before.draft is None:
        return ()
    looked_at = _received(before, repo, limits) or before.draft
    labels = before.draft  # ids: a file has none, and its labels are those of the revision
    stood = standing((draft, found), (labels, run_checks(looked_at, parties)))
    if looked_at is not before.draft:
        return stood
    here = {id(each) for each in stood}
    rest = [each for each in found if id(each) not in here]
    here |= {id(each) for each in _of_layout((draft, rest), before, repo, parties, limits)}
    return tuple(each for each in found if id(each) in here)


def _of_layout(
    now: Found, before: Before, repo: Repository, parties: Parties, limits: Limits
) -> tuple[Diagnostic, ...]:
    """Return the findings that are in no clause file, and in the last file that was received.

    A commit that was made by hand was made from no file.
    """
    commit = before.side.commit if before.side else None
    made = (each for each in repo.history(commit) if each.source) if commit else iter(())
    revision = next(made, None)
    received = _source(revision.commit, repo, limits) if revision else None
    if revision is None or received is None:
        return ()
    stored = repo.draft(revision.commit)
    seen = run_checks(received, parties)
    kept = standing((stored, seen), (stored, run_checks(stored, parties)))
    alone = [each for each in seen if not any(each is other for other in kept)]
    return standing(now, (stored, alone))


def _received(before: Before, repo: Repository, limits: Limits) -> Draft | None:
    """Return the draft before as its file reads; None where it is not kept, or was this call's."""
    return _source(before.side.commit if before.side else None, repo, limits)


def _source(commit: str | None, repo: Repository, limits: Limits) -> Draft | None:
    try:
        source = repo.source(commit) if commit else None
        if source is None:
            return None
        return draft_of(source[1], source[0], limits)
    except DraftvcError:  # another program wrote it: the clauses can be read all the same
        return None
