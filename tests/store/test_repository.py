"""What a repository says of its revisions and drafts, wherever they stand."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from draftvc.app.desk import Desk
from draftvc.app.doctor import doctor
from draftvc.draft.read import read_draft
from draftvc.errors import DraftvcError, NotFoundError, RepositoryError
from draftvc.limits import Limits
from draftvc.store.repository import Repository, open_repository
from tests.store.gitrepo import git, put
from tests.store.room import MONDAY, TUESDAY, WEDNESDAY, import_into, make_files, make_room


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, _isolated_git: Path) -> Path:
    """Three revisions, in a folder whose name no shell forgives; to be read only."""
    place = tmp_path_factory.mktemp("room")
    make_room(place / "a dráft's room", *make_files(place))
    return place / "a dráft's room"


@pytest.fixture
def room(recorded: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(recorded, tmp_path / "a dráft's room", symlinks=True))


def labels(draft: object) -> list[str]:
    return [each.label for each in draft.clauses]  # type: ignore[attr-defined]


def path_of(repo: Repository, label: str) -> str:
    clause_id = clause_id_in(repo, label)
    return repo.path_of(clause_id)


def clause_id_in(repo: Repository, label: str) -> str:
    draft = repo.working_draft() if repo.root else repo.draft(repo.head() or "")
    found = draft.clauses[draft.by_label[label]].id
    assert found is not None
    return found


# Drafts


@pytest.mark.parametrize(("name", "text"), [("v1", MONDAY), ("v2", TUESDAY), ("v3", WEDNESDAY)])
def test_a_revision_reads_like_the_file_it_was_made_from(recorded, name, text):
    repo = open_repository(recorded)
    revision = repo.named(name)
    assert revision is not None
    found, given = repo.draft(revision.commit), read_draft(text)
    assert [(c.label, c.kind, c.marker, c.text, c.heading, c.parent) for c in found.clauses] == [
        (c.label, c.kind, c.marker, c.text, c.heading, c.parent) for c in given.clauses
    ]
    assert (found.title, found.organ, found.date) == (given.title, given.organ, given.date)
    assert revision.date == found.date


def test_ids_are_carried_through_renumbering_and_rewording(recorded):
    repo = open_repository(recorded)
    first, second, third = (repo.draft(repo.named(f"v{n}").commit) for n in (1, 2, 3))  # type: ignore[union-attr]

    def id_of(draft, label):
        return draft.clauses[draft.by_label[label]].id

    assert id_of(first, "OP2") == id_of(second, "OP3") == id_of(third, "OP3")
    assert id_of(first, "OP1a") == id_of(second, "OP1a") == id_of(third, "OP1a")
    assert id_of(second, "OP2") not in first.by_id
    assert id_of(first, "OP1b") not in third.by_id


def test_clauses_that_two_revisions_share_are_the_same_objects(recorded):
    """A log over thousands of revisions then reads only what changed."""
    repo = open_repository(recorded)
    first, second, third = (repo.draft(repo.named(f"v{n}").commit) for n in (1, 2, 3))  # type: ignore[union-attr]
    assert repo.draft(repo.named("v1").commit) is first  # type: ignore[union-attr]
    same = [clause for clause in second.clauses if any(clause is each for each in first.clauses)]
    assert [clause.label for clause in same] == ["PP1", "PP2", "OP1", "OP1b"]
    assert third.clauses[1] is second.clauses[1] is first.clauses[1]


def test_the_draft_stands_in_the_index_and_the_working_tree_too(room):
    repo = open_repository(room)
    newest = repo.newest()
    assert newest is not None
    recorded = repo.draft(newest.commit)
    assert repo.working_draft() == repo.staged_draft() == recorded._replace(recorded_day=None)
    put(room / path_of(repo, "PP1"), "\nNoting that every lake has two shores,\n")
    assert "two shores" in repo.working_draft().clauses[1].text
    assert repo.staged_draft() == recorded._replace(recorded_day=None)
    git(room, "add", "clauses")
    assert "two shores" in repo.staged_draft().clauses[1].text


def test_the_index_of_a_hook_is_the_one_that_git_names(room, monkeypatch):
    repo = open_repository(room)
    other = room / ".git" / "next-index.lock"
    shutil.copyfile(room / ".git" / "index", other)
    put(room / path_of(repo, "PP1"), "\nNoting that every lake has two shores,\n")
    git(room, "add", "clauses", env={"GIT_INDEX_FILE": str(other)})
    assert "two shores" not in repo.staged_draft().clauses[1].text
    monkeypatch.chdir(room)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index.lock")
    assert "two shores" in repo.staged_draft().clauses[1].text
    monkeypatch.chdir(room.parent)  # it speaks of the repository of the current directory
    assert "two shores" not in repo.staged_draft().clauses[1].text


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n",
    ],
    ids=["windows line ends", "byte order mark", "no last line end", "blank lines at the end"],
)
def test_a_file_saved_by_another_editor_reads_the_same(room, rewrite):
    repo = open_repository(room)
    before = [clause.key for clause in repo.working_draft().clauses]
    for file in (room / "clauses").iterdir():
        file.write_bytes(rewrite(file.read_bytes().decode()).encode())
    put(room / "outline", (room / "outline").read_bytes().replace(b"\n", b"\r\n"))
    assert [clause.key for clause in repo.working_draft().clauses] == before


def test_a_file_that_is_no_utf8_is_read_and_said(room):
    told: list[str] = []
    repo = open_repository(room, told.append)
    path = path_of(repo, "PP1")
    put(room / path, "\nNoting “both” shores of the Lac Léman,\n".encode("cp1252"))
    assert "“both” shores of the Lac Léman" in repo.working_draft().clauses[1].text
    assert [path in sentence for sentence in told] == [True]


def test_a_clause_without_its_file_counts_as_removed_and_is_said_once(room):
    told: list[str] = []
    repo = open_repository(room, told.append)
    path = path_of(repo, "OP2")
    (room / path).unlink()
    for _ in range(2):
        assert labels(repo.working_draft()) == ["FRONT", "PP1", "PP2", "OP1", "OP1a", "OP3"]
    assert [sentence for sentence in told if path in sentence] == told
    assert len(told) == 1


def test_a_conflict_in_the_outline_is_named(room):
    text = (room / "outline").read_text(encoding="utf-8")
    put(room / "outline", f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> side\n")
    repo = open_repository(room)
    with pytest.raises(
        RepositoryError, match=r"Line 1 of the outline of the working tree.*conflict"
    ):
        repo.working_draft()
    assert repo.uncommitted() == ("outline",)


def test_no_link_is_followed(room, tmp_path):
    repo = open_repository(room)
    secret = put(tmp_path / "secret.txt", "1.\nThe password\n")
    file = room / path_of(repo, "PP1")
    file.unlink()
    file.symlink_to(secret)
    with pytest.raises(RepositoryError, match="is a link"):
        repo.working_draft()
    git(room, "add", "clauses")
    git(room, "commit", "-q", "--no-verify", "-m", "Link")
    with pytest.raises(RepositoryError, match="is a link"):
        repo.staged_draft()
    with pytest.raises(RepositoryError, match="is a link"):
        repo.draft(repo.head() or "")
    shutil.move(room / "clauses", tmp_path / "moved")
    (room / "clauses").symlink_to(tmp_path / "moved", target_is_directory=True)
    with pytest.raises(RepositoryError, match="clauses/ is a link"):
        repo.working_draft()


def test_what_is_larger_than_the_limit_is_not_loaded(room):
    repo = open_repository(room, limits=Limits(file_bytes=60))
    with pytest.raises(RepositoryError, match="more than the limit file_bytes"):
        repo.draft(repo.head() or "")
    with pytest.raises(RepositoryError, match="more than the limit file_bytes"):
        repo.working_draft()


def test_the_received_file_is_kept_byte_for_byte(recorded, tmp_path):
    repo = open_repository(recorded)
    revision = repo.named("v2")
    assert revision is not None
    assert repo.source(revision.commit) == ("day 2.txt", TUESDAY.encode())
    assert revision.source == hashlib.sha256(TUESDAY.encode()).hexdigest()


# Revisions


def test_revisions_are_read_newest_first(recorded):
    repo = open_repository(recorded)
    found = list(repo.history())
    assert [each.name for each in found] == ["v3", "v2", "v1"]
    assert [each.date for each in found] == ["2025-03-05", "2025-03-04", "2025-03-03"]
    assert found[0].parents == (found[1].commit,)
    assert found[0].author == "Test Secretariat"
    assert found[2].subject == "First revision: 6 clauses, 0 agreed; 4 brackets"
    assert [each.name for each in repo.history(found[1].commit)] == ["v2", "v1"]
    assert repo.names() == ("v1", "v2", "v3")


def test_a_revision_is_found_by_name_by_git_and_by_date(recorded):
    repo = open_repository(recorded)
    v1, v2, v3 = (repo.named(name) for name in ("v1", "v2", "v3"))
    assert v1 and v2 and v3
    assert repo.newest() == v3
    assert repo.named("v9") is None
    for name, wanted in (("HEAD", v3), ("main~1", v2), (v1.commit[:9], v1), ("v2", v2), ("@", v3)):
        assert repo.resolve(name) == wanted.commit, name
    for name in ("", "v9", "HEAD~7", "OP1d", "a\0b", "2025-03-04"):
        assert repo.resolve(name) is None, name
    assert repo.on_date("2025-03-04") == v2
    assert repo.on_date("2025-12-31") == v3
    assert repo.on_date("2025-03-02") is None
    with pytest.raises(NotFoundError):
        repo.revision("0" * 40)


def test_a_plain_commit_is_the_next_revision_without_a_name(room):
    repo = open_repository(room)
    put(room / path_of(repo, "OP1a"), "a.\nmoving engines away from the reeds,\n")
    git(room, "commit", "-q", "-am", "Drop the music")
    newest = repo.newest()
    assert newest is not None
    assert (newest.name, newest.date, newest.commit) == (None, None, repo.head())
    assert repo.draft(newest.commit).date == "2025-03-05"
    assert repo.on_date("2025-12-31") == newest
    # The file of v3 still stands in source/, but this revision was not made from it.
    assert repo.source(newest.commit) is None
    assert newest.parents == (repo.named("v3").commit,)  # type: ignore[union-attr]


def test_a_commit_of_other_things_is_not_the_newest_revision(room):
    put(room / "minutes.txt", "Monday\n")
    git(room, "add", ".")
    git(room, "commit", "-q", "-m", "Add minutes")
    repo = open_repository(room)
    newest = repo.newest()
    assert newest is not None
    assert newest.name == "v3"
    assert repo.uncommitted() == ()


def test_names_of_this_branch_come_first(room):
    repo = open_repository(room)
    git(room, "checkout", "-q", "-b", "side", "v2")
    put(room / path_of(repo, "PP1"), "\nNoting that every lake has two shores,\n")
    git(room, "commit", "-q", "-am", "Say it\n\nDraft-Version: v3")
    assert repo.named("v3").subject == "Say it"  # type: ignore[union-attr]
    git(room, "checkout", "-q", "main")
    assert repo.named("v3").date == "2025-03-05"  # type: ignore[union-attr]
    git(room, "checkout", "-q", "v1")
    assert repo.named("v2").date == "2025-03-04"  # type: ignore[union-attr]
    assert set(repo.names()) == {"v1", "v2", "v3"}
    assert repo.names_here() == ("v1",)


def test_an_older_history_without_a_draft_is_told_apart(tmp_path):
    place = tmp_path / "checkout"
    git(None, "init", "-q", place)
    put(place / "outline", "of a novel\n")
    put(place / "notes.txt", "notes\n")
    git(place, "add", "notes.txt")
    git(place, "commit", "-q", "-m", "Begin")
    (place / "outline").unlink()
    make_room(place, make_files(tmp_path)[0])
    repo = open_repository(place)
    first, begin = repo.history()
    assert (repo.is_draft(first.commit), repo.is_draft(begin.commit)) == (True, False)
    assert repo.on_date("2000-01-01") is None
    with pytest.raises(RepositoryError, match="has no outline"):
        repo.draft(begin.commit)
    assert git(place, "show", "HEAD:notes.txt") == "notes\n"


# Places


def test_it_opens_from_below_from_a_linked_tree_detached_and_bare(room, tmp_path):
    whole = labels(open_repository(room).working_draft())
    assert labels(open_repository(room / "clauses").working_draft()) == whole
    git(room, "worktree", "add", "-q", tmp_path / "linked tree", "v2")
    linked = open_repository(tmp_path / "linked tree")
    assert linked.root == tmp_path / "linked tree"
    assert linked.newest().name == "v2"  # type: ignore[union-attr]
    assert [each.name for each in linked.history()] == ["v2", "v1"]
    assert linked.uncommitted() == ()
    git(None, "clone", "-q", "--bare", room, tmp_path / "bare.git")
    bare = open_repository(tmp_path / "bare.git")
    assert (bare.bare, bare.root, bare.newest().name) == (True, None, "v3")  # type: ignore[union-attr]
    assert labels(bare.draft(bare.head() or "")) == whole
    assert bare.settings().title == "Draft resolution - quiet shores"
    for ask in (bare.working_draft, bare.uncommitted):
        with pytest.raises(RepositoryError, match="no working tree"):
            ask()


def test_it_opens_before_the_first_revision(tmp_path):
    repo = make_room(tmp_path / "room")
    assert (repo.head(), repo.newest(), repo.names(), list(repo.history())) == (None, None, (), [])
    assert repo.named("v1") is None
    assert repo.on_date("2025-01-01") is None
    assert repo.settings().check == "ratchet"
    assert repo.uncommitted() == ("draft.toml",)
    for ask in (repo.working_draft, repo.staged_draft):
        with pytest.raises(RepositoryError, match="has no outline"):
            ask()


def test_git_variables_lead_to_a_repository_as_git_itself_reads_them(room, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("GIT_DIR", str(room / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(room))
    repo = open_repository()
    assert repo.root == room
    assert repo.newest().name == "v3"  # type: ignore[union-attr]
    with pytest.raises(RepositoryError, match="no git repository"):
        open_repository(tmp_path / "elsewhere" / "..")


def test_uncommitted_changes_are_labels_in_document_order(room):
    repo = open_repository(room)
    assert repo.uncommitted() == ()
    put(room / path_of(repo, "OP1a"), "a.\nmoving engines away,\n")
    (room / path_of(repo, "PP2")).unlink()
    put(room / "clauses" / "new-words-aaaaa.txt", "4.\nNew words.\n")
    put(room / "outline", (room / "outline").read_bytes() + b"new-words-aaaaa 0 operative\n")
    put(room / "draft.toml", (room / "draft.toml").read_bytes() + b"# more\n")
    put(room / "clauses" / "PP1.txt~", "of an editor")
    put(room / "minutes.txt", "of no concern")
    assert set(repo.uncommitted()) == {"OP1a", "OP4", "PP2", "outline", "draft.toml"}
    assert repo.uncommitted()[:2] == ("OP1a", "OP4")
    git(room, "add", "-A")
    assert set(repo.uncommitted()) == {"OP1a", "OP4", "PP2", "outline", "draft.toml"}


def test_an_open_merge_is_seen(room):
    repo = open_repository(room)
    assert not repo.merging()
    path = path_of(repo, "PP1")
    git(room, "checkout", "-q", "-b", "side")
    for branch, words in (("side", "two"), ("main", "three")):
        git(room, "checkout", "-q", branch)
        put(room / path, f"\nNoting that every lake has {words} shores,\n")
        git(room, "commit", "-q", "-am", words)
    git(room, "merge", "side", ok=False)
    assert repo.merging()
    assert repo.uncommitted() == ("PP1",)
    git(room, "merge", "--abort")
    git(room, "cherry-pick", "side", ok=False)
    assert repo.merging()
    git(room, "cherry-pick", "--abort")
    git(room, "bisect", "start")
    assert not repo.merging()


def test_settings_are_those_of_the_disk(room):
    put(room / "draft.toml", 'check = "strict"\n')
    assert open_repository(room).settings().check == "strict"
    (room / "draft.toml").unlink()
    assert open_repository(room).settings().title == "Draft resolution - quiet shores"


@pytest.mark.parametrize(
    ("arguments", "said", "step"),
    [
        (("init", "-q"), "holds no draft", "draftvc init"),
        (("init", "-q", "--bare"), "holds no draft", "Push one to it"),
        (("init", "-q", "--object-format=sha256"), "names its objects by sha256", "draftvc init"),
    ],
)
def test_a_repository_of_another_kind_is_named_with_the_next_step(tmp_path, arguments, said, step):
    git(None, *arguments, tmp_path / "r")
    with pytest.raises(RepositoryError, match=said) as caught:
        open_repository(tmp_path / "r")
    assert step in caught.value.remedy


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("extensions.refStorage", "reftable", "in the format reftable"),
        ("extensions.partialClone", "origin", "partial clone"),
        ("extensions.objectFormat", "sha256", "sha256"),
        ("extensions.hovercraft", "eels", "cannot be opened"),
        ("core.repositoryFormatVersion", "99", "cannot be opened"),
    ],
)
def test_what_libgit2_cannot_open_is_said_before_it_fails(room, key, value, said):
    git(room, "config", "core.repositoryFormatVersion", "1")
    git(room, "config", key, value)
    with pytest.raises(RepositoryError, match=said) as caught:
        open_repository(room)
    assert caught.value.remedy


def test_a_partial_clone_made_by_git_is_told_apart(recorded, tmp_path):
    git(recorded, "config", "uploadpack.allowFilter", "true")
    git(None, "clone", "-q", "--no-local", "--filter=blob:none", recorded.as_uri(), tmp_path / "r")
    with pytest.raises(RepositoryError, match="partial clone"):
        open_repository(tmp_path / "r")


def test_a_damaged_repository_is_an_error_in_words(room):
    repo = open_repository(room)
    blob = git(room, "rev-parse", "HEAD:outline").strip()
    loose = room / ".git" / "objects" / blob[:2] / blob[2:]
    loose.chmod(0o644)
    loose.write_bytes(b"")
    with pytest.raises(DraftvcError, match="missing from the repository or damaged"):
        repo.draft(repo.head() or "")
    put(room / ".git" / "config", "[core\n")
    with pytest.raises(RepositoryError, match=r"settings in .* cannot be read"):
        open_repository(room)


def test_a_nameless_place_is_no_repository(tmp_path):
    with pytest.raises(RepositoryError, match="no git repository") as caught:
        open_repository(tmp_path)
    assert "draftvc init" in caught.value.remedy


def test_a_clone_can_be_worked_in(recorded, tmp_path):
    git(None, "clone", "-q", recorded, tmp_path / "clone")
    clone = open_repository(tmp_path / "clone")
    assert clone.names() == ("v1", "v2", "v3")
    assert clone.uncommitted() == ()
    file = put(tmp_path / "thursday.txt", WEDNESDAY.replace("quiet by", "silent by"))
    import_into(tmp_path / "clone", file)
    assert clone.newest().name == "v4"  # type: ignore[union-attr]


def test_a_shallow_clone_is_read_as_far_as_it_goes(recorded, tmp_path):
    git(None, "clone", "-q", "--depth=2", recorded.as_uri(), tmp_path / "clone")
    clone = open_repository(tmp_path / "clone")
    assert [each.name for each in clone.history()] == ["v3", "v2"]
    assert clone.named("v1") is None
    clause_id = clause_id_in(clone, "OP1a")
    assert [each.name for each in clone.touching(clause_id)] == ["v2"]
    oldest = list(clone.history())[-1]
    assert not any(clone.is_draft(each) for each in oldest.parents)
    import_into(tmp_path / "clone", put(tmp_path / "thursday.txt", MONDAY))
    assert clone.newest().name == "v4"  # type: ignore[union-attr]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="chown needs root")
def test_a_repository_of_another_user_is_named_with_the_command_that_trusts_it(room):
    for path in (room, room / ".git", *(room / ".git").rglob("*")):
        os.chown(path, 4321, 4321)
    with pytest.raises(RepositoryError, match="belongs to another user") as caught:
        open_repository(room)
    assert f"git config --global --add safe.directory '{room}'" in caught.value.remedy
    told = next(each for each in doctor(Desk(room)).checkups if each.name == "draft")
    assert "git config --global --add safe.directory" in told.says
    assert told.mend is None  # nothing that draftvc could do unasked


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="chown needs root")
@pytest.mark.parametrize("how", ["the environment", "another file", "a hook"])
def test_git_itself_says_which_repository_of_another_user_is_trusted(
    room, tmp_path, monkeypatch, how
):
    for path in (room, room / ".git", *(room / ".git").rglob("*")):
        os.chown(path, 4321, 4321)
    if how == "the environment":
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(room))
    elif how == "another file":
        file = put(tmp_path / "config", f"[safe]\n\tdirectory = {room}\n")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(file))
    else:
        monkeypatch.setenv("GIT_DIR", str(room / ".git"))
        monkeypatch.chdir(room)
    assert open_repository(room).working_draft().clauses
