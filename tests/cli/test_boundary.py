"""Whatever happens in a call ends as an exit code, and nothing is printed that helps no one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc

_CALL = """
import sys
import draftvc.__main__ as entry
import draftvc.cli.app as app
from draftvc.errors import BusyError, IncompleteError
def call(argv):
    {body}
app.call = call
sys.exit(entry.main())
"""
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def run(body, *args, **keywords):
    command = [sys.executable, "-c", _CALL.format(body=body), *args]
    return subprocess.run(command, capture_output=True, text=True, **keywords)


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        (
            "raise BusyError('Another run writes.', 'Try again.')",
            2,
            "Another run writes. Try again",
        ),
        ("raise IncompleteError('Half of it.')", 3, "draftvc: Half of it.\n"),
        ("raise PermissionError(13, 'Permission denied', 'a\\nb')", 2, "denied: a b. Check"),
        ("raise OSError(28, 'No space left on device')", 2, "No space left on device. Check"),
        ("raise KeyboardInterrupt", 130, ""),
        ("raise BrokenPipeError", 141, ""),
        ("return 1", 1, ""),
    ],
)
def test_an_error_gives_its_code_and_one_line(body, code, said):
    done = run(body)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stderr.count("\n") == (1 if said else 0)
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("return 1 / 0", "ZeroDivisionError"),
        ("raise MemoryError", "MemoryError"),
        ("f = lambda n: f(n + 1)\n    return f(0)", "RecursionError"),
        ("raise UnicodeEncodeError('utf-8', '\\udcff', 0, 1, 'no')", "UnicodeEncodeError"),
        ("raise FileNotFoundError(2, 'No such file', 'x')", "FileNotFoundError"),
    ],
)
def test_a_defect_names_the_log_to_send(tmp_path, body, name):
    done = run(body, "diff", "\udcff", env={**os.environ, "TMPDIR": str(tmp_path)})
    assert done.returncode == 70
    assert done.stderr.count("\n") == 1
    assert f"A defect in the program ({name})" in done.stderr
    (log,) = tmp_path.iterdir()
    assert str(log) in done.stderr
    told = log.read_text(encoding="utf-8")
    assert re.search(r"^draftvc \d.*^python 3.*^pygit2 \d.*Traceback", told, re.DOTALL | re.M)
    assert f"{name}" in told.splitlines()[-1]
    assert len(told) < 20_000


def test_a_defect_without_a_place_for_its_log_is_still_told(tmp_path):
    gone = str(tmp_path / "gone")
    body = f"import tempfile; tempfile.tempdir = {gone!r}; raise ValueError('x')"
    done = run(body)
    assert done.returncode == 70
    assert "No log file could be written" in done.stderr


def test_a_message_cannot_repaint_the_terminal():
    done = run(r"raise BusyError('red \x1b[31m\u202e and\nmore')")
    assert done.stderr == "draftvc: red ␛[31m⟨U+202E⟩ and more\n"


def test_a_reader_who_leaves_is_no_error(tmp_path):
    command = f"{sys.executable} -m draftvc show {SAMPLES}/resolution-v1.txt --format json"
    script = f"{command} 2>{tmp_path}/err | head -c 20; echo; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] in ("0", "141")
    assert (tmp_path / "err").read_text() == ""


def test_output_that_nobody_reads_gives_141(tmp_path):
    read, write = os.pipe()
    os.close(read)
    files = [str(SAMPLES / f"resolution-v{n}.txt") for n in (1, 2)]
    done = subprocess.run(
        [sys.executable, "-m", "draftvc", "diff", *files],
        cwd=tmp_path,
        stdout=write,
        stderr=subprocess.PIPE,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["diff", "--help"]])
def test_help_that_nobody_reads_gives_141(words):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "draftvc", *words]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@needs_full
def test_a_full_disk_is_told(tmp_path):
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "draftvc", "check", str(SAMPLES / "resolution-v3.txt")]
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_standard_output_nothing_is_lost_silently(tmp_path):
    script = f"{sys.executable} -m draftvc check {SAMPLES}/resolution-v1.txt >&-"
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (
        2,
        "draftvc: Standard output is closed. Call again with one.\n",
    )


def test_an_interrupt_while_reading_ends_quietly(tmp_path):
    """Standard input stays open: the program waits for it when the interrupt comes."""
    process = subprocess.Popen(
        [sys.executable, "-m", "draftvc", "check", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Tests that run in the background of a shell hand on that interrupts are ignored.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    # Its call to the system begins with the number of `read` and the file that it reads.
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if re.match(r"(0|63) 0x0 ", Path(f"/proc/{process.pid}/syscall").read_text()):
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, b"")


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_output_is_utf8_under_every_locale(tmp_path, env):
    files = [SAMPLES / "resolution-v1.txt", SAMPLES / "resolution-v2.txt"]
    plain = draftvc("diff", *files, cwd=tmp_path)
    assert draftvc("diff", *files, cwd=tmp_path, env=env).raw == plain.raw
    assert "“" in plain.out
    assert "“" in draftvc("show", "nothing", cwd=tmp_path, env=env).err


def test_a_file_name_that_is_no_text_is_named_and_the_output_stays_utf8(tmp_path):
    name = os.fsencode(tmp_path) + b"/half-\xff.txt"
    Path(os.fsdecode(name)).write_bytes((SAMPLES / "resolution-v3.txt").read_bytes())
    for form in ("text", "json"):
        done = draftvc("check", os.fsdecode(name), "--format", form, cwd=tmp_path)
        assert done.code == 1
        assert "half-" in done.out
