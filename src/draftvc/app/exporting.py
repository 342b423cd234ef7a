"""A revision as one file again: `draftvc export [REV]`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from draftvc.app.desk import Desk
from draftvc.app.texts import newest_text, text_of
from draftvc.app.words import FileWord, read_words
from draftvc.diff.equality import clauses_are_equal
from draftvc.draft.model import Clause, Draft
from draftvc.draft.read import read_draft
from draftvc.draft.written import written_text
from draftvc.errors import DraftvcError
from draftvc.source import SourceText


@dataclass(frozen=True, slots=True)
class Export:
    """A whole text, and what has to be said of it."""

    name: str
    """The revision it is of."""
    data: bytes
    received: bool
    """Whether these are the bytes that were imported; else the text was put together again."""
    unlike: tuple[str, ...] = ()
    """Labels of clauses that would read otherwise when this text is imported."""


def export(words: Sequence[str], desk: Desk) -> Export:
    """Return the whole text of a revision, the newest where none is named.

    Where the revision was made from a file, the bytes of that file; else its clauses, written one
    below the other.

    Raises:
        DraftvcError: the words name no revision, or more than one.
    """
    read = read_words(words, desk, most=1)
    if read.clauses or any(isinstance(each, FileWord) for each in read.texts):
        raise DraftvcError(
            "A revision is exported whole.",
            "Name a revision, or none for the newest; `draftvc show` shows clauses and files.",
        )
    text = text_of(read.texts[0], desk) if read.texts else newest_text(desk)
    found = desk.repository.source(text.side.commit or "")
    if found is not None:
        return Export(text.side.name, found[1], received=True)
    written = written_text(text.draft)
    again = read_draft(SourceText(written))
    unlike = tuple(_unlike(text.draft, again))
    return Export(text.side.name, written.encode(), received=False, unlike=unlike)


def _unlike(draft: Draft, again: Draft) -> list[str]:
    """Return the labels of the clauses that do not read back as they are."""
    return [
        one.label if one is not None else other.label if other is not None else ""
        for one, other in zip_longest(draft.clauses, again.clauses)
        if not _same(one, other)
    ]


def _same(one: Clause | None, other: Clause | None) -> bool:
    if one is None or other is None:
        return False
    return one.label == other.label and clauses_are_equal(one, other)
