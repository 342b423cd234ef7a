"""A draft as one document: the way back from clauses to a text that a reader can be given.

Each clause is a paragraph of its own, with a blank line before it; its heading stands above it.
"""

from __future__ import annotations

from collections.abc import Iterable

from draftvc.draft.model import Draft

_APART = "\n\n"


def written_text(draft: Draft) -> str:
    """Return the canonical text of all clauses as one document, in document order.

    Law: where nothing in the clauses reads as the beginning of another one, reading the document
    gives a draft equal to this one. `draftvc.diff` tells whether it does.
    """
    return _document((clause.heading, clause.text) for clause in draft.clauses)


def received_text(draft: Draft) -> str:
    """Return the same with each clause as its `raw` has it: the layout of a text that was read."""
    return _document((each.heading, each.raw.strip("\n\r\f\v ")) for each in draft.clauses)


def _document(clauses: Iterable[tuple[str | None, str]]) -> str:
    """Return headings and clauses one below the other; what is empty is left out."""
    text = _APART.join(part for clause in clauses for part in clause if part)
    return f"{text}\n" if text else ""
