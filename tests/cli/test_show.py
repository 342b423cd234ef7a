"""`draftvc show`, `status`, `path`: what stands in the repository, and where."""

from __future__ import annotations

import pytest

from tests.cli.program import SAMPLES, draftvc, git, validated


def show(*words, cwd):
    done = draftvc("show", *words, "--format", "json", cwd=cwd)
    assert done.code == 0, done.err
    return validated(done, "draft")


def test_the_newest_revision_is_shown_whole(room):
    report = show(cwd=room)
    assert report["revision"]["name"] == "v4"
    assert report["title"] == "Draft resolution - open river data for shared basins"
    labels = [clause["label"] for clause in report["clauses"]]
    assert labels[0] == "FRONT"
    assert {"PP1", "PP8.bis", "OP1c", "OP3"} <= set(labels)
    assert all(clause["id"] for clause in report["clauses"])


def test_a_stored_revision_is_the_text_that_was_received(room):
    stored = show("v2", cwd=room)
    loose = show(SAMPLES / "resolution-v2.txt", cwd=room)
    assert loose["revision"] is None
    assert stored["counts"] == loose["counts"]
    assert [c["text"] for c in stored["clauses"]] == [c["text"] for c in loose["clauses"]]


def test_a_clause_with_what_hangs_under_it_and_alone(room):
    labels = [clause["label"] for clause in show("v1", "OP1e", "OP1d", cwd=room)["clauses"]]
    assert labels == ["OP1d", "OP1d.alt1", "OP1e"]
    alone = show("v1", "OP1d", "--own", cwd=room)["clauses"]
    assert [clause["label"] for clause in alone] == ["OP1d"]
    bracket = show("v1", "OP1d#2", cwd=room)["clauses"]
    assert [clause["label"] for clause in bracket] == ["OP1d"]


def test_clean_shows_words_only_and_no_parties_hides_who(room):
    clean = draftvc("show", "v1", "PP1", "--clean", cwd=room).out
    assert "the right to know" in clean
    assert not set("[]{}") & set(clean)
    hidden = draftvc("show", "v1", "PP1", "--no-parties", cwd=room).out
    assert "[" in hidden
    assert "USA" not in hidden and "{" not in hidden


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_source_is_the_file_as_received_byte_for_byte(room, number):
    sample = (SAMPLES / f"resolution-v{number}.txt").read_bytes()
    assert draftvc("show", f"v{number}", "--source", cwd=room).raw == sample


def test_source_of_a_file_is_the_file_and_of_an_edit_there_is_none(draft):
    odd = b"\xef\xbb\xbfNoting the river,\r\n"
    (draft / "odd.txt").write_bytes(odd)
    assert draftvc("show", "odd.txt", "--source", cwd=draft).raw == odd
    done = draftvc("show", "v1", "PP1", "--source", cwd=draft)
    assert (done.code, done.out) == (2, "")
    assert "shown whole" in done.only_line
    path = draft / draftvc("path", "PP4", cwd=draft).out.strip()
    path.write_text(path.read_text().replace("numbers", "figures"))
    git("rm", "-qr", "source", cwd=draft)
    git("commit", "-qam", "Figures", cwd=draft)
    done = draftvc("show", "HEAD", "--source", cwd=draft)
    assert done.code == 2
    assert "was not made from a file" in done.only_line


def test_path_is_what_git_takes_and_never_changes(room, bare):
    path = draftvc("path", "OP1c", cwd=room).out
    assert path.startswith("clauses/") and path.endswith(".txt\n")
    assert draftvc("path", "OP1c", cwd=bare).out == path
    assert draftvc("path", "op 1(c)", cwd=room).out == path
    below = draftvc("path", "OP1c", cwd=room / "clauses").out
    assert f"clauses/{below}" == path
    # As an alternative it was another label; the file is the same.
    commits = git("log", "--format=%h", "--", path.strip(), cwd=room).splitlines()
    assert len(commits) == 3


def test_an_unknown_clause_has_no_path(room):
    done = draftvc("path", "OP7", cwd=room)
    assert (done.code, done.out) == (2, "")
    assert "There is no clause OP7. The nearest are OP" in done.only_line
    assert "has not the form of a clause" in draftvc("path", "whatever", cwd=room).only_line


def status(cwd):
    done = draftvc("status", "--format", "json", cwd=cwd)
    assert done.code == 0, done.err
    return validated(done, "status")


def test_status_says_what_is_agreed_open_and_at_fault(room):
    report = status(room)
    assert report["revision"]["name"] == "v4"
    assert report["agreed"] == ["PP2", "PP3", "PP7", "PP8", "OP3"]
    assert {"clause": "PP1", "brackets": 3} in report["open"]
    assert sum(each["brackets"] for each in report["open"]) == report["counts"]["brackets"]
    assert report["diagnostics"]["W104"] == 1
    assert report["uncommitted"] == []


def test_status_says_what_is_not_committed(draft):
    path = draft / draftvc("path", "PP4", cwd=draft).out.strip()
    path.write_text(path.read_text().replace("numbers", "[numbers"))
    report = status(draft)
    assert report["uncommitted"] == ["PP4"]
    assert report["diagnostics"]["E101"] == 1


def test_status_of_a_bare_repository_is_that_of_its_newest_revision(room, bare):
    assert status(bare) == status(room)


def test_status_of_an_empty_draft(tmp_path):
    assert draftvc("init", tmp_path).code == 0
    done = draftvc("status", "--format", "json", cwd=tmp_path)
    assert done.code in (0, 2), done.err
    done = draftvc("show", cwd=tmp_path)
    assert done.code == 2
    assert "Nothing is recorded yet. `draftvc import FILE`" in done.only_line


@pytest.mark.parametrize("form", ["text", "rich", "md"])
@pytest.mark.parametrize("command", ["show", "status"])
def test_every_format_reads(room, command, form):
    done = draftvc(command, "--format", form, cwd=room)
    assert (done.code, done.err) == (0, "")
    assert "PP1" in done.out
