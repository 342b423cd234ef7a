"""Measure draftvc as its users meet it: ``python bench/run.py [SECTION…]``.

Sections: startup, loose, sparse, stored, log, import, merge, scale; all of them unless some are
named. Each writes its part of bench/RESULTS.md and leaves the others, and the remarks, as they are.
Figures are ratios of medians of whole processes that took turns in one run; the targets stand
beside them.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import histories
import merging
import scale
from measure import (
    BIN,
    DRAFTVC,
    ROUNDS,
    WORK,
    BenchError,
    Contestant,
    Figure,
    call,
    find_peers,
    fresh,
    machine,
    race,
)
from results import write_section

HERE = Path(__file__).parent
PYTHON = sys.executable
SIZES = {"12K": 1.2, "200K": 0.6, "2M": 0.35}  # with the target against latexdiff
_FEW = 5
"""Rounds at 2 MB: latexdiff takes two minutes for one."""
_GROWTH = 2.5
"""What twice the size may take: twice the time, and a logarithm."""
NEGOTIATIONS = range(1, 6)
"""Seeds of the negotiations that are merged."""
_WORD = re.compile(r"(?<=[a-z] )[a-z]{6,}(?= [a-z])")
_BYTES = {"12K": 12_000, "200K": 200_000, "2M": 2_000_000}


@dataclass(frozen=True)
class Row:
    """One line of a table: what was measured, the figure, and what it should be at most."""

    what: str
    figure: str
    value: float = 0
    target: float | None = None
    unit: str = "x"

    def __str__(self) -> str:
        """Return the row in Markdown, with the verdict in words."""
        if self.target is None:
            return f"| {self.what} | {self.figure} | | |"
        over = self.value - self.target
        missed = f"{over / self.target:.0%}" if self.target else f"{over:g}"
        verdict = "reached" if over <= 0 else f"**missed by {missed}**"
        goal = f"at most {self.target:g}{' ' if self.unit != 'x' else ''}{self.unit}"
        return f"| {self.what} | {self.figure} | {goal} | {verdict} |"


def ratio(what: str, ours: Figure, theirs: Figure, target: float | None = None) -> Row:
    """Compare two medians."""
    value = ours.median / theirs.median
    return Row(what, f"{value:.2g}x", value, target)


def plain(figures: dict[str, Figure]) -> list[Row]:
    """The figures themselves, which the ratios are made of."""
    return [Row(name, str(figure)) for name, figure in figures.items()]


def startup() -> list[Row]:
    """`--version` and `--help` against an interpreter that does nothing."""
    figures = race(
        [
            Contestant("bare interpreter", [PYTHON, "-c", "pass"]),
            Contestant("draftvc --version", [DRAFTVC, "--version"]),
            Contestant("draftvc --help", [DRAFTVC, "--help"]),
        ],
        rounds=4 * ROUNDS,
    )
    bare = figures["bare interpreter"]
    return [
        *plain(figures),
        ratio("--version / bare interpreter", figures["draftvc --version"], bare, 2),
        ratio("--help / bare interpreter", figures["draftvc --help"], bare, 8),
    ]


def loose() -> list[Row]:
    """Pairs of loose files with one move a kilobyte, every paragraph wrapped anew."""
    rows, ours = _against_peers("pairs", [])
    small, large = ours["200K"], ours["2M"]
    growth = large.median / small.median
    peak = large.peak / 1e6
    return [
        *rows,
        Row("growth of draftvc diff from 200K to 2M", f"{growth:.1f}x", growth, 12),
        Row("peak memory of draftvc diff at 2M", f"{peak:.0f} MB", peak, 300, "MB"),
    ]


def sparse() -> list[Row]:
    """Pairs of loose files with 16 moves at any size, every paragraph wrapped anew."""
    rows, _ = _against_peers("sparse", ["--moves", "16"], targets=False)
    return rows


def _against_peers(
    name: str, options: list[str], targets: bool = True
) -> tuple[list[Row], dict[str, Figure]]:
    pages = _pages(name, *SIZES, options=options)
    peers = find_peers("latexdiff", "wdiff")
    rows: list[Row] = []
    ours: dict[str, Figure] = {}
    for size, target in SIZES.items():
        old, new = (str(pages / f"{_BYTES[size]}-{side}.txt") for side in ("old", "new"))
        differs = frozenset({0, 1})
        words = ["git", "--no-pager", "diff", "--no-index", "--word-diff", old, new]
        contestants = [
            Contestant("draftvc diff", [DRAFTVC, "diff", old, new]),
            Contestant("git diff --word-diff", words, ok=differs),
        ]
        if "wdiff" in peers:
            contestants.append(Contestant("wdiff", ["wdiff", old, new], ok=differs))
        if "latexdiff" in peers:
            tex = [_as_latex(Path(page)) for page in (old, new)]
            contestants.append(Contestant("latexdiff", ["latexdiff", "--encoding=utf8", *tex]))
        figures = race(contestants, _FEW if size == "2M" else ROUNDS)
        ours[size] = figures["draftvc diff"]
        rows += [Row(f"{size}: {peer}", str(figure)) for peer, figure in figures.items()]
        rows += [
            ratio(
                f"{size}: draftvc diff / {peer}",
                ours[size],
                figure,
                target if targets and peer == "latexdiff" else None,
            )
            for peer, figure in figures.items()
            if peer != "draftvc diff"
        ]
    return rows, ours


def _pages(name: str, *sizes: str, options: Iterable[str] = ()) -> Path:
    """Generate pairs in a process of their own, so that this one stays small."""
    out = fresh(name)
    call(PYTHON, str(HERE / "generate.py"), *sizes, *options, "--out", str(out))
    return out


def _as_latex(page: Path) -> str:
    """The same words as a LaTeX document, which is all that latexdiff reads."""
    text = page.read_text(encoding="utf-8")
    escaped = re.sub(r"[{}%$&#_]", lambda match: "\\" + match[0], text)
    tex = page.with_suffix(".tex")
    tex.write_text(
        f"\\documentclass{{article}}\n\\begin{{document}}\n{escaped}\\end{{document}}\n",
        encoding="utf-8",
    )
    return str(tex)


def stored() -> list[Row]:
    """Two recorded revisions of a text of 2 MB that differ in one clause of a hundred.

    A word of each of these is another one. The moves of the simulator would not do: a clause that
    comes or goes gives hundreds another number, and so another file. What the diff is measured by
    is a process that imports the same modules and does nothing.
    """
    pages = _pages("onepercent", "2M", options=["--moves", "1"])
    old = (pages / "2000000-old.txt").read_text(encoding="utf-8")
    (pages / "2000000-new.txt").write_text(_reworded(old, 38), encoding="utf-8")
    repository = fresh("stored")
    call(DRAFTVC, "init", place=repository)
    for side in ("old", "new"):
        call(DRAFTVC, "import", str(pages / f"2000000-{side}.txt"), place=repository)
    call("git", "gc", "-q", place=repository)
    imports = repository.with_name("imports.py")
    names = _modules_of(repository)
    imports.write_text("".join(f"import {name}\n" for name in names), encoding="utf-8")
    figures = race(
        [
            Contestant("same imports, no work", [PYTHON, str(imports)]),
            Contestant("draftvc diff v1 v2", [DRAFTVC, "diff", "v1", "v2"], repository),
        ]
    )
    alone, diff = figures["same imports, no work"], figures["draftvc diff v1 v2"]
    return [*plain(figures), ratio("stored diff / same imports", diff, alone, 3)]


def _reworded(page: str, times: int) -> str:
    """Return a page with a word changed in so many of its lines, evenly spread."""
    lines = page.split("\n")
    able = [at for at, line in enumerate(lines) if _WORD.search(line)]
    for at in able[:: len(able) // times][:times]:
        lines[at] = _WORD.sub("sluiceward", lines[at], count=1)
    return "\n".join(lines)


def _modules_of(repository: Path) -> list[str]:
    """Every module that a stored diff imports, in its order."""
    script = (
        "import runpy, sys\nsys.argv = ['draftvc', 'diff', 'v1', 'v2']\n"
        "base = set(sys.modules)\n"
        "try:\n    runpy.run_module('draftvc', run_name='__main__')\n"
        "except SystemExit:\n    pass\n"
        "names = [n for n, m in sys.modules.items() if n not in base and type(m) is type(sys)\n"
        "         and m.__spec__]\n"
        "print('\\n@@', *(n for n in names if '__main__' not in n))\n"
    )
    said = call(PYTHON, "-c", script, place=repository)
    names = said.rpartition("@@")[2].split()
    # Some are made by others while these are imported, and cannot be imported by their name.
    return [name for name in names if _can_import(name)]


def _can_import(name: str) -> bool:
    return name.isascii() and all(part.isidentifier() for part in name.split("."))


def log() -> list[Row]:
    """The history of one clause among 5,000 packed revisions, against git's own line log.

    `--own` asks what `git log -L` answers: what happened to the lines of that clause, not also to
    the clauses that hang or once hung under it. What the log costs without it stands beside.
    """
    history = histories.build(size=50_000, revisions=5_000, touches=(60, 200))
    rows: list[Row] = []
    for clause, target in zip(history.followed, (0.5, 0.8), strict=True):
        span = f"-L{clause.first_line},{clause.last_line}:draft.txt"
        figures = race(
            [
                Contestant(
                    "draftvc log --own", [DRAFTVC, "log", clause.label, "--own"], history.clauses
                ),
                Contestant("draftvc log", [DRAFTVC, "log", clause.label], history.clauses),
                Contestant("git log -L", ["git", "--no-pager", "log", span], history.single),
            ],
            rounds=5,
        )
        head = f"{clause.touched} of 5,000 revisions"
        rows += [Row(f"{head}: {name}", str(figure)) for name, figure in figures.items()]
        rows.append(
            ratio(
                f"{head}: draftvc log --own / git log -L",
                figures["draftvc log --own"],
                figures["git log -L"],
                target,
            )
        )
    return rows


FILES = """
import os, sys
text = open(sys.argv[1], "rb").read()
for at in range(0, len(text), 520):
    file = os.open(f"{at}.txt", os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    os.write(file, text[at : at + 520])
    os.close(file)
"""
"""Cuts a text into files as large as the average clause, and does nothing else."""


def import_() -> list[Row]:
    """Recording a text of 2 MB as the first revision of a repository.

    Beside it a bare loop that makes as many files, since what a disk takes for them changes.
    """
    page = _pages("import", "2M") / "2000000-old.txt"
    places = {number: fresh(f"import-{number}") for number in range(-1, ROUNDS)}
    loops = {number: fresh(f"files-{number}") for number in range(-1, ROUNDS)}
    for place in places.values():
        call(DRAFTVC, "init", place=place)
    contestants = [
        Contestant("draftvc import", [DRAFTVC, "import", str(page)], places.__getitem__),
        Contestant("as many files", [PYTHON, "-c", FILES, str(page)], loops.__getitem__),
    ]
    figures = race(contestants, rounds=ROUNDS)
    seconds = figures["draftvc import"].median
    return [
        *plain(figures),
        Row("import of 2 MB", f"{seconds:.2f} s", seconds, 3, "s"),
        Row("peak memory", f"{figures['draftvc import'].peak / 1e6:.0f} MB"),
    ]


def merge() -> list[Row]:
    """Two lines of a draft made one: simulated negotiations, and whole processes.

    A negotiation has 12 branches, 40 clauses and 300 moves; `bench/merging.py` says how it is
    made and counted. Where a delegation proposes, nothing is accepted, dropped, removed or agreed
    on its branch: the room does that together. Where it acts as the room, every move is made.
    """
    rows: list[Row] = []
    for proposing, who in ((True, "delegations propose"), (False, "branches act as the room")):
        rows += _negotiated(merging.Room(proposing=proposing), who)
    return [*rows, *_merge_times()]


def _negotiated(room: merging.Room, who: str) -> list[Row]:
    runs = [merging.negotiate(seed, room) for seed in NEGOTIATIONS]
    ours, pages, files = (
        sum(getattr(each, name) for each in runs) for name in ("conflicts", "pages", "files")
    )
    lost, broken = sum(len(each.lost) for each in runs), sum(each.broken for each in runs)
    none = sum(len(each.uncalled) for each in runs)
    why = sum((each.why for each in runs), Counter[str]())
    said = ", ".join(f"{count} {name}" for name, count in why.most_common())
    merges, both, whole, ours_whole = (
        sum(getattr(each, name) for each in runs)
        for name in ("merges", "both", "whole", "ours_whole")
    )
    goal = 0.1 if room.proposing else None
    return [
        Row(f"{who}: merges, conflicts of draftvc by reason", f"{merges}: {ours} ({said})"),
        Row(f"{who}: conflicts of git, one file a draft", f"{pages}"),
        Row(f"{who}: conflicts of git on our files, without the driver", f"{files}"),
        Row(f"{who}: files that both sides changed", f"{both}"),
        Row(f"{who}: of these git combines without the driver", f"{whole / both:.0%}"),
        Row(f"{who}: of these draftvc combines", f"{ours_whole / both:.0%}"),
        Row(f"{who}: draftvc / git, one file", f"{ours / pages:.2f}x", ours / pages, goal),
        Row(f"{who}: draftvc / git, our files", f"{ours / files:.2f}x"),
        Row(f"{who}: of draftvc's, none by a rule of the page", f"{none}", none, 0),
        Row(f"{who}: tokens lost", f"{lost}"),
        Row(f"{who}: results with a fault that no side had", f"{broken}"),
    ]


def _merge_times() -> list[Row]:
    """A merge in which 100 clauses are in conflict, and the driver as git starts it for a file."""
    torn = merging.torn(fresh("merge"))
    places = {number: fresh(f"merge-{number}") for number in range(-1, ROUNDS)}
    for place in places.values():
        shutil.copytree(torn, place, dirs_exist_ok=True)
    command = [DRAFTVC, "merge", "other"]
    contestant = Contestant("draftvc merge", command, places.__getitem__, frozenset({1}))
    seconds = race([contestant], rounds=ROUNDS)["draftvc merge"].median
    files = {number: merging.three(fresh(f"driver-{number}")) for number in range(-1, ROUNDS)}
    driver = [DRAFTVC, "driver", "merge", "base", "ours", "theirs", "7", "clauses/a-b1c2d.txt"]
    figures = race(
        [
            Contestant("bare interpreter", [PYTHON, "-c", "pass"]),
            Contestant("merge driver", driver, files.__getitem__, frozenset({0, 1})),
        ],
        rounds=ROUNDS,
    )
    over = (figures["merge driver"].median - figures["bare interpreter"].median) * 1000
    return [
        Row("draftvc merge, 100 clauses in conflict", f"{seconds:.2f} s", seconds, 2, "s"),
        *plain(figures),
        Row("merge driver over the bare interpreter", f"{over:.0f} ms", over, 100, "ms"),
    ]


def scale_() -> list[Row]:
    """Drafts that are large in one way, what twice that takes, and the caps that each reached."""
    rows: list[Row] = []
    for name, sizes in scale.write(fresh("scale")).items():
        once, twice = (
            race([Contestant("diff", [DRAFTVC, "diff", *map(str, pair)])], rounds=3)["diff"]
            for pair in sizes
        )
        growth = twice.median / once.median
        rows += [
            Row(name, str(once)),
            Row(f"{name}: twice that", f"{growth:.1f}x", growth, _GROWTH),
            Row(f"{name}: caps reached", ", ".join(map(_reached, sizes))),
        ]
    return rows


def _reached(pair: Iterable[Path]) -> str:
    said = call(DRAFTVC, "diff", *map(str, pair), "--format", "json")
    limits = sorted({each["limit"] for each in json.loads(said)["fallbacks"]})
    return " and ".join(limits) or "none"


SECTIONS: dict[str, Callable[[], list[Row]]] = {
    "startup": startup,
    "loose": loose,
    "sparse": sparse,
    "stored": stored,
    "log": log,
    "import": import_,
    "merge": merge,
    "scale": scale_,
}


def _section(name: str, rows: list[Row]) -> str:
    about = (SECTIONS[name].__doc__ or "").strip()
    now = datetime.now(UTC).date().isoformat()
    lines = "\n".join(["| | figure | target | |", "|---|---|---|---|", *map(str, rows)])
    return f"{about}\n\nMeasured on {now}; {'; '.join(machine())}.\n\n{lines}\n"


def main() -> int:
    """Run the sections that were named; 1 if one of them could not be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("section", nargs="*", help="all unless named")
    chosen = parser.parse_args().section or list(SECTIONS)
    if unknown := [name for name in chosen if name not in SECTIONS]:
        parser.error(f"no section {unknown[0]}; there are {', '.join(SECTIONS)}")
    if not (BIN / "draftvc").exists():
        parser.error("draftvc is not installed beside this interpreter: make bench")
    WORK.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in chosen:
        try:
            rows = SECTIONS[name]()
        except BenchError as error:
            print(f"{name}: could not be measured: {error}", file=sys.stderr)
            failed = 1
            continue
        print(f"{name}", *rows, sep="\n", end="\n\n", flush=True)
        write_section(name, _section(name, rows))
    return failed


if __name__ == "__main__":
    sys.exit(main())
