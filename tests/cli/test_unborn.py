"""Where no revision is checked out: a branch that begins, a branch without the draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftvc.errors import EXIT_DONE, EXIT_WRONG
from tests.cli.program import SAMPLES, draftvc, git

NEED_A_REVISION = [
    ("status",),
    ("check",),
    ("diff",),
    ("show",),
    ("adref",),
    ("log", "OP1"),
    ("path", "OP1"),
    ("relink", "OP1", "OP2"),
    ("merge", "main"),
]


def _answers(place: Path, said: str, *calls: tuple[str, ...]) -> None:
    for call in calls:
        done = draftvc(*call, cwd=place)
        assert (done.code, done.only_line) == (EXIT_WRONG, f"draftvc: {said}"), call
    assert " ".join(draftvc("log", cwd=place).out.split()) == said


def test_an_orphan_branch_says_where_the_draft_is(draft):
    git("switch", "-q", "--orphan", "line2", cwd=draft)
    said = (
        "The branch line2 has no revision yet; the draft is on main. "
        "`git switch main` goes back to it; `draftvc import FILE` begins another one here."
    )
    _answers(draft, said, *NEED_A_REVISION)
    assert draftvc("diff", "v1", "v2", cwd=draft).code == EXIT_DONE
    assert draftvc("import", SAMPLES / "resolution-v1.txt", cwd=draft).code == EXIT_DONE
    assert draftvc("status", cwd=draft).code == EXIT_DONE
    git("switch", "-q", "main", cwd=draft)
    assert draftvc("diff", "--exit-code", cwd=draft).code == EXIT_DONE


def test_an_orphan_branch_with_the_draft_in_it_says_how_to_record_it(draft):
    git("checkout", "-q", "--orphan", "line2", cwd=draft)
    said = (
        "The branch line2 has no revision yet, and what stands here is in none. `git add clauses "
        "outline draft.toml && git commit` records what stands here; `git switch main` goes back "
        "to it."
    )
    need = [each for each in NEED_A_REVISION if each[0] not in ("status", "check", "path")]
    _answers(draft, said, *need)
    told = draftvc("status", cwd=draft)
    assert (told.code, "Uncommitted" in told.out) == (EXIT_DONE, True)
    done = draftvc("import", SAMPLES / "resolution-v1.txt", cwd=draft)
    assert (done.code, said in done.only_line) == (EXIT_WRONG, True)
    git("add", "clauses", "outline", "draft.toml", cwd=draft)
    git("commit", "-q", "-m", "Begin a second line", cwd=draft)
    assert draftvc("diff", "main", "--exit-code", cwd=draft).code == EXIT_DONE


@pytest.mark.parametrize("detached", [False, True])
def test_a_branch_of_something_else_says_that_it_does_not_hold_the_draft(draft, detached):
    git("switch", "-q", "--orphan", "pages", cwd=draft)
    (draft / "index.html").write_text("<p>Room B</p>", encoding="utf-8")
    git("add", "index.html", cwd=draft)
    git("commit", "-q", "-m", "A page", cwd=draft)
    here = "The branch pages"
    if detached:
        git("switch", "-q", "--detach", cwd=draft)
        here = "What is checked out"
    said = f"{here} does not hold the draft; it is on main. `git switch main` goes back to it."
    _answers(draft, said, *NEED_A_REVISION)


def test_a_draft_that_begins_is_told_to_import(tmp_path):
    draftvc("init", tmp_path / "room")
    said = "Nothing is recorded yet. `draftvc import FILE` records the first revision."
    _answers(tmp_path / "room", said, *NEED_A_REVISION)
