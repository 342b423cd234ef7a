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


class Places:
    """Lines and columns of the findings of one draft.

    A line of which many findings are told is taken out of the text once.
    """

    def __init__(self, draft: Draft) -> None:
        """Look at the text as received, or at each clause as it was recorded."""
        self._draft = draft
        self._texts: dict[str, SourceText] = {}
        self._lines: dict[tuple[str | None, int], str] = {}

    def placed(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return a finding with line, column and the line as written, where it has an offset."""
        source = self._given_text(diagnostic.clause)
        if source is None or diagnostic.offset is None:
            return diagnostic
        line, column = source.place(diagnostic.offset)
        key = (None if self._draft.source is not None else diagnostic.clause, line)
        if key not in self._lines:
            self._lines[key] = source.line(line)
        return replace(
            diagnostic,
            file=diagnostic.file or (source.name or None),
            line=line,
            column=column,
            source_line=self._lines[key],
        )

    def _given_text(self, label: str | None) -> SourceText | None:
        """Return the text that the offset of a finding in a clause counts in."""
        if self._draft.source is not None:
            return self._draft.source
        if label is None or label not in self._draft.by_label:
            return None
        if label not in self._texts:
            clause = self._draft.clauses[self._draft.by_label[label]]
            self._texts[label] = SourceText(clause.raw, name="")
        return self._texts[label]
