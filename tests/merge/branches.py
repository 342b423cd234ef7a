"""Branches of one draft, made by the moves of a simulated room."""

from __future__ import annotations

import copy
import random

from draftvc.draft.model import ClauseKind, Draft, StoredClause
from draftvc.draft.read import draft_of_clauses
from draftvc.notation.canonical import canonical_text
from room.model import Draft as RoomDraft
from room.negotiation import Negotiation
from room.page import Page, marker_of

_KINDS: dict[str, tuple[ClauseKind, int]] = {
    "pp": ("preambular", 0),
    "op": ("operative", 0),
    "sub": ("operative", 1),
    "alt": ("alternative", 1),
}
_APART = 1_000_000
"""Identities of one branch, so that what two branches make is never taken for the same."""


def branches(seed: int, size: int, count: int, density: float) -> tuple[Draft, list[Draft]]:
    """Return a draft of about `size` characters and what `count` rooms made of it."""
    base = Negotiation(seed, size, density)
    return recorded(base.draft), [_branch(base, number) for number in range(1, count + 1)]


def _branch(base: Negotiation, number: int) -> Draft:
    room = copy.deepcopy(base)
    room.writer.chance.seed(f"{base.seed} {number}")
    room.writer._uid += number * _APART
    room._session(1)
    return recorded(room.draft)


def recorded(draft: RoomDraft) -> Draft:
    """Return a simulated draft as a repository would hold it: its identities are the ids."""
    page = Page(random.Random(1), slips=0)
    list(page.paragraphs(draft))  # finds where brackets over several clauses close
    heading = " ".join(word.text for word in draft.heading)
    found: list[StoredClause] = []
    letter = ""
    for clause in draft.clauses:
        first = clause.kind != "pp" and all(each.kind == "preambular" for each in found)
        letter = chr(96 + clause.number) if clause.kind == "sub" else letter
        marker = marker_of(clause, letter)
        if marker and clause.enclosed:
            marker = f"[{marker}"
        kind, depth = _KINDS[clause.kind]
        text = canonical_text(page.clause(clause, letter))
        found.append(
            StoredClause(
                f"c{clause.uid}", depth, kind, (heading or None) if first else None, marker, text
            )
        )
    return draft_of_clauses(found)
