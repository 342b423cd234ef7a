"""W201: a party that no list names. It is kept as written, and counted under its own name."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.notation.model import Brace


def unknown_party(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield the first mention of each unknown party in each clause."""
    known: set[str] = set()
    for clause in draft.clauses:
        if "{" not in clause.raw:
            continue
        told: set[str] = set()
        for brace in clause.reading.braces:
            for party in _named(brace):
                if party in known or party in told:
                    continue
                if parties.known(party):
                    known.add(party)
                else:
                    told.add(party)
                    yield _finding(clause, brace, party, parties)


def _named(brace: Brace) -> Iterator[str]:
    yield from (position.party for position in brace.positions)
    if brace.party is not None:
        yield brace.party


def _finding(clause: Clause, brace: Brace, party: str, parties: Parties) -> Diagnostic:
    near = parties.nearest(party)
    meant = f"Did you mean {' or '.join(near)}? If not, name" if near else "Name"
    return in_clause(
        clause,
        max(clause.text.find(party, brace.start, brace.end), brace.start),
        "W201",
        f"“{party}” is not a party that draftvc knows.",
        f"{meant} it in draft.toml, under [parties]. Until then it is kept as written.",
    )
