"""The law of the log of one clause: it tells what a comparison of the whole drafts tells of it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

import draftvc
from draftvc.app.clauses import ids_under
from draftvc.app.focusing import events_of_clause
from draftvc.diff.compare import compare
from draftvc.diff.pairing import pair_clauses
from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from draftvc.limits import DEFAULT

SAMPLES = sorted((Path(draftvc.__file__).parent / "samples").glob("resolution-v*.txt"))


def with_ids(draft, before):
    """Give clauses the ids of their counterparts, and new ones to the others."""
    known = {}
    if before is not None:
        known = {p.new: before.clauses[p.old].id for p in pair_clauses(before, draft)}
    used = len(before.clauses) if before else 0
    clauses = [
        clause._replace(id=known.get(index) or f"clause-{used}-{index:05}")
        for index, clause in enumerate(draft.clauses)
    ]
    return draft._replace(clauses=tuple(clauses))


@pytest.fixture(scope="module")
def drafts():
    found: list[Draft] = []
    for path in SAMPLES:
        draft = read_draft(path.read_text(encoding="utf-8"))
        found.append(with_ids(draft, found[-1] if found else None))
    return found


def told(events):
    return [event._replace(id="", group=event.group and "g") for event in events]


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("pair", list(combinations(range(len(SAMPLES)), 2)))
def test_a_clause_alone_gives_the_events_of_the_whole(drafts, pair, own):
    for old, new in ((drafts[pair[0]], drafts[pair[1]]), (drafts[pair[1]], drafts[pair[0]])):
        events = compare(old, new).events
        for clause in {c.id: c for c in (*old.clauses, *new.clauses)}.values():
            ids = ids_under(old, clause.id, own) | ids_under(new, clause.id, own)
            whole = [event for event in events if event.clause_id in ids]
            alone = events_of_clause(old, new, clause.id, own, DEFAULT)
            assert told(alone) == told(whole), clause.label
            assert [event.id for event in alone] == [f"e{n + 1}" for n in range(len(alone))]
