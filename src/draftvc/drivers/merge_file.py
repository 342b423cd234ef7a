"""The merge driver: one file of the draft as three sides have it, merged in the words of the room.

Git calls it for a file that both sides changed, with the names of three files: base, ours, theirs.
The result takes the place of ours. What does not combine stands between marks as git writes them,
the smallest stretch of lines, so that a person without draftvc can settle it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from draftvc.app.conflict_marks import has_marks, marked
from draftvc.drivers.merge_call import Call
from draftvc.errors import EXIT_DONE, EXIT_FOUND, DraftvcError
from draftvc.merge.clause import merge_clause
from draftvc.merge.model import OutlineEntry, Policy
from draftvc.merge.outline import merge_outline
from draftvc.report.say.words import one_line
from draftvc.store.layout import OUTLINE, OutlineLine, clause_id_of, outline_text, read_outline

_UNGUARDED = Policy(guard=False)
"""A driver cannot see what messages announced: the hooks look after agreed words."""


def merge_file(call: Call) -> int:
    """Write the merged file in the place of ours: 0 where all combines, 1 where not.

    Raises:
        DraftvcError: a side is not understood; nothing was written.
        OSError: a file cannot be read or written.
    """
    base, ours, theirs = map(_read, (call.base, call.ours, call.theirs))
    for text in (base, ours, theirs):
        if has_marks(text) or has_marks(text, call.size):
            raise DraftvcError("A side has the marks of a conflict in it.")
    merged = _outline if call.path == OUTLINE else _clause
    if call.path != OUTLINE and clause_id_of(call.path) is None:
        raise DraftvcError(f"{call.path or 'The file'} is no clause and no outline.")
    text, is_whole = merged(base, ours, theirs, call)
    _write(call.ours, text)
    return EXIT_DONE if is_whole else EXIT_FOUND


def _clause(base: str, ours: str, theirs: str, call: Call) -> tuple[str, bool]:
    clause = merge_clause(
        base or None, ours, theirs, _UNGUARDED, clause_id_of(call.path) or call.path
    )
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


def _outline(base: str, ours: str, theirs: str, call: Call) -> tuple[str, bool]:
    sides = [_entries(text) for text in (base, ours, theirs)]
    # A clause that one side deleted and the other changed has its conflict in its own file.
    merged = merge_outline(*sides)
    text = _lines(merged.entries)
    if not merged.conflicts:
        return text, True
    other = merge_outline(sides[0], sides[2], sides[1])
    return marked(text, _lines(other.entries), size=call.size), False


def _entries(text: str) -> tuple[OutlineEntry, ...]:
    return tuple(OutlineEntry(*line) for line in read_outline(text))


def _lines(entries: Sequence[OutlineEntry]) -> str:
    return outline_text(OutlineLine(e.id, e.depth, e.kind, e.heading) for e in entries)


def _read(path: Path) -> str:
    """Return the text of a side.

    Raises:
        DraftvcError: it is no UTF-8, in which git's own merge does better.
    """
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DraftvcError("A side is no UTF-8 text.") from error


def _write(path: Path, text: str) -> None:
    """Write the result whole or not at all: a full disk must leave what git gave us."""
    beside = path.with_name(f"{path.name}.draftvc")
    try:
        beside.write_bytes(text.encode())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
