"""The place of a finding: from the canonical text of a clause to a line and a column."""

from __future__ import annotations

from dataclasses import replace

from draftvc.diagnostics import Diagnostic, Fix
from draftvc.draft.model import Clause, Draft
from draftvc.source import SourceText


def in_clause(
    clause: Clause,
    offset: int,
    code: str,
    message: str,
    hint: str = "",
    fix: Fix | None = None,
) -> Diagnostic:
    """Return a finding at a code point of the clause's canonical text.

    Its own offset counts in the text that was given: the received file, or, for a clause that
    was read from a repository, the clause's own text.
    """
    return in_raw(clause, clause.raw_place(offset), code, message, hint, fix)


def in_raw(
    clause: Clause,
    offset: int,
    code: str,
    message: str,
    hint: str = "",
    fix: Fix | None = None,
) -> Diagnostic:
    """Return a finding at a code point of the clause's text as received."""
    return Diagnostic(
        code=code,
        message=message,
        clause=clause.label,
        offset=clause.source_offset(offset),
        hint=hint,
        fix=fix,
    )


def placed(diagnostic: Diagnostic, draft: Draft) -> Diagnostic:
    """Return the finding with line, column and the line as written, where it has an offset."""
    source = _given_text(diagnostic, draft)
    if source is None or diagnostic.offset is None:
        return diagnostic
    line, column = source.place(diagnostic.offset)
    return replace(
        diagnostic,
        file=diagnostic.file or (source.name or None),
        line=line,
        column=column,
        source_line=source.line(line),
    )


def _given_text(diagnostic: Diagnostic, draft: Draft) -> SourceText | None:
    """Return the text that the offset counts in."""
    if draft.source is not None:
        return draft.source
    if diagnostic.clause is None or diagnostic.clause not in draft.by_label:
        return None
    clause = draft.clauses[draft.by_label[diagnostic.clause]]
    return SourceText(clause.raw, name="")
