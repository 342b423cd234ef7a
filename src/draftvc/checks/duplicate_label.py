"""E401: two clauses with one label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic, Fix
from draftvc.draft.model import Clause, Draft
from draftvc.notation.markers import LATIN


def duplicate_label(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each clause whose label an earlier clause under its parent has: it carries `~2`."""
    seen: set[tuple[str | None, str]] = set()
    taken = {(clause.parent, clause.label.split("~")[0]) for clause in draft.clauses}
    for clause in draft.clauses:
        label = clause.label.split("~")[0]
        if (clause.parent, label) in seen:
            free = _next_free(clause, label, taken)
            taken.add((clause.parent, free.label))
            found = in_clause(
                clause,
                0,
                "E401",
                f"{label} stands more than once; this one is addressed as {clause.label}.",
                f"The next free number is {free.marker}: write that before it, or mark it as an "
                "alternative (Alt1.)."
                if free.marker
                else "Give one of them another number, or mark it as an alternative (Alt1.).",
            )
            yield replace(found, fix=_renumbered(clause, free.marker))
        seen.add((clause.parent, label))


class _Free(NamedTuple):
    """The next number that nobody has; both empty where there is none of that form."""

    label: str = ""
    marker: str = ""


def _next_free(clause: Clause, label: str, taken: set[tuple[str | None, str]]) -> _Free:
    """Return what follows a number with a suffix: `7.bis`, then `7.ter`."""
    head, _, suffix = label.rpartition(".")
    if suffix not in LATIN or clause.marker.count(suffix) != 1:
        return _Free()
    for word in LATIN[LATIN.index(suffix) + 1 :]:
        if (clause.parent, f"{head}.{word}") not in taken:
            return _Free(f"{head}.{word}", clause.marker.replace(suffix, word).lstrip("["))
    return _Free()


def _renumbered(clause: Clause, marker: str) -> Fix | None:
    """Return the replacement of the number alone; a bracket before it stays."""
    if not marker or not clause.text.startswith(clause.marker):
        return None
    start = len(clause.marker) - len(clause.marker.lstrip("["))
    return Fix(start, len(clause.marker), marker)
