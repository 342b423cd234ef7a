"""What the documents show is what the program does: every `console` block is typed and compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
ANY = "…"
"""A line of its own that stands for any number of lines; at the end of one, for the rest of it."""

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sessions(page: Path) -> list[tuple[str, list[str]]]:
    """Return the commands of a page, each with the lines that it is shown to print."""
    found: list[tuple[str, list[str]]] = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Tell whether lines are those that are shown, where `…` stands for any number of them."""
    if not shown:
        return not printed
    if shown[0] == ANY:
        return any(agrees(shown[1:], printed[at:]) for at in range(len(printed) + 1))
    return bool(printed) and _is_line(shown[0], printed[0]) and agrees(shown[1:], printed[1:])


def _is_line(shown: str, printed: str) -> bool:
    return printed == shown or (
        shown.endswith(f" {ANY}") and printed.startswith(shown.removesuffix(ANY))
    )


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the sample drafts, where Ana Silva works and her editor keeps all."""
    for sample in files("draftvc.samples").iterdir():
        if sample.name.endswith(".txt"):
            (tmp_path / sample.name).write_bytes(sample.read_bytes())
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ana Silva")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ana.silva@example.org")
    monkeypatch.setenv("GIT_EDITOR", "true")
    monkeypatch.setenv("COLUMNS", "80")
    beside = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{beside}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


@pytest.mark.parametrize(
    "page",
    ["getting-started", "for-secretariats", "for-delegates", "for-administrators"],
)
def test_what_is_typed_goes_as_it_is_told(desk, page):
    place = desk
    for command, shown in sessions(DOCS / f"{page}.md"):
        if command.startswith("cd "):
            place = (place / command[3:]).resolve()
            continue
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=place,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        printed = done.stdout.rstrip("\n").split("\n") if done.stdout.strip() else []
        assert agrees([line.rstrip() for line in shown], printed), f"$ {command}\n{done.stdout}"
