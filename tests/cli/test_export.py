"""`draftvc export`: a revision as one file again."""

from __future__ import annotations

import pytest

from tests.cli.program import SAMPLES, draftvc, git


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_what_was_imported_comes_back_byte_for_byte(room, number):
    done = draftvc("export", f"v{number}", cwd=room)
    assert done.code == 0
    assert done.raw == (SAMPLES / f"resolution-v{number}.txt").read_bytes()


def test_a_revision_made_by_hand_is_put_together_from_its_clauses(draft, tmp_path):
    file = draft / draftvc("path", "OP2", cwd=draft).out.strip()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Executive", "Deputy"), encoding="utf-8")
    git("commit", "-qam", "Correct a title", cwd=draft)
    out = tmp_path / "after.txt"
    done = draftvc("export", "-o", out, cwd=draft)
    assert done.code == 0
    assert "put together from its clauses" in done.only_line
    same = draftvc("diff", "HEAD", out, "--exit-code", cwd=draft)
    assert same.code == 0, same.out


def test_a_file_that_is_there_is_kept(room, tmp_path):
    out = tmp_path / "mine.txt"
    out.write_text("mine")
    done = draftvc("export", "-o", out, cwd=room)
    assert done.code == 2
    assert "is there already" in done.only_line
    assert out.read_text() == "mine"
    assert draftvc("export", "-o", out, "--force", cwd=room).code == 0
    assert out.read_bytes() == (SAMPLES / "resolution-v4.txt").read_bytes()


def test_where_nothing_can_be_written_it_is_said(room, tmp_path):
    done = draftvc("export", "-o", tmp_path / "none" / "out.txt", cwd=room)
    assert done.code == 2
    assert "cannot be written" in done.only_line


def test_a_clause_is_no_file(room):
    done = draftvc("export", "OP1", cwd=room)
    assert done.code == 2
    assert "exported whole" in done.only_line


def test_a_clause_that_would_read_otherwise_is_named(draft):
    file = draft / draftvc("path", "OP3", cwd=draft).out.strip()
    file.write_text("\nand what else there is\n", encoding="utf-8")
    git("commit", "-qam", "Lose a number", "--no-verify", cwd=draft)
    done = draftvc("export", cwd=draft)
    assert done.code == 3
    assert done.raw.endswith(b"and what else there is\n")
    assert "would read otherwise at OP2" in done.only_line
