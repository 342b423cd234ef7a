"""What is recorded is plain git: sound, cloned, pushed, signed, read by git's own commands."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from draftvc.app.hooks import uninstall
from draftvc.errors import BusyError, DraftvcError, RepositoryError
from draftvc.store.objects import ToRecord
from draftvc.store.recording import record
from draftvc.store.repository import open_repository
from tests.store.gitrepo import git, put
from tests.store.room import MONDAY, TUESDAY, WEDNESDAY, import_into, make_files, make_room


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, _isolated_git: Path) -> Path:
    place = tmp_path_factory.mktemp("room")
    make_room(place / "a dráft's room", *make_files(place)[:2])
    return place / "a dráft's room"


@pytest.fixture
def room(recorded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(recorded, tmp_path / "a dráft's room", symlinks=True))


@pytest.fixture
def wednesday(tmp_path: Path) -> Path:
    return put(tmp_path / "wednesday.txt", WEDNESDAY)


def path_of(room: Path, label: str) -> str:
    repo = open_repository(room)
    draft = repo.working_draft()
    return repo.path_of(draft.clauses[draft.by_label[label]].id or "")


def names(room: Path) -> list[str | None]:
    return [each.name for each in open_repository(room).history()]


def test_the_layout_is_the_one_that_is_promised(recorded):
    files = git(recorded, "ls-tree", "-r", "--name-only", "-z", "HEAD").split("\0")[:-1]
    assert [path for path in files if "/" not in path] == [
        ".gitattributes",
        "draft.toml",
        "outline",
    ]
    outline = (recorded / "outline").read_text(encoding="utf-8").splitlines()
    assert [line.split(" ", 1)[1] for line in outline] == [
        "0 front",
        "0 preambular",
        "0 preambular",
        "0 operative OPERATIVE CLAUSES",
        "1 operative",
        "1 operative",
        "0 operative",
        "0 operative",
    ]
    ids = [line.split(" ")[0] for line in outline]
    assert [f"clauses/{each}.txt" for each in sorted(ids)] == [
        path for path in files if path.startswith("clauses/")
    ]
    received = [path for path in files if path.startswith("source/")]
    assert len(received) == 1  # of v2 alone
    assert (recorded / received[0]).read_bytes() == TUESDAY.encode()
    assert (recorded / path_of(recorded, "OP1")).read_text(encoding="utf-8") == (
        "1.\n[Urges] {CMR+}\n[Requests] {CMR+}\nMember States to keep their shores quiet by:\n"
    )
    modes = git(recorded, "ls-tree", "-r", "--format=%(objectmode)", "HEAD").split()
    assert set(modes) == {"100644"}


def test_git_finds_it_sound_and_clean(recorded):
    assert git(recorded, "fsck", "--strict", "--no-dangling") == ""
    assert git(recorded, "status", "--porcelain") == ""
    assert git(recorded, "diff-files", "--name-only") == ""
    assert git(recorded, "diff-index", "--cached", "HEAD") == ""


def test_it_is_cloned_and_pushed_with_plain_git(room, tmp_path, wednesday):
    git(None, "init", "-q", "--bare", tmp_path / "host.git")
    git(room, "push", "-q", "--tags", tmp_path / "host.git", "main")
    git(None, "clone", "-q", tmp_path / "host.git", tmp_path / "clone")
    import_into(tmp_path / "clone", wednesday)
    git(tmp_path / "clone", "push", "-q", "--follow-tags", "origin", "main")
    git(room, "pull", "-q", tmp_path / "host.git", "main")
    assert names(room) == ["v3", "v2", "v1"]
    assert git(room, "status", "--porcelain") == ""


def test_gits_own_log_of_a_clause_reads_well(room, wednesday):
    import_into(room, wednesday)
    told = git(room, "log", "-p", "--format=%s", "--", path_of(room, "OP1"))
    assert [line for line in told.splitlines() if re.match(r"[+-][^+-]", line)] == [
        "-[Urges] {CMR+}",
        "-[Requests] {CMR+}",
        "-Member States to keep their shores quiet by:",
        "+Requests Member States to keep their shores quiet by:",
        "+OP1:",
        "+[Urges] {CMR+}",
        "+[Requests] {CMR+}",
        "+Member States to keep their shores quiet by:",
    ]
    blamed = git(room, "blame", "-s", "--", path_of(room, "OP1"))
    assert len({line.split(" ")[0] for line in blamed.splitlines()}) == 2
    assert git(room, "log", "--format=%s", "--", path_of(room, "OP3")).count("\n") == 2


def test_the_driver_is_named_and_git_does_without_it(recorded):
    path = path_of(recorded, "OP1")
    told = git(recorded, "check-attr", "-a", "--", path, "outline", "source/x")
    assert f"{path}: diff: draftvc" in told.replace('"', "")
    assert "outline: merge: draftvc" in told
    assert "source/x: text: unset" in told


def test_a_merge_of_different_phrases_is_clean(room):
    """One phrase a line is for this."""
    path = path_of(room, "PP1")
    text = (room / path).read_text(encoding="utf-8")
    git(room, "checkout", "-q", "-b", "side")
    put(room / path, text.replace("every lake", "each lake"))
    git(room, "commit", "-q", "-am", "Each")
    git(room, "checkout", "-q", "main")
    put(room / path, text.replace("somebody", "someone"))
    git(room, "commit", "-q", "-am", "Someone")
    git(room, "merge", "-q", "--no-edit", "side")
    merged = open_repository(room).working_draft().clauses[1].text
    assert "each lake" in merged
    assert "someone" in merged


def test_who_recorded_is_whom_git_knows(room, wednesday, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ana Nuñez")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "ana@example.org")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2025-03-05T18:00:00+05:30")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Bo")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2025-03-06T09:00:00-03:30")
    import_into(room, wednesday)
    told = git(room, "log", "-1", "--format=%an|%ae|%aI|%cn|%ce|%cI")
    assert told.strip().split("|") == [
        "Ana Nuñez",
        "ana@example.org",
        "2025-03-05T18:00:00+05:30",
        "Bo",
        "secretariat@example.org",
        "2025-03-06T09:00:00-03:30",
    ]
    tagger = git(
        room, "for-each-ref", "--format=%(taggername) %(taggerdate:iso-strict)", "refs/tags/v3"
    )
    assert tagger == "Bo 2025-03-06T09:00:00-03:30\n"
    assert git(room, "log", "-g", "-1", "--format=%gn %gs").startswith("Bo draftvc import: v3")


def test_an_author_can_be_named(room, wednesday):
    import_into(room, wednesday, author="Chen Li <chen@example.org>")
    assert git(room, "log", "-1", "--format=%an %ae %cn") == (
        "Chen Li chen@example.org Test Secretariat\n"
    )
    for wrong in ("Chen Li", "<chen@example.org>", "Chen <a> <b>", ""):
        with pytest.raises(DraftvcError, match=r"--author .* is not understood"):
            import_into(room, put(wednesday, TUESDAY), author=wrong)


def test_without_an_identity_the_two_commands_are_said(room, wednesday, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(put(tmp_path / "empty", "")))
    before = git(room, "rev-parse", "HEAD")
    with pytest.raises(RepositoryError, match="does not know who you are") as caught:
        import_into(room, wednesday)
    assert "git config --global user.name" in caught.value.remedy
    assert "git config --global user.email" in caught.value.remedy
    assert "--author" in caught.value.remedy
    assert git(room, "rev-parse", "HEAD") == before
    import_into(room, wednesday, author="Chen Li <chen@example.org>")
    assert git(room, "log", "-1", "--format=%an %cn") == "Chen Li Chen Li\n"


@pytest.mark.parametrize("role", ["AUTHOR", "COMMITTER"])
@pytest.mark.parametrize("written", ["the other day", "2025-13-45", "1960-01-01T00:00:00"])
def test_a_date_that_git_does_not_take_is_said(room, wednesday, monkeypatch, role, written):
    before = git(room, "rev-parse", "HEAD")
    monkeypatch.setenv(f"GIT_{role}_DATE", written)
    with pytest.raises(RepositoryError, match=f"GIT_{role}_DATE is “{written}”") as caught:
        import_into(room, wednesday)
    assert f"unset GIT_{role}_DATE" in caught.value.remedy
    assert "user.name" not in str(caught.value)
    monkeypatch.undo()
    assert git(room, "rev-parse", "HEAD") == before


def test_a_moment_after_2106_is_kept(room, wednesday, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_DATE", "@4294967296 +0100")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@5000000000 +0000")
    import_into(room, wednesday)
    moments = git(room, "log", "-1", "--date=raw", "--format=%ad|%cd")
    assert moments == "4294967296 +0100|5000000000 +0000\n"
    git(room, "fsck", "--strict")


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_a_signature_is_made_where_git_would_make_one(room, wednesday, tmp_path):
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    public = Path(f"{key}.pub").read_text(encoding="utf-8")
    signers = put(tmp_path / "signers", f"secretariat@example.org {public}")
    for setting, value in (
        ("gpg.format", "ssh"),
        ("user.signingKey", str(key)),
        ("gpg.ssh.allowedSignersFile", str(signers)),
        ("commit.gpgSign", "true"),
    ):
        git(room, "config", setting, value)
    import_into(room, wednesday)
    assert 'Good "git" signature' in git(room, "verify-commit", "HEAD")
    assert git(room, "log", "-1", "--format=%s").startswith("OP1b removed")
    assert names(room) == ["v3", "v2", "v1"]
    git(room, "config", "user.signingKey", str(tmp_path / "no key"))
    with pytest.raises(RepositoryError, match=r"git commit-tree failed"):
        import_into(room, put(wednesday, TUESDAY))
    assert names(room) == ["v3", "v2", "v1"]
    assert_nothing_left(room)


def assert_nothing_left(room: Path) -> None:
    git_dir = Path(git(room, "rev-parse", "--absolute-git-dir").strip())
    left = [*git_dir.rglob("*.lock"), *git_dir.rglob("draftvc-*"), *room.rglob("*.tmp")]
    assert left == []
    assert git(room, "status", "--porcelain") == ""


def test_no_hook_of_gits_runs(room, wednesday):
    """A text with faults is recorded all the same: it is the room's text."""
    for hook in ("pre-commit", "commit-msg", "prepare-commit-msg"):
        put(room / ".git" / "hooks" / hook, "#!/bin/sh\nexit 1\n").chmod(0o755)
    import_into(room, wednesday)
    assert names(room) == ["v3", "v2", "v1"]
    uninstall(room)


