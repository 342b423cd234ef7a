"""A history of thousands of revisions, in draftvc's layout and as one file, built in seconds.

The first revision is recorded by draftvc itself; the others are written by `git fast-import` in the
layout that it left behind, a few words of one to three clauses changed in each. The single-file
repository gets the same words in the same commits, so that both answer the same question.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from measure import DRAFTVC, BenchError, call, environment, fresh

_START = 1_741_000_000  # seconds since the epoch: 3 March 2025
# A word of the sentence: inside braces stands what parties ask for, which nobody rewords so.
_WORD = re.compile(r"(?<!\w)[a-z]{5,}(?=[ ,;]|$)(?![^{}]*\})")


@dataclass(frozen=True)
class Followed:
    """A clause whose log is asked for: its label, and its last lines in the single file."""

    label: str
    touched: int
    first_line: int
    last_line: int


@dataclass(frozen=True)
class History:
    """Two packed repositories that tell the same story."""

    clauses: Path
    single: Path
    followed: tuple[Followed, ...]


def build(size: int, revisions: int, touches: tuple[int, ...], seed: int = 7) -> History:
    """Build both repositories; one clause for each number of `touches` changes so often.

    Raises:
        BenchError: git or draftvc failed.
    """
    clauses, single = fresh("history/clauses"), fresh("history/single")
    generate = str(Path(__file__).parent / "generate.py")
    call(sys.executable, generate, str(size), "--out", "../pages", place=clauses)
    call(DRAFTVC, "init", place=clauses)
    call(DRAFTVC, "import", f"../pages/{size}-old.txt", "--as", "v1", place=clauses)
    call("git", "init", "-q", place=single)
    shown = json.loads(call(DRAFTVC, "show", "--format", "json", place=clauses))
    labels = {clause["id"]: clause["label"] for clause in shown["clauses"]}
    files = _clause_files(clauses)
    story = _Story(files, labels, revisions, touches, random.Random(seed))
    story.write(clauses, single)
    for repository in (clauses, single):
        call("git", "gc", "-q", place=repository)
        call("git", "checkout", "-q", "-f", "main", place=repository)
    return History(clauses, single, story.followed())


def _clause_files(repository: Path) -> dict[str, str]:
    """The text of every clause file of the newest revision, by path, in document order."""
    outline = (repository / "outline").read_text(encoding="utf-8")
    paths = call("git", "ls-files", "clauses", place=repository).split()

    def place(path: str) -> int:
        return outline.find(Path(path).stem)

    return {
        path: (repository / path).read_text(encoding="utf-8") for path in sorted(paths, key=place)
    }


class _Story:
    """Which clause changes when, and what its text is by then."""

    def __init__(
        self,
        files: dict[str, str],
        labels: dict[str, str],
        revisions: int,
        touches: tuple[int, ...],
        chance: random.Random,
    ) -> None:
        self.files, self.chance, self.revisions = files, chance, revisions
        # Long sub-paragraphs from the middle of the text, which is where questions are asked.
        able = [path for path in files if len(_WORD.findall(files[path])) > 12]
        middle = [path for path in able if labels.get(Path(path).stem, "").startswith("OP")]
        self.targets = dict(zip(middle[len(middle) // 2 :], touches, strict=False))
        self.labels = labels
        self.others = [path for path in able if path not in self.targets]
        # The first revision touches every clause.
        self.due = {
            path: set(chance.sample(range(2, revisions + 1), count - 1))
            for path, count in self.targets.items()
        }

    def write(self, clauses: Path, single: Path) -> None:
        """Send every revision to both repositories."""
        with _importer(clauses) as into_clauses, _importer(single) as into_single:
            assert into_clauses.stdin and into_single.stdin
            begin = call("git", "rev-parse", "HEAD", place=clauses).strip()
            _commit(into_single.stdin, 1, "", {"draft.txt": self.page()})
            for number in range(2, self.revisions + 1):
                changed = self.step(number)
                parent = begin if number == 2 else ""
                _commit(into_clauses.stdin, number, parent, changed)
                _commit(into_single.stdin, number, "", {"draft.txt": self.page()})
        for importer in (into_clauses, into_single):
            if importer.returncode:
                raise BenchError(f"git fast-import: exit {importer.returncode}")

    def step(self, number: int) -> dict[str, str]:
        """Change the clauses of one revision; the paths and their new text."""
        paths = [path for path, due in self.due.items() if number in due]
        paths += self.chance.sample(self.others, self.chance.randint(0 if paths else 1, 3))
        for path in paths:
            self.files[path] = self.edited(self.files[path])
        return {path: self.files[path] for path in paths}

    def edited(self, text: str) -> str:
        """One word below the marker line becomes another."""
        marker, _, body = text.partition("\n")
        match = self.chance.choice(list(_WORD.finditer(body)))
        stem = self.chance.choice(("river", "gauge", "delta", "basin", "sluice", "weir"))
        word = stem + self.chance.choice("abcdefgh") + self.chance.choice(("ward", "ling", "most"))
        return f"{marker}\n{body[: match.start()]}{word}{body[match.end() :]}"

    def page(self) -> str:
        """The whole draft as people keep it in one file: paragraphs wrapped at 100 columns."""
        return "\n".join(self.lines(path) for path in self.files) + "\n"

    def lines(self, path: str) -> str:
        """One clause of the page."""
        text = self.files[path]
        if text not in _WRAPPED:
            if len(_WRAPPED) > 10_000:
                _WRAPPED.clear()
            _WRAPPED[text] = textwrap.fill(" ".join(text.split()), 100, break_on_hyphens=False)
        return _WRAPPED[text]

    def followed(self) -> tuple[Followed, ...]:
        """The clauses to ask for, with their place on the last page."""
        found, line = [], 1
        for path in self.files:
            height = self.lines(path).count("\n") + 1
            if path in self.targets:
                label = self.labels[Path(path).stem]
                found.append(Followed(label, self.targets[path], line, line + height - 1))
            line += height
        return tuple(sorted(found, key=lambda clause: clause.touched))


_WRAPPED: dict[str, str] = {}


def _importer(repository: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["git", "fast-import", "--quiet", "--force", "--depth=50"],
        cwd=repository,
        env=environment(),
        stdin=subprocess.PIPE,
    )


def _commit(stream: IO[bytes], number: int, parent: str, files: dict[str, str]) -> None:
    """Write one commit; a commit not made from a received file drops the source kept before."""
    when = f"{_START + number * 600} +0000"
    message = f"Revision {number}\n\nDraft-Version: v{number}\nDraft-Date: 2025-03-03\n".encode()
    stream.write(b"commit refs/heads/main\n")
    stream.write(f"committer Bench <bench@example.org> {when}\n".encode())
    stream.write(b"data %d\n%s" % (len(message), message))
    if parent:
        stream.write(f"from {parent}\nD source\n".encode())
    for path, text in files.items():
        blob = text.encode()
        stream.write(f"M 100644 inline {path}\n".encode())
        stream.write(b"data %d\n%s\n" % (len(blob), blob))
    stream.write(b"\n")
