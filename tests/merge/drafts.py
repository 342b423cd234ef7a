"""Drafts with permanent ids, written as a reader would: one clause a line, its id before it."""

from __future__ import annotations

import re

from draftvc.draft.model import ClauseKind, Draft, StoredClause
from draftvc.draft.read import draft_of_clauses
from draftvc.merge.model import Merged
from draftvc.notation.markers import match_marker

_LINE = re.compile(r"(?P<id>\w+)(?:\((?P<heading>[^)]*)\))?: (?P<text>.*)")


def draft(text: str) -> Draft:
    """Return a draft of lines such as `tea: 1. Requests tea;`.

    A line with a number is an operative paragraph, one with a letter a sub-paragraph, one that
    begins with `Alt` an alternative, every other one a preambular paragraph. A heading stands in
    round brackets behind the id.
    """
    return draft_of_clauses(_stored(line.strip()) for line in text.splitlines() if line.strip())


def _stored(line: str) -> StoredClause:
    match = _LINE.fullmatch(line)
    assert match is not None, line
    text = match["text"]
    found = match_marker(text)
    marker = text[: found[1]].strip() if found else ""
    bare = marker.lstrip("[")
    kind: ClauseKind = "preambular"
    if bare.startswith("Alt"):
        kind = "alternative"
    elif marker:
        kind = "operative"
    is_under = not bare[:1].isdigit() or re.match(r"\d+\.\d", bare) is not None
    depth = int(bool(marker) and is_under)
    return StoredClause(match["id"], depth, kind, match["heading"], marker, text)


def lines(merged: Merged) -> str:
    """Return a merged draft as lines, those clauses that stand."""
    return "\n".join(
        f"{each.id}{f'({each.heading})' if each.heading else ''}: {each.text}"
        for each in merged.clauses
        if each.text
    )


def told(merged: Merged) -> list[str]:
    """Return conflicts and decisions, one line each: label, what, words lost."""
    found = [f"{each.label} conflict: {each.why}" for each in merged.conflicts]
    return found + [
        " ".join((each.label, each.what, *sorted(each.lost))) for each in merged.decisions
    ]
