"""W304: what looks like an agreed mark and is read as words, so that its clause is not agreed."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.notation.stamps import find_buried

_HAS_MARK = ("ref", "agreed")
_SHOWN = 30
"""Characters of what stands behind the mark that are quoted."""


def buried_mark(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each agreed mark that is not read as one."""
    for clause in draft.clauses:
        if clause.kind == "front" or not _may_have_mark(clause.raw.lower()):
            continue
        for start, end in find_buried(clause.text):
            said = _said(clause, start, end)
            if said is not None:
                yield in_clause(clause, start, "W304", *said)


def _may_have_mark(text: str) -> bool:
    return any(word in text for word in _HAS_MARK)


def _said(clause: Clause, start: int, end: int) -> tuple[str, str] | None:
    """Return why a mark is not read as one, and what to do; None: it is part of other braces."""
    text = clause.text
    mark, behind = f"“{text[start:end].rstrip(' ,')}”", text[end:].strip()
    inside = next((b for b in clause.reading.braces if b.start < start < b.end), None)
    if inside is not None:
        if text[inside.start + 1 : inside.end - 1].strip(" .") != text[start:end].strip(" ."):
            return None
        return (
            f"{mark} is not read as an agreed mark: it stands in braces.",
            "Write it without braces at the end of the paragraph.",
        )
    if not behind.strip(".,;"):
        return (
            f"{mark} is read as words of the sentence, not as an agreed mark.",
            "If it is a mark, write it so that it cannot be taken for words: Agreed ad ref, or "
            "Ad ref with day, month and year.",
        )
    return (
        f"{mark} is not read as an agreed mark: “{_beginning(behind)}” stands behind it.",
        "A mark ends its paragraph, and only groups in braces may follow it. "
        "Put what follows before the mark, in braces, or into a paragraph of its own.",
    )


def _beginning(text: str) -> str:
    """Return the first words of a text."""
    if len(text) <= _SHOWN:
        return text
    return text[: _SHOWN + 1].rsplit(" ", 1)[0][:_SHOWN] + " …"
