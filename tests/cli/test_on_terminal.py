"""The program on a real terminal: colour, the pager, and readers who leave early."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest


def on_terminal(*words, cwd, **env):
    """Call the program with standard output on a terminal; return code, screen, stderr."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "draftvc", *map(str, words)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm", **env},
    )
    os.close(theirs)
    screen = b""
    with contextlib.suppress(OSError):  # Linux says so where the other end was closed
        while piece := os.read(ours, 65536):
            screen += piece
    os.close(ours)
    _, err = process.communicate(timeout=60)
    return process.returncode, screen.decode().replace("\r\n", "\n"), err.decode()


def test_a_person_gets_colour_and_the_pager_gets_it_all(room, tmp_path):
    seen = tmp_path / "seen"
    code, screen, err = on_terminal("log", cwd=room, DRAFTVC_PAGER=f"cat > {seen}")
    assert (code, screen, err) == (0, "", "")
    said = seen.read_text()
    assert "\x1b[" in said
    assert "RUS withdraws its reserve" in said


def test_no_colour_where_none_is_wanted(room):
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        code, screen, _ = on_terminal("diff", "v1", "v2", cwd=room, DRAFTVC_PAGER="cat", **env)
        assert code == 0
        assert "\x1b" not in screen
        assert "RUS withdraws its reserve" in screen


def test_the_pager_of_git_is_taken_from_its_settings(draft, tmp_path):
    subprocess.run(["git", "config", "core.pager", f"tee {tmp_path}/seen"], cwd=draft, check=True)
    code, screen, _ = on_terminal("status", cwd=draft)
    assert code == 0
    assert (tmp_path / "seen").read_text() in screen


def test_less_is_told_what_git_tells_it(room, tmp_path):
    (tmp_path / "less").write_text('#!/bin/sh\necho "$LESS $LV $*"\ncat >/dev/null\n')
    (tmp_path / "less").chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    _, screen, _ = on_terminal("status", cwd=room, PATH=path)
    assert screen == "FRX -c -FRX\n"


def test_who_leaves_the_pager_early_has_read_enough(room):
    code, screen, err = on_terminal("show", cwd=room, DRAFTVC_PAGER="head -n 1")
    assert (code, screen.count("\n"), err) == (0, 1, "")


def test_a_pager_that_is_not_there_is_told(room):
    code, _, err = on_terminal("log", cwd=room, DRAFTVC_PAGER="no-such-pager -x")
    assert code == 2
    assert "The pager “no-such-pager -x” cannot be started." in err.splitlines()[-1]


def test_exit_codes_pass_the_pager(room, tmp_path):
    words = ["diff", "v1", "v2", "--exit-code"]
    assert on_terminal(*words, cwd=room, DRAFTVC_PAGER="cat >/dev/null")[0] == 1


@pytest.mark.parametrize("columns", [40, 120])
def test_the_width_of_the_terminal_is_kept(room, columns):
    _, screen, _ = on_terminal(
        "diff", "v1", "v2", "--color", "never", cwd=room, DRAFTVC_PAGER="cat", COLUMNS=str(columns)
    )
    assert max(map(len, screen.splitlines())) <= columns


def test_json_on_a_terminal_is_json(room):
    import json

    code, screen, _ = on_terminal("status", "--format", "json", cwd=room, DRAFTVC_PAGER="cat")
    assert code == 0
    assert json.loads(screen)["schema"] == "draftvc.status/1"


def test_source_goes_to_no_pager(room, tmp_path):
    code, _, _ = on_terminal("show", "--source", cwd=room, DRAFTVC_PAGER=f"touch {tmp_path}/paged")
    assert code == 0
    assert not Path(tmp_path, "paged").exists()
