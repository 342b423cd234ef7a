"""Look for faults in a text: `draftvc check [FILE or REV]`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from draftvc.app import guard
from draftvc.app.desk import Desk
from draftvc.app.textless import textless
from draftvc.app.texts import (
    STAGED,
    Text,
    newest_text,
    staged_text,
    text_of,
    working_text,
)
from draftvc.app.unlisted import unlisted
from draftvc.app.unsettled import refuse_marks
from draftvc.app.words import read_words
from draftvc.checks.run import run_checks
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.errors import DraftvcError
from draftvc.report.model import CheckReport
from draftvc.store.gitcli import merge_heads
from draftvc.store.textless import (
    TextlessLine,
    textless_in_commit,
    textless_in_index,
    textless_in_working_tree,
)
from draftvc.store.unlisted import (
    unlisted_in_commit,
    unlisted_in_index,
    unlisted_in_working_tree,
)


def check(
    words: Sequence[str], desk: Desk, staged: bool = False, strict: bool = False
) -> CheckReport:
    """Return what is found in the text that the arguments name, else in the working tree.

    Raises:
        DraftvcError: an argument means nothing or too much, or the text cannot be read.
    """
    read = read_words(words, desk, most=0 if staged else 1)
    if read.clauses:
        raise DraftvcError(
            "A text is checked whole.", f"Leave {read.clauses[0].written} out of the call."
        )
    if staged:
        text = staged_text(desk)
    elif read.texts:
        text = text_of(read.texts[0], desk)
    else:
        text = newest_text(desk) if desk.repository.bare else working_text(desk)
    if text.draft.source is None:
        refuse_marks(text.draft, desk.repository)
    return CheckReport(text.side, findings(text, desk), strict)


def findings(text: Text, desk: Desk) -> tuple[Diagnostic, ...]:
    """Return what is found in a text, each with the file that its line counts in."""
    found = run_checks(text.draft, desk.parties)
    if text.draft.source is not None:
        return found
    draft = text.draft
    every = sorted((*found, *_guarded(text, desk)), key=lambda each: _order(each, draft))
    placed = (_in_clause_file(each, text, desk) for each in every)
    before = _before(text, desk)
    missing = (textless(each, desk.repository, before) for each in _textless(text, desk))
    return (*placed, *missing, *map(unlisted, _unlisted(text, desk)))


def _textless(text: Text, desk: Desk) -> tuple[TextlessLine, ...]:
    """Return the lines of the outline of a recorded draft whose clause has no file."""
    if text.side.commit is not None:
        return textless_in_commit(desk.repository, text.side.commit)
    if text.side.name == STAGED:
        return textless_in_index(desk.repository, text.draft)
    return textless_in_working_tree(desk.repository, text.draft)


def _before(text: Text, desk: Desk) -> tuple[str, ...]:
    """Return the commits that a recorded draft follows, or would follow."""
    repository = desk.repository
    if text.side.commit is not None:
        return repository.revision(text.side.commit).parents
    head = repository.head()
    return (*((head,) if head else ()), *merge_heads(repository.git_dir))


def _unlisted(text: Text, desk: Desk) -> tuple[str, ...]:
    """Return the paths of the texts that lie beside a recorded draft, and in none."""
    if text.side.commit is not None:
        return unlisted_in_commit(desk.repository, text.side.commit)
    if text.side.name == STAGED:
        return unlisted_in_index(desk.repository)
    return unlisted_in_working_tree(desk.repository)


def _guarded(text: Text, desk: Desk) -> tuple[Diagnostic, ...]:
    """Return E303 for what was agreed in the revision before a text and changes in it."""
    repository = desk.repository
    repository.relinks.look()
    if text.side.commit is not None:
        return guard.of_commit(repository, text.side.commit)
    return guard.of_draft(repository, text.draft, _before(text, desk))


def _order(found: Diagnostic, draft: Draft) -> int:
    return draft.by_label.get(found.clause or "", len(draft.clauses))


def has_found(report: CheckReport) -> bool:
    """Tell whether a check found what it looks for: errors, with `strict` warnings too."""
    looked_for = ("error", "warning") if report.strict else ("error",)
    return any(each.severity in looked_for for each in report.diagnostics)


def _in_clause_file(found: Diagnostic, text: Text, desk: Desk) -> Diagnostic:
    """Return a finding of a recorded draft with the path of its clause, where it has a line."""
    index = text.draft.by_label.get(found.clause or "")
    clause_id = text.draft.clauses[index].id if index is not None else None
    if clause_id is None or found.file or found.line is None:
        return found
    return replace(found, file=desk.repository.path_of(clause_id))
