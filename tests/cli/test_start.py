"""What a start imports, and what every help page says."""

from __future__ import annotations

import pytest

import draftvc
from draftvc.cli.table import COMMANDS
from tests.cli.program import SAMPLES
from tests.cli.program import draftvc as call

HEAVY = {"pygit2", "lark", "rich"}
_PROBE = """
import runpy, sys
sys.argv = ["draftvc", *sys.argv[1:]]
try:
    runpy.run_module("draftvc", run_name="__main__", alter_sys=True)
except SystemExit as end:
    print(file=sys.stderr)
    print("code", end.code, *sorted({n.partition(".")[0] for n in sys.modules}), file=sys.stderr)
"""


def imported(*args, cwd=None):
    """Return the top packages that a call imports."""
    import subprocess
    import sys

    command = [sys.executable, "-c", _PROBE, *map(str, args)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    word, code, *names = done.stderr.splitlines()[-1].split()
    assert (word, code) == ("code", "0"), done.stderr
    return set(names)


def test_the_version_imports_nothing_that_an_interpreter_has_not():
    bare = imported("--version")
    assert not bare & (HEAVY | {"typer", "re", "json", "argparse", "subprocess", "pathlib"})


def test_help_imports_no_heavy_library():
    assert not imported("--help") & HEAVY


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_draws_nothing_from_rich(name):
    assert "rich" not in imported(name, "--help")


def test_a_loose_diff_touches_no_git(tmp_path):
    files = [SAMPLES / "resolution-v1.txt", SAMPLES / "resolution-v2.txt"]
    assert not imported("diff", *files, "--format", "text", cwd=tmp_path) & {"pygit2", "rich"}


def test_a_loose_diff_inside_a_repository_needs_no_libgit2(room):
    files = [SAMPLES / "resolution-v1.txt", SAMPLES / "resolution-v2.txt"]
    assert "pygit2" not in imported("diff", *files, "OP1", "--format", "text", cwd=room)


def test_version():
    done = call("--version")
    assert (done.code, done.out, done.err) == (0, f"draftvc {draftvc.__version__}\n", "")


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_the_program_lists_its_commands(words):
    done = call(*words)
    assert (done.code, done.err) == (0, "")
    assert all(f"  {name} " in done.out for name in COMMANDS)
    assert "[square brackets] {USA+, FRA-}" in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_page_keeps_its_brackets_and_has_an_example(name):
    done = call(name, "--help", env={"COLUMNS": "80"})
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: draftvc {name} [OPTIONS]")
    assert "Examples:\n" in done.out
    assert "\x1b" not in done.out and "\b" not in done.out
    assert call("help", name, env={"COLUMNS": "80"}).out == done.out


def test_help_keeps_the_square_brackets_of_its_text():
    said = call("show", "--help", env={"COLUMNS": "80"}).out
    assert "no [brackets], no {groups}" in said
    assert "[REV] [CLAUSE]..." in said
    assert "[A [B]] [CLAUSE]..." in call("diff", "--help").out
