"""W304: an agreed mark with words behind it, so that its clause is not read as agreed."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.notation.stamps import find_buried

_SHOWN = 30
"""Characters of what stands behind the mark that are quoted."""


def buried_mark(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each agreed mark that does not end its clause."""
    for clause in draft.clauses:
        if clause.kind == "front" or "ref" not in clause.raw.lower():
            continue
        text = clause.text
        for start, end in find_buried(text):
            braces = (each for each in clause.reading.braces if each.start < start < each.end)
            inside = next(braces, None)
            if inside is None:
                behind = f"“{_beginning(text[end:].strip())}” stands behind it"
            elif text[inside.start + 1 : inside.end - 1].strip(" .") == text[start:end].strip(" ."):
                behind = "it stands in braces"
            else:
                continue
            yield in_clause(
                clause,
                start,
                "W304",
                f"“{text[start:end]}” is not read as an agreed mark: {behind}.",
                "A mark ends its paragraph, and only groups in braces may follow it. "
                "Put what follows before the mark, in braces, or into a paragraph of its own."
                if inside is None
                else "Write it without braces at the end of the paragraph.",
            )


def _beginning(text: str) -> str:
    """Return the first words of a text."""
    if len(text) <= _SHOWN:
        return text
    return text[: _SHOWN + 1].rsplit(" ", 1)[0][:_SHOWN] + " …"
