"""E405: a line of the outline whose clause has no file, so that it is in no draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shlex import quote

from draftvc.diagnostics import Diagnostic
from draftvc.errors import DraftvcError
from draftvc.store.layout import OUTLINE
from draftvc.store.repository import Repository
from draftvc.store.revision import short
from draftvc.store.textless import TextlessLine
from draftvc.store.unmerged import last_with


def textless(line: TextlessLine, repo: Repository, before: Sequence[str]) -> Diagnostic:
    """Return the finding of one such line.

    Args:
        line: the line of the outline.
        repo: the repository.
        before: the commits in which the clause may have had a text: its label is told from them.
    """
    label, commit = _last_seen(line, repo, before)
    called = f" ({label} of {short(commit)})" if label else ""
    if label:
        keep = f"bring its text back: git checkout {short(commit)} -- {quote(line.path)}"
    else:
        keep = f"write its text there and stage it: git add --force {quote(line.path)}"
    return Diagnostic(
        "E405",
        f"{line.path} is missing{called}, and the outline names it: its clause is in no draft.",
        file=OUTLINE,
        line=line.number,
        column=1,
        hint=f"If the paragraph goes, take its line out of `outline` too; if it stays, {keep}",
    )


def _last_seen(line: TextlessLine, repo: Repository, before: Sequence[str]) -> tuple[str, str]:
    """Return the label that the clause had, and the commit; both empty where none has it."""
    for commit in _candidates(line, repo, before):
        try:
            draft = repo.draft(commit) if repo.is_draft(commit) else None
        except DraftvcError:
            continue
        index = draft.by_id.get(line.clause_id) if draft is not None else None
        if draft is not None and index is not None:
            return draft.clauses[index].label, commit
    return "", ""


def _candidates(line: TextlessLine, repo: Repository, before: Sequence[str]) -> Iterator[str]:
    yield from before
    last = last_with(repo, line.clause_id)  # asked where it stood so before, too
    if last is not None:
        yield last
