"""`draftvc git enable` and `disable`: git calls us, others keep what they have, all comes back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from draftvc.app.enabling import disable, enable
from draftvc.app.git_settings import settings
from draftvc.app.hooks import install
from draftvc.app.included import put_in, take_out
from draftvc.errors import BusyError, RepositoryError
from tests.drivers.room import OP2, PP1, attempt, begin, clause, edit
from tests.store.gitrepo import git, put


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a repository whose git knows nothing of draftvc."""
    place = begin(tmp_path / "l’été à Genève")
    shutil.rmtree(place / ".git" / "hooks")
    return place


def files(place: Path) -> dict[str, tuple[bytes, int]]:
    """Return what git reads of its own: configuration, attributes, hooks, and their modes."""
    found = [p for p in (place / ".git").iterdir() if p.is_file() and p.name != "index"]
    found += [p for name in ("hooks", "info") for p in (place / ".git" / name).glob("*")]
    return {
        p.relative_to(place).as_posix(): (p.read_bytes(), p.stat().st_mode)
        for p in [*found, *place.glob(".git*")]
        if p.is_file()
    }


HOOK = "#!/bin/sh\necho room\n"


@pytest.mark.parametrize("end", ["", "\n", "\n# last words"])
@pytest.mark.parametrize("was", ["bare", "hooks before", "attributes in the tree"])
def test_enable_enable_disable_leaves_every_byte(place, end, was):
    config = place / ".git" / "config"
    config.write_text(config.read_text(encoding="utf-8").rstrip() + end, encoding="utf-8")
    put(place / ".git" / "info" / "attributes", f"*.bin binary{end}")
    put(place / ".git" / "hooks" / "pre-commit", HOOK).chmod(0o755)
    if was == "hooks before":
        install(place)
    if was == "attributes in the tree":
        put(
            place / ".gitattributes",
            "clauses/** diff=draftvc merge=draftvc\n" * 2 + "outline diff=draftvc merge=draftvc",
        )
    before = files(place)
    assert enable(place).changed
    once = files(place)
    assert once != before
    assert not enable(place).changed
    assert files(place) == once
    disable(place)
    assert files(place) == before
    disable(place)
    assert files(place) == before


def test_what_others_have_set_stays_and_is_said(place):
    git(place, "config", "diff.draftvc.command", "theirs")
    git(place, "config", "alias.dlog", "log --graph")
    git(place, "config", "--global", "alias.dshow", "show --stat")
    try:
        said = enable(place).said
    finally:
        git(place, "config", "--global", "--unset", "alias.dshow")
    assert "diff.draftvc.command is set to something else, and stays: theirs" in said
    assert any(line.startswith("alias.dshow is set to something else") for line in said)
    assert git(place, "config", "diff.draftvc.command").strip() == "theirs"
    assert git(place, "config", "alias.dlog").strip() == "log --graph"
    assert "driver merge" in git(place, "config", "merge.draftvc.driver")


def test_what_is_set_later_is_nobodys_but_theirs(place):
    enable(place)
    git(place, "config", "alias.mine", "status")
    git(place, "config", "include.path", "theirs")
    disable(place)
    assert git(place, "config", "alias.mine").strip() == "status"
    assert git(place, "config", "include.path").strip() == "theirs"


def test_other_drivers_in_the_attributes_stay(place):
    put(place / ".gitattributes", "clauses/** diff=other\n")
    assert any("other drivers" in line for line in enable(place).said)
    assert not (place / ".git" / "info" / "attributes").is_file() or "draftvc" not in (
        place / ".git" / "info" / "attributes"
    ).read_text(encoding="utf-8")


def test_git_calls_the_drivers_from_then_on(place):
    enable(place)
    edit(place, PP1, "FRA-", "FRA+")
    assert "FRA, who opposed" in git(place, "diff")
    git(place, "commit", "-q", "-a", "-m", "FRA turns")
    assert "FRA, who opposed" in git(place, "dshow")
    assert "FRA, who opposed" in git(place, "dlog", "-1")
    assert "PP1:" in git(place, "show")


def test_a_merge_is_told_as_what_it_brought_in(place):
    enable(place)
    git(place, "checkout", "-q", "-b", "side")
    edit(place, PP1, "FRA-", "FRA+")
    git(place, "commit", "-q", "-a", "-m", "FRA turns")
    git(place, "checkout", "-q", "-")
    git(place, "merge", "-q", "--no-ff", "--no-edit", "side")
    assert "FRA, who opposed" in git(place, "dshow", "HEAD")


def test_for_all_repositories_at_once(place, tmp_path, monkeypatch):
    home = put(tmp_path / "home" / ".gitconfig", Path(os.environ["GIT_CONFIG_GLOBAL"]).read_text())
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home))
    before = home.read_bytes()
    put(place / ".gitattributes", "clauses/** diff=draftvc\n")
    assert enable(place, everywhere=True).changed
    assert not enable(place, everywhere=True).changed
    edit(place, PP1, "FRA-", "FRA+")
    assert "FRA, who opposed" in git(place, "diff")
    assert not (place / ".git" / "hooks").exists()
    enable(place)
    assert any("disable --global" in each for each in disable(place).said)
    assert disable(place, everywhere=True).changed
    assert not any("disable --global" in each for each in disable(place).said)
    assert home.read_bytes() == before
    assert sorted(each.name for each in home.parent.iterdir()) == [".gitconfig"]


