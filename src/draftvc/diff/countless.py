"""Clauses with more brackets than can be matched: what changed in them is one `residual`.

Matching brackets grows with the square of their number; a clause with thousands of them is no
clause of a room but a fault. It is still read, recorded and compared, and no change is hidden.
"""

from __future__ import annotations

from draftvc.diff.ledger import Found
from draftvc.diff.model import Edit, Event
from draftvc.diff.trimming import common_end, common_start
from draftvc.diff.window import are_equal
from draftvc.draft.model import Clause


def told_as_one(old: Clause, new: Clause, name: str) -> list[Found]:
    """Return the event for all that stands between the equal beginning and end of two clauses."""
    before, after = old.text, new.text
    if are_equal(before, after):
        return []
    start = _seam_before(before, common_start(before, after))
    shorter = min(len(before), len(after))
    end = _seam_after(before, len(before) - common_end(before, after, shorter - start))
    edit = Edit(
        name,
        (start, end),
        (start, end + len(after) - len(before)),
        before[start:end],
        after[start : end + len(after) - len(before)],
    )
    event = Event(
        kind="residual",
        clause=new.label,
        clause_old=old.label,
        clause_id=name,
        before=edit.before.strip(),
        after=edit.after.strip(),
    )
    return [Found(event, edits=(edit,), at=(len(after) + 1, -1))]


def _seam_before(text: str, at: int) -> int:
    """Return the last place up to an offset where no word and no group is cut."""
    at = text.rfind(" ", 0, at) + 1
    brace = text.rfind("{", 0, at)
    return brace if brace > text.rfind("}", 0, at) else at


def _seam_after(text: str, at: int) -> int:
    """Return the first place from an offset on where no word and no group is cut."""
    closing = text.find("}", at)
    if closing >= 0 and text.find("{", at, closing) < 0:
        at = closing + 1
    space = text.find(" ", at)
    return space if space >= 0 else len(text)
