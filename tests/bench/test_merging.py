"""Small negotiations on branches: nothing is lost, and nothing comes out broken."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from disagreements import is_real
from draftvc.app.conflicts import open_conflicts
from draftvc.app.desk import Desk
from draftvc.app.merging import merge
from draftvc.app.resolving import Choice, resolve
from draftvc.draft.model import Draft
from draftvc.draft.read import draft_of_clauses, read_draft
from draftvc.merge.model import Conflict, Triple, Why
from draftvc.store.repository import open_repository
from merging import ROOMS_OWN, Room, moved, negotiate
from room.page import Page
from room.table import MOVES
from room.writer import Writer
from tests.merging import enable
from tests.store.gitrepo import git, put
from tests.store.room import import_into, make_room

_WORD = re.compile(r"[^\W\d_]{3,}")


@pytest.mark.parametrize("proposing", [True, False], ids=["propose", "act as the room"])
def test_no_token_is_lost_in_a_negotiation_on_branches(proposing):
    outcome = negotiate(7, Room(clauses=10, branches=4, moves=24, days=2, proposing=proposing))
    assert (outcome.merges, outcome.moves) == (4, 24)
    assert outcome.lost == []
    assert outcome.broken == 0


@pytest.mark.parametrize("seed", range(20, 26))
def test_every_conflict_is_one_that_its_rule_calls_a_disagreement(seed: int):
    outcome = negotiate(seed, Room(clauses=8, branches=4, moves=48, days=1, proposing=False))
    assert sum(outcome.why.values())
    assert outcome.uncalled == []


NOT_CALLED = [
    (
        "words",
        "the [old] {FRA+} trains",
        "the [new] {FRA+} trains",
        "the [old] {FRA+, KEN+} trains",
    ),
    ("deleted", "old and slow trains", "old slow trains", "old and slow [trains]"),
    ("position", "[old] {FRA+}", "[old] {FRA+, KEN+}", "[old] {FRA+, USA-}"),
    (
        "deleted",
        "[ten days] {FRA+}",
        "[seven days] {FRA+}",
        "[ten days] {FRA+, KEN+}",
    ),
    ("marks", "the old trains", "the [old] trains", "the old boats"),
    ("marks", "[old] and [slow]", "[new] and [slow]", "[old] and [fast]"),
    ("stamps", "tea", "Ad ref 3 March 2025", "Ad ref 3 March 2025"),
    ("agreed", "tea", "tea, Ad ref 3 March 2025", "tea"),
    ("brackets", "the tea", "the green tea", "the [tea]"),
]


@pytest.mark.parametrize(("why", "base", "ours", "theirs"), NOT_CALLED)
def test_the_check_of_conflicts_finds_those_that_are_none(
    why: Why, base: str, ours: str, theirs: str
):
    texts = Triple(base, ours, theirs)
    nothing = draft_of_clauses(())
    assert not is_real(Conflict("a", "PP1", why, texts, texts), nothing, nothing, nothing)


def test_branches_of_a_real_repository_become_one_draft(tmp_path: Path):
    """Each delegation imports its page on a branch; the room merges them one after the other."""
    place = tmp_path / "draft"
    pages = list(_pages(5, branches=4))
    make_room(place, put(tmp_path / "base.txt", pages[0]))
    for number, page in enumerate(pages[1:]):
        git(place, "checkout", "-q", "-b", f"branch-{number}", "v1")
        import_into(place, put(tmp_path / f"{number}.txt", page))
    git(place, "checkout", "-q", "main")
    lost: list[str] = []
    for number in range(len(pages) - 1):
        report = merge(f"branch-{number}", Desk(place), ("Chair", "FRA"))
        assert report.outcome in ("forward", "merged")
        lost += [token for each in report.decisions for token in each.lost]
    repo = open_repository(place)
    draft = repo.draft(repo.head() or "")
    now = Counter(_WORD.findall(" ".join(c.text for c in draft.clauses) + " ".join(lost)))
    base = Counter(_WORD.findall(pages[0]))
    for page in pages[1:]:
        assert not (Counter(_WORD.findall(page)) - base) - now
    # A bracket over several clauses counts as a fault in two of them.
    assert _faults(draft) <= sum(_faults(read_draft(page)) for page in pages)
    assert git(place, "status", "--porcelain") == ""
    assert git(place, "fsck", "--strict", "--no-dangling") == ""


def test_git_with_the_driver_comes_to_what_draftvc_comes_to(tmp_path: Path):
    place, other = tmp_path / "draft", tmp_path / "other"
    base, ours, theirs = _pages(6, branches=2)
    make_room(place, put(tmp_path / "base.txt", base))
    for branch, page in (("fra", theirs), ("main", ours)):
        git(place, "checkout", "-q", "-B", branch, "v1")
        import_into(place, put(tmp_path / f"{branch}.txt", page))
    git(tmp_path, "clone", "-q", place, other)
    merge("origin/fra", Desk(other), ("Chair", "FRA"))
    enable(place, f'"{sys.executable}" -m draftvc driver merge %O %A %B %L %P')
    git(place, "merge", "-q", "--no-commit", "fra", ok=False)
    if open_conflicts(open_repository(place)).draft:
        resolve([], True, Choice("brackets", ("Chair", "FRA")), Desk(place))
    staged, head = open_repository(place).staged_draft(), open_repository(other)
    wanted = head.draft(head.head() or "")
    # A number that both sides gave is given once by draftvc alone.
    words, other_words = (
        {c.id: c.text.removeprefix(c.marker) for c in each.clauses} for each in (staged, wanted)
    )
    assert words == other_words
    assert [c.id for c in staged.clauses] == [c.id for c in wanted.clauses]


def _faults(draft: Draft) -> int:
    return sum(len(clause.reading.faults) for clause in draft.clauses)


def _pages(seed: int, branches: int) -> Iterator[str]:
    """Yield a draft as a page, then the same after the moves of each branch."""
    writer = Writer(seed)
    draft = writer.draft(5000)
    yield Page(random.Random(0), slips=0.0).text(draft)
    left_out = {*ROOMS_OWN, "syntax.broken", "syntax.repaired"}
    table = [move for move in MOVES if move.kind not in left_out]
    for _ in range(branches):
        yield Page(random.Random(0), slips=0.0).text(moved(writer, draft, 8, table))
