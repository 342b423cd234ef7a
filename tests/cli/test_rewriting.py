"""A draft is written into the working tree whole, or the working tree is as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from draftvc.errors import RepositoryError
from draftvc.store import rewriting
from draftvc.store.repository import open_repository
from tests.cli.program import draftvc, git


def tree(place: Path) -> dict[str, bytes]:
    names = [p for p in place.rglob("*") if p.is_file() and ".git" not in p.parts]
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in names}


def written(place: Path) -> tuple[str, ...]:
    """Write the first revision over an edited working tree."""
    repo = open_repository(place)
    first = repo.named("v1")
    assert first is not None
    before, after = repo.working_draft(), repo.draft(first.commit)
    return rewriting.write_draft(repo, before, after, set(after.by_id), "Applying v1")


@pytest.mark.parametrize("error", [PermissionError(1, "not permitted"), KeyboardInterrupt()])
@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_whatever_stops_it_what_was_edited_is_still_there(draft, monkeypatch, error, links):
    edited = draft / draftvc("path", "OP2", cwd=draft).out.strip()
    edited.write_text(edited.read_text("utf-8").replace("Invites", "Warmly invites"), "utf-8")
    before = tree(draft)
    moves = os.replace
    left = 0

    def fails(source: str | Path, target: str | Path) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise error
        moves(source, target)

    monkeypatch.setattr(os, "replace", fails)
    if not links:
        refused = OSError(errno.EPERM, "no links")
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(refused))
    stopped = 0
    for moment in range(1, 40, 3):
        left = moment
        try:
            written(draft)
        except (RepositoryError, KeyboardInterrupt):
            stopped += 1
            assert tree(draft) == before
        else:
            break
    assert stopped > 3
    assert draftvc("diff", "v1", "--exit-code", cwd=draft).code == 0
    assert [name for name in tree(draft) if name.endswith(".tmp")] == []


def test_a_file_that_is_none_of_the_draft_is_not_written_over(draft):
    sent = draftvc("diff", "v4", "v1", "--format", "json", cwd=draft)
    names = git("diff", "--name-only", "--diff-filter=A", "v4", "v1", "clauses", cwd=draft).split()
    mine = draft / names[0]
    mine.write_text("minutes of the corridor\n", encoding="utf-8")
    before = tree(draft)
    done = draftvc("apply", "-", cwd=draft, stdin=sent.raw)
    assert done.code == 2
    assert f"{names[0]} is there already" in done.only_line
    assert tree(draft) == before
