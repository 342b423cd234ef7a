"""A revision as one file again: `draftvc export [REV]`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from draftvc.app.desk import Desk
from draftvc.app.rereading import misread
from draftvc.app.texts import newest_text, text_of
from draftvc.app.words import FileWord, read_words
from draftvc.draft.written import written_text
from draftvc.errors import DraftvcError


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
    unlike = misread(written, text.draft)
    return Export(text.side.name, written.encode(), received=False, unlike=unlike)
