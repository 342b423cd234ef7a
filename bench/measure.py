"""Whole processes against each other: the wall clock and the peak memory that a user would see."""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROUNDS = 7
# A warm-up run of each contestant is not counted: it compiles byte-code and fills the disk cache.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
ROOT = Path(__file__).parent.parent
WORK = ROOT / "build" / "bench"
BIN = Path(sys.executable).parent
DRAFTVC = str(BIN / "draftvc")


class BenchError(Exception):
    """A contestant failed: what it was called with, and what it said."""


@dataclass(frozen=True)
class Contestant:
    """One command; `place` gives the folder of a round, for commands that change theirs."""

    name: str
    command: Sequence[str]
    place: Path | Callable[[int], Path] = WORK
    ok: frozenset[int] = frozenset({0})


@dataclass
class Figure:
    """Wall seconds of each counted round, and the peak memory of the greediest, in bytes."""

    seconds: list[float] = field(default_factory=list)
    peak: int = 0

    @property
    def median(self) -> float:
        """The middle of the rounds, in seconds."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        """Return the median with the fastest and slowest round, in milliseconds."""
        low, high = min(self.seconds) * 1000, max(self.seconds) * 1000
        return f"{self.median * 1000:.0f} ms ({low:.0f} to {high:.0f})"


def environment() -> Mapping[str, str]:
    """What every contestant sees: no colours, no pager, no configuration of this machine."""
    home = WORK / "home"
    home.mkdir(parents=True, exist_ok=True)
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Bench\n\temail = bench@example.org\n[init]\n\tdefaultBranch = main\n",
        encoding="utf-8",
    )
    return {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "PAGER": "cat",
    }


def race(contestants: Sequence[Contestant], rounds: int = ROUNDS) -> dict[str, Figure]:
    """Run each in turn, `rounds` times over, so that all meet the same state of the machine.

    Raises:
        BenchError: a contestant left with a code that it should not leave with.
    """
    figures = {contestant.name: Figure() for contestant in contestants}
    for number in range(-1, rounds):
        for contestant in contestants:
            seconds, peak = _run(contestant, number)
            if number >= 0:
                figure = figures[contestant.name]
                figure.seconds.append(seconds)
                figure.peak = max(figure.peak, peak)
    return figures


def _run(contestant: Contestant, number: int) -> tuple[float, int]:
    place = contestant.place(number) if callable(contestant.place) else contestant.place
    place.mkdir(parents=True, exist_ok=True)
    errors = WORK / "stderr"
    with errors.open("wb") as stderr:
        start = time.perf_counter()
        process = subprocess.Popen(
            contestant.command,
            cwd=place,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )
        # wait4 gives the memory of this one child; the interpreter that waits must stay small,
        # because a child counts what its parent held before the exec.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in contestant.ok:
        said = errors.read_text(encoding="utf-8", errors="replace")[-800:]
        raise BenchError(
            f"{' '.join(contestant.command)} in {place}: exit {process.returncode}\n{said}"
        )
    return seconds, usage.ru_maxrss * _RSS_UNIT


def call(*command: str, place: Path = WORK) -> str:
    """Run something that is not measured, and return what it printed.

    Raises:
        BenchError: it failed.
    """
    place.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command, cwd=place, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchError(f"{' '.join(command)} in {place}: {done.stderr.strip()[-800:]}")
    return done.stdout


def fresh(name: str) -> Path:
    """Return an empty folder of that name under the bench's work folder."""
    path = WORK / name
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def find_peers(*programs: str) -> dict[str, str]:
    """Where the peers are; they are installed where that is allowed, and left out where not."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        command = ["apt-get", "-qq", "-y", "install", "--no-install-recommends", *missing]
        subprocess.run(command, check=False, capture_output=True)
    found = {program: shutil.which(program) for program in programs}
    for program in [program for program, path in found.items() if path is None]:
        print(f"{program} is not installed and could not be: its rows are left out")
    return {program: path for program, path in found.items() if path}


def machine() -> list[str]:
    """What the figures were measured on, a line an item."""
    cpu = platform.processor() or platform.machine()
    memory = ""
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
        cpu = names[0] if names else cpu
        total = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]
        memory = f", {int(total) / 1024 / 1024:.0f} GB"
    programs = [f"Python {platform.python_version()}", call("git", "--version").strip()]
    for peer in ("latexdiff", "wdiff"):
        if shutil.which(peer):
            # latexdiff leaves with 2 after naming its version.
            said = subprocess.run([peer, "--version"], capture_output=True, text=True, check=False)
            words = (said.stdout or said.stderr).strip().splitlines()
            programs.append(next((line.strip() for line in words if peer in line.lower()), peer))
    return [
        f"{platform.system()} {platform.release()}, {cpu}, {os.cpu_count()} cores{memory}",
        "; ".join(programs),
    ]
