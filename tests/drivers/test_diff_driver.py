"""git diff, show and blame on a draft with the driver in between: whatever git hands over."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from draftvc.app.enabling import enable
from draftvc.drivers import dispatch
from tests.drivers.room import OP1, OP2, OUTLINE, PP1, PP2, attempt, begin, clause, edit
from tests.drivers.test_dispatch import HEAVY, imported
from tests.store.gitrepo import git, put

DRAFTVC = f"'{Path(sys.executable).with_name('draftvc').as_posix()}'"
ATTRIBUTES = "clauses/** diff=draftvc\noutline diff=draftvc\n*.draft diff=draftvc\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = begin(tmp_path / "le projet d’été")
    put(place / ".gitattributes", ATTRIBUTES)
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "Name the drivers")
    git(place, "config", "diff.draftvc.command", f"{DRAFTVC} driver diff")
    git(place, "config", "diff.draftvc.textconv", f"{DRAFTVC} driver textconv")
    return place


def test_a_changed_clause_is_told_in_events_and_words_under_its_label(place):
    edit(place, PP1, "FRA-", "FRA+")
    said = git(place, "diff")
    assert said.splitlines()[0] == f"diff clauses/{PP1}.txt"
    assert "PP1  Recognizing that rivers" in said
    assert "FRA, who opposed “more often”, now supports it" in said
    assert "−‹FRA-›" in said
    assert "@@" not in said


def test_what_is_only_laid_out_anew_says_so(place):
    edit(place, OP1, "[the records,\nthe forecasts,", "[the records, the forecasts,")
    assert "Only the layout changed." in git(place, "diff")


def test_a_clause_that_comes_or_goes(place):
    put(clause(place, "decides-also-c9d8e"), "3.\nDecides also to meet in [May] {EU+}.\n")
    put(
        place / "outline",
        f"{OUTLINE.replace(f'{PP2} 0 preambular', '')}decides-also-c9d8e 0 operative\n",
    )
    clause(place, PP2).unlink()
    git(place, "add", "-A")
    said = git(place, "diff", "--cached")
    assert "OP3  Decides also to meet" in said
    assert "a new paragraph" in said
    assert "the paragraph is removed: “Noting the report" in said
    outline = said.partition("diff outline\n")[2]
    assert "PP2" in outline
    assert "OP3" in outline


def test_a_move_in_the_outline_is_one_sentence(place):
    lines = OUTLINE.splitlines(keepends=True)
    put(place / "outline", "".join([lines[0], lines[2], lines[1], *lines[3:]]))
    said = git(place, "diff")
    assert said.startswith("diff outline\n")
    assert said.count("  – ") == 1
    assert "moves to stand after" in said


@pytest.mark.parametrize(
    "name", ["a b.draft", 'the "final" text.draft', "été.draft", "tab\t.draft"]
)
def test_names_with_anything_in_them(place, name):
    more = "2. Decides to return to the matter.\n"
    put(place / name, "1. Requests members to open [the records] {KEN+};\n" + more)
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "Keep another")
    put(place / name, "1. Requests members to open [the records] {KEN+, USA+};\n" + more)
    assert "OP1  Requests members" in git(place, "diff")
    git(place, "mv", name, "renamed.draft")
    said = git(place, "-c", "diff.renames=true", "diff", "HEAD")
    assert "renamed.draft" in said


def test_asked_of_any_file_what_is_no_draft_is_gits_own(place):
    put(place / "minutes.txt", "It was closed at noon.\n")
    put(place / "picture", "\0\1")
    git(place, "add", "-N", "picture")
    edit(place, PP1, "FRA-", "FRA+")
    done, said = attempt(place, "diff", env={"GIT_EXTERNAL_DIFF": f"{DRAFTVC} driver diff"})
    assert done
    assert "-The meeting was opened at ten.\n+It was closed at noon.\n" in said
    assert "PP1  Recognizing" in said
    assert "draftvc:" not in said


def test_an_empty_file_and_a_mode(place):
    clause(place, OP2).write_bytes(b"")
    assert "Decides to return" in git(place, "diff")
    git(place, "checkout", "-q", "--", ".")
    clause(place, OP2).chmod(0o755)
    assert "Only the mode of the file changed." in git(place, "diff")


def test_a_file_in_conflict(place):
    git(place, "switch", "-q", "-c", "topic")
    edit(place, PP1, "more often", "seldom")
    git(place, "commit", "-q", "-a", "-m", "Theirs")
    git(place, "switch", "-q", "-")
    edit(place, PP1, "more often", "always")
    git(place, "commit", "-q", "-a", "-m", "Ours")
    assert not attempt(place, "merge", "-q", "--no-edit", "topic")[0]
    assert f"* Unmerged path clauses/{PP1}.txt" in git(place, "diff", "HEAD") + git(
        place, "diff", "--ours"
    )


def test_what_cannot_be_read_is_shown_as_a_plain_diff_with_one_line_beside_it(place):
    put(place / "outline", f"{OUTLINE}what is this\n")
    done, said = attempt(place, "diff")
    assert done
    assert "+what is this" in said
    assert "--- a/outline\n+++ b/outline\n@@" in said
    assert "draftvc: outline is shown as a plain diff: Line 6 of outline is not understood." in said


def test_a_link_is_shown_as_gits_own_diff(place):
    clause(place, OP2).unlink()
    clause(place, OP2).symlink_to("/etc/hostname")
    done, said = attempt(place, "diff", "--cached")
    git(place, "add", "-A")
    done, said = attempt(place, "diff", "--cached")
    assert done
    assert "/etc/hostname" in said


def test_a_defect_of_ours_does_not_end_the_diff(place, monkeypatch, capfdbinary):
    monkeypatch.chdir(place)
    edit(place, PP1, "FRA-", "FRA+")
    put(place / "before", "a\n")
    put(place / "after", "b\n")
    monkeypatch.setattr("draftvc.drivers.diff_file._page", lambda *_: 1 / 0)
    words = ["clauses/é x.txt", "before", "0" * 40, "100644", "after", "1" * 40, "100644"]
    assert dispatch.run(["driver", "diff", *words]) == 0
    out, err = capfdbinary.readouterr()
    assert "diff --git a/clauses/é x.txt b/clauses/é x.txt".encode() in out
    assert out.endswith(b"@@ -1 +1 @@\n-a\n+b\n")
    assert err.count(b"\n") == 1
    assert b"ZeroDivisionError" in err


def test_show_and_blame_have_the_label_in_the_place_of_the_marker(place):
    edit(place, OP2, "2.\n", "[2.bis\n")
    edit(place, OP2, "next session.", "next session.]")
    git(place, "commit", "-q", "-a", "-m", "Renumber")
    said = git(place, "show")
    assert "-OP2:\n" in said
    assert "+OP2.bis:\n" in said
    assert git(place, "blame", f"clauses/{OP2}.txt").splitlines()[0].endswith(" 1) OP2.bis:")
    assert "PP1:" in git(place, "blame", f"clauses/{PP1}.txt")
    assert "PP2 " in git(place, "log", "-p", "--ext-diff", "--", f"clauses/{PP2}.txt")


def test_a_number_that_another_clause_has_today_makes_no_second_one_of_then(place):
    edit(place, OP2, "2.\n", "3.\n")
    put(place / "clauses/thanks-the-host-a2b3c.txt", "2.\nThanks the host.\n")
    outline = place / "outline"
    line = f"{OP2} 0 operative\n"
    put(outline, outline.read_text().replace(line, f"thanks-the-host-a2b3c 0 operative\n{line}"))
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "Insert a paragraph")
    said = git(place, "log", "-1", "-p", "--", f"clauses/{OP2}.txt")
    assert "-OP2:\n+OP3:\n" in said


def test_without_a_working_tree_a_clause_has_the_label_of_its_own_number(place, tmp_path):
    edit(place, OP2, "next", "fifth")
    git(place, "commit", "-q", "-a", "-m", "Name the session")
    bare = tmp_path / "bare.git"
    git(None, "clone", "-q", "--bare", place, bare)
    put(bare / "info" / "attributes", ATTRIBUTES)
    git(bare, "config", "diff.draftvc.command", f"{DRAFTVC} driver diff")
    said = git(bare, "diff", "HEAD~1", "HEAD")
    assert "OP2  Decides to return" in said
    assert "“next” becomes “fifth”" in said


def test_below_the_top_and_in_another_working_tree(place, tmp_path):
    edit(place, PP1, "FRA-", "FRA+")
    assert "PP1  Recognizing" in git(place / "clauses", "diff")
    second = tmp_path / "second room"
    git(place, "worktree", "add", "-q", second, "-b", "second")
    edit(second, PP1, "FRA-", "FRA+")
    assert "PP1  Recognizing" in git(second, "diff")


def test_control_characters_are_seen(place):
    edit(place, PP1, "more often", "more\x1b[2J often")
    assert "\x1b" not in git(place, "diff")


def test_a_driver_loads_no_libgit2_and_no_layout_engine(place):
    edit(place, PP1, "FRA-", "FRA+")
    words = [f"clauses/{PP1}.txt"] * 2 + [
        "0" * 40,
        "100644",
        f"clauses/{OP2}.txt",
        "1" * 40,
        "100644",
    ]
    assert not imported(place, "driver", "diff", *words) & (HEAVY | {"pygit2"})
    assert not imported(place, "driver", "textconv", f"clauses/{PP1}.txt") & (HEAVY | {"pygit2"})


def test_an_unknown_driver_names_those_that_there_are(capfd):
    assert dispatch.run(["driver", "sing"]) == 2
    assert "textconv" in capfd.readouterr().err


def changed_everywhere(place: Path) -> None:
    edit(place, PP1, "FRA-", "FRA+")
    edit(place, PP2, "one in three", "one in four")
    edit(place, OP1, "the maps", "all maps")
    edit(place, OP2, "next", "fifth")


@pytest.fixture
def enabled(place: Path) -> Path:
    """Return the repository as `draftvc git enable` sets it up."""
    for key in ("command", "textconv"):
        git(place, "config", "--unset", f"diff.draftvc.{key}")
    enable(place)
    return place


def test_one_process_answers_for_many_files_and_goes(enabled, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    changed_everywhere(enabled)
    together = git(enabled, "diff")
    folder = tmp_path / f"draftvc-{os.getuid()}"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    until = monotonic() + 30
    while list(folder.iterdir()) and monotonic() < until:
        sleep(0.1)
    assert not list(folder.iterdir())
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "nowhere" / "at all"))
    assert git(enabled, "diff") == together
    assert together.count("diff clauses/") == 4


def test_one_process_answers_for_a_log_too(enabled, tmp_path, monkeypatch):
    for number in ("fifth", "sixth", "seventh"):
        text = clause(enabled, OP2).read_text(encoding="utf-8").split(" its ")[0]
        put(clause(enabled, OP2), f"{text} its {number} session.\n")
        git(enabled, "commit", "-q", "-a", "-m", number)
    told = []
    for folder in (tmp_path, tmp_path / "nowhere" / "at all"):
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        told.append(git(enabled, "log", "-p") + git(enabled, "blame", f"clauses/{OP2}.txt"))
    assert told[0] == told[1]
    assert told[0].count("\n OP2:\n") == 3


def test_whoever_leaves_the_pager_hears_no_complaint(enabled, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    changed_everywhere(enabled)
    done = subprocess.run(
        ["bash", "-c", "git diff | head -1"],
        cwd=enabled,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("diff clauses/")
    assert done.stderr == ""


def test_lines_asked_for_are_a_patch(enabled, tmp_path):
    changed_everywhere(enabled)
    patch = put(tmp_path / "patch", git(enabled, "diff", "--no-ext-diff", "--no-textconv"))
    git(enabled, "stash", "-q")
    git(enabled, "apply", patch)
    git(enabled, "diff", "--quiet", "stash@{0}")


def test_a_folder_that_others_can_enter_is_not_used(enabled, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = tmp_path / f"draftvc-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o755)
    changed_everywhere(enabled)
    assert git(enabled, "diff").count("diff clauses/") == 4
    assert not list(folder.iterdir())


def test_a_file_among_many_that_cannot_be_read_is_shown_plainly(enabled, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    changed_everywhere(enabled)
    put(enabled / "outline", f"{OUTLINE}what is this\n")
    said = git(enabled, "diff")
    assert said.count("diff clauses/") == 4
    assert "outline is shown as a plain diff: Line 6 of outline is not understood." in said
    assert "+what is this" in said
