"""`import`: each file becomes one revision, and what stands against it is said."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings

from draftvc.app.planning import with_ids
from draftvc.diff.compare import compare
from draftvc.draft.read import read_draft
from draftvc.errors import DraftvcError, InputError, NotFoundError, RepositoryError
from draftvc.store.repository import open_repository
from tests.draft.generated import any_drafts
from tests.store.gitrepo import git, put
from tests.store.room import MONDAY, TUESDAY, WEDNESDAY, import_into, make_files, make_room


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, _isolated_git: Path) -> Path:
    """Two of three revisions, to be read only; the files stand beside it."""
    place = tmp_path_factory.mktemp("room")
    make_room(place / "room", *make_files(place)[:2])
    return place / "room"


@pytest.fixture
def room(recorded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(recorded, tmp_path / "room", symlinks=True))


@pytest.fixture
def wednesday(tmp_path: Path) -> Path:
    return put(tmp_path / "wednesday.txt", WEDNESDAY)


def names(room: Path) -> list[str | None]:
    return [each.name for each in open_repository(room).history()]


def head(room: Path) -> str:
    return git(room, "rev-parse", "HEAD")


def test_each_file_becomes_one_commit_with_one_name(tmp_path):
    room, files = tmp_path / "room", make_files(tmp_path)
    make_room(room)
    report = import_into(room, *files)
    assert [each.name for each in report.imported] == ["v1", "v2", "v3"]
    assert [each.date for each in report.imported] == ["2025-03-03", "2025-03-04", "2025-03-05"]
    assert [each.file for each in report.imported] == [str(file) for file in files]
    commits = git(room, "rev-list", "HEAD").split()
    assert [each.commit for each in reversed(report.imported)] == commits
    assert git(room, "log", "--format=%s").splitlines() == [
        each.subject for each in reversed(report.imported)
    ]
    assert report.imported[0].subject == "First revision: 6 clauses, 0 agreed; 4 brackets"
    assert report.imported[1].subject == (
        "OP2 added; RUS reserve withdrawn; OP3 renumbered; and 1 more"
    )
    assert report.imported[1].summary
    assert git(room, "status", "--porcelain") == ""


def test_a_revision_that_no_branch_holds_any_more_keeps_its_name_and_that_is_said(room, wednesday):
    git(room, "reset", "-q", "--hard", "HEAD~1")
    report = import_into(room, wednesday)
    assert names(room) == ["v2-2", "v1"]
    said = next(each for each in report.said if "no branch holds" in each)
    command = said.rpartition(": ")[2]
    assert command == "git tag -d v2"
    git(room, "reset", "-q", "--hard", "HEAD~1")
    git(room, "tag", "-d", "v2-2")
    git(room, *command.split()[1:])
    assert not any("the name of" in each for each in import_into(room, wednesday).said)
    assert names(room) == ["v2", "v1"]


def test_the_message_says_all_that_happened(recorded):
    message = git(recorded, "log", "-1", "--format=%B")
    subject, summary, sentences, trailers = message.strip().split("\n\n")
    assert len(subject) <= 72
    assert "Clauses: 1 added, 1 renumbered" in summary.splitlines()
    assert any(
        line.startswith("OP1a      RUS withdraws its reserve") for line in sentences.splitlines()
    )
    assert trailers.splitlines()[:2] == ["Draft-Version: v2", "Draft-Date: 2025-03-04"]
    assert trailers.splitlines()[2].startswith("Source-SHA256: ")
    assert git(recorded, "interpret-trailers", "--parse", stdin=message) == f"{trailers}\n"


def test_faults_are_recorded_and_said(tmp_path):
    room = tmp_path / "room"
    make_room(room)
    broken = put(tmp_path / "broken.txt", MONDAY.replace("[most shores]", "[most shores"))
    imported = import_into(room, broken).imported[0]
    assert imported.name == "v1"
    faults = [each for each in imported.diagnostics if each.severity == "error"]
    assert [(each.code, each.clause, each.line) for each in faults] == [("E101", "PP1", 5)]


def test_lines_set_aside_are_listed_and_kept(tmp_path):
    room = tmp_path / "room"
    make_room(room)
    text = MONDAY + "コメント\n"
    imported = import_into(room, put(tmp_path / "page.txt", text)).imported[0]
    assert [each.text for each in imported.set_aside] == ["コメント"]
    repo = open_repository(room)
    assert repo.source(repo.head() or "") == ("page.txt", text.encode())


# Nothing changed


@pytest.mark.parametrize(
    "text",
    [
        TUESDAY,
        TUESDAY.replace("\n", "\r\n"),
        TUESDAY.replace("to somebody,", "to\nsomebody,").replace("keep their", "keep  their"),
        TUESDAY.replace("{FRA+}", "{FRA +}"),
    ],
    ids=["the same bytes", "other line ends", "re-wrapped", "other spelling of an entry"],
)
def test_a_file_that_reads_equal_records_nothing(room, tmp_path, text):
    before = head(room)
    report = import_into(room, put(tmp_path / "again.txt", text))
    only = report.imported[0]
    assert (only.name, only.commit, only.subject) == (None, None, "nothing changed")
    assert only.same_as is not None
    assert only.same_as.name == "v2"
    assert head(room) == before
    assert git(room, "tag") == "v1\nv2\n"


def test_the_same_file_twice_in_one_call_is_one_revision(room, wednesday):
    report = import_into(room, wednesday, wednesday)
    assert [each.name for each in report.imported] == ["v3", None]
    assert report.imported[1].same_as.name == "v3"  # type: ignore[union-attr]
    assert names(room) == ["v3", "v2", "v1"]


def test_a_dry_run_says_what_would_be_recorded_and_writes_nothing(room, wednesday):
    before = {path: path.stat().st_mtime_ns for path in room.rglob("*") if path.is_file()}
    dry = import_into(room, wednesday, dry_run=True)
    assert dry.dry_run
    assert (dry.imported[0].name, dry.imported[0].commit) == ("v3", None)
    assert {path: path.stat().st_mtime_ns for path in room.rglob("*") if path.is_file()} == before
    wet = import_into(room, wednesday)
    assert (wet.imported[0].subject, wet.imported[0].summary) == (
        dry.imported[0].subject,
        dry.imported[0].summary,
    )


def test_all_files_are_read_before_any_is_written(room, wednesday, tmp_path):
    before = head(room)
    with pytest.raises(InputError, match="There is no file"):
        import_into(room, wednesday, tmp_path / "gone.txt")
    with pytest.raises(InputError, match="is empty"):
        import_into(room, wednesday, put(tmp_path / "empty.txt", ""))
    assert head(room) == before


# Names and dates


def test_a_name_can_be_given(room, wednesday):
    report = import_into(room, wednesday, name="friday-evening")
    assert report.imported[0].name == "friday-evening"
    assert git(room, "cat-file", "-t", "friday-evening") == "tag\n"
    assert git(room, "describe") == "friday-evening\n"


@pytest.mark.parametrize(
    "name",
    [
        *("", "two words", "-x", "a..b", "a~1", "x.lock", "HEAD", "@", "a:b", "OP1d", "pp7"),
        *("abcdef12", "a\x1b[2J", "\u202eb", "v3.", "x" * 101, "a//b", ".a"),
    ],
)
def test_a_name_that_is_not_fit_is_refused_with_those_that_are(room, wednesday, name):
    before = head(room)
    with pytest.raises(DraftvcError, match="“") as caught:
        import_into(room, wednesday, name=name)
    assert "letters, digits, hyphens and dots" in caught.value.remedy
    assert head(room) == before


def test_a_taken_name_is_refused(room, wednesday):
    git(room, "tag", "sent")
    git(room, "tag", "days/one")
    for name in ("v1", "v2", "sent"):
        with pytest.raises(RepositoryError, match=f"The name {name} is taken"):
            import_into(room, wednesday, name=name)
    for name in ("days", "sent/again"):
        with pytest.raises(RepositoryError, match="has no place beside the tag"):
            import_into(room, wednesday, name=name)
    assert names(room) == ["v2", "v1"]


def test_the_next_name_is_one_above_the_highest_and_told_apart_from_other_lines(room, wednesday):
    git(room, "checkout", "-q", "-b", "side")
    import_into(room, wednesday, name="v7")
    assert import_into(room, put(wednesday, TUESDAY)).imported[0].name == "v8"
    git(room, "checkout", "-q", "main")
    import_into(room, put(wednesday, WEDNESDAY))
    git(room, "tag", "v4")
    assert names(room) == ["v3", "v2", "v1"]
    report = import_into(room, put(wednesday, TUESDAY))
    assert report.imported[0].name == "v4-2"
    assert "v4 is the name of a tag: this one is v4-2." in report.said
    assert import_into(room, put(wednesday, MONDAY)).imported[0].name == "v5"
    git(room, "checkout", "-q", "-b", "evening", "v3")
    report = import_into(room, put(wednesday, MONDAY))
    assert report.imported[0].name == "v4-3"


def test_a_date_can_be_given(room, wednesday):
    report = import_into(room, wednesday, date="9 March 2025")
    assert report.imported[0].date == "2025-03-09"
    assert open_repository(room).newest().date == "2025-03-09"  # type: ignore[union-attr]
    with pytest.raises(DraftvcError, match="is no date"):
        import_into(room, wednesday, date="next week")


def test_a_date_that_is_missing_or_runs_backwards_is_said(room, tmp_path):
    early = put(tmp_path / "early.txt", WEDNESDAY.replace("Wednesday 5", "Saturday 1"))
    assert import_into(room, early).said == ("v3 is dated 2025-03-01, before v2 (2025-03-04).",)
    undated = put(tmp_path / "undated.txt", WEDNESDAY[WEDNESDAY.index("World") :])
    report = import_into(room, undated)
    assert report.imported[0].date is None
    assert "v4 has no date" in report.said[0]


def test_options_that_contradict_each_other_are_refused(room, wednesday):
    for options, said in (
        ({"name": "v9"}, "--as names one revision"),
        ({"replace": "v2"}, "--replace replaces one revision"),
    ):
        with pytest.raises(DraftvcError, match=said):
            import_into(room, wednesday, wednesday, **options)
    with pytest.raises(DraftvcError, match="keeps its name"):
        import_into(room, wednesday, name="v9", replace="v2")


def test_standard_input_is_a_file_too(room, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(WEDNESDAY.encode())
        closed = False

    monkeypatch.setattr("sys.stdin", Stdin())
    report = import_into(room, Path("-"))
    assert report.imported[0].name == "v3"
    repo = open_repository(room)
    assert repo.source(repo.head() or "") == ("standard-input.txt", WEDNESDAY.encode())


# Refusals


def test_uncommitted_changes_are_named_with_what_to_do(room, wednesday):
    repo = open_repository(room)
    draft = repo.working_draft()
    path = room / repo.path_of(draft.clauses[draft.by_label["OP1a"]].id or "")
    put(path, path.read_text(encoding="utf-8") + "and boats,\n")
    before, there = head(room), path.read_text(encoding="utf-8")
    for staged in (False, True):
        if staged:
            git(room, "add", "clauses")
        with pytest.raises(RepositoryError, match="uncommitted changes: OP1a") as caught:
            import_into(room, wednesday)
        assert "git commit" in caught.value.remedy
        assert "git restore" in caught.value.remedy
        with pytest.raises(RepositoryError, match="uncommitted changes"):
            import_into(room, wednesday, dry_run=True)
    assert (head(room), path.read_text(encoding="utf-8")) == (before, there)
    git(room, "commit", "-q", "-m", "Add boats")
    assert import_into(room, wednesday).imported[0].name == "v3"


def test_changes_of_other_files_are_no_hindrance_and_stay(room, wednesday):
    put(room / "minutes.txt", "Monday\n")
    git(room, "add", "minutes.txt")
    put(room / "minutes.txt", "Tuesday\n")
    put(room / "notes.txt", "untracked\n")
    put(room / "clauses" / "left-by-an-editor.txt~", "words\n")
    import_into(room, wednesday)
    assert git(room, "status", "--porcelain") == (
        "AM minutes.txt\n?? clauses/left-by-an-editor.txt~\n?? notes.txt\n"
    )
    assert git(room, "show", "--stat", "--format=", "HEAD", "--", "minutes.txt") == ""


def test_an_open_merge_is_refused(room, wednesday):
    git(room, "merge", "-q", "--no-commit", "--no-ff", "-s", "ours", "v1")
    put(room / ".git" / "MERGE_HEAD", git(room, "rev-parse", "v1^{commit}"))
    with pytest.raises(RepositoryError, match="merge, rebase or cherry-pick is open"):
        import_into(room, wednesday)


def test_a_bare_repository_is_refused(room, wednesday, tmp_path):
    git(None, "clone", "-q", "--bare", room, tmp_path / "bare.git")
    with pytest.raises(RepositoryError, match="bare repository") as caught:
        import_into(tmp_path / "bare.git", wednesday)
    assert "Clone it" in caught.value.remedy


def test_a_file_in_the_way_of_the_first_revision_is_not_overwritten(tmp_path):
    room = tmp_path / "room"
    make_room(room)
    put(room / "outline", "of a novel\n")
    with pytest.raises(RepositoryError, match="would overwrite outline"):
        import_into(room, make_files(tmp_path)[0])
    assert (room / "outline").read_text(encoding="utf-8") == "of a novel\n"


# Replacing


def test_the_newest_revision_is_put_right(room, wednesday):
    first, old = names(room)[1], head(room)
    report = import_into(room, wednesday, replace="v2")
    assert report.imported[0].name == "v2"
    assert names(room) == ["v2", first]
    repo = open_repository(room)
    assert repo.source(repo.head() or "") == ("wednesday.txt", WEDNESDAY.encode())
    assert repo.resolve("refs/tags/v2") == repo.head()
    assert git(room, "rev-parse", "HEAD~1") == git(room, "rev-parse", f"{old.strip()}~1")
    assert git(room, "status", "--porcelain") == ""
    assert git(room, "rev-parse", "HEAD@{1}") == old


def test_what_only_the_wrong_revision_said_is_gone(room, tmp_path):
    """A clause that is again as it was before the wrong revision, and one that is not."""
    wrong = WEDNESDAY.replace("most shores", "few shores").replace("meet again", "part")
    import_into(room, put(tmp_path / "wrong.txt", wrong))
    import_into(room, put(tmp_path / "right.txt", WEDNESDAY), replace="v3")
    found = open_repository(room).working_draft()
    assert [clause.text for clause in found.clauses] == [
        clause.text for clause in read_draft(WEDNESDAY).clauses
    ]


def test_files_of_clauses_that_read_the_same_stay_as_they_are(room, wednesday):
    """Also one that somebody wrapped by hand: its log tells of words, not of layout."""
    repo = open_repository(room)
    draft = repo.working_draft()
    path = room / repo.path_of(draft.clauses[draft.by_label["PP1"]].id or "")
    put(path, path.read_text(encoding="utf-8").replace("every lake", "every\nlake"))
    git(room, "commit", "-q", "-am", "Wrap a line")
    import_into(room, wednesday)
    told = git(room, "log", "--format=%s", "--", str(path))
    assert told.splitlines()[0] == "Wrap a line"


def test_the_first_revision_can_be_put_right_too(tmp_path, wednesday):
    room = tmp_path / "room"
    make_room(room, make_files(tmp_path)[0])
    import_into(room, wednesday, replace="v1")
    assert names(room) == ["v1"]
    assert "First revision" in git(room, "log", "-1", "--format=%s")


def test_clauses_that_stay_keep_their_ids_when_a_revision_is_replaced(room, wednesday):
    repo = open_repository(room)
    before = repo.working_draft()
    import_into(room, wednesday, replace="v2")
    after = open_repository(room).working_draft()
    for label in ("FRONT", "PP1", "OP1", "OP1a", "OP2", "OP3"):
        assert after.clauses[after.by_label[label]].id == before.clauses[before.by_label[label]].id


def test_a_replacement_that_changes_nothing_records_nothing(room, tmp_path):
    before = head(room)
    again = put(tmp_path / "again.txt", TUESDAY)
    assert import_into(room, again, replace="v2").imported[0].same_as.name == "v2"  # type: ignore[union-attr]
    assert head(room) == before
    report = import_into(room, again, replace="v2", date="2025-03-06")
    assert report.imported[0].date == "2025-03-06"
    assert names(room) == ["v2", "v1"]
    with pytest.raises(RepositoryError, match="reads like the revision before v2"):
        import_into(room, put(tmp_path / "monday.txt", MONDAY), replace="v2")


def test_what_others_built_on_is_not_replaced(room, wednesday, tmp_path):
    with pytest.raises(NotFoundError, match="no revision v3"):
        import_into(room, wednesday, replace="v3")
    with pytest.raises(RepositoryError, match="v1 is not the newest revision: v2 was built on it"):
        import_into(room, wednesday, replace="v1")
    git(room, "branch", "side")
    with pytest.raises(RepositoryError, match="the branch side holds it"):
        import_into(room, wednesday, replace="v2")
    git(room, "branch", "-D", "side")
    git(room, "tag", "sent")
    with pytest.raises(RepositoryError, match="the tag sent holds it"):
        import_into(room, wednesday, replace="v2")
    git(room, "tag", "-d", "sent")
    git(None, "init", "-q", "--bare", tmp_path / "host.git")
    git(room, "remote", "add", "origin", tmp_path / "host.git")
    git(room, "push", "-q", "origin", "main")
    with pytest.raises(RepositoryError, match="was pushed to origin/main"):
        import_into(room, wednesday, replace="v2")
    git(room, "update-ref", "-d", "refs/remotes/origin/main")
    git(room, "commit", "-q", "--allow-empty", "--no-verify", "-m", "After it")
    with pytest.raises(RepositoryError, match="not the newest"):
        import_into(room, wednesday, replace="v2")
    assert names(room) == [None, "v2", "v1"]


# Ids


def test_the_same_import_in_two_clones_gives_the_same_ids(room, wednesday, tmp_path):
    for clone in ("one", "other"):
        git(None, "clone", "-q", room, tmp_path / clone)
        import_into(tmp_path / clone, wednesday, put(tmp_path / "more.txt", MONDAY))
    outlines = {(tmp_path / clone / "outline").read_bytes() for clone in ("one", "other")}
    assert len(outlines) == 1


def test_different_insertions_in_two_clones_give_different_ids(room, tmp_path):
    ids = []
    for clone, words in (("one", "Thanks the hosts."), ("other", "Thanks the host.")):
        git(None, "clone", "-q", room, tmp_path / clone)
        text = f"{TUESDAY}4. {words}\n"
        import_into(tmp_path / clone, put(tmp_path / f"{clone}.txt", text))
        draft = open_repository(tmp_path / clone).working_draft()
        ids.append(draft.clauses[draft.by_label["OP4"]].id)
    assert ids[0] != ids[1]


@settings(max_examples=40)
@given(any_drafts, any_drafts)
def test_every_clause_has_an_id_of_its_own(first, second):
    one = with_ids(read_draft(first), None, "")
    two = with_ids(read_draft(second), one, "a" * 40)
    for draft in (one, two):
        ids = [clause.id for clause in draft.clauses]
        assert None not in ids
        assert len(set(ids)) == len(ids)
    assert with_ids(read_draft(second), one, "a" * 40) == two
    assert with_ids(read_draft(first), one, "b").by_id.keys() == one.by_id.keys()


def test_what_is_recorded_compares_equal_to_what_was_received(recorded):
    repo = open_repository(recorded)
    stored = repo.draft(repo.head() or "")
    received = with_ids(read_draft(TUESDAY), stored, "")
    assert compare(stored, received).events == ()
    assert compare(received, stored).events == ()


def test_layout_that_stood_before_a_commit_made_by_hand_is_said_to_stand(tmp_path):
    """Such a commit was made from no file; what is in no clause file stood in the file before."""
    first = put(tmp_path / "first.txt", MONDAY.replace("{CMR+} [Req", "{CMR +} [Req"))
    third = MONDAY.replace("{CMR+} [Req", "{CMR +} [Req").replace("[and music]", "[and loud music")
    room = tmp_path / "room"
    make_room(room)
    import_into(room, first)
    repo = open_repository(room)
    draft = repo.draft(repo.head() or "")
    (clause,) = [each for each in draft.clauses if "[and music]" in each.text]
    file = room / repo.path_of(clause.id or "")
    file.write_text(file.read_text("utf-8").replace("[and music]", "[and songs]"), "utf-8")
    git(room, "commit", "-q", "-a", "--no-verify", "-m", "Songs")
    (later,) = import_into(room, put(tmp_path / "third.txt", third)).imported
    assert [each.code for each in later.standing] == ["W204"]
    assert {each.code for each in later.diagnostics} > {"W204"}


def test_a_fault_that_stood_before_is_said_to_stand_and_a_new_one_in_full(tmp_path):
    first = put(tmp_path / "first.txt", MONDAY.replace("{CMR+} [Req", "{CMR +} [Req"))
    broken = MONDAY.replace("{CMR+} [Req", "{CMR +} [Req").replace("shore,", "shore;")
    second = put(tmp_path / "second.txt", broken.replace("[and music]", "[and music"))
    third = put(tmp_path / "third.txt", broken.replace("[and music]", "[and loud music"))
    room = tmp_path / "room"
    make_room(room)
    one, two = import_into(room, first, second).imported
    assert [each.code for each in one.diagnostics] == ["W204"]
    assert (one.before, one.standing) == (None, ())
    assert two.before is not None and two.before.name == "v1"
    assert [each.code for each in two.standing] == ["W204"]
    # A call of its own finds the stray space in the file that was kept: no clause has it.
    (later,) = import_into(room, third).imported
    assert [each.code for each in later.standing] == ["W204"]
    assert {each.code for each in later.diagnostics} > {"W204"}
