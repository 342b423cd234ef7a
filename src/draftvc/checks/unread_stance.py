"""W209: braces that name a party whose stance is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.checks.shared_stance import shared_stance
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.notation.model import Brace
from draftvc.notation.patterns import Pattern

_NAME = Pattern(r"[^\W\d_][\w’-]*\w")
_SIGN = Pattern(r"\+|[−–—-](?=[\s,;)]|\Z)|(?:^|(?<=[\s,(]))[−–—-](?=[A-Z])")
_ENDS_IN_PLUS = Pattern(r"\w\)?\s?\+\Z")
"""Only an entry ends so, whoever it names."""
_SMALL_CODE = Pattern(r"(?!(?:and|are|can)\b)[a-z]{3}(?=\s*:?\s*(?:reserves?|deletes?)\b)")
"""A code in small letters; of a few it would be a word of a note."""
_VERB = Pattern(r"\b(?:reserv|delet|oppos|support|retain|keep)|\b(?:del|res)\.", re.IGNORECASE)


def unread_stance(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each group in which somebody's stance is not understood; nothing is guessed."""
    for clause in draft.clauses:
        if "{" not in clause.raw:
            continue
        for brace in clause.reading.braces:
            unread = [each.raw for each in brace.positions if each.stance == "unknown"]
            if unread or seems_to_hold_stances(brace, parties):
                quoted = [f"“{raw}”" for raw in unread]
                said = ", ".join(quoted) or clause.text[brace.start : brace.end]
                do, count = ("do", "they count") if len(quoted) > 1 else ("does", "it counts")
                yield in_clause(
                    clause,
                    brace.start,
                    "W209",
                    f"{said} {do} not say who wants what in a way that is understood: {count} "
                    "neither for nor against the words.",
                    _remedy(clause.text[brace.start : brace.end]),
                )


def _remedy(written: str) -> str:
    """Return what to do about a group; where one stance stands for several, how to write it."""
    entries = shared_stance(written.removeprefix("{").removesuffix("}"))
    if entries is not None:
        return f"Give each party a stance of its own. If all of them want the same: {{{entries}}}."
    return "Give each party a stance of its own: {USA+, FRA-}, {KEN reserve}, {PER delete}."


def seems_to_hold_stances(brace: Brace, parties: Parties) -> bool:
    """Tell whether a note in braces names a party and a sign or stance, but not as an entry."""
    if brace.kind != "note":
        return False
    signed = _SIGN.compiled.search(brace.text) is not None
    if brace.party is not None:
        return signed
    if _ENDS_IN_PLUS.compiled.search(brace.text):
        return True
    if not signed and _VERB.compiled.search(brace.text) is None:
        return False
    small = _SMALL_CODE.compiled.match(brace.text)
    if small is not None and parties.known(small[0]):
        return True
    # Many a small word is the code of a State: `and`, `can`, `are`.
    names = (name for name in _NAME.compiled.findall(brace.text) if not name.islower())
    return any(map(parties.known, names))
