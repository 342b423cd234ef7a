"""A repository that somebody made to do harm: refused with a sentence, or read without harm."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, Done, draftvc, git

WHO = ("-c", "user.name=M", "-c", "user.email=m@example.org", "-c", "core.hooksPath=/dev/null")
READING = (
    ("log", "--format", "json"),
    ("diff", "v4", "HEAD"),
    ("export",),
    ("check", "HEAD", "--format", "github"),
    ("status",),
)
SECRET = "a word that stands in no draft"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A directory that is no business of the draft's."""
    place = tmp_path / "outside"
    place.mkdir()
    (place / "secret.txt").write_text(f"\n{SECRET}\n")
    return place


def committed(draft: Path, entries: dict[str, tuple[str, bytes]], message: str = "Harm") -> None:
    """Commit paths with their mode and content, whatever git's own checks say of them."""
    index = draft / ".git" / "harm"
    env = {**os.environ, "GIT_INDEX_FILE": str(index)}

    def call(*args: str, stdin: bytes = b"") -> str:
        command = ["git", *WHO, *args]
        done = subprocess.run(command, cwd=draft, input=stdin, env=env, capture_output=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode().strip()

    call("read-tree", "HEAD")
    for path, (mode, data) in entries.items():
        blob = call("hash-object", "-w", "--stdin", stdin=data)
        top = path.split("/")[0]
        if mode == "120000":
            call("rm", "-rqf", "--cached", "--ignore-unmatch", top if path == top else path)
        call("update-index", "-z", "--index-info", stdin=f"{mode} {blob}\t{path}\0".encode())
    tree = call("write-tree")
    commit = call("commit-tree", tree, "-p", "HEAD", "-m", message)
    git("update-ref", "HEAD", commit, cwd=draft)
    git("-c", "core.symlinks=true", "reset", "-q", "--hard", cwd=draft)


def harmless(done: Done) -> Done:
    """Hold a call to what every call must keep: a result or a sentence, and nothing leaked."""
    assert done.code in (0, 1, 2, 3), done
    if done.code == 2:
        assert done.err.splitlines()[-1].startswith("draftvc: ")
    everything = done.out + done.err
    assert SECRET not in everything
    assert "\x1b" not in everything
    assert "Traceback" not in everything
    return done


def read_all(draft: Path) -> list[Done]:
    return [harmless(draftvc(*words, cwd=draft)) for words in READING]


def outline(draft: Path) -> bytes:
    return (draft / "outline").read_bytes()


@pytest.mark.parametrize("name", ["../../outside/secret", "/etc/passwd", "a\x1b[2Jb"])
def test_an_outline_cannot_name_files_elsewhere(draft, outside, name):
    line = outline(draft).splitlines()[1].split(b" ", 1)[1]
    hostile = outline(draft) + name.encode() + b" " + line + b"\n"
    committed(draft, {"outline": ("100644", hostile)})
    assert all("outline" in done.err for done in read_all(draft) if done.code == 2)


@pytest.mark.parametrize("path", ["clauses", "outline", "source", "draft.toml"])
def test_a_link_at_the_top_is_not_followed(draft, outside, path):
    target = outside if path in ("clauses", "source") else outside / "secret.txt"
    committed(draft, {path: ("120000", str(target).encode())})
    assert (draft / path).is_symlink()
    read_all(draft)
    harmless(draftvc("import", SAMPLES / "resolution-v1.txt", "--author", "M <m@e.org>", cwd=draft))
    harmless(draftvc("init", cwd=draft))
    assert sorted(each.name for each in outside.iterdir()) == ["secret.txt"]
    assert SECRET in (outside / "secret.txt").read_text()


def test_a_link_in_the_place_of_a_clause_is_not_followed(draft, outside):
    path = draftvc("path", "PP3", cwd=draft).out.strip()
    committed(draft, {path: ("120000", str(outside / "secret.txt").encode())})
    read_all(draft)
    harmless(draftvc("edit", "PP3", cwd=draft, env={"EDITOR": "cat", "GIT_EDITOR": "cat"}))
    harmless(draftvc("import", SAMPLES / "resolution-v1.txt", "--author", "M <m@e.org>", cwd=draft))
    assert SECRET in (outside / "secret.txt").read_text()


def test_a_blob_beyond_every_draft_is_not_loaded(draft):
    path = draftvc("path", "PP3", cwd=draft).out.strip()
    committed(draft, {path: ("100644", b"\n" + b"word " * (14 << 20))})
    for words in (("show", "HEAD"), ("diff", "v4", "HEAD")):
        done = harmless(draftvc(*words, cwd=draft))
        assert done.code == 2
        assert "file_bytes" in done.only_line


def test_a_received_file_beyond_every_draft_is_not_loaded(draft):
    data = b"word " * (14 << 20)
    digest = hashlib.sha256(data).hexdigest()
    entries = {f"source/{digest[:12]}-v5.txt": ("100644", data)}
    committed(draft, entries, f"Large\n\nDraft-Version: v5\nSource-SHA256: {digest}\n")
    for words in (("export",), ("show", "HEAD", "--source")):
        done = harmless(draftvc(*words, cwd=draft))
        assert done.code == 2
        assert "file_bytes" in done.only_line
    assert harmless(draftvc("diff", "v4", "HEAD", cwd=draft)).code == 0
    done = draftvc("import", SAMPLES / "resolution-v1.txt", "--author", "M <m@e.org>", cwd=draft)
    assert harmless(done).code == 0


def test_names_with_control_characters_are_shown_and_do_nothing(draft):
    entries = {
        "clauses/\x1b[31m-aaaaa.txt": ("100644", b"\nRed\n"),
        "clauses/a\n::error::b-bbbbb.txt": ("100644", b"\nTwo lines\n"),
        "source/000000000000-\x1b]0;title\x07.txt": ("100644", b"x"),
    }
    committed(draft, entries, "Harm \x1b[2J\n\nDraft-Version: v5\x1b[31m\nDraft-Date: \x1b[5m\n")
    for done in read_all(draft):
        assert not any(line.startswith("::error::b") for line in done.out.splitlines())


@pytest.mark.parametrize(
    "name",
    ["--output=pwned", "$(touch pwned)"],
)
def test_a_name_like_an_option_or_a_command_is_a_name(draft, name):
    subprocess.run(["git", "update-ref", f"refs/tags/{name}", "HEAD"], cwd=draft, check=False)
    committed(draft, {}, f"Harm\n\nDraft-Version: {name}\n")
    for words in (("log",), ("diff", "v4", name), ("show", "--", name), ("check", f"rev:{name}")):
        harmless(draftvc(*words, cwd=draft))
    assert not list(draft.rglob("pwned*"))


@pytest.mark.parametrize(
    "text",
    [
        "format = 999999999999999999999999999999",
        'check = "rm -rf"',
        'title = "a\\u001b[2Jb"',
        f'title = "{"x" * 2000}"',
        "parties = 3",
        "x = " + "[" * 20_000,
        "[parties]\n" + "\n".join(f'"P{n}" = {{ name = "n" }}' for n in range(50_000)),
        "\x00",
        "format = 1e400",
    ],
    ids=lambda text: text[:24].encode("unicode_escape").decode(),
)
def test_settings_that_make_no_sense_are_refused_with_a_sentence(draft, text):
    committed(draft, {"draft.toml": ("100644", text.encode())})
    harmless(draftvc("check", "HEAD", cwd=draft))
    harmless(draftvc("hook", "pre-commit", cwd=draft))


def test_a_folder_that_is_another_repository_is_no_folder_of_clauses(draft):
    head = git("rev-parse", "HEAD", cwd=draft).strip()
    git("rm", "-rq", "--cached", "clauses", cwd=draft)
    git("update-index", "--add", "--cacheinfo", f"160000,{head},clauses", cwd=draft)
    git(*WHO, "commit", "-qm", "Harm", cwd=draft)
    read_all(draft)


def test_nothing_of_a_text_is_run_or_expanded(draft, outside):
    file = outside / "draft.txt"
    file.write_text(
        "Draft $(touch pwned) `touch pwned`\n\n"
        "1. Decides %(refname) {{config}} ${HOME} !touch pwned\n"
        "2. [bold red]Requests[/] {USA+} \\x1b[2J @{upstream} :(exclude)x\n"
    )
    done = draftvc("import", file, "--author", "M <m@e.org>", cwd=draft)
    assert done.code == 0, done.err
    shown = harmless(draftvc("show", cwd=draft)).out
    assert "[bold red]Requests[/]" in shown.replace("\n", " ")
    read_all(draft)
    assert not list(draft.rglob("pwned*"))


@pytest.mark.parametrize("follows", [False, True], ids=["checked out", "further down"])
def test_a_commit_with_a_date_beyond_all_dates_is_named_and_how_to_write_it_anew(draft, follows):
    tree, parent = git("rev-parse", "HEAD^{tree}", "HEAD", cwd=draft).split()
    who = "M <m@example.org> 99999999999999999999 +0000"
    text = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nLong after\n"
    command = ("git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin")
    made = subprocess.run(command, cwd=draft, input=text.encode(), capture_output=True, check=True)
    commit = made.stdout.decode().strip()
    git("update-ref", "HEAD", commit, cwd=draft)
    if follows:
        git(*WHO, "commit", "-q", "--allow-empty", "-m", "And on", cwd=draft)
    for call in (("log",), ("status",), ("show", "HEAD"), ("doctor",), ("import", draft / "x")):
        if call[0] == "import":
            (draft / "x").write_text("1. Requests tea;\n")
        done = draftvc(*call, cwd=draft)
        said = " ".join((done.out + done.err).split())
        assert done.code in (1, 2), said
        assert f"The commit {commit[:10]} cannot be read" in said
        assert "git commit --amend --no-edit --reset-author" in said


def test_a_correction_that_a_message_only_claims_has_no_effect_and_is_told(draft):
    before = draftvc("log", "--format", "json", cwd=draft).out
    one, other = (Path(draftvc("path", f"OP{n}", cwd=draft).out.strip()).stem for n in (1, 2))
    first = git("rev-list", "--max-parents=0", "HEAD", cwd=draft).strip()
    forged = f"Nothing of note\n\nRelink: {one} {other} {first}"
    git(*WHO, "commit", "-q", "--allow-empty", "-m", forged, cwd=draft)
    done = draftvc("log", "--format", "json", cwd=draft)
    assert json.loads(done.out)["revisions"] == json.loads(before)["revisions"]
    assert "the commit leaves the clauses where they were" in done.err
    assert draftvc("doctor", cwd=draft).code == 1