def test_what_others_set_is_not_told_as_ours(place):
    git(place, "config", "diff.draftvc.command", "mytool")
    enable(place)
    assert not any("still" in each for each in disable(place).said)
    assert git(place, "config", "diff.draftvc.command").strip() == "mytool"


def test_only_the_commands_that_tell_events_are_said_to(place):
    git(place, "config", "alias.dlog", "log --oneline")
    said = enable(place).said
    assert "`git diff` tells events; so does `git dshow`, with a draft." in said
    disable(place)
    put(place / ".git" / "info" / "attributes", "*.txt diff=foo\n")
    assert not any("tells events" in each for each in enable(place).said)


def test_disabling_asks_for_no_lines_where_the_hooks_are_elsewhere(place, tmp_path):
    (tmp_path / "hooks").mkdir()
    git(place, "config", "core.hooksPath", tmp_path / "hooks")
    report = enable(place).hooks
    assert report is not None
    assert report.lines
    for name, line in report.lines:
        put(tmp_path / "hooks" / name, f"#!/bin/sh\n{line}\n").chmod(0o755)
    gone = disable(place)
    assert gone.hooks is not None
    assert not gone.hooks.lines
    assert any("call draftvc still: take its lines out there" in each for each in gone.said)


def test_where_the_users_configuration_is_no_file_nothing_is_written(tmp_path):
    """Scripts name /dev/null for "none": it must not be replaced by a file."""
    null, included = tmp_path / "null", tmp_path / "draftvc.gitconfig"
    os.mkfifo(null)
    with pytest.raises(RepositoryError, match="null is no file: settings cannot be kept"):
        put_in(null, "[draftvc]\n")
    with pytest.raises(RepositoryError, match="null is no file: settings cannot be kept"):
        take_out(null)
    assert null.is_fifo()
    assert not included.exists()


def test_where_the_configuration_is_locked_all_is_as_before(place):
    """Hooks that stayed would count as somebody else's when it is enabled again."""
    (place / ".gitattributes").unlink(missing_ok=True)
    before = files(place)
    lock = place / ".git" / "config.lock"
    lock.touch()
    with pytest.raises(BusyError, match=r"config\.lock is there and empty.*delete that file: rm"):
        enable(place)
    lock.unlink()
    assert files(place) == before
    enable(place)
    disable(place)
    assert files(place) == before


def test_a_directory_with_the_name_of_a_hook_comes_back(place):
    (place / ".git" / "hooks" / "pre-commit").mkdir(parents=True)
    before = files(place)
    enable(place)
    disable(place)
    assert files(place) == before
    assert (place / ".git" / "hooks" / "pre-commit").is_dir()


def _without_program(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enable with a program that is gone afterwards."""
    gone = tmp_path / "100% gone" / "draftvc"
    monkeypatch.setattr("draftvc.app.git_settings.program_path", lambda: str(gone))
    enable(place)
    there = Path(shutil.which("git") or "/usr/bin/git")
    monkeypatch.setenv("PATH", f"{there.parent}:/usr/bin:/bin")
    assert shutil.which("draftvc") is None


def test_where_the_program_is_missing_git_shows_its_own(place, tmp_path, monkeypatch):
    _without_program(place, tmp_path, monkeypatch)
    edit(place, PP1, "FRA-", "FRA+")
    edit(place, OP2, "next", "fifth")
    done, said = attempt(place, "diff")
    assert done
    assert "USA+,FRA+}" in said
    assert "+Decides to return to the matter at its fifth session." in said
    assert said.count("draftvc is not found here") == 1
    git(place, "commit", "-q", "--no-verify", "-a", "-m", "Change")
    assert "+Decides to return" in git(place, "show")


def test_where_the_program_is_missing_a_conflict_keeps_both_sides(place, tmp_path, monkeypatch):
    _without_program(place, tmp_path, monkeypatch)
    git(place, "switch", "-q", "-c", "topic")
    edit(place, PP1, "more often", "seldom")
    git(place, "commit", "-q", "-a", "-m", "Theirs")
    git(place, "switch", "-q", "-")
    edit(place, PP1, "more often", "always")
    git(place, "commit", "-q", "-a", "-m", "Ours")
    done, _ = attempt(place, "merge", "--no-edit", "topic")
    assert not done
    text = clause(place, PP1).read_text(encoding="utf-8")
    assert "<<<<<<< ours" in text
    assert "always" in text
    assert "seldom" in text


def test_a_setting_of_another_place_of_the_program_is_ours(monkeypatch):
    here = settings()
    monkeypatch.setattr("draftvc.app.git_settings.program_path", lambda: "/opt/b c/draftvc")
    there = settings()
    assert [a.value for a in here] != [b.value for b in there]
    assert all(a.is_met_by(b.value) for a, b in zip(here, there, strict=True))
    assert not here[0].is_met_by("theirs")


def test_a_bare_repository_is_refused_and_nothing_is_written(tmp_path):
    place = tmp_path / "bare.git"
    git(None, "init", "-q", "--bare", place)
    before = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    with pytest.raises(RepositoryError, match="--server"):
        enable(place)
    assert {p: p.read_bytes() for p in place.rglob("*") if p.is_file()} == before
