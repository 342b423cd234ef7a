"""The merge driver: one file of the draft as three sides have it, merged in the words of the room.

Git calls it for a file that both sides changed, with the names of three files: base, ours, theirs.
The result takes the place of ours. What does not combine stands between marks as git writes them,
the smallest stretch of lines, so that a person without draftvc can settle it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable

from draftvc.app.conflict_marks import has_marks, marked
from draftvc.drivers.merge_call import Call
from draftvc.errors import EXIT_DONE, EXIT_FOUND, DraftvcError
from draftvc.merge.clause import merge_clause
from draftvc.merge.model import Policy
from draftvc.report.say.words import one_line
from draftvc.store.layout import clause_id_of

_UNGUARDED = Policy(guard=False)
"""A driver cannot see what messages announced: the hooks look after agreed words."""


Merge = Callable[[str, str, str, Call], tuple[str, bool]]
"""Merges a file: base, ours and theirs in; the text out, and whether all combined."""


def merge_file(call: Call, merge: Merge) -> int:
    """Write the merged file in the place of ours: 0 where all combines, 1 where not.

    Raises:
        DraftvcError: a side is not understood; nothing was written.
        OSError: a file cannot be read or written.
    """
    base, ours, theirs = map(_read, (call.base, call.ours, call.theirs))
    for text in (base, ours, theirs):
        if has_marks(text) or has_marks(text, call.size):
            raise DraftvcError("A side has the marks of a conflict in it.")
    text, is_whole = merge(base, ours, theirs, call)
    _write(call.ours, text)
    return EXIT_DONE if is_whole else EXIT_FOUND


def merge_words(base: str, ours: str, theirs: str, call: Call) -> tuple[str, bool]:
    """Return the merged file of a clause, and whether all combined.

    Raises:
        DraftvcError: the file is of no clause, or the clause stands on one side only.
    """
    clause_id = clause_id_of(call.path)
    if clause_id is None:
        raise DraftvcError(f"{call.path or 'The file'} is no clause and no outline.")
    clause = merge_clause(base or None, ours, theirs, _UNGUARDED, clause_id)
    text = clause.stored_text("ours")
    if text is None:
        raise DraftvcError("The clause stands on one side only.")
    for each in clause.decisions:
        lost = ", ".join(word for word in each.lost if word and word not in each.sentence)
        more = f" Not in the result: {lost}." if lost else ""
        sys.stderr.write(one_line(f"draftvc: {call.path}: {each.sentence}{more}") + "\n")
    if not clause.conflicts:
        return text, True
    return marked(text, clause.stored_text("theirs") or "", size=call.size), False


def _read(path: str) -> str:
    """Return the text of a side.

    Raises:
        DraftvcError: it is no UTF-8, in which git's own merge does better.
    """
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DraftvcError("A side is no UTF-8 text.") from error


def _write(path: str, text: str) -> None:
    """Write the result whole or not at all: a full disk must leave what git gave us."""
    beside = f"{path}.draftvc"
    try:
        with open(beside, "wb") as file:
            file.write(text.encode())
        os.replace(beside, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)
