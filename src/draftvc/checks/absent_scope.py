"""W210: a position on clauses that it names, of which one does not stand in the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.notation.model import Position
from draftvc.notation.patterns import Pattern

_LAST = Pattern(r"(?:[a-z]+|[0-9]+)\Z")
"""The last step of a label: `c` of OP1c, `7` of OP7."""
_KIND = Pattern(r"[A-Z]+")


def absent_scope(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each entry that names a clause which does not stand; those between are not named.

    Of a draft without any clause of that kind, `OP` or `PP`, nothing is said.
    """
    kinds = {kind.group() for label in draft.by_label if (kind := _KIND.compiled.match(label))}
    for clause in draft.clauses:
        if "{" not in clause.raw:
            continue
        for brace in clause.reading.braces:
            for position in (each for each in brace.positions if each.scope):
                absent = [each for each in _named(position) if each not in draft.by_label]
                known = _KIND.compiled.match(absent[0]) if absent else None
                if known is None or known.group() not in kinds:
                    continue
                yield in_clause(
                    clause,
                    max(clause.text.find(position.raw, brace.start, brace.end), brace.start),
                    "W210",
                    f"“{position.raw}” speaks of {' and '.join(absent)}, which "
                    f"{'is' if len(absent) == 1 else 'are'} not in the draft.",
                    _remedy(draft, absent[-1], position.party),
                )


def _named(position: Position) -> Iterator[str]:
    """Yield the labels of a scope that are written, not those between them."""
    written = position.raw.removesuffix(position.note or "").casefold()
    for label in position.scope:
        last = _LAST.compiled.search(label)
        if label.casefold() in written or (
            last and re.search(rf"(?<![a-z0-9]){last.group()}(?![a-z0-9])", written)
        ):
            yield label


def _remedy(draft: Draft, label: str, party: str) -> str:
    """Return what to ask and write, with what stands beside the clause that does not."""
    parent = _LAST.compiled.sub("", label).rstrip(".")
    kind = _KIND.compiled.match(label)
    beside = [
        each.label
        for each in draft.clauses
        if each.kind != "alternative"
        and (each.parent or "") == (parent if parent in draft.by_label else "")
        and kind
        and each.label.startswith(kind.group())
    ]
    if not beside:
        return f"Ask {party} which clauses it means, and write these."
    joint = "and" if len(beside) == 2 else "to"
    there = f"are {beside[0]} {joint} {beside[-1]}" if len(beside) > 1 else f"is {beside[0]}"
    return f"There {there}. Ask {party} which clauses it means now, and write these."
