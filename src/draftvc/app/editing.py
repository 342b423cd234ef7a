"""The file of a clause, and what an edit of it did: `draftvc path` and `draftvc edit`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from draftvc.app.checking import findings
from draftvc.app.clauses import refuse_no_bracket
from draftvc.app.desk import Desk
from draftvc.app.following import find_clause
from draftvc.app.texts import Text, newest_text, working_text
from draftvc.app.words import by_id, clause_word
from draftvc.checks.ratchet import new_faults
from draftvc.diagnostics import Diagnostic
from draftvc.errors import NotFoundError, RepositoryError
from draftvc.report.model import CheckReport


@dataclass(frozen=True, slots=True)
class Edit:
    """A clause that is about to be edited."""

    label: str
    path: Path
    content: bytes
    before: Text
    faults: tuple[Diagnostic, ...]


def clause_path(word: str, desk: Desk) -> str:
    """Return the path of a clause's file as git takes it where the call stands.

    Raises:
        NotFoundError: there is no such clause; the remedy names the nearest.
    """
    repository = desk.repository
    text = newest_text(desk) if repository.bare else working_text(desk)
    path = repository.path_of(_clause(word, text, desk)[1])
    here = (desk.start or Path.cwd()).resolve()
    root = repository.root.resolve() if repository.root else None
    if root is None or not here.is_relative_to(root):
        return path
    return os.path.relpath(root / path, here)


def begin_edit(word: str, desk: Desk) -> Edit:
    """Return the file to open for a clause, and what it was before.

    Raises:
        RepositoryError: there is no working tree.
        NotFoundError: there is no such clause; the remedy names the nearest.
    """
    root = desk.repository.root
    if root is None:
        raise RepositoryError(
            "A bare repository has no files to edit.", "Clone it, and edit the clone."
        )
    text = working_text(desk)
    label, clause_id = _clause(word, text, desk)
    if clause_id not in text.draft.by_id:
        raise NotFoundError(
            f"{label} stands in the draft no more.",
            f"`draftvc log {label}` tells what became of it.",
        )
    path = root / desk.repository.path_of(clause_id)
    return Edit(label, path, path.read_bytes(), text, findings(text, desk))


def end_edit(edit: Edit, desk: Desk) -> CheckReport | None:
    """Return the errors that an edit brought in; None where the file is as it was."""
    if edit.path.exists() and edit.path.read_bytes() == edit.content:
        return None
    after = working_text(desk)
    found = new_faults((after.draft, findings(after, desk)), [(edit.before.draft, edit.faults)])
    return CheckReport(after.side, found)


def _clause(word: str, text: Text, desk: Desk) -> tuple[str, str]:
    """Return label and id of a clause, named by its id, its label or one that it had.

    One that stands in the draft no more has the label it was asked for by.
    """
    known = by_id(word, desk) if word not in text.draft.by_id else None
    index = text.draft.by_id.get(word)
    if index is None:
        named = known or clause_word(word)
        index = None if known else text.draft.by_label.get(named.address.label)
        if index is None:
            followed = find_clause(named, None, desk)
            return followed.label, followed.clause_id
        refuse_no_bracket(named, [text.draft])
    clause = text.draft.clauses[index]
    assert clause.id is not None  # recorded clauses have one
    return clause.label, clause.id
