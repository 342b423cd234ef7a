"""What is written as objects is read back as the draft that was received, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pygit2
import pytest
from hypothesis import given, settings

from draftvc.app.planning import with_ids
from draftvc.diff.compare import compare
from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from draftvc.limits import DEFAULT
from draftvc.store.identity import identity
from draftvc.store.objects import ObjectWriter, ToRecord, Written
from draftvc.store.reader import Reader
from draftvc.store.shelves import TreeShelf
from tests.draft.generated import any_drafts, drafts
from tests.store.gitrepo import git
from tests.store.room import MONDAY, TUESDAY


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, _isolated_git: Path) -> Path:
    there = tmp_path_factory.mktemp("objects")
    git(None, "init", "-q", there)
    return there


def write(place: Path, draft: Draft, base: Written | None = None, **more: object) -> Written:
    repo = pygit2.Repository(str(place))
    writer = ObjectWriter(repo, place / ".git", identity(place / ".git"))
    tree = repo[base.commit].peel(pygit2.Tree) if base else None
    made = ToRecord("v1", draft, "Words", "", **more)  # type: ignore[arg-type]
    return writer.write(made, [], tree, {"draft.toml": b"format = 1\n"})


def read(place: Path, written: Written) -> Draft:
    repo = pygit2.Repository(str(place))
    tree = repo[written.commit].peel(pygit2.Tree)
    return Reader(pytest.fail).read(TreeShelf(repo, tree, "v1", DEFAULT))


def assert_same(received: Draft, stored: Draft) -> None:
    assert compare(received, stored).events == ()
    assert compare(stored, received).events == ()
    for one, other in zip(received.clauses, stored.clauses, strict=True):
        assert (one.id, one.label, one.kind, one.parent, one.text) == (
            other.id,
            other.label,
            other.kind,
            other.parent,
            other.text,
        )


@settings(max_examples=60)
@given(any_drafts)
def test_any_text_is_recorded_and_read_back(place, text):
    received = with_ids(read_draft(text), None, "")
    assert_same(received, read(place, write(place, received)))


@settings(max_examples=30)
@given(drafts, drafts)
def test_the_next_revision_is_read_back_too(place, first, second):
    one = with_ids(read_draft(first), None, "")
    two = with_ids(read_draft(second), one, "a")
    base = write(place, one)
    assert_same(two, read(place, write(place, two, base)))


def test_clauses_that_are_kept_are_not_written(place):
    one = with_ids(read_draft(MONDAY), None, "")
    two = with_ids(read_draft(TUESDAY), one, "a")
    base = write(place, one)
    everything = frozenset(clause.id for clause in two.clauses if clause.id)
    written = write(place, two, base, kept=everything)
    stored = read(place, written)
    old = {clause.id: clause.text for clause in one.clauses}
    for clause in stored.clauses:
        received = two.clauses[two.by_id[clause.id or ""]]
        assert clause.text == old.get(clause.id, received.text)


def test_many_clauses_make_one_pack(tmp_path):
    git(None, "init", "-q", tmp_path)
    text = MONDAY + "".join(f"{n}. Thanks host number {n}.\n" for n in range(3, 400))
    received = with_ids(read_draft(text), None, "")
    written = write(tmp_path, received)
    assert_same(received, read(tmp_path, written))
    assert len(list((tmp_path / ".git" / "objects" / "pack").glob("*.pack"))) == 1
    assert int(git(tmp_path, "count-objects").split()[0]) < 20
