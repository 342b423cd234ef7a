"""Faults of brackets and groups in a text that settles a conflict: told at once, and written.

Whoever settles a merge may be in the middle of it, and the hooks look at what is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from draftvc.app.conflicts import InConflict
from draftvc.app.desk import Desk
from draftvc.app.unsettled import again
from draftvc.checks.run import run_checks
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.draft.stored import read_stored
from draftvc.errors import DraftvcError
from draftvc.report.say.findings import place_words


def given_faults(one: InConflict, text: str, desk: Desk) -> Iterator[str]:
    """Yield a sentence for each error of a clause that was staged, and what to do.

    Args:
        one: what was in conflict.
        text: the clause's file as it was given.
        desk: the place of the call.
    """
    found = [each for each in _alone(one, text, desk) if each.severity == "error"]
    if found:  # a bracket that runs on into another clause is no fault: the whole tells
        whole = _in_whole(one, desk)
        found = [each for each in (found if whole is None else whole) if each.severity == "error"]
    for each in found:
        placed = place_words(each)
        yield f"{each.code} {placed} of {one.file.path}: {each.message} {each.hint}".strip()
    if found:
        path = one.file.path
        yield (
            f"{one.label} is staged as given, and a hook refuses a commit with a new fault. Mend "
            f"it: draftvc edit {one.label}, then: git add {quote(path)}. Or begin anew: "
            f"{again(quote(path))}"
        )


def _alone(one: InConflict, text: str, desk: Desk) -> tuple[Diagnostic, ...]:
    kind = one.clause.kind
    marker, raw = read_stored(text, kind)
    clause = Clause(label=one.label, kind=kind, marker=marker, raw=raw, id=one.clause_id)
    return run_checks(Draft((clause,)), desk.parties)


def _in_whole(one: InConflict, desk: Desk) -> tuple[Diagnostic, ...] | None:
    """Return the findings of the clause in the staged draft; None where that cannot be read."""
    try:
        draft = desk.repository.staged_draft()
    except DraftvcError:
        return None
    index = draft.by_id.get(one.clause_id)
    if index is None:
        return None
    label = draft.clauses[index].label
    return tuple(each for each in run_checks(draft, desk.parties) if each.clause == label)
