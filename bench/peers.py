"""What can be read off the output of the tools that people use today: ``python bench/peers.py``.

The same simulated chains as in `score.py`, and a written rule (`footprints.py`) for what can be
read off marked words:

- `git diff --no-index --word-diff`, as it comes: words are what stands between white space;
- a token diff: difflib over words, bracket marks and entries, found with a regular expression;
- xmldiff over a tree in which clauses, brackets and entries are elements, as its manual advises for
  documents (clauses are text, the others formatting in it).

The column of draftvc counts the events that it names with every field right: more than can be asked
of the others. Its last line is the share of its events that are none; theirs the share of marked
runs that hold nothing that an event touched.

The second and third are given the pieces and the tree of the page without a mistake, which no one
who uses them today has.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import groupby
from xml.sax.saxutils import escape

from chains import DENSITIES, SIZES
from draftvc.diff.compare import compare
from draftvc.draft.read import read_draft
from footprints import Marks, justified, readable, spans
from matching import match
from measure import WORK, environment
from results import table, write_section
from room.negotiation import Negotiation, Step
from room.page import Put

SECTION = "peers on the same chains"
OURS, GIT, TOKENS, XMLDIFF = "draftvc", "git --word-diff", "token diff", "xmldiff"
CHAINS = {"one": 24, "20%": 6, "60%": 3}
"""Chains at each density, of 12 KB each."""


@dataclass
class Tally:
    """Events, and those that could be read off the output of each tool, by kind."""

    wanted: Counter[str] = field(default_factory=Counter)
    read: dict[str, Counter[str]] = field(default_factory=dict)
    steps: int = 0
    garbled: int = 0
    """Pairs on which xmldiff failed."""

    alarms: dict[str, Counter[bool]] = field(default_factory=dict)
    """Runs of marked pieces by tool, and whether an event touched any of their pieces."""

    def add(self, tool: str, step: Step, marks: Marks) -> None:
        """Count the events of a step that can be read off a tool's marks."""
        good = Counter(told.kind for told, can in readable(step, marks) if can)
        self.read.setdefault(tool, Counter()).update(good)
        self.alarms.setdefault(tool, Counter()).update(justified(step, marks))

    def add_ours(self, step: Step) -> None:
        """Count the events that draftvc names, with every field right, and those it invents."""
        events = compare(read_draft(step.old), read_draft(step.new)).events
        matching = match(step.told, events)
        wrong = {id(told) for told, _, _, right in matching.fields() if not right}
        good = Counter(told.kind for told, _ in matching.pairs if id(told) not in wrong)
        self.read.setdefault(OURS, Counter()).update(good)
        counts = {True: len(matching.pairs), False: len(matching.surplus)}
        self.alarms.setdefault(OURS, Counter()).update(counts)


# --------------------------------------------------------------------------------------- the tools


