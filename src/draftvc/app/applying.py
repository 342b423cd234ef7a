"""Replay a diff that was sent: `draftvc apply EVENTS.json`, onto the working tree or a file."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from draftvc.app.desk import Desk
from draftvc.app.reading import read_bytes, read_received
from draftvc.app.rereading import misread
from draftvc.app.texts import WORKING_TREE, working_text
from draftvc.diff.patch import Applied, Patch, apply_patch, reverse
from draftvc.draft.model import Clause, Draft
from draftvc.draft.recorded import draft_of_clauses
from draftvc.draft.written import received_text
from draftvc.errors import DraftvcError, InputError
from draftvc.formats.diff_json import read_patch
from draftvc.formats.text import shown_name
from draftvc.report.model import ApplyReport
from draftvc.source import STDIN
from draftvc.store.ids import new_id
from draftvc.store.rewriting import write_draft

_ID = re.compile(r"[a-z0-9-]{1,100}")
"""What a permanent id is made of; a label has capital letters."""


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be told, and the text where it was asked for on standard output."""

    report: ApplyReport
    text: str | None = None


def apply_diff(
    events: str,
    desk: Desk,
    *,
    onto: str | None = None,
    out: str | None = None,
    partial: bool = False,
    undo: bool = False,
) -> Outcome:
    """Apply a diff document and return what became of it; nothing is written unless all fits.

    Args:
        events: the file of the document; `-` is standard input.
        desk: of the call.
        onto: a file to apply it to; None: the draft in the working tree.
        out: where the text goes then; None: to the caller.
        partial: write what fits where something does not.
        undo: apply it the other way.

    Raises:
        DraftvcError: the document or the text cannot be read, or nothing may be written.
    """
    _refuse_mixture(events, onto, out)
    patch = read_patch(read_bytes(events, desk.limits), shown_name(events))
    patch = reverse(patch) if undo else patch
    if onto is None:
        return _onto_tree(patch, desk, partial, undo, _doing(events, undo))
    before = read_received(onto, desk.limits)[1]
    applied = apply_patch(before, patch)
    after = _with_layout(before, applied)
    report = _report(shown_name(onto), before, after, applied, partial, undo)
    # A diff without change has its text too: the next step of a script reads it.
    if applied.refusals and not _writes(applied, partial):
        return Outcome(report)
    text = received_text(after)
    report = report._replace(misread=misread(text, after))
    if out is None or out == STDIN:
        return Outcome(report, text)
    _write_new(Path(out), text)
    return Outcome(report._replace(written=(out,)))


def _refuse_mixture(events: str, onto: str | None, out: str | None) -> None:
    if events == STDIN and onto == STDIN:
        raise DraftvcError(
            "Standard input cannot be both the diff and the text.", "Name a file for one of them."
        )
    if onto is None and out is not None:
        raise DraftvcError(
            "-o names the file for the text that --onto gives, and --onto is missing.",
            "Write `draftvc apply EVENTS.json --onto monday.txt -o friday.txt`.",
        )
    if out is not None and out != STDIN and Path(out).exists():
        raise DraftvcError(
            f"{out} exists already, and is not written over.", "Give another name with -o."
        )


def _writes(applied: Applied, partial: bool) -> bool:
    return bool(applied.events) and (partial or not applied.refusals)


def _doing(events: str, undo: bool) -> str:
    called = "a diff from standard input" if events == STDIN else shown_name(events)
    return f"{'Undoing' if undo else 'Applying'} {called}"


def _onto_tree(patch: Patch, desk: Desk, partial: bool, undo: bool, doing: str) -> Outcome:
    if desk.git_dir is None:
        raise DraftvcError(
            "There is no repository here to apply the diff in.",
            "Name a text with --onto FILE, or a repository with --repo DIR.",
        )
    repository = desk.repository
    before = working_text(desk).draft
    applied = apply_patch(before, patch)
    after = _with_ids(before, applied, repository.head() or "")
    report = _report(WORKING_TREE, before, after, applied, partial, undo)
    if not _writes(applied, partial):
        return Outcome(report)
    known = {clause.id: clause for clause in before.clauses}
    changed = {
        clause.id
        for clause in after.clauses
        if clause.id is not None
        and (clause.id not in known or not _is_as_it_was(known[clause.id], clause))
    }
    written = write_draft(repository, before, after, changed, doing)
    return Outcome(report._replace(written=written))


def _is_as_it_was(one: Clause, other: Clause) -> bool:
    """Tell whether a clause's file stays as it is."""
    return (one.text, one.marker) == (other.text, other.marker)


def _with_ids(before: Draft, applied: Applied, seed: str) -> Draft:
    """Return the draft that was made, each clause with its permanent id."""
    ids = {name: clause.id for name, clause in zip(applied.names, before.clauses, strict=True)}
    taken = {each for each in ids.values() if each is not None}
    made = draft_of_clauses(applied.clauses, before.date)
    clauses: list[Clause] = []
    for clause in made.clauses:
        name = clause.id or ""
        found = ids.get(name)
        if found is None:
            fits = _ID.fullmatch(name) is not None and name not in taken
            found = name if fits else new_id(clause, seed, taken)
            taken.add(found)
        clauses.append(clause._replace(id=found))
    return made._replace(clauses=tuple(clauses))


def _with_layout(before: Draft, applied: Applied) -> Draft:
    """Return the draft that was made; what did not change keeps the layout that it had."""
    old = dict(zip(applied.names, before.clauses, strict=True))
    made = draft_of_clauses(applied.clauses, before.date)
    clauses: list[Clause] = []
    for clause in made.clauses:
        was = old.get(clause.id or "")
        if was is not None and was.text == clause.text:
            clause = clause._replace(raw=was.raw, elements=was.elements)
        clauses.append(clause._replace(id=None))
    return made._replace(clauses=tuple(clauses))


def _report(
    onto: str, before: Draft, after: Draft, applied: Applied, partial: bool, undo: bool
) -> ApplyReport:
    differs = set(map(_told_by, after.clauses)) ^ set(map(_told_by, before.clauses))
    labels = dict.fromkeys(
        clause.label for clause in (*after.clauses, *before.clauses) if _told_by(clause) in differs
    )
    return ApplyReport(
        onto=onto,
        events=applied.events,
        refusals=applied.refusals,
        clauses=tuple(labels),
        reverse=undo,
        partial=partial,
    )


def _told_by(clause: Clause) -> tuple[str, str, str]:
    return clause.label, clause.heading or "", clause.text


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except FileNotFoundError as error:
        raise InputError(f"There is no directory {path.parent}.", "Check the spelling.") from error
    except OSError as error:
        raise InputError(
            f"{path} could not be written: {error.strerror or error}.",
            "Check the disk and who may write there.",
        ) from error