def test_it_records_on_a_branch_detached_and_in_a_linked_tree(room, wednesday, tmp_path):
    git(room, "checkout", "-q", "-b", "side")
    import_into(room, wednesday)
    assert git(room, "rev-parse", "main") != git(room, "rev-parse", "side")
    git(room, "checkout", "-q", "--detach", "v2")
    import_into(room, wednesday)
    assert names(room) == ["v3-2", "v2", "v1"]
    assert git(room, "symbolic-ref", "-q", "HEAD", ok=False) == ""
    git(room, "worktree", "add", "-q", tmp_path / "linked", "main")
    import_into(tmp_path / "linked", put(wednesday, WEDNESDAY.replace("quiet by", "silent by")))
    assert names(tmp_path / "linked") == ["v3-3", "v2", "v1"]
    for place in (room, tmp_path / "linked"):
        assert_nothing_left(place)


def test_it_follows_a_branch_that_stands_for_another(room, wednesday):
    git(room, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    git(room, "symbolic-ref", "HEAD", "refs/heads/alias")
    import_into(room, wednesday)
    assert git(room, "rev-parse", "main") == git(room, "rev-parse", "HEAD")
    assert_nothing_left(room)


def test_packed_references_and_objects_are_no_hindrance(room, wednesday):
    git(room, "gc", "-q")
    import_into(room, wednesday)
    git(room, "gc", "-q")
    import_into(room, put(wednesday, MONDAY), replace="v3")
    assert names(room) == ["v3", "v2", "v1"]
    assert_nothing_left(room)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("core.autocrlf", "true"),
        ("core.eol", "crlf"),
        ("core.splitIndex", "true"),
        ("index.version", "4"),
        ("core.untrackedCache", "true"),
        ("core.fsmonitor", "true"),
        ("status.showUntrackedFiles", "no"),
        ("status.relativePaths", "false"),
        ("core.logAllRefUpdates", "false"),
        ("tag.gpgSign", "false"),
    ],
)
def test_the_users_settings_are_no_hindrance(room, wednesday, key, value):
    git(room, "config", key, value)
    git(room, "update-index", "--force-write-index")
    import_into(room, wednesday)
    assert names(room) == ["v3", "v2", "v1"]
    assert_nothing_left(room)


