"""`draftvc adopt`: a text that was kept in git becomes a draft, with its dates and authors."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc, git

AUTHORS = ("Ana Silva", "Béla Tóth", "Chidi Eze", "Dana Levi")


def commit(place: Path, message: str, author: str = "Ana Silva", day: int = 1) -> str:
    git("add", "-A", cwd=place)
    git(
        *("-c", f"user.name={author}", "-c", "user.email=room@example.org"),
        *("commit", "-q", "-m", message, f"--date=2025-03-{day:02}T09:30:00+02:00"),
        cwd=place,
    )
    return git("rev-parse", "HEAD", cwd=place).strip()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A repository in which a secretariat kept a text as one file, beside other things."""
    place = tmp_path / "old texts"
    git("init", "-q", place, cwd=tmp_path)
    file = place / "drafts" / "résolution 1.txt"
    file.parent.mkdir()
    for number, author in enumerate(AUTHORS, 1):
        file.write_bytes((SAMPLES / f"resolution-v{number}.txt").read_bytes())
        commit(place, f"Text {number}\n\nas of the evening", author, number)
    return place


def adopt(texts: Path, place: Path, *options: str, file: str = "drafts/résolution 1.txt"):
    return draftvc("adopt", file, place, *options, cwd=texts)


def test_every_text_becomes_a_revision_with_its_author_and_moment(texts, tmp_path):
    place = tmp_path / "draft"
    done = adopt(texts, place)
    assert done.code == 0, done.err
    assert "4 revisions recorded" in done.out
    logged = git("log", "--reverse", "--format=%an|%aI|%cn|%(trailers:key=Adopted-From)", cwd=place)
    rows = [line.split("|") for line in logged.splitlines() if line]
    assert [row[0] for row in rows] == list(AUTHORS)
    assert [row[1] for row in rows] == [f"2025-03-0{day}T09:30:00+02:00" for day in (1, 2, 3, 4)]
    assert [row[2] for row in rows] == list(AUTHORS)
    origins = git("rev-list", "--reverse", "HEAD", cwd=texts).split()
    assert [row[3].split()[-1] for row in rows] == origins
    assert "> Text 4\n    >\n    > as of the evening" in git("log", "-1", cwd=place)
    assert git("status", "--porcelain", cwd=place) == ""
    git("fsck", "--strict", cwd=place)


def test_what_is_said_fits_the_terminal_and_the_next_command_is_whole(texts, tmp_path):
    place = tmp_path / "a draft"
    done = draftvc("adopt", "drafts/résolution 1.txt", place, cwd=texts, env={"COLUMNS": "60"})
    *told, command = done.out.splitlines()
    assert all(len(line) <= 60 for line in told)
    assert command == f"Next: draftvc -C '{place}' log"


