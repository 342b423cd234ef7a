"""A draft in a repository whose `.gitignore` hides its files."""

from __future__ import annotations

import pytest

from draftvc.errors import EXIT_DONE, EXIT_WRONG
from tests.cli.program import SAMPLES, draftvc, git

NEW = "notes-the-harbour-aaaaa"


@pytest.mark.parametrize("pattern", ["*.txt", "clauses/", "*"])
def test_what_gitignore_hides_is_recorded_and_told(tmp_path, pattern):
    place = tmp_path / "room"
    draftvc("init", place)
    (place / ".gitignore").write_text(f"{pattern}\n", encoding="utf-8")
    files = [SAMPLES / f"resolution-v{number}.txt" for number in (1, 2)]
    assert draftvc("import", *files, cwd=place).code == EXIT_DONE
    kept = git("ls-files", "clauses", "outline", "draft.toml", "source", cwd=place).split()
    assert len(kept) == len(list((place / "clauses").iterdir())) + 3
    assert draftvc("status", "--format", "json", cwd=place).json["uncommitted"] == []

    (place / "clauses" / f"{NEW}.txt").write_text("9.\nNotes the harbour;\n", encoding="utf-8")
    (place / "clauses" / "minutes-aaaaa.txt").write_text("\nRoom B\n", encoding="utf-8")
    with (place / "outline").open("a", encoding="utf-8") as outline:
        outline.write(f"{NEW} 0 operative\n")
    assert draftvc("status", "--format", "json", cwd=place).json["uncommitted"] == [
        "OP9",
        "outline",
    ]
    refused = draftvc("import", SAMPLES / "resolution-v3.txt", cwd=place)
    assert refused.code == EXIT_WRONG
    assert "uncommitted changes: OP9, outline" in refused.only_line

    git("add", "--update", cwd=place)
    told = draftvc("hook", "pre-commit", cwd=place).err
    add = f"git add --force clauses/{NEW}.txt"
    assert f"clauses/{NEW}.txt is not staged" in told
    assert f"`{add}`" in told
    git(*add.split()[1:], cwd=place)
    git("commit", "-q", "-m", "Note the harbour", cwd=place)
    assert draftvc("status", "--format", "json", cwd=place).json["uncommitted"] == []
    assert draftvc("import", SAMPLES / "resolution-v3.txt", cwd=place).code == EXIT_DONE
