"""The merge driver: called by the real git, and as a function of three files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from draftvc.app.conflict_marks import marked
from draftvc.drivers import dispatch
from tests.cli.program import draftvc
from tests.drivers.room import attempt
from tests.merging import (
    OP1,
    OP2,
    OUTLINE,
    PP1,
    PP2,
    add_clause,
    change,
    clause,
    commit_all,
    edit,
    enable,
    fork,
    put,
    remove_clause,
    text_of,
)
from tests.store.gitrepo import git

LINE = f'"{sys.executable}" -m draftvc driver merge %O %A %B %L %P'
BOTH = {OP2: ("Decides to return", "Agrees to return")}
HERE = {OP2: ("the matter", "the question")}
THERE = {OP2: ("the matter", "the subject")}
FILE = f"clauses/{OP2}.txt"


def three(place: Path, base: str, ours: str, theirs: str) -> tuple[Path, Path, Path]:
    """Write the files that git gives to a driver."""
    names = ("base", "ours", "theirs")
    return tuple(  # type: ignore[return-value]
        put(place / name, text) for name, text in zip(names, (base, ours, theirs), strict=True)
    )


def drive(files: tuple[Path, Path, Path], path: str = FILE, size: str = "7") -> int:
    """Call the driver as git does."""
    return dispatch.run(["driver", "merge", *map(str, files), size, path])


def test_what_both_sides_changed_apart_combines(tmp_path: Path):
    files = three(
        tmp_path,
        "2.\nDecides to meet [again] {FRA+} in spring,\nand to bring maps.\n",
        "2.\nDecides to meet [again] {FRA+, KEN+} in spring,\nand to bring maps.\n",
        "2.\nDecides to meet [again] {FRA+} in spring,\nand to bring charts.\n",
    )
    assert drive(files) == 0
    text = files[1].read_text()
    assert "{FRA+, KEN+}" in text
    assert "charts" in text


def test_a_byte_order_mark_is_no_word(tmp_path: Path):
    files = three(
        tmp_path,
        "2.\nDecides to meet [again] in spring,\nand to bring maps.\n",
        "\ufeff2.\nDecides to meet [again] in autumn,\nand to bring maps.\n",
        "2.\nDecides to meet [again] in spring,\nand to bring charts.\n",
    )
    assert drive(files) == 0
    text = files[1].read_text(encoding="utf-8")
    assert text.startswith("2.\n")
    assert "autumn" in text
    assert "charts" in text


def test_what_does_not_combine_stands_between_marks(tmp_path: Path):
    base = "2.\nDecides to meet in spring,\nand to bring maps.\n"
    files = three(
        tmp_path, base, base.replace("spring", "autumn"), base.replace("spring", "winter")
    )
    assert drive(files, size="9") == 1
    lines = files[1].read_text().splitlines()
    assert lines[0] == "2."
    begin, middle, end = (
        next(n for n, line in enumerate(lines) if line.startswith(mark * 9)) for mark in "<=>"
    )
    assert "autumn" in "".join(lines[begin:middle])
    assert "winter" in "".join(lines[middle:end])
    assert lines[begin] == "<<<<<<<<< ours"
    assert lines[-1] == "and to bring maps."


def test_an_outline_takes_the_clauses_of_both_sides(tmp_path: Path):
    one, other = "noting-floods-a1a1a 0 preambular\n", "noting-winds-b2b2b 0 preambular\n"
    line = f"{PP1} 0 preambular\n"
    files = three(
        tmp_path, OUTLINE, OUTLINE.replace(line, line + one), OUTLINE.replace(line, line + other)
    )
    assert drive(files, "outline") == 0
    assert files[1].read_text() == OUTLINE.replace(line, line + one + other)


def test_a_clause_moved_to_two_places_is_shown_as_git_shows_a_conflict(tmp_path: Path):
    first, *rest = OUTLINE.splitlines(keepends=True)
    pp1, pp2, op1, op2 = rest
    third = "noting-floods-a1a1a 0 preambular\n"
    base = [first, pp1, pp2, third, op1, op2]
    ours, theirs = [first, pp2, pp1, third, op1, op2], [first, pp2, third, pp1, op1, op2]
    files = three(tmp_path, *("".join(each) for each in (base, ours, theirs)))
    code = drive(files, "outline")
    text = files[1].read_text()
    assert all(line in text for line in (pp1, pp2, third))
    assert code == ("<<<<<<<" in text)


@pytest.mark.parametrize(
    "base",
    ["2.\nDecides \udcff to meet.\n", "2.\n<<<<<<< ours\nDecides\n=======\nAgrees\n>>>>>>> x\n"],
    ids=["no UTF-8", "marks in it"],
)
def test_what_we_cannot_read_is_merged_as_git_merges_lines(
    tmp_path: Path, base: str, capfd: pytest.CaptureFixture[str]
):
    texts = (base, base + "Ours adds a line.\n", base + "Theirs adds one too.\n")
    files = tuple(
        put(tmp_path / name, text.encode("utf-8", "surrogateescape"))
        for name, text in zip(("base", "ours", "theirs"), texts, strict=True)
    )
    assert drive(files) == 1  # type: ignore[arg-type]
    merged = files[1].read_bytes()
    assert b"Ours adds a line." in merged
    assert b"Theirs adds one too." in merged
    assert b"<<<<<<< ours\n" in merged
    assert "is merged as git merges lines" in capfd.readouterr().err


def test_a_defect_of_ours_loses_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    from draftvc.drivers import merge_file

    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(merge_file, "merge_clause", broken)
    base = "2.\nDecides to meet,\nand to bring maps,\nand to sing.\n"
    files = three(tmp_path, base, base.replace("maps", "charts"), base.replace("sing", "dance"))
    assert drive(files) in (0, 1)
    text = files[1].read_text()
    assert "charts" in text
    assert "dance" in text
    assert "RecursionError" in capfd.readouterr().err


def test_the_driver_starts_without_the_command_line():
    """No rich, no typer, no pygit2: git starts it once a file.

    Nor what a clause needs none of: a data class takes a millisecond to make, and inspect.
    """
    heavy = ["rich", "pygit2", "typer", "msgspec", "tomlkit", "lark", "subprocess", "json"]
    heavy += ["dataclasses", "inspect", "pathlib", "datetime", "draftvc.diff.model"]
    code = (
        "import sys; import draftvc.drivers.dispatch, draftvc.drivers.merge_call, "
        "draftvc.drivers.merge_file; "
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_marks_hold_each_side_whole():
    ours, theirs = "a\nb\nc\n", "a\nx\ny\nc\nd"
    text = marked(ours, theirs)
    assert text.startswith("a\n<<<<<<< ours\nb\n=======\nx\ny\n>>>>>>> theirs\nc\n")


def test_git_merge_combines_what_both_sides_changed_in_one_clause(tmp_path: Path):
    place = fork(tmp_path / "draft", BOTH, THERE)
    enable(place, LINE)
    did, said = attempt(place, "merge", "--no-edit", "fra")
    assert did, said
    assert "Agrees to return to the subject" in " ".join(text_of(place, OP2).split())


def test_after_git_merge_a_conflict_is_listed_and_settled(tmp_path: Path):
    place = fork(tmp_path / "draft", HERE, {**THERE, PP1: ("figures", "tables")})
    enable(place, LINE)
    did, _ = attempt(place, "merge", "--no-edit", "fra")
    assert not did
    assert "<<<<<<< ours" in text_of(place, OP2)
    assert draftvc("conflicts", cwd=place).code == 1
    done = draftvc("resolve", "OP2", "--theirs", cwd=place)
    assert done.code == 0, done.err
    assert "the subject" in text_of(place, OP2)
    git(place, "commit", "-q", "--no-edit")
    assert git(place, "log", "-1", "--format=%P").count(" ") == 1


def test_in_a_rebase_theirs_is_your_own_commit(tmp_path: Path):
    place = fork(tmp_path / "draft", HERE, THERE)
    enable(place, LINE)
    git(place, "checkout", "-q", "fra")
    assert not attempt(place, "rebase", "main")[0]
    told = draftvc("conflicts", "--format", "json", cwd=place).json
    assert told["kind"] == "rebase"
    assert told["conflicts"][0]["theirs"] == "subject"
    assert draftvc("resolve", "--all", "--theirs", cwd=place).code == 0
    did, said = attempt(place, "-c", "core.editor=true", "rebase", "--continue")
    assert did, said
    assert "the subject" in text_of(place, OP2)
    assert git(place, "log", "--format=%s").splitlines()[:2] == ["France edits", "The room edits"]


def test_a_commit_is_picked_and_what_is_in_conflict_settled(tmp_path: Path):
    place = fork(tmp_path / "draft", HERE, THERE)
    enable(place, LINE)
    assert not attempt(place, "cherry-pick", "fra")[0]
    assert draftvc("conflicts", "--format", "json", cwd=place).json["kind"] == "cherry-pick"
    done = draftvc("resolve", "OP2", "--brackets", "--as", "FRA,USA", cwd=place)
    assert done.code == 0, done.err
    did, said = attempt(place, "-c", "core.editor=true", "cherry-pick", "--continue")
    assert did, said
    assert "{FRA+}" in text_of(place, OP2)


def test_what_was_stashed_comes_back_into_an_edited_clause(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    enable(place, LINE)
    edit(place, OP2, *THERE[OP2])
    git(place, "stash", "-q")
    change(place, HERE, "The room edits")
    assert not attempt(place, "stash", "pop")[0]
    told = draftvc("conflicts", "--format", "json", cwd=place).json
    assert (told["kind"], len(told["conflicts"])) == ("stash", 1)
    assert draftvc("resolve", "OP2", "--theirs", cwd=place).code == 0
    assert "the subject" in text_of(place, OP2)


def test_without_the_driver_conflicts_of_git_alone_are_read_all_the_same(tmp_path: Path):
    place = fork(
        tmp_path / "draft",
        {OP2: ("Decides", "Agrees"), PP1: ("{USA+,FRA-}", "{USA+,FRA-,KEN+}")},
        {OP2: ("its next", "its tenth"), PP1: ("{USA+,FRA-}", "{USA+,FRA-,JAM+}")},
    )
    assert not attempt(place, "merge", "--no-edit", "fra")[0]
    told = draftvc("conflicts", "--format", "json", cwd=place).json
    assert told["combined"] == ["PP1", "OP2"]
    assert draftvc("resolve", "--all", cwd=place).code == 0
    assert "Agrees to return to the matter at its tenth session" in text_of(place, OP2)
    assert "KEN+" in text_of(place, PP1)
    assert "JAM+" in text_of(place, PP1)
    git(place, "commit", "-q", "--no-edit")


def test_a_clause_deleted_by_the_other_side_comes_back_where_it_stood(tmp_path: Path):
    place = fork(tmp_path / "draft", {PP2: ("state of gauges", "age of gauges")}, {})
    git(place, "checkout", "-q", "fra")
    remove_clause(place, PP2)
    commit_all(place, "France drops a paragraph")
    git(place, "checkout", "-q", "main")
    enable(place, LINE)
    assert not attempt(place, "merge", "--no-edit", "fra")[0]
    done = draftvc("resolve", "PP2", "--ours", cwd=place)
    assert done.code == 0, done.err
    assert (place / "outline").read_text() == OUTLINE
    assert "age of gauges" in text_of(place, PP2)


def test_two_insertions_of_one_number_both_stand(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    for branch, clause_id, what in (
        ("fra", "noting-floods-a1a1a", "floods"),
        ("main", "noting-winds-b2b2b", "winds"),
    ):
        git(place, "checkout", "-q", branch)
        add_clause(place, clause_id, PP1, "1.bis", f"Noting the {what} of spring,")
        commit_all(place, f"Add {what}")
    enable(place, LINE)
    did, said = attempt(place, "merge", "--no-edit", "fra")
    assert did, said
    found = draftvc("check", "--format", "json", cwd=place).json["diagnostics"]
    (twice,) = [each for each in found if each["code"] == "E401"]
    assert twice["clause"] == "PP1.bis~2"
    assert twice["fix"] == {"start": 0, "end": 5, "text": "1.ter"}
    assert clause(place, "noting-winds-b2b2b").exists()
    assert OP1 in (place / "outline").read_text()


def test_what_a_rule_leaves_out_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    base = "2.\nDecides to meet [again] {FRA+} in spring.\n"
    files = three(
        tmp_path, base, base.replace("[again] {FRA+}", "again"), base.replace("}", ", KEN+}")
    )
    assert drive(files) == 0
    said = capsys.readouterr().err
    assert said.startswith(f"draftvc: {FILE}: A bracket was lifted on one side; ")
    assert "KEN+" in said


def test_a_clause_that_goes_although_it_was_moved_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    lines = OUTLINE.splitlines(keepends=True)
    gone = [line for line in lines if not line.startswith(PP1)]
    moved = [lines[0], lines[2], lines[3], lines[1], *lines[4:]]
    files = three(tmp_path, *("".join(each) for each in (lines, gone, moved)))
    assert drive(files, "outline") == 0
    assert PP1 not in files[1].read_text()
    said = "One side deleted the clause, the other moved it: it is deleted."
    assert capsys.readouterr().err == f"draftvc: clauses/{PP1}.txt: {said}\n"
