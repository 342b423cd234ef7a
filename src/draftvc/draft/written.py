"""A draft as one document: the way back from clauses to a text that a reader can be given.

Each clause is a paragraph of its own, with a blank line before it; its heading stands above it.
"""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.draft.model import Draft

_APART = "\n\n"


def written_text(draft: Draft) -> str:
    """Return the canonical text of all clauses as one document, in document order.

    Law: where nothing in the clauses reads as the beginning of another one, reading the document
    gives a draft equal to this one. `draftvc.diff` tells whether it does.
    """
    text = _APART.join(part for part in _paragraphs(draft) if part)
    return f"{text}\n" if text else ""


def received_text(draft: Draft) -> str:
    """Return the same with each clause as its `raw` has it: the layout of a text that was read."""
    parts: list[str] = []
    for clause in draft.clauses:
        parts += [clause.heading or "", clause.raw.strip("\n\r\f\v ")]
    text = _APART.join(filter(None, parts))
    return f"{text}\n" if text else ""


def _paragraphs(draft: Draft) -> Iterator[str]:
    for clause in draft.clauses:
        yield clause.heading or ""
        yield clause.text
