"""Show a text or some of its clauses: `draftvc show [REV] [CLAUSE]`."""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.app.clauses import chosen_clauses
from draftvc.app.desk import Desk
from draftvc.app.reading import read_path
from draftvc.app.texts import newest_text, text_of
from draftvc.app.words import FileWord, Words, read_words
from draftvc.checks.run import run_checks
from draftvc.draft.counts import count
from draftvc.errors import DraftvcError, NotFoundError
from draftvc.report.model import ShowReport


def show(
    words: Sequence[str],
    desk: Desk,
    own: bool = False,
    clean: bool = False,
    parties: bool = True,
) -> ShowReport:
    """Return the text that the arguments name, else the newest revision, and what is chosen of it.

    Raises:
        DraftvcError: an argument means nothing or too much, or the text cannot be read.
    """
    read = read_words(words, desk, most=1)
    text = text_of(read.texts[0], desk) if read.texts else newest_text(desk)
    recorded = text.side.commit is not None
    return ShowReport(
        draft=text.draft,
        revision=text.side if recorded else None,
        chosen=chosen_clauses(read.clauses, text.draft, own),
        counts=count(text.draft),
        diagnostics=run_checks(text.draft, desk.parties),
        clean=clean,
        parties=parties,
    )


def source(words: Sequence[str], desk: Desk) -> bytes:
    """Return the file that was received for a revision, byte for byte.

    Raises:
        NotFoundError: the revision was not made from a file.
        DraftvcError: as `show` says; or a clause was named, which is no file.
    """
    read = read_words(words, desk, most=1)
    if read.clauses:
        raise DraftvcError(
            "The file as received is shown whole.", "Leave the clause or --source out."
        )
    if read.texts and isinstance(read.texts[0], FileWord):
        return read_path(read.texts[0].path, desk.limits)[0]
    return _received(read, desk)


def _received(read: Words, desk: Desk) -> bytes:
    text = text_of(read.texts[0], desk) if read.texts else newest_text(desk)
    found = desk.repository.source(text.side.commit or "")
    if found is None:
        raise NotFoundError(
            f"{text.side.name} was not made from a file.",
            f"`draftvc show {text.side.name}` shows its text.",
        )
    return found[1]