def test_other_files_in_our_folders_stay(room, wednesday):
    put(room / "clauses" / "README.md", "About these files.\n")
    put(room / "source" / "notes" / "a.txt", "Of the reporter.\n")
    git(room, "add", ".")
    git(room, "commit", "-q", "-m", "Add notes")
    import_into(room, wednesday)
    assert (room / "clauses" / "README.md").exists()
    assert (room / "source" / "notes" / "a.txt").exists()
    assert len(list((room / "source").glob("*.txt"))) == 1
    assert_nothing_left(room)


def test_what_stands_in_the_way_is_not_overwritten(room, wednesday):
    digest = hashlib.sha256(WEDNESDAY.encode()).hexdigest()[:12]
    put(room / "source" / f"{digest}-wednesday.txt", "something else\n")
    with pytest.raises(RepositoryError, match="stand others: source/"):
        import_into(room, wednesday)
    assert names(room) == ["v2", "v1"]
    (room / "source" / f"{digest}-wednesday.txt").unlink()
    assert_nothing_left(room)


def test_a_branch_that_moved_meanwhile_is_not_moved_again(room, wednesday):
    repo = open_repository(room)
    base, draft = repo.head(), repo.working_draft()
    import_into(room, wednesday)
    with pytest.raises(BusyError, match="Another program recorded something") as caught:
        record(repo, [ToRecord("v9", draft, "Nine", "")], base=base)
    assert "call again" in caught.value.remedy
    assert names(room) == ["v3", "v2", "v1"]
    assert_nothing_left(room)


def test_files_that_may_be_read_by_others_stay_so(room, wednesday):
    import_into(room, wednesday)
    mask = os.umask(0)
    os.umask(mask)
    mode = stat.S_IMODE((room / path_of(room, "OP1")).stat().st_mode)
    assert mode == 0o666 & ~mask
