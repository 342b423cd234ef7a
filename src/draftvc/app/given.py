"""The text of one clause, given in a file: `draftvc resolve OP3 --with FILE`."""

from __future__ import annotations

from draftvc.app.desk import Desk
from draftvc.app.reading import read_bytes
from draftvc.draft.model import Clause, ClauseKind
from draftvc.draft.read import read_draft
from draftvc.draft.stored import read_stored, stored_text
from draftvc.errors import DraftvcError
from draftvc.formats.text import decode
from draftvc.merge.model import MergedClause, marker_of
from draftvc.notation.canonical import canonical_text
from draftvc.source import SourceText

_TAKE_OUT = "To take the clause out, choose the side that has it not."


def given_text(file: str, label: str, clause: MergedClause, desk: Desk) -> str:
    """Return the file of a clause from a text: of its file, or as the room writes it.

    Raises:
        DraftvcError: the text is empty, or holds more than the clause.
    """
    data = read_bytes(file, desk.limits)
    if not data.strip():
        raise DraftvcError(f"{file} is empty.", _TAKE_OUT)
    text = decode(data, file, desk.limits).text.replace("\r\n", "\n")
    kind: ClauseKind = clause.kind
    if kind == "front":
        return stored_text(Clause("", kind, "", text))
    first = text.split("\n", 1)[0].strip()
    is_stored = not first or marker_of(first) == first
    _refuse_more(text, file, label, is_stored)
    if is_stored:
        marker, raw = read_stored(text, kind)
    else:
        marker, raw = (marker_of(canonical_text(text)) if clause.numbered else ""), text
    if clause.numbered and not marker:
        marker = clause.marker
        raw = f"{marker} {raw.lstrip()}"
    return stored_text(Clause("", kind, marker, raw))


def _refuse_more(text: str, file: str, label: str, is_stored: bool) -> None:
    """Refuse a text of several clauses; in the form of our files only numbers begin new ones."""
    others = read_draft(SourceText(text, name=file)).clauses[1:]
    more = [each for each in others if each.marker or not is_stored]
    if more:
        raise DraftvcError(
            f"{file} holds {len(more) + 1} paragraphs, and {label} is one.",
            "Leave in it what that paragraph shall read; others are put in once the merge is "
            "recorded.",
        )
