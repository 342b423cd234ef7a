"""Other files than clauses: the outline, and whole drafts that somebody gave our driver."""

from __future__ import annotations

from draftvc.draft.model import Draft, StoredClause
from draftvc.draft.read import read_draft
from draftvc.draft.recorded import draft_of_clauses
from draftvc.drivers.diff_file import Call, text_of
from draftvc.drivers.plain_diff import NoDraftError
from draftvc.drivers.standing import texts_today
from draftvc.store.layout import OUTLINE, read_outline

_FEWEST = 2
"""Paragraphs that make a text a draft."""


def other_sides(call: Call) -> tuple[Draft, Draft]:
    """Return both sides of the outline, or of a whole draft.

    Raises:
        RepositoryError: an outline has not the form of one, or a side cannot be read.
        NoDraftError: neither side has paragraphs: git was told to ask us of any file.
    """
    if call.path == OUTLINE:
        return _outlines(call)
    old, new = _whole(call.old_file), _whole(call.new_file)
    if max(_paragraphs(old), _paragraphs(new)) < _FEWEST:
        raise NoDraftError("It is no draft.")
    return old, new


def _paragraphs(draft: Draft) -> int:
    text = draft.source.text if draft.source else ""
    return 0 if "\0" in text else sum(each.kind != "front" for each in draft.clauses)


def _outlines(call: Call) -> tuple[Draft, Draft]:
    """Return both orders of the clauses, each clause with the words that it has today.

    What is told of an outline is what came, went and moved; words are told with their own file.
    """
    outlines = [read_outline(text_of(file) or "") for file in (call.old_file, call.new_file)]
    texts = texts_today({each.id: each for outline in outlines for each in outline})
    old, new = (
        draft_of_clauses(
            StoredClause(each.id, each.depth, each.kind, each.heading, *texts[each.id])
            for each in outline
        )
        for outline in outlines
    )
    return old, new


def _whole(file: str) -> Draft:
    """Return the draft that a file of another path is: somebody gave it our driver."""
    text = text_of(file)
    return Draft(()) if text is None else read_draft(text)