def git_marks(step: Step) -> Marks:
    """Mark what `git diff --word-diff` marks."""
    place = WORK / "peers"
    place.mkdir(parents=True, exist_ok=True)
    for name, page in (("old.txt", step.old), ("new.txt", step.new)):
        (place / name).write_text(page, encoding="utf-8")
    command = ["git", "--no-pager", "diff", "--no-index", "--word-diff=porcelain", "-U9999"]
    done = subprocess.run(
        [*command, "old.txt", "new.txt"],
        cwd=place,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    sides: list[list[tuple[str, bool]]] = [[], []]
    body = done.stdout.split("\n@@", 1)[-1].split("\n")[1:]
    for line in body:
        sign, text = line[:1], line[1:]
        if sign in (" ", "-"):
            sides[0].append((text, sign == "-"))
        if sign in (" ", "+"):
            sides[1].append((text, sign == "+"))
    if not done.stdout:
        return set(), set()
    pages = (step.old, step.new)
    found = [_placed(page, side) for page, side in zip(pages, sides, strict=True)]
    deleted, inserted = (
        {at for at, span in enumerate(spans(page, trail)) if any(chars[span[0] : span[1]])}
        for page, trail, chars in zip(pages, step.trails, found, strict=True)
    )
    return deleted, inserted


def _placed(page: str, parts: Sequence[tuple[str, bool]]) -> list[bool]:
    """For each character of a page whether it is marked; white space aside."""
    flags = [marked for text, marked in parts for char in text if not char.isspace()]
    found, at = [False] * len(page), 0
    for place, char in enumerate(page):
        if not char.isspace():
            found[place] = flags[at]
            at += 1
    return found


def token_marks(step: Step) -> Marks:
    """Mark what difflib over the pieces marks."""
    old, new = ([put.text for put in trail] for trail in step.trails)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    deleted, inserted = set(range(len(old))), set(range(len(new)))
    for block in matcher.get_matching_blocks():
        deleted -= set(range(block.a, block.a + block.size))
        inserted -= set(range(block.b, block.b + block.size))
    return deleted, inserted


class XmlDiff:
    """xmldiff in a process of its own, from an environment of its own."""

    def __init__(self) -> None:
        """Install it where it is not, and start it.

        Raises:
            OSError, subprocess.CalledProcessError: it could not be installed.
        """
        place = WORK / "peers-venv"
        python = place / "bin" / "python"
        if not (place / "ready").exists():
            venv.create(place, with_pip=True, clear=True)
            install = [str(python), "-m", "pip", "install", "-qq", "xmldiff>=2.7"]
            subprocess.run(install, check=True, capture_output=True)
            (place / "ready").touch()
        self.garbled = 0
        """Pairs of which it shows nothing (it fails), or something that is on neither page."""
        script = __file__.replace("peers.py", "peer_xmldiff.py")
        self._process = subprocess.Popen(
            [str(python), script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def marks(self, step: Step) -> Marks:
        """Mark what xmldiff marks; everything where what it shows is not the two pages."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        print(json.dumps([tree(trail) for trail in step.trails]), file=stdin, flush=True)
        sides = json.loads(stdout.readline())
        found = [_pieces(trail, shown) for trail, shown in zip(step.trails, sides, strict=True)]
        if found[0] is None or found[1] is None:
            self.garbled += 1
            return set(range(len(step.trails[0]))), set(range(len(step.trails[1])))
        return found[0], found[1]

    def close(self) -> None:
        """End the process."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()


def _pieces(trail: Sequence[Put], shown: Sequence[tuple[str, bool]]) -> set[int] | None:
    """The places of the pieces of which a character is marked; None where others are shown."""
    found: set[int] = set()
    at = 0
    for place, put in enumerate(trail):
        written = "".join(put.text.split())
        part = shown[at : at + len(written)]
        if "".join(char for char, _ in part) != written:
            return None
        if any(marked for _, marked in part):
            found.add(place)
        at += len(written)
    return found if at == len(shown) else None


def tree(trail: Sequence[Put]) -> str:
    """A page as a tree: clauses of text, brackets and the entries of groups as formatting in it."""
    clauses = "".join(
        f"<c>{_inside(list(puts))}</c>" for _, puts in groupby(trail, key=lambda put: put.clause)
    )
    return f"<draft>{clauses}</draft>"


def _inside(puts: list[Put]) -> str:
    whole = _nests(puts)
    parts: list[str] = []
    for put in puts:
        if whole and put.key[0] in "[]":
            parts.append("<b>" if put.key[0] == "[" else "</b>")
        else:
            text = escape(put.text)
            parts.append(f"<g>{text}</g>" if put.key[0] == "entry" else text)
    return " ".join(parts).replace("<b> ", "<b>").replace(" </b>", "</b>")


def _nests(puts: list[Put]) -> bool:
    """Whether every bracket of a clause is closed, each after those inside it."""
    stack: list[int] = []
    for sort, uid, mark in (put.key for put in puts):
        if sort == "]" and mark != "]":
            return False
        if sort == "[":
            stack.append(uid)
        elif sort == "]" and (not stack or stack.pop() != uid):
            return False
    return not stack


# ----------------------------------------------------------------------------------------- running


def run(chains: dict[str, int], size: str) -> dict[str, Tally]:
    """Run every tool over the chains, and count by density."""
    tallies = {density: Tally() for density in chains}
    xmldiff = XmlDiff()
    for density, count in chains.items():
        for step in _steps(density, count, size):
            tally = tallies[density]
            tally.steps += 1
            tally.wanted.update(told.kind for told in step.told)
            tally.add_ours(step)
            tally.add(GIT, step, git_marks(step))
            tally.add(TOKENS, step, token_marks(step))
            tally.add(XMLDIFF, step, xmldiff.marks(step))
        tallies[density].garbled, xmldiff.garbled = xmldiff.garbled, 0
    xmldiff.close()
    return tallies


def _steps(density: str, count: int, size: str) -> Iterator[Step]:
    for seed in range(1, count + 1):
        yield from Negotiation(seed, SIZES[size], DENSITIES[density]).steps()


def kind_table(tallies: dict[str, Tally]) -> str:
    """The share of the events of each kind that can be read off each tool's output."""
    every = sorted({kind for tally in tallies.values() for kind in tally.wanted})
    rows: list[list[str]] = []
    for kind in [*every, "all"]:
        row = [f"`{kind}`" if kind != "all" else "**all**"]
        for tally in tallies.values():
            count = tally.wanted.total() if kind == "all" else tally.wanted[kind]
            row.append(str(count) if count else "")
            for read in tally.read.values():
                good = read.total() if kind == "all" else read[kind]
                row.append(f"{good / count:.0%}" if count else "")
        rows.append(row)
    row = ["marked for nothing"]
    for tally in tallies.values():
        row.append("")
        row += [f"{runs[False] / (runs.total() or 1):.0%}" for runs in tally.alarms.values()]
    rows.append(row)
    head = ["kind"]
    for density, tally in tallies.items():
        head += [f"{density}: events", *tally.read]
    return table(head, rows)


def report(tallies: dict[str, Tally]) -> str:
    """The section of the results page."""
    about = (__doc__ or "").split("``.", 1)[1].strip()
    rule = (sys.modules["footprints"].__doc__ or "").split("\n\n", 1)[1].strip()
    day = datetime.now(UTC).date().isoformat()
    return f"{about}\n\n{rule}\n\nRun on {day}, 12 KB.\n\n{kind_table(tallies)}"


def main() -> int:
    """Run the peers and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--density", choices=list(DENSITIES))
    parser.add_argument("--chains", type=int, default=4)
    options = parser.parse_args()
    if options.density:
        print(kind_table(run({options.density: options.chains}, "12K")))
        return 0
    tallies = run(CHAINS, "12K")
    print(kind_table(tallies))
    write_section(SECTION, report(tallies))
    return 0


if __name__ == "__main__":
    sys.exit(main())
