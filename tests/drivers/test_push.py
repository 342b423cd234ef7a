"""A bare repository with the server's hook, and real pushes to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftvc.app.hooks import install, uninstall
from draftvc.app.shims import SERVER_HOOKS
from draftvc.drivers.push import check_push
from draftvc.errors import DraftvcError
from draftvc.limits import DEFAULT
from tests.cli.program import draftvc
from tests.drivers.room import OP2, OUTLINE, PP1, PP2, attempt, begin, clause, edit
from tests.drivers.test_agreed import REASON, ROOM
from tests.store.gitrepo import git, put

BREAK = ("[more often] {USA+", "[more often {USA+")


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """Return a bare repository, guarded, that has the sound draft with OP2 agreed."""
    server = tmp_path / "la salle n° 2.git"
    git(None, "init", "-q", "--bare", server)
    install(server, SERVER_HOOKS)
    return server


@pytest.fixture
def place(tmp_path: Path, server: Path) -> Path:
    """Return a clone of a delegate, without any hook of its own."""
    place = begin(tmp_path / "delegate")
    edit(place, PP2, "silent {", "silent] {")
    edit(place, OP2, "next session.", "next session. Ad ref 3 March 2025 17.05")
    git(place, "commit", "-q", "-a", "--amend", "-m", "Record the draft")
    for hook in (place / ".git" / "hooks").iterdir():
        hook.unlink()
    git(place, "remote", "add", "origin", server)
    assert push(place) == (True, "")
    return place


def push(place: Path, *words: str) -> tuple[bool, str]:
    return attempt(place, "push", "-q", "origin", *(words or ("main",)))


def save(place: Path, message: str = "Save") -> None:
    git(place, "commit", "-q", "-a", "-m", message)


def test_a_sound_change_comes_in(place, server):
    edit(place, PP1, "FRA-", "FRA+")
    save(place)
    assert push(place) == (True, "")
    assert git(server, "fsck").strip() == ""


def test_a_new_fault_is_refused_with_clause_and_line(place, server):
    edit(place, PP1, *BREAK)
    save(place, "Break PP1")
    before = git(server, "rev-parse", "main")
    done, said = push(place)
    assert not done
    assert "refused:" in said
    assert "(Break PP1)" in said
    assert f"error E101 PP1, line 2, column 39 of clauses/{PP1}.txt:" in said
    assert git(server, "rev-parse", "main") == before
    edit(place, PP1, "often {USA+,FRA-", "often] {USA+,FRA+")
    git(place, "commit", "-q", "-a", "--amend", "-m", "FRA turns")
    assert push(place) == (True, "")


def test_agreed_text_needs_a_reason(place):
    edit(place, OP2, "next", "fifth")
    save(place)
    done, said = push(place)
    assert not done
    assert f"error E303 OP2, line 2, column 40 of clauses/{OP2}.txt:" in said
    git(place, "commit", "-q", "--amend", "-m", REASON)
    assert push(place) == (True, "")


def test_a_later_commit_does_not_hide_an_earlier_one(place):
    edit(place, OP2, "next", "fifth")
    save(place, "Away")
    edit(place, OP2, "fifth", "sixth")
    save(place, REASON)
    done, said = push(place)
    assert not done
    assert "(Away)" in said
    assert "(Name another session)" not in said


def test_every_branch_and_tag_of_a_push_is_looked_at(place):
    git(place, "switch", "-q", "-c", "topic")
    edit(place, PP1, *BREAK)
    save(place, "Break PP1")
    git(place, "tag", "v9")
    git(place, "switch", "-q", "main")
    assert not push(place, "topic")[0]
    assert not push(place, "v9")[0]
    assert push(place, "main")[0]


def test_a_draft_that_is_taken_away_takes_the_agreed_text_with_it(place):
    git(place, "rm", "-q", "-r", "draft.toml", "outline", "clauses")
    save(place, "Close the file")
    assert "E303" in push(place)[1]


def test_another_history_in_the_place_of_one_may_not_change_what_was_agreed(place):
    git(place, "checkout", "-q", "--orphan", "other")
    edit(place, OP2, "next session", "fifth session")
    save(place, "Begin again")
    done, said = push(place, "-f", "other:main")
    assert not done
    assert "E303 OP2" in said
    assert "would take the place of" in said
    git(place, "rm", "-rqf", "--cached", ".")
    git(place, "commit", "-q", "--amend", "--allow-empty", "-m", "Begin with nothing")
    done, said = push(place, "-f", "other:main")
    assert not done
    assert "the clause is gone" in said


def test_another_history_with_the_same_agreed_text_comes_in(place):
    git(place, "checkout", "-q", "--orphan", "other")
    edit(place, PP1, "FRA-", "FRA+")
    save(place, "Begin again")
    assert push(place, "-f", "other:main") == (True, "")


def test_settings_in_the_push_open_no_door_and_those_of_the_server_do(place, server):
    put(place / "draft.toml", 'check = "off"\n')
    edit(place, PP1, *BREAK)
    save(place)
    assert not push(place)[0]
    git(server, "config", "draftvc.check", "off")
    assert push(place)[0]


def test_what_the_room_sent_comes_in_as_it_is(tmp_path, server):
    place = tmp_path / "secretariat"
    assert draftvc("init", place).code == 0
    faulty = ROOM.replace("[the records]", "[the records")
    texts = [faulty, faulty.replace("next", "fifth")]
    for number, text in enumerate(texts, start=1):
        put(tmp_path / f"v{number}.txt", text)
        assert draftvc("import", tmp_path / f"v{number}.txt", cwd=place).code == 0
    git(place, "remote", "add", "origin", server)
    done, said = push(place)
    assert done, said
    assert "is taken as the room sent it: E101 in OP1" in said
    assert "E303 in OP2" in said
    found = next(each for each in (place / "clauses").iterdir() if "decides" in each.name)
    put(found, found.read_text(encoding="utf-8").replace("fifth", "sixth"))
    git(place, "commit", "-q", "--no-verify", "-a", "-m", "By hand\n\nSource-SHA256: " + "0" * 64)
    assert not push(place)[0]


def test_what_cannot_be_read_as_a_draft_is_refused(place):
    put(place / "outline", "../etc 0 operative\n")
    save(place)
    done, said = push(place)
    assert not done
    assert "cannot be read as a draft" in said


def test_where_a_merge_is_pushed_the_advice_keeps_it(place):
    git(place, "switch", "-q", "-c", "topic")
    edit(place, OP2, "next", "fifth")
    save(place, "Away")
    git(place, "switch", "-q", "main")
    edit(place, PP1, "FRA-", "FRA+")
    save(place, "Ours")
    git(place, "merge", "-q", "--no-edit", "topic")
    done, said = push(place)
    assert not done
    assert "(Away)" in said
    assert "git rebase -i --rebase-merges" in said
    start = git(place, "merge-base", "topic", "main^").strip()
    reword = "sed -i '/ Away$/s/^pick/reword/'"
    write = put(place.parent / "write", f"echo >> $1; echo '{REASON.splitlines()[-1]}' >> $1\n")
    editor = {"GIT_SEQUENCE_EDITOR": reword, "GIT_EDITOR": f"sh {write}"}
    assert attempt(place, "rebase", "-q", "-i", "--rebase-merges", start, env=editor)[0]
    assert git(place, "log", "-1", "--format=%P").count(" ") == 1
    done, said = push(place)
    assert done, said


def test_a_number_that_a_merge_brings_twice_is_said_and_taken(place):
    start = (place / "outline").read_text(encoding="utf-8")
    for branch, clause_id in (("topic", "asks-a1a1a"), ("main", "urges-b2b2b")):
        git(place, "switch", "-q", *(("-c",) if branch == "topic" else ()), branch)
        put(clause(place, clause_id), f"1.bis\nAsks the {branch} to wait;\n")
        put(place / "outline", start.replace(OP2, f"{clause_id} 0 operative\n{OP2}"))
        git(place, "add", "-A")
        save(place, f"Wait on {branch}")
    assert not attempt(place, "merge", "-q", "topic")[0]
    both = f"asks-a1a1a 0 operative\nurges-b2b2b 0 operative\n{OP2}"
    put(place / "outline", start.replace(OP2, both))
    git(place, "add", "-A")
    git(place, "commit", "-q", "--no-edit")
    done, said = push(place)
    assert done
    assert "is taken: " in said
    assert "OP1.bis" in said


NEW = "decides-also-c9d8e"
LOST = f"clauses/{NEW}.txt is named by no line of the outline"


def lay_beside(place: Path, name: str = f"clauses/{NEW}.txt") -> None:
    """Commit a new paragraph as somebody without draftvc does, and forget the outline."""
    (place / name).parent.mkdir(exist_ok=True)
    put(place / name, "3.\nDecides also to meet in the spring.\n")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "Meet in the spring")


def test_a_paragraph_that_no_line_of_the_outline_names_is_refused(place):
    lay_beside(place)
    done, said = push(place)
    assert not done
    assert "error E404" in said
    assert LOST in " ".join(said.replace("remote: ", "").split())
    put(place / "outline", f"{OUTLINE}{NEW} 0 operative\n")
    git(place, "commit", "-q", "-a", "--amend", "-m", "Meet in the spring")
    assert push(place) == (True, "")


@pytest.mark.parametrize("name", ["clauses/New paragraph.txt", "clauses/by hand/op3.txt"])
def test_so_is_one_whose_name_no_clause_can_have(place, name):
    lay_beside(place, name)
    done, said = push(place)
    assert not done
    assert f"{name} is named by no line" in " ".join(said.replace("remote: ", "").split())


def test_one_that_lies_there_already_is_nobodys_new_fault(place, server):
    lay_beside(place)
    git(server, "config", "draftvc.check", "off")
    assert push(place)[0]
    git(server, "config", "--unset", "draftvc.check")
    git(place, "switch", "-q", "-c", "topic", "HEAD~1")
    edit(place, PP1, "FRA-", "FRA+")
    save(place)
    git(place, "merge", "-q", "--no-edit", "main")
    assert push(place, "topic") == (True, "")
    edit(place, PP1, "FRA+", "FRA-")
    save(place)
    assert push(place, "topic") == (True, "")
    clause(place, NEW).unlink()
    save(place, "Take it out")
    lay_beside(place)
    assert not push(place, "topic")[0]


def test_the_room_does_not_send_a_paragraph_beside_its_text(tmp_path, server):
    place = tmp_path / "secretariat"
    assert draftvc("init", place).code == 0
    put(tmp_path / "v1.txt", ROOM)
    assert draftvc("import", tmp_path / "v1.txt", cwd=place).code == 0
    git(place, "remote", "add", "origin", server)
    put(clause(place, NEW), "3.\nDecides also to meet in the spring.\n")
    git(place, "add", "-A")
    git(place, "commit", "-q", "--no-verify", "--amend", "--no-edit")
    assert LOST in " ".join(push(place)[1].replace("remote: ", "").split())


def test_a_line_of_the_outline_whose_text_is_missing_is_refused(place):
    before = git(place, "rev-parse", "--short=10", "HEAD").strip()
    clause(place, PP1).unlink()
    save(place, "Lose a paragraph")
    done, said = push(place)
    assert not done
    said = " ".join(said.replace("remote: ", "").split())
    path = f"clauses/{PP1}.txt"
    assert "(Lose a paragraph)" in said
    assert "error E405 line 2, column 1 of outline:" in said
    assert f"{path} is missing (PP1 of {before}), and the outline names it" in said
    back = f"git checkout {before} -- {path}"
    assert back in said
    git(place, *back.split()[1:])
    git(place, "commit", "-q", "--amend", "--allow-empty", "-m", "Keep it")
    assert push(place) == (True, "")
    put(place / "outline", f"{OUTLINE}{NEW} 0 operative\n")
    save(place, "Announce one")
    said = " ".join(push(place)[1].replace("remote: ", "").split())
    assert f"clauses/{NEW}.txt is missing" in said
    assert f"git add --force clauses/{NEW}.txt" in said


def test_one_that_is_missing_already_is_nobodys_new_fault(place, server):
    clause(place, PP1).unlink()
    save(place, "Lose a paragraph")
    git(server, "config", "draftvc.check", "off")
    assert push(place)[0]
    git(server, "config", "--unset", "draftvc.check")
    install(place)
    edit(place, PP2, "gauges", "the gauges")
    assert attempt(place, "commit", "-q", "-a", "-m", "Go on")[0]
    assert push(place) == (True, "")
    put(place / "outline", OUTLINE.replace(f"{PP1} 0 preambular\n", ""))
    save(place, "Take the line out")
    assert push(place) == (True, "")


@pytest.mark.parametrize("text", ['format = "a', "format = 99\n", "[parties]\nRWC = 3\n"])
def test_settings_that_would_shut_everybody_out_are_refused(place, server, text):
    put(place / "draft.toml", text)
    save(place, "Set it")
    done, said = push(place)
    assert not done
    assert "(Set it) cannot be read as a draft" in said
    assert "draft.toml" in said
    git(server, "config", "draftvc.check", "off")
    assert push(place)[0]
    git(server, "config", "--unset", "draftvc.check")
    edit(place, PP1, "FRA-", "FRA+")
    save(place)
    assert push(place) == (True, "")  # they stood before
    put(place / "draft.toml", 'title = "Open river data"\n')
    save(place, "Mend them")
    assert push(place) == (True, "")


def test_the_doctor_of_a_server_tells_of_a_guard_that_is_off_and_asks_for_no_draft(tmp_path):
    bare = tmp_path / "new.git"
    git(None, "init", "-q", "--bare", bare)
    for command in ("status", "log", "check"):
        said = draftvc(command, cwd=bare)
        assert said.code == 2
        assert said.only_line.endswith(
            "Push one to it: nobody begins a draft in a bare repository."
        )
    told = draftvc("doctor", cwd=bare).out
    assert "To mend: draftvc hooks install --server" in " ".join(told.split())
    install(bare, SERVER_HOOKS)
    assert "Nothing to mend." in draftvc("doctor", cwd=bare).out
    git(bare, "config", "draftvc.check", "off")
    assert "To mend: git config --unset draftvc.check" in draftvc("doctor", cwd=bare).out


def test_limits_are_named(place, monkeypatch):
    edit(place, PP1, "FRA-", "FRA+")
    save(place)
    monkeypatch.chdir(place)
    commit = git(place, "rev-parse", "HEAD").strip()
    git(place, "update-ref", "-d", "refs/remotes/origin/main")
    git(place, "checkout", "-q", "--detach")
    git(place, "branch", "-q", "-D", "main")
    git(place, "checkout", "-q", "--orphan", "empty")
    update = [("0" * 40, commit, "refs/heads/main")]
    for limit in ("push_commits", "push_seconds"):
        few = DEFAULT._replace(**{limit: 0 if limit == "push_commits" else -1})
        with pytest.raises(DraftvcError, match=limit):
            check_push(update, lambda *_: None, few)


def test_a_server_that_lost_the_program_refuses(place, server):
    hook = server / "hooks" / "pre-receive"
    lines = hook.read_text(encoding="utf-8").splitlines()
    there = [f"installed={server}/gone" if x.startswith("installed=") else x for x in lines]
    put(hook, "\n".join(there) + "\n")
    edit(place, PP1, "FRA-", "FRA+")
    save(place)
    done, said = attempt(place, "push", "-q", "origin", "main", env={"PATH": "/usr/bin:/bin"})
    assert not done
    assert "draftvc is not found on this server" in said


def test_the_hook_that_was_there_hears_the_same_and_comes_back(place, server):
    uninstall(server, SERVER_HOOKS)
    hook = server / "hooks" / "pre-receive"
    assert not hook.exists()
    put(hook, '#!/bin/sh\nread old new ref\n[ "$ref" != refs/heads/closed ]\n').chmod(0o755)
    before = hook.read_bytes()
    install(server, SERVER_HOOKS)
    edit(place, PP1, "FRA-", "FRA+")
    save(place)
    assert not push(place, "main:closed")[0]
    assert push(place)[0]
    edit(place, PP1, *BREAK)
    save(place)
    assert not push(place)[0]
    uninstall(server, SERVER_HOOKS)
    assert hook.read_bytes() == before
