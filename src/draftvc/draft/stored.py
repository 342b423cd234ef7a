"""The stored form of a clause: one file, made for git's own diff, blame and merge.

The first line is the marker, then follows the canonical text, broken after `}` `,` `;` `:`
outside a group and nowhere else: two sides that edit different phrases of one paragraph then
touch different lines. A front keeps one line an element. Source: docs/repository.md.

Law: reading the stored form gives the marker and the canonical text back, and storing that again
gives the same form.
"""

from __future__ import annotations

import re
from functools import lru_cache

from draftvc.draft.model import Clause, ClauseKind
from draftvc.notation.canonical import canonical_text
from draftvc.notation.markers import match_marker
from draftvc.notation.tokens import BRACE

_GROUP_OR_BREAK = re.compile(rf"{BRACE}|(?<=[}},;:]) ")
_DIFFERENT = 1024
"""First lines that are remembered: every section of a draft counts from `1.` and `a.` again."""


def stored_text(clause: Clause) -> str:
    """Return the text of the clause's file; it ends with a line break where it holds anything."""
    if clause.kind == "front":
        return clause.text + "\n" if clause.text else ""
    marker = clause.marker
    words = clause.text[len(marker) :].lstrip() if clause.text.startswith(marker) else clause.text
    return f"{marker}\n{_broken(words)}\n" if words else f"{marker}\n"


def read_stored(text: str, kind: ClauseKind) -> tuple[str, str]:
    """Return marker and `raw` of a clause from its file's text; also one edited by hand."""
    if kind == "front":
        return "", text
    return _marker_in(text.split("\n", 1)[0].strip()), text


@lru_cache(maxsize=_DIFFERENT)
def _marker_in(first: str) -> str:
    """Return the marker that a first line begins with; empty where there is none."""
    found = match_marker(first)
    return canonical_text(first[: found[1]]) if found else ""


def _broken(words: str) -> str:
    """Return canonical text with a line break for each space after a mark that ends a phrase."""
    return _GROUP_OR_BREAK.sub(lambda match: "\n" if match[0] == " " else match[0], words)