def test_the_file_may_lie_in_another_repository_than_the_call(texts, tmp_path):
    done = draftvc("adopt", texts / "drafts" / "résolution 1.txt", tmp_path / "d", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "4 revisions recorded" in done.out


def test_each_revision_is_the_text_as_it_was(texts, tmp_path):
    place = tmp_path / "draft"
    adopt(texts, place)
    for number in (1, 2, 3, 4):
        sample = SAMPLES / f"resolution-v{number}.txt"
        assert draftvc("export", f"v{number}", cwd=place).raw == sample.read_bytes()


def test_adopting_twice_gives_the_same_commits(texts, tmp_path):
    heads = []
    for name in ("one", "two"):
        adopt(texts, tmp_path / name)
        heads.append(git("rev-parse", "HEAD", cwd=tmp_path / name))
    assert heads[0] == heads[1]


def test_the_repository_it_comes_from_is_only_read(texts, tmp_path):
    before = git("for-each-ref", cwd=texts), git("status", "--porcelain", cwd=texts)
    files = sorted(each for each in (texts / ".git").rglob("*") if each.is_file())
    adopt(texts, tmp_path / "draft")
    assert (git("for-each-ref", cwd=texts), git("status", "--porcelain", cwd=texts)) == before
    assert sorted(each for each in (texts / ".git").rglob("*") if each.is_file()) == files


def test_a_file_that_was_renamed_is_followed_and_tags_name_revisions(texts, tmp_path):
    git("tag", "wednesday", "HEAD~2", cwd=texts)
    git("tag", "-m", "signed", "4.rev", cwd=texts)
    git("mv", "drafts/résolution 1.txt", "final.txt", cwd=texts)
    commit(texts, "Move it")
    done = adopt(texts, tmp_path / "draft", file="final.txt")
    assert done.code == 0, done.err
    revisions = [line for line in done.out.splitlines() if ", by " in line]
    assert [line.split()[0] for line in revisions] == [
        "v1",
        "wednesday",
        "v2",
        "4.rev",
    ]
    assert "1 commit changed nothing in the draft" in done.out


def test_a_file_that_was_taken_away_and_came_back_is_one_history(texts, tmp_path):
    file = texts / "drafts" / "résolution 1.txt"
    text = file.read_bytes()
    file.unlink()
    gone = commit(texts, "Take it away")
    (texts / "other.txt").write_text("other work")
    commit(texts, "Other work")
    file.write_bytes(text.replace(b"fourth", b"fifth"))
    back = commit(texts, "Bring it back")
    done = adopt(texts, tmp_path / "one")
    said = " ".join(done.out.split())
    assert done.code == 0
    assert "5 revisions recorded" in said
    assert (
        f"Commit {gone[:10]} took drafts/résolution 1.txt away, and commit {back[:10]} brought it "
        "back: no revision tells of it." in said
    )
    # Its clauses are those that they were.
    assert "removed" not in draftvc("log", "v5", cwd=tmp_path / "one").out.partition("\nv4 ")[0]
    git("mv", file, "final.txt", cwd=texts)
    moved = commit(texts, "Give it another name")
    done = adopt(texts, tmp_path / "two")
    assert done.code == 0
    assert f"Commit {moved[:10]} took drafts/résolution 1.txt away" in " ".join(done.out.split())


def names(done):
    return [line.split()[0] for line in done.out.splitlines() if ", by " in line]


def test_revisions_without_a_tag_go_on_from_those_that_have_one(texts, tmp_path):
    git("tag", "v9", "HEAD~2", cwd=texts)
    done = adopt(texts, tmp_path / "draft")
    assert names(done) == ["v1", "v9", "v10", "v11"]
    assert "names no revision" not in done.out


def test_a_name_that_a_later_commit_has_as_its_tag_is_told_apart(texts, tmp_path):
    git("tag", "v2", cwd=texts)
    done = adopt(texts, tmp_path / "draft")
    assert names(done) == ["v1", "v2-2", "v3", "v2"]
    assert "v2-2 stands for v2: that is the tag of another commit." in done.out


def test_tags_that_name_no_revision_are_said(texts, tmp_path):
    for tag, at in (("2025-03-05", "HEAD~2"), ("one", "HEAD~1"), ("two", "HEAD~1")):
        git("tag", tag, at, cwd=texts)
    with (texts / "drafts" / "résolution 1.txt").open("ab") as file:
        file.write(b"\n\n")
    commit(texts, "End it with blank lines")
    git("tag", "final", cwd=texts)
    done = adopt(texts, tmp_path / "draft")
    said = " ".join(done.out.split())
    assert names(done) == ["v1", "v2", "v3", "v4"]
    assert "names no revision: it would be read as a date." in said
    assert "The tags one and two of commit" in said
    assert "name no revision: one has one name, and this one is v3." in said
    assert "The tag final of commit" in said
    assert "names no revision: nothing of the draft came with it." in said


def test_commits_whose_text_cannot_be_read_are_left_out_and_said(texts, tmp_path):
    file = texts / "drafts" / "résolution 1.txt"
    sound = file.read_bytes()
    file.write_bytes(b"PK\x03\x04\0\0\0\0")
    broken = commit(texts, "Save as something else")
    file.write_bytes(sound.replace(b"fourth", b"fifth"))
    commit(texts, "Save as text again")
    done = adopt(texts, tmp_path / "draft")
    assert done.code == 3
    assert broken[:10] in done.only_line
    assert "5 revisions recorded" in done.out


def test_a_side_branch_comes_in_with_its_merge(texts, tmp_path):
    git("checkout", "-qb", "side", "HEAD~1", cwd=texts)
    (texts / "notes.txt").write_text("other work")
    commit(texts, "Other work")
    git("checkout", "-q", "-", cwd=texts)
    git("-c", "user.name=A", "-c", "user.email=a@b", "merge", "-q", "--no-ff", "side", cwd=texts)
    done = adopt(texts, tmp_path / "draft")
    assert done.code == 0, done.err
    assert "4 revisions recorded" in done.out


@pytest.mark.parametrize(
    ("file", "options", "said"),
    [
        ("drafts/resolution.txt", (), "No commit of HEAD has a file"),
        ("drafts", (), "drafts is no file in HEAD"),
        ("drafts/résolution 1.txt", ("--from", "nowhere"), "nowhere"),
        ("drafts/résolution 1.txt", ("--from", "--output=x"), "failed"),
    ],
)
def test_what_cannot_be_adopted_is_said_and_nothing_is_made(texts, tmp_path, file, options, said):
    place = tmp_path / "draft"
    done = adopt(texts, place, *options, file=file)
    assert done.code == 2
    assert said in done.only_line
    assert not place.exists()


def test_a_directory_with_something_in_it_is_left_alone(texts, tmp_path):
    place = tmp_path / "mine"
    place.mkdir()
    (place / "notes.txt").write_text("mine")
    done = adopt(texts, place)
    assert done.code == 2
    assert "not empty" in done.only_line
    assert [each.name for each in place.iterdir()] == ["notes.txt"]


def test_nobody_needs_to_be_known_to_git(texts, tmp_path):
    env = {"GIT_CONFIG_GLOBAL": "/dev/null"}
    done = draftvc("adopt", "drafts/résolution 1.txt", tmp_path / "d", cwd=texts, env=env)
    assert done.code == 0, done.err


def test_names_that_are_no_utf8_are_read_as_windows_wrote_them(texts, tmp_path):
    """A commit of an old client: José in Latin-1, and no word of it in the commit."""
    tree = git("rev-parse", "HEAD~1^{tree}", cwd=texts).strip()
    head = git("rev-parse", "HEAD", cwd=texts).strip()
    raw = f"tree {tree}\nparent {head}\nauthor José <j@b> 1700000000 +0545\n"
    raw += "committer José <j@b> 1700000000 +0545\n\nÀ la séance\n"
    call = ["git", "hash-object", "-w", "-t", "commit", "--stdin"]
    done = subprocess.run(call, cwd=texts, input=raw.encode("cp1252"), capture_output=True)
    git("update-ref", "HEAD", done.stdout.decode().strip(), cwd=texts)
    place = tmp_path / "draft"
    assert adopt(texts, place).code == 0
    said = git("log", "-1", "--format=%an|%ai|%B", cwd=place)
    assert said.startswith("José|2023-11-15 03:58:20 +0545|")
    assert "> À la séance" in said
    git("fsck", "--strict", cwd=place)


def _dated(texts: Path, when: str) -> str:
    """Commit the text once more at a moment that git would not take; return the commit."""
    tree, head = git("rev-parse", "HEAD^{tree}", "HEAD~1", cwd=texts).split()
    raw = f"tree {tree}\nparent {head}\nauthor Ana <a@b> {when}\n"
    raw += f"committer Ana <a@b> {when}\n\nOnce more\n"
    call = ["git", "hash-object", "-w", "-t", "commit", "--literally", "--stdin"]
    done = subprocess.run(call, cwd=texts, input=raw.encode(), capture_output=True)
    made = done.stdout.decode().strip()
    git("update-ref", "HEAD", made, cwd=texts)
    return made


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        ("0 +0000", "0 +0000"),
        ("4294967296 -0330", "4294967296 -0330"),  # 2106: one second more than 32 bits hold
        ("5000000000 +0000", "5000000000 +0000"),
        ("253402300800 +0000", "253402300800 +0000"),  # the year 10000
        ("1700000000 +2500", "1700000000 +0000"),  # a zone that nobody lives in
        ("1700000000 +9999", "1700000000 +0000"),
    ],
)
def test_a_moment_is_kept_that_is_far_from_today(texts, tmp_path, when, kept):
    _dated(texts, when)
    place = tmp_path / "draft"
    done = adopt(texts, place)
    assert (done.code, done.err) == (0, "")
    logged = git("log", "-1", "--date=raw", "--format=%ad|%cd", cwd=place)
    assert logged.strip() == f"{kept}|{kept}"
    git("fsck", "--strict", cwd=place)
    assert draftvc("log", cwd=place).code == 0


