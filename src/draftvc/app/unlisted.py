"""E404: a text in `clauses/` that no line of the outline names, so that it is in no draft."""

from __future__ import annotations

from shlex import quote

from draftvc.diagnostics import Diagnostic
from draftvc.store.layout import clause_id_of


def unlisted(path: str) -> Diagnostic:
    """Return the finding of one such text, from its path."""
    clause_id = clause_id_of(path)
    out = f"take the file out of clauses/, and of what is recorded: git rm --cached {quote(path)}"
    if clause_id is None:
        hint = (
            "If it is a paragraph, move it to clauses/<words>-<five characters>.txt (letters a-z, "
            f"digits, hyphens) and write its line into `outline`; if it is none, {out}"
        )
    else:
        hint = (
            f"Write a line such as `{clause_id} 0 operative` into `outline`, where the paragraph "
            f"stands, or {out}"
        )
    return Diagnostic(
        "E404",
        f"{path} is named by no line of the outline: its text is in no draft.",
        file=path,
        hint=hint,
    )
