"""`merge`, `conflicts`, `resolve` as processes, over real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import draftvc, git, validated
from tests.merging import (
    NEW,
    OP2,
    OUTLINE,
    PP1,
    PP2,
    add_clause,
    commit_all,
    edit,
    fork,
    put,
    remove_clause,
    text_of,
)

QUIET = {OP2: ("at its next session", "at its next session in spring")}
APART = {PP1: ("than the figures", "than the tables")}
HERE = {OP2: ("next session", "spring session")}
THERE = {OP2: ("next session", "tenth session")}


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    """Two lines that say when to meet again differently, and agree in all else."""
    return fork(tmp_path / "draft", HERE, {**THERE, **APART})


def test_lines_that_edited_different_clauses_become_one_commit_of_two_parents(tmp_path: Path):
    place = fork(tmp_path / "draft", QUIET, APART)
    done = draftvc("merge", "fra", cwd=place)
    assert done.code == 0, done.err
    assert "fra is merged into main." in done.out
    assert git("log", "-1", "--format=%P", cwd=place).count(" ") == 1
    assert "in spring" in text_of(place, OP2)
    assert "the tables" in text_of(place, PP1)
    assert git("status", "--porcelain", cwd=place) == ""
    assert "Merge of fra." in git("log", "-1", "--format=%b", cwd=place)
    assert "PP1" in git("log", "-1", "--format=%s", cwd=place)


def test_the_message_can_be_given(tmp_path: Path):
    place = fork(tmp_path / "draft", QUIET, APART)
    assert draftvc("merge", "fra", "-m", "Take in France", cwd=place).code == 0
    assert git("log", "-1", "--format=%B", cwd=place).strip() == "Take in France"


def test_a_line_without_anything_of_its_own_moves_forward(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, APART)
    done = draftvc("merge", "fra", "--format", "json", cwd=place)
    assert done.code == 0
    assert validated(done, "merge")["outcome"] == "forward"
    assert git("rev-parse", "main", cwd=place) == git("rev-parse", "fra", cwd=place)
    assert git("status", "--porcelain", cwd=place) == ""
    again = draftvc("merge", "fra", cwd=place)
    assert (again.code, "already" in again.out) == (0, True)


def test_a_conflict_leaves_what_git_would_leave(disputed: Path):
    done = draftvc("merge", "fra", "--format", "json", cwd=disputed)
    assert done.code == 1
    told = validated(done, "merge")
    assert [each["clause"] for each in told["conflicts"]] == ["OP2"]
    assert told["conflicts"][0]["why"] == "words"
    status = git("status", cwd=disputed)
    assert "unmerged paths" in status
    assert f"both modified:   clauses/{OP2}.txt" in status
    text = text_of(disputed, OP2)
    assert "<<<<<<< ours\n" in text
    assert "spring session" in text
    assert "tenth session" in text
    assert "the tables" in text_of(disputed, PP1)
    stages = git("ls-files", "-u", cwd=disputed).splitlines()
    assert [line.split()[2] for line in stages] == ["1", "2", "3"]


def test_git_gives_a_merge_up_that_draftvc_began(disputed: Path):
    before = git("rev-parse", "HEAD", cwd=disputed)
    assert draftvc("merge", "fra", cwd=disputed).code == 1
    git("merge", "--abort", cwd=disputed)
    assert git("status", "--porcelain", cwd=disputed) == ""
    assert git("rev-parse", "HEAD", cwd=disputed) == before
    assert draftvc("merge", "fra", cwd=disputed).code == 1
    assert draftvc("merge", "--abort", cwd=disputed).code == 0
    assert git("status", "--porcelain", cwd=disputed) == ""


@pytest.mark.parametrize(
    ("how", "there"),
    [
        (["--ours"], ["spring session"]),
        (["--theirs"], ["tenth session"]),
        (["--base"], ["next session"]),
        (["--brackets", "--as", "FRA,USA"], ["spring", "{FRA+}", "tenth", "{USA+}"]),
    ],
)
def test_a_conflict_is_settled_and_the_merge_recorded(
    disputed: Path, how: list[str], there: list[str]
):
    assert draftvc("merge", "fra", cwd=disputed).code == 1
    done = draftvc("resolve", "op2", *how, "--format", "json", cwd=disputed)
    assert done.code == 0, done.err
    told = validated(done, "conflicts")
    assert told["conflicts"] == []
    assert len(told["settled"]) == 1
    assert all(words in text_of(disputed, OP2) for words in there)
    assert "<<<<<<<" not in text_of(disputed, OP2)
    assert draftvc("merge", "--continue", cwd=disputed).code == 0
    assert git("log", "-1", "--format=%P", cwd=disputed).count(" ") == 1
    assert git("status", "--porcelain", cwd=disputed) == ""
    assert draftvc("conflicts", cwd=disputed).code == 0


def test_a_clause_is_settled_from_a_file(disputed: Path, tmp_path: Path):
    assert draftvc("merge", "fra", cwd=disputed).code == 1
    file = put(tmp_path / "op2.txt", "2. Decides to meet again in [May] {KEN+}.\n")
    assert draftvc("resolve", "OP2", "--with", file, cwd=disputed).code == 0
    assert text_of(disputed, OP2) == "2.\nDecides to meet again in [May] {KEN+}.\n"
    git("commit", "-q", "--no-edit", cwd=disputed)
    assert git("log", "-1", "--format=%P", cwd=disputed).count(" ") == 1


def test_a_merge_with_conflicts_is_not_recorded_before_they_are_settled(disputed: Path):
    assert draftvc("merge", "fra", cwd=disputed).code == 1
    done = draftvc("merge", "--continue", cwd=disputed)
    assert done.code == 2
    assert "In conflict still: OP2." in done.only_line
    assert draftvc("merge", "fra", cwd=disputed).code == 2


@pytest.mark.parametrize(("how", "stands"), [("--ours", False), ("--theirs", True)])
def test_a_clause_deleted_here_and_edited_there(tmp_path: Path, how: str, stands: bool):
    place = fork(tmp_path / "draft", {}, {PP2: ("the state of gauges", "the age of gauges")})
    remove_clause(place, PP2)
    commit_all(place, "Drop PP2")
    done = draftvc("merge", "fra", "--format", "json", cwd=place)
    assert done.code == 1
    (conflict,) = validated(done, "merge")["conflicts"]
    assert (conflict["why"], conflict["ours"]) == ("deleted", None)
    assert "the age of gauges" in text_of(place, PP2)
    settled = draftvc("resolve", conflict["clause"], how, cwd=place)
    assert settled.code == 0, settled.err
    assert (place / "clauses" / f"{PP2}.txt").exists() is stands
    assert (PP2 in (place / "outline").read_text(encoding="utf-8")) is stands
    assert draftvc("merge", "--continue", cwd=place).code == 0
    assert (place / "outline").read_text(encoding="utf-8").splitlines() == [
        line for line in OUTLINE.splitlines() if stands or not line.startswith(PP2)
    ]


def test_what_cannot_be_merged_is_refused_with_what_to_do(tmp_path: Path):
    place = fork(tmp_path / "draft", QUIET, APART)
    assert "Did you mean fra?" in draftvc("merge", "frb", cwd=place).only_line
    edit(place, OP2, "session", "meeting")
    refused = draftvc("merge", "fra", cwd=place)
    assert refused.code == 2
    assert "uncommitted changes: OP2" in refused.only_line
    assert draftvc("resolve", "OP2", "--ours", cwd=place).code == 2
    assert draftvc("merge", cwd=place).code == 2


def test_a_clause_that_came_in_stands_where_it_stood(tmp_path: Path):
    place = fork(tmp_path / "draft", QUIET, {})
    git("checkout", "-q", "fra", cwd=place)
    add_clause(place, NEW, PP1, "", "Reminding members of the spring floods,")
    commit_all(place, "Add a paragraph")
    git("checkout", "-q", "main", cwd=place)
    assert draftvc("merge", "fra", cwd=place).code == 0
    lines = (place / "outline").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in lines][1:4] == [PP1, NEW, PP2]


def test_files_beside_the_draft_are_merged_as_git_merges_them(tmp_path: Path):
    place = fork(tmp_path / "draft", QUIET, {})
    git("checkout", "-q", "fra", cwd=place)
    put(place / "notes" / "fra.txt", "France will speak first.\n")
    put(place / "minutes.txt", "The meeting was opened at eleven.\n")
    commit_all(place, "Notes of France")
    git("checkout", "-q", "main", cwd=place)
    assert draftvc("merge", "fra", cwd=place).code == 0
    assert (place / "notes" / "fra.txt").read_text() == "France will speak first.\n"
    assert "eleven" in (place / "minutes.txt").read_text()
    assert git("status", "--porcelain", cwd=place) == ""


def test_a_conflict_beside_the_draft_is_left_to_people(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    for branch, hour in (("fra", "eleven"), ("main", "nine")):
        git("checkout", "-q", branch, cwd=place)
        put(place / "minutes.txt", f"The meeting was opened at {hour}.\n")
        commit_all(place, "Minutes")
    done = draftvc("merge", "fra", "--format", "json", cwd=place)
    assert done.code == 1
    assert validated(done, "merge")["others"] == ["minutes.txt"]
    assert "<<<<<<<" in (place / "minutes.txt").read_text()
    assert "UU minutes.txt" in git("status", "--porcelain", cwd=place)
    put(place / "minutes.txt", "The meeting was opened at ten sharp.\n")
    git("add", "minutes.txt", cwd=place)
    assert draftvc("merge", "--continue", cwd=place).code == 0


def test_brackets_keep_agreed_words_beside_what_is_asked_and_need_a_reason(tmp_path: Path):
    agreed = {OP2: ("next session", "next session, Ad ref 3 March 2025 17.05")}
    place = fork(tmp_path / "draft", agreed, THERE)
    assert draftvc("merge", "fra", cwd=place).code == 1
    done = draftvc("resolve", "OP2", "--brackets", "--as", "FRA,USA", cwd=place)
    assert "agreed mark is left out. Not in the result: Ad ref 3 March 2025 17.05" in " ".join(
        done.out.split()
    )
    text = text_of(place, OP2)
    assert "[next] {FRA+}" in text
    assert "[tenth] {USA+}" in text
    assert "Ad ref" not in text
    assert draftvc("hooks", "install", cwd=place).code == 0
    refused = draftvc("merge", "--continue", cwd=place)
    assert refused.code == 2
    assert "draftvc merge --continue -m 'Reopens: OP2 \"reason\" By: RUS'" in refused.err
    reason = 'Reopens: OP2 "June is taken" By: USA'
    assert draftvc("merge", "--continue", "-m", reason, cwd=place).code == 0
    said = git("log", "-1", "--format=%B", cwd=place)
    assert "Merge of fra." in said
    assert "tenth" in said
    assert said.strip().endswith(f"\n\n{reason}")


def test_lines_that_took_each_other_in_before_are_merged_from_both(tmp_path: Path):
    place = fork(tmp_path / "draft", HERE, APART)
    here, there = (git("rev-parse", name, cwd=place).strip() for name in ("HEAD", "fra"))
    assert draftvc("merge", there, cwd=place).code == 0
    edit(place, OP2, *reversed(HERE[OP2]))
    commit_all(place, "Take the spring back")
    git("checkout", "-q", "fra", cwd=place)
    assert draftvc("merge", here, cwd=place).code == 0
    edit(place, PP1, *reversed(APART[PP1]))
    commit_all(place, "Take the tables back")
    git("checkout", "-q", "-", cwd=place)
    assert draftvc("merge", "fra", cwd=place).code == 0
    assert "next session" in text_of(place, OP2)
    assert "than the figures" in text_of(place, PP1)


def crossed(place: Path, here: str, there: str) -> None:
    """Let two lines take each other in, and settle OP2 each in its own way."""
    fork(place, HERE, THERE)
    ends = git("rev-parse", "HEAD", "fra", cwd=place).split()
    for branch, other, how in (("main", ends[1], here), ("fra", ends[0], there)):
        git("checkout", "-q", branch, cwd=place)
        assert draftvc("merge", other, cwd=place).code == 1
        assert draftvc("resolve", "OP2", *how.split(), cwd=place).code == 0
        assert draftvc("merge", "--continue", cwd=place).code == 0
    git("checkout", "-q", "main", cwd=place)


def test_what_two_lines_settled_differently_is_no_settled_thing(tmp_path: Path):
    place = tmp_path / "draft"
    crossed(place, "--ours", "--ours")
    said = draftvc("merge", "fra", cwd=place)
    assert said.code == 1
    (conflict,) = validated(draftvc("conflicts", "--format", "json", cwd=place), "conflicts")[
        "conflicts"
    ]
    # Git lists bases of the same second by their ids: either may come first.
    assert sorted(conflict["base"].split()) == ["[spring]", "[tenth]"]
    assert (conflict["ours"], conflict["theirs"]) == ("spring", "tenth")
    assert draftvc("resolve", "OP2", "--brackets", "--as", "FRA,USA", cwd=place).code == 0
    assert draftvc("merge", "--continue", cwd=place).code == 0
    assert "[spring] {FRA+} [tenth] {USA+} session" in " ".join(text_of(place, OP2).split())
    assert git("fsck", "--strict", "--no-dangling", cwd=place) == ""


def test_what_two_lines_settled_alike_is_settled(tmp_path: Path):
    place = tmp_path / "draft"
    crossed(place, "--ours", "--theirs")
    assert draftvc("merge", "fra", cwd=place).code == 0
    assert "spring session" in text_of(place, OP2)


def test_lines_that_crossed_again_and_again_are_merged(tmp_path: Path):
    place = tmp_path / "draft"
    crossed(place, "--ours", "--ours")
    ends = git("rev-parse", "main", "fra", cwd=place).split()
    for branch, other in (("main", ends[1]), ("fra", ends[0])):
        git("checkout", "-q", branch, cwd=place)
        assert draftvc("merge", other, "--brackets", cwd=place).code == 0
        edit(place, PP1, "than the figures", f"than the {branch} figures")
        commit_all(place, f"Edit on {branch}")
    git("checkout", "-q", "main", cwd=place)
    said = draftvc("conflicts" if draftvc("merge", "fra", cwd=place).code else "status", cwd=place)
    assert "main" in said.out
    text = text_of(place, OP2)
    assert "spring" in text
    assert "tenth" in text


def test_a_heading_takes_no_brackets_and_what_is_left_out_is_said(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    first = next(
        line for line in (place / "outline").read_text().splitlines() if line.endswith(" operative")
    )
    put(place / "outline", (place / "outline").read_text().replace(first, f"{first} HERE"))
    commit_all(place, "Head it here")
    git("checkout", "-q", "fra", cwd=place)
    put(place / "outline", (place / "outline").read_text().replace(first, f"{first} THERE"))
    commit_all(place, "Head it there")
    git("checkout", "-q", "-", cwd=place)
    said = draftvc("merge", "fra", cwd=place)
    assert said.code == 1
    assert "draftvc resolve outline --ours, --theirs or --base" in said.out
    done = draftvc("resolve", "--all", "--brackets", "--as", "FRA,USA", cwd=place)
    assert done.code == 0
    assert "as our side has it" in done.out
    assert "Not in the result: THERE." in done.out


def test_a_merge_can_be_given_up_right_after_something_was_settled(disputed: Path):
    assert draftvc("merge", "fra", cwd=disputed).code == 1
    assert draftvc("resolve", "OP2", "--theirs", cwd=disputed).code == 0
    assert draftvc("merge", "--abort", cwd=disputed).code == 0
    assert git("status", "--porcelain", cwd=disputed) == ""


def test_a_merge_with_edits_on_top_is_given_up_as_the_refusal_says(tmp_path: Path):
    place = fork(tmp_path / "draft", HERE, {**THERE, **APART})
    assert draftvc("merge", "fra", cwd=place).code == 1
    edit(place, PP1, "the tables", "the old tables")
    refused = draftvc("merge", "--abort", cwd=place)
    assert refused.code == 2
    assert "git restore --worktree -- clauses/recognizing-rivers-k3f9q.txt" in " ".join(
        refused.err.split()
    )
    assert "the old tables" in text_of(place, PP1)
    git("restore", "--worktree", "--", f"clauses/{PP1}.txt", cwd=place)
    assert draftvc("merge", "--abort", cwd=place).code == 0
    assert git("status", "--porcelain", cwd=place) == ""


def test_a_reason_given_when_the_merge_began_stands_below_its_summary(disputed: Path):
    reason = 'Reopens: OP2 "June is taken" By: USA'
    assert draftvc("merge", "fra", "-m", reason, cwd=disputed).code == 1
    assert draftvc("resolve", "OP2", "--theirs", cwd=disputed).code == 0
    assert draftvc("merge", "--continue", "-m", "Signed-off-by: A", cwd=disputed).code == 0
    said = git("log", "-1", "--format=%B", cwd=disputed)
    assert "Merge of fra." in said
    assert said.strip().endswith(f"\n\n{reason}\nSigned-off-by: A")


def test_headings_are_taken_back_to_what_they_were_before_both(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    was = (place / "outline").read_text()
    for branch, other in (("main", "HERE"), ("fra", "THERE")):
        git("checkout", "-q", branch, cwd=place)
        put(place / "outline", was.replace("OPERATIVE CLAUSES", other))
        commit_all(place, f"Head it {other}")
    git("checkout", "-q", "main", cwd=place)
    assert draftvc("merge", "fra", cwd=place).code == 1
    done = draftvc("resolve", "outline", "--base", cwd=place)
    assert done.code == 0
    assert "outline is settled as it was before both." in done.out
    assert (place / "outline").read_text() == was
    assert draftvc("merge", "--continue", cwd=place).code == 0


AGREED = {OP2: ("next session", "next session, Ad ref 3 March 2025 17.05")}


def test_every_commit_that_opened_it_unsaid_is_named_at_once(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    edit(place, OP2, *AGREED[OP2])
    commit_all(place, "Agree on OP2")
    git("checkout", "-q", "-B", "fra", cwd=place)
    for was, now in (("next", "tenth"), ("tenth", "fifth")):
        edit(place, OP2, f"{was} session", f"{now} session")
        commit_all(place, f"Meet for the {now} time")
    git("checkout", "-q", "main", cwd=place)
    edit(place, PP1, *APART[PP1])
    commit_all(place, "Speak of tables")
    call = ("merge", "fra", "--brackets", "--as", "FRA,USA", "--format", "json")
    (told,) = validated(draftvc(*call, cwd=place), "merge")["next"]
    first, second = (git("rev-parse", f"fra{each}", cwd=place)[:10] for each in ("~1", ""))
    assert f"{first} (Meet for the tenth time) opens OP2 and {second} (Meet" in told
    assert f"git rebase -i --rebase-merges {first}^, with reword before each" in told


def test_a_recorded_merge_that_opens_agreed_text_says_what_its_message_lacks(tmp_path: Path):
    place = fork(tmp_path / "draft", AGREED, THERE)
    call = ("merge", "fra", "--brackets", "--as", "FRA,USA", "--format", "json")
    (told,) = validated(draftvc(*call, cwd=place), "merge")["next"]
    assert told.startswith("Before it is pushed, say why OP2, which was agreed, is open again")
    assert told.endswith('Reopens: OP2 "reason" By: RUS')


def test_a_commit_of_the_branch_that_opened_it_unsaid_is_what_has_to_be_mended(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    edit(place, OP2, *AGREED[OP2])
    commit_all(place, "Agree on OP2")
    git("checkout", "-q", "-B", "fra", cwd=place)
    edit(place, OP2, "next session", "tenth session")
    commit_all(place, "Meet for the tenth time")
    git("checkout", "-q", "main", cwd=place)
    edit(place, PP1, *APART[PP1])
    commit_all(place, "Speak of tables")
    call = ("merge", "fra", "--brackets", "--as", "FRA,USA", "--format", "json")
    (told,) = validated(draftvc(*call, cwd=place), "merge")["next"]
    silent = git("rev-parse", "fra", cwd=place)[:10]
    assert f"the commit {silent} (Meet for the tenth time) opens OP2" in told
    git("reset", "-q", "--keep", "HEAD~1", cwd=place)
    git("checkout", "-q", "fra", cwd=place)
    reason = 'Meet for the tenth time\n\nReopens: OP2 "the hall" By: FRA'
    git("commit", "-q", "--amend", "-m", reason, cwd=place)
    git("checkout", "-q", "main", cwd=place)
    assert not validated(draftvc(*call, cwd=place), "merge").get("next")
    for revision in ("HEAD", "fra"):
        assert "E303" not in draftvc("check", revision, cwd=place).out