@pytest.mark.parametrize("when", ["-86400 +0000", "18446744073709551616 +0000", "never"])
def test_a_moment_that_git_does_not_keep_is_said(texts, tmp_path, when):
    file = texts / "drafts" / "résolution 1.txt"
    file.write_text("Noting the lanterns,\n\n1. Requests the master to count them;\n")
    commit(texts, "A text without a day")
    made = _dated(texts, when)
    place = tmp_path / "draft"
    done = adopt(texts, place)
    assert done.code == 3
    assert done.only_line == (
        f"Commit {made[:10]} has no date that git reads: its revision is recorded with "
        "1 January 1970, and no draft date."
    )
    logged = git("log", "-1", "--date=raw", "--format=%ad|%(trailers:key=Draft-Date)", cwd=place)
    assert logged.strip() == "0 +0000|"
    git("fsck", "--strict", cwd=place)


def test_a_shallow_clone_is_not_taken_for_the_whole_history(texts, tmp_path):
    clone = tmp_path / "shallow"
    git("clone", "-q", "--depth=2", texts.as_uri(), clone, cwd=tmp_path)
    done = adopt(clone, tmp_path / "draft")
    assert done.code == 3
    assert "what was before commit" in done.only_line
    assert "git fetch --unshallow" in done.only_line
    assert "2 revisions recorded" in done.out
    git("fetch", "-q", "--unshallow", cwd=clone)
    assert adopt(clone, tmp_path / "whole").code == 0


def test_a_draft_that_was_begun_is_filled(texts, tmp_path):
    """`draftvc init` came first, or an adoption was interrupted before anything was recorded."""
    place = tmp_path / "draft"
    assert draftvc("init", place).code == 0
    done = adopt(texts, place)
    assert done.code == 0, done.err
    assert git("status", "--porcelain", cwd=place) == ""
    done = adopt(texts, place)
    assert done.code == 2
    assert "not empty" in done.only_line
    other = tmp_path / "other"
    git("init", "-q", other, cwd=tmp_path)
    (other / "minutes.txt").write_text("mine")
    assert "not empty" in adopt(texts, other).only_line
